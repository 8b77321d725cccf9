//! The upstream, with its loss policy and its failure policy.

use std::fmt;
use std::sync::Arc;

use ::http::{HeaderMap, HeaderName, HeaderValue};

use super::error::BuildError;
use super::failure_policy::FailurePolicy;
use crate::dialect::{Dialect, DialectExt as _, LossPolicy};
use crate::http::{BaseUrl, mark_secret};
use crate::problem::FailureKind;

/// The upstream: its dialect, its base URL, and which losses and failures are passed on.
#[derive(Clone)]
pub struct Upstream {
    pub(super) dialect: Arc<dyn Dialect>,
    pub(super) base: BaseUrl,
    pub(super) headers: HeaderMap,
    pub(super) loss: LossPolicy,
    pub(super) failures: FailurePolicy,
}

impl Upstream {
    /// An upstream that uses `dialect`, at this base URL. By default, an update that would lose
    /// data is rejected.
    ///
    /// # Errors
    /// [`BuildError::BaseUrl`] if the URL is not valid.
    pub fn new(dialect: impl Dialect + 'static, base: &str) -> Result<Self, BuildError> {
        Self::shared(Arc::new(dialect), base)
    }

    /// The same as [`new`](Self::new), with a dialect that is shared with others.
    ///
    /// # Errors
    /// [`BuildError::BaseUrl`] if the URL is not valid.
    pub fn shared(dialect: Arc<dyn Dialect>, base: &str) -> Result<Self, BuildError> {
        let base = BaseUrl::parse(base)?;
        Ok(Self {
            dialect,
            base,
            headers: HeaderMap::new(),
            loss: LossPolicy::Reject,
            failures: FailurePolicy::default(),
        })
    }

    /// Sets a header of every request, such as `MediaSiloHostContext`. A header that is set on the
    /// exchange overrides it.
    ///
    /// # Errors
    /// [`BuildError::Header`] if the name or the value is not valid.
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

    /// Sets the loss policy, unless the frontend or the exchange sets another.
    #[must_use]
    pub fn with_loss_policy(mut self, policy: LossPolicy) -> Self {
        self.loss = policy;
        self
    }

    /// Forwards failures of this kind to the caller. By default, all are forwarded except those
    /// about the gateway's own credential (401, 403). A failure about the form of the request (405,
    /// 406, 415) is always the gateway's fault, and becomes a 502.
    #[must_use]
    pub fn forward_failures(mut self, kind: FailureKind) -> Self {
        self.failures.forward(kind);
        self
    }

    /// Hides failures of this kind: the caller gets a 502 without details. A 401 or 403 for a
    /// credential of the caller is forwarded nonetheless.
    #[must_use]
    pub fn hide_failures(mut self, kind: FailureKind) -> Self {
        self.failures.hide(kind);
        self
    }

    pub(super) fn check(&self) -> Result<(), BuildError> {
        let missing = self
            .dialect
            .update_operation()
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
    /// Omits the values of the headers, which may be secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dialect, base, headers, loss, failures } = self;
        formatter
            .debug_struct("Upstream")
            .field("dialect", &dialect.id())
            .field("base", &base.to_string())
            .field("headers", &headers.keys().collect::<Vec<_>>())
            .field("loss", loss)
            .field("failures", failures)
            .finish()
    }
}
