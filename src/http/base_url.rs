//! The base URL of a service: the part of its URLs that is the same for all users.

use std::fmt;

use url::Url;

use crate::dialect::Operation;
use crate::model::UserId;

/// The base URL of a service, with or without a path, to which an endpoint's path is appended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl(String);

/// The reason why a text is not a valid base URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// It is not an absolute URL.
    #[error("expected an absolute URL, such as `https://api.example.com/v1`")]
    Syntax,
    /// Its scheme is neither `http` nor `https`.
    #[error("unsupported scheme, use `http` or `https`")]
    Scheme,
    /// It has a user name or a password.
    #[error("must not contain credentials; set a credential for each exchange")]
    Credential,
    /// It has a query or a fragment, to which no path can be appended.
    #[error("must not contain a query or fragment")]
    Query,
}

impl BaseUrl {
    /// Parses an `http` or `https` URL. A slash at its end is ignored.
    ///
    /// # Errors
    /// The text is not an absolute URL, or has another scheme, a credential, a query or a fragment.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        // `Url::parse` repairs some errors; a base URL has to be correct as written.
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

    /// The URL of one user; `None` if it is too long, or if the id would change the path.
    #[must_use]
    pub fn join(&self, endpoint: &Operation, id: &UserId) -> Option<::http::Uri> {
        // RFC 3986, section 5.2.4: a resolver removes dot segments, percent-encoded or not.
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
    use crate::dialect::Operation;
    use crate::model::UserId;

    const OPERATION: Operation =
        Operation::update_user("PUT", "/users/{id}", "application/json", &["application/json"]);

    fn joined(base: &str, id: &str) -> Option<String> {
        let base = BaseUrl::parse(base).unwrap();
        base.join(&OPERATION, &UserId::parse(id).unwrap()).map(|uri| uri.to_string())
    }

    #[test]
    fn a_path_is_kept_and_a_trailing_slash_is_ignored() {
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
    fn an_id_is_always_one_segment() {
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
    fn an_invalid_base_url_is_rejected() {
        let invalid = [
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
        for (text, error) in invalid {
            assert_eq!(BaseUrl::parse(text), Err(error), "{text}");
        }
    }
}
