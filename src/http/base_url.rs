//! Where a service is: the part of its addresses that is the same for all users.

use std::fmt;

use url::Url;

use crate::dialect::Endpoint;
use crate::model::UserId;

/// The address of a service, with or without a path, to which an endpoint's path is appended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

/// Why a text is not the address of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// It is no URL.
    #[error("a URL is expected, such as `https://api.example.com/v1`")]
    Syntax,
    /// It is no `http` or `https` URL.
    #[error("an `http` or `https` URL is expected")]
    Scheme,
    /// It has a user name or a password.
    #[error(
        "a URL without a user name and password is expected: a credential is set for each exchange"
    )]
    Credential,
    /// It has a query or a fragment, behind which no path can stand.
    #[error("a URL without a query and fragment is expected")]
    Query,
}

impl BaseUrl {
    /// Takes an `http` or `https` URL. A slash at its end means nothing.
    ///
    /// # Errors
    /// Another scheme, a credential, a query, a fragment, or no URL at all.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        // The parser mends what it can; what is written here is meant to be right.
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) || text.contains('\\') {
            return Err(BaseUrlError::Syntax);
        }
        let url = Url::parse(text).map_err(|_| BaseUrlError::Syntax)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BaseUrlError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::Credential);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::Query);
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// The address of one user, unless it is too long for one or the id would lead elsewhere.
    #[must_use]
    pub fn join(&self, endpoint: &Endpoint, id: &UserId) -> Option<::http::Uri> {
        // RFC 3986, section 5.2.4: a segment of dots is taken away by whoever resolves the address, encoded or not.
        if matches!(id.as_str(), "." | "..") {
            return None;
        }
        format!("{}{}", self.0, endpoint.path_for(id)).parse().ok()
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, BaseUrlError};
    use crate::dialect::Endpoint;
    use crate::model::UserId;

    const ENDPOINT: Endpoint =
        Endpoint::new("PUT", "/users/{id}", "application/json", &["application/json"]);

    fn joined(base: &str, id: &str) -> Option<String> {
        let base = BaseUrl::parse(base).unwrap();
        base.join(&ENDPOINT, &UserId::parse(id).unwrap()).map(|uri| uri.to_string())
    }

    #[test]
    fn paths_and_trailing_slashes_make_no_difference_but_their_own() {
        for base in ["https://example.com", "https://example.com/", "HTTPS://EXAMPLE.com:443/"] {
            assert_eq!(joined(base, "7").as_deref(), Some("https://example.com/users/7"), "{base}");
        }
        for base in ["http://[::1]:8080/a/b", "http://[::1]:8080/a/b/", "http://[::1]:8080/a/./b//"]
        {
            assert_eq!(
                joined(base, "7").as_deref(),
                Some("http://[::1]:8080/a/b/users/7"),
                "{base}"
            );
        }
    }

    #[test]
    fn an_id_is_one_segment_whatever_it_holds() {
        let hostile = "a/b?c#d%2e e\u{e9}";
        assert_eq!(
            joined("https://example.com", hostile).as_deref(),
            Some("https://example.com/users/a%2Fb%3Fc%23d%252e%20e%C3%A9")
        );
        assert_eq!(joined("https://example.com", ".."), None);
        assert_eq!(joined("https://example.com", "."), None);
        assert_eq!(
            joined("https://example.com", "...").as_deref(),
            Some("https://example.com/users/...")
        );
    }

    #[test]
    fn what_is_no_address_of_a_service_is_refused() {
        let refused = [
            ("", BaseUrlError::Syntax),
            ("example.com", BaseUrlError::Syntax),
            ("https://", BaseUrlError::Syntax),
            ("https://exa mple.com", BaseUrlError::Syntax),
            (" https://example.com", BaseUrlError::Syntax),
            ("https:\\\\example.com", BaseUrlError::Syntax),
            ("ftp://example.com", BaseUrlError::Scheme),
            ("javascript:alert(1)", BaseUrlError::Scheme),
            ("https://user@example.com", BaseUrlError::Credential),
            ("https://:secret@example.com", BaseUrlError::Credential),
            ("https://example.com?a", BaseUrlError::Query),
            ("https://example.com/#a", BaseUrlError::Query),
        ];
        for (text, error) in refused {
            assert_eq!(BaseUrl::parse(text), Err(error), "{text}");
        }
    }
}
