//! What the gateway shows to the service behind, to be let in.

use std::fmt;

use ::http::{HeaderMap, HeaderName, HeaderValue};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use zeroize::Zeroizing;

/// A header with a secret in it.
///
/// It has no `Display`, its `Debug` shows nothing but the header's name, and it is wiped from memory when dropped. The
/// request that it is put into holds a copy, marked as sensitive, which is its owner's to drop.
#[derive(Clone)]
pub struct Credential {
    header: HeaderName,
    value: Zeroizing<String>,
    whose: CredentialOwner,
}

/// Whose credential it is, and so who has to act when it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum CredentialOwner {
    /// The gateway's own: a 401 or 403 is the gateway's fault, and told as 502.
    #[default]
    Gateway,
    /// The caller's, got by the application: a 401 or 403 is told to the caller.
    Caller,
}

/// Why a text is no credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialError {
    /// The header has no such name.
    #[error("the name of a header is expected")]
    Name,
    /// The secret holds what no header can.
    #[error("a secret of visible ASCII characters is expected")]
    Secret,
}

impl Credential {
    /// `Authorization: Bearer {token}` (RFC 6750).
    ///
    /// # Errors
    /// A token that no header can hold, or none.
    pub fn bearer(token: &str) -> Result<Self, CredentialError> {
        if token.is_empty() || token.contains(' ') {
            return Err(CredentialError::Secret);
        }
        Self::header("Authorization", &Zeroizing::new(format!("Bearer {token}")))
    }

    /// `Authorization: Basic …` (RFC 7617).
    ///
    /// # Errors
    /// A user name with a colon in it.
    pub fn basic(username: &str, password: &str) -> Result<Self, CredentialError> {
        if username.contains(':') {
            return Err(CredentialError::Secret);
        }
        let pair = Zeroizing::new(format!("{username}:{password}"));
        let encoded = Zeroizing::new(BASE64_STANDARD.encode(pair.as_bytes()));
        Self::header("Authorization", &Zeroizing::new(format!("Basic {}", encoded.as_str())))
    }

    /// A secret in a header of the service's own, such as `X-Session-Token`.
    ///
    /// # Errors
    /// No name of a header, or a secret that no header can hold.
    pub fn header(name: &str, secret: &str) -> Result<Self, CredentialError> {
        let header = HeaderName::try_from(name).map_err(|_| CredentialError::Name)?;
        if secret.is_empty() || !secret.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
        {
            return Err(CredentialError::Secret);
        }
        Ok(Self {
            header,
            value: Zeroizing::new(secret.to_owned()),
            whose: CredentialOwner::default(),
        })
    }

    /// Says that it is the caller's: if it is refused, the caller has to act.
    #[must_use]
    pub const fn owned_by_caller(mut self) -> Self {
        self.whose = CredentialOwner::Caller;
        self
    }

    /// Whose it is.
    #[must_use]
    pub const fn owner(&self) -> CredentialOwner {
        self.whose
    }

    /// Puts it among the headers of a request, instead of what stood there.
    pub fn apply_to(&self, headers: &mut HeaderMap) {
        // Visible ASCII always is a header's value.
        if let Ok(mut value) = HeaderValue::from_str(&self.value) {
            value.set_sensitive(true);
            headers.insert(&self.header, value);
        }
    }
}

/// Marks the value of a header that holds secrets whoever's API it is.
pub(crate) fn mark_secret(name: &HeaderName, value: &mut HeaderValue) {
    let name = name.as_str();
    let is_secret = matches!(name, "authorization" | "proxy-authorization" | "cookie")
        || ["token", "secret", "session", "api-key", "apikey"]
            .iter()
            .any(|word| name.contains(word));
    value.set_sensitive(value.is_sensitive() || is_secret);
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Credential({}, ..)", self.header)
    }
}

#[cfg(test)]
mod tests {
    use ::http::HeaderMap;

    use super::{Credential, CredentialError};

    fn applied(credential: &Credential) -> String {
        let mut headers = HeaderMap::new();
        credential.apply_to(&mut headers);
        let (name, value) = headers.iter().next().unwrap();
        assert!(value.is_sensitive());
        format!("{name}: {}", value.to_str().unwrap())
    }

    #[test]
    fn is_written_as_its_scheme_says() {
        assert_eq!(applied(&Credential::bearer("a.b-c").unwrap()), "authorization: Bearer a.b-c");
        // RFC 7617, section 2.
        let basic = |username, password| applied(&Credential::basic(username, password).unwrap());
        assert_eq!(
            basic("Aladdin", "open sesame"),
            "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        );
        assert_eq!(basic("foob", "ar\u{e9}"), "authorization: Basic Zm9vYjphcsOp");
        assert_eq!(
            applied(&Credential::header("X-Session-Token", "t").unwrap()),
            "x-session-token: t"
        );
    }

    #[test]
    fn shows_nothing_of_itself() {
        assert_eq!(
            format!("{:?}", Credential::bearer("hunter2").unwrap()),
            "Credential(authorization, ..)"
        );
    }

    #[test]
    fn what_no_header_can_hold_is_none() {
        for token in ["", " ", "a b", "a\r\nHost: b", "\u{e9}"] {
            assert_eq!(Credential::bearer(token).unwrap_err(), CredentialError::Secret, "{token}");
        }
        assert_eq!(Credential::header("X-Token", "").unwrap_err(), CredentialError::Secret);
        assert_eq!(Credential::header("X Token", "a").unwrap_err(), CredentialError::Name);
        assert_eq!(Credential::basic("a:b", "c").unwrap_err(), CredentialError::Secret);
    }
}
