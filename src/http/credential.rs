//! The credential in requests to the upstream.

use std::fmt;

use ::http::{HeaderMap, HeaderName, HeaderValue};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use zeroize::Zeroizing;

/// A header with a secret.
///
/// It has no `Display`, its `Debug` output contains only the header's name, and its memory is
/// zeroed on drop. The request that it is applied to contains a copy, marked as sensitive, which is
/// not zeroed.
#[derive(Clone)]
pub struct Credential {
    header: HeaderName,
    value: Zeroizing<String>,
    owner: CredentialOwner,
}

/// The owner of a credential, who has to act when the upstream rejects it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum CredentialOwner {
    /// The gateway: a 401 or 403 is the gateway's fault, and becomes a 502.
    #[default]
    Gateway,
    /// The caller: a 401 or 403 is forwarded to the caller. The application obtained the
    /// credential.
    Caller,
}

/// The reason why a credential is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialError {
    /// The name of the header is not valid.
    #[error("invalid header name")]
    Name,
    /// The secret is empty, or contains characters that a credential cannot.
    #[error("the secret must be visible ASCII")]
    Secret,
}

impl Credential {
    /// `Authorization: Bearer {token}` (RFC 6750).
    ///
    /// # Errors
    /// The token is empty, or not visible ASCII.
    pub fn bearer(token: &str) -> Result<Self, CredentialError> {
        if token.is_empty() || token.contains(' ') {
            return Err(CredentialError::Secret);
        }
        Self::header("Authorization", &Zeroizing::new(format!("Bearer {token}")))
    }

    /// `Authorization: Basic …` (RFC 7617).
    ///
    /// # Errors
    /// The user name contains a colon.
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
    /// The name is not a valid header name, or the secret is empty or not visible ASCII.
    pub fn header(name: &str, secret: &str) -> Result<Self, CredentialError> {
        let header = HeaderName::try_from(name).map_err(|_| CredentialError::Name)?;
        if secret.is_empty() || !secret.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
        {
            return Err(CredentialError::Secret);
        }
        Ok(Self {
            header,
            value: Zeroizing::new(secret.to_owned()),
            owner: CredentialOwner::default(),
        })
    }

    /// Marks it as the caller's: if the upstream rejects it, the caller has to act.
    #[must_use]
    pub const fn owned_by_caller(mut self) -> Self {
        self.owner = CredentialOwner::Caller;
        self
    }

    /// The owner of the credential.
    #[must_use]
    pub const fn owner(&self) -> CredentialOwner {
        self.owner
    }

    /// Sets the header of a request, replacing a header of the same name.
    pub fn apply_to(&self, headers: &mut HeaderMap) {
        // Visible ASCII is always a valid header value.
        if let Ok(mut value) = HeaderValue::from_str(&self.value) {
            value.set_sensitive(true);
            headers.insert(&self.header, value);
        }
    }
}

/// Marks the value of a header as sensitive, if its name is one that APIs use for secrets.
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
    fn the_header_follows_the_scheme() {
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
    fn debug_output_omits_the_secret() {
        assert_eq!(
            format!("{:?}", Credential::bearer("hunter2").unwrap()),
            "Credential(authorization, ..)"
        );
    }

    #[test]
    fn an_invalid_header_is_rejected() {
        for token in ["", " ", "a b", "a\r\nHost: b", "\u{e9}"] {
            assert_eq!(Credential::bearer(token).unwrap_err(), CredentialError::Secret, "{token}");
        }
        assert_eq!(Credential::header("X-Token", "").unwrap_err(), CredentialError::Secret);
        assert_eq!(Credential::header("X Token", "a").unwrap_err(), CredentialError::Name);
        assert_eq!(Credential::basic("a:b", "c").unwrap_err(), CredentialError::Secret);
    }
}
