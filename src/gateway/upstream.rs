//! The service behind, and what it may be asked to lose.

use std::fmt;
use std::sync::Arc;

use ::http::{HeaderMap, HeaderName, HeaderValue};

use super::error::BuildError;
use super::failure_policy::Passing;
use crate::dialect::{Dialect, LossPolicy};
use crate::http::{BaseUrl, mark_secret};
use crate::problem::FailureKind;

/// The service behind: its dialect, its address, and what is told on.
#[derive(Clone)]
pub struct Upstream {
    pub(super) dialect: Arc<dyn Dialect>,
    pub(super) base: BaseUrl,
    pub(super) headers: HeaderMap,
    pub(super) loss: LossPolicy,
    pub(super) passing: Passing,
}

impl Upstream {
    /// A service that speaks `dialect`, under this address. Nothing may be lost on the way there.
    ///
    /// # Errors
    /// [`BuildError::BaseUrl`] if the address is none.
    pub fn new(dialect: impl Dialect + 'static, base: &str) -> Result<Self, BuildError> {
        Self::shared(Arc::new(dialect), base)
    }

    /// The same, with a dialect that is shared with others.
    ///
    /// # Errors
    /// [`BuildError::BaseUrl`] if the address is none.
    pub fn shared(dialect: Arc<dyn Dialect>, base: &str) -> Result<Self, BuildError> {
        let base = BaseUrl::parse(base)?;
        Ok(Self {
            dialect,
            base,
            headers: HeaderMap::new(),
            loss: LossPolicy::Reject,
            passing: Passing::default(),
        })
    }

    /// With this header in every request, such as `MediaSiloHostContext`. What an exchange sets itself comes first.
    ///
    /// # Errors
    /// [`BuildError::Header`] if it is no header.
    pub fn with_header(mut self, name: &str, value: &str) -> Result<Self, BuildError> {
        let (Ok(header), Ok(mut value)) =
            (HeaderName::try_from(name), HeaderValue::try_from(value))
        else {
            return Err(BuildError::Header { name: name.to_owned() });
        };
        mark_secret(&header, &mut value);
        self.headers.insert(header, value);
        Ok(self)
    }

    /// With this loss allowed, where neither the front nor the exchange says otherwise.
    #[must_use]
    pub fn with_loss_policy(mut self, policy: LossPolicy) -> Self {
        self.loss = policy;
        self
    }

    /// With failures of this kind told to the caller: all are, but those about the gateway's own credential (401, 403). What
    /// blames the form of the request (405, 406, 415) is the gateway's fault in any case, and told as 502.
    #[must_use]
    pub fn forward_failures(mut self, kind: FailureKind) -> Self {
        self.passing.pass(kind);
        self
    }

    /// With failures of this kind told to the caller as 502 and nothing else. A 401 or 403 for a credential of the caller's
    /// is told nonetheless.
    #[must_use]
    pub fn hide_failures(mut self, kind: FailureKind) -> Self {
        self.passing.withhold(kind);
        self
    }

    pub(super) fn check(&self) -> Result<(), BuildError> {
        let missing = self
            .dialect
            .endpoint()
            .required_headers
            .iter()
            .find(|name| !self.headers.contains_key(**name));
        match missing {
            Some(name) => Err(BuildError::MissingHeader { dialect: self.dialect.id(), name }),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Upstream {
    /// The names of the headers, not what is in them.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dialect, base, headers, loss, passing } = self;
        formatter
            .debug_struct("Upstream")
            .field("dialect", &dialect.id())
            .field("base", &base.to_string())
            .field("headers", &headers.keys().collect::<Vec<_>>())
            .field("loss", loss)
            .field("passing", passing)
            .finish()
    }
}
