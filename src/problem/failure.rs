//! Failures, independent of any dialect.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use super::kind::FailureKind;
use super::reported_field::ReportedField;
use crate::model::{ApplyError, Attribute, Code};

/// The response of a service that rejects a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The kind of failure.
    pub kind: FailureKind,
    /// The problems that the service reports.
    pub problems: Vec<FailureProblem>,
    /// The time to wait before a retry.
    pub retry_after: Option<Duration>,
    /// The rate limit of the service, if reported.
    pub rate_limit: Option<RateLimit>,
    /// The id by which the service can find the request in its logs.
    pub trace_id: Option<String>,
    /// The service's own messages about the whole request.
    pub vendor_texts: Vec<VendorText>,
}

impl Failure {
    /// A failure of which only the kind is known.
    #[must_use]
    pub const fn new(kind: FailureKind) -> Self {
        Self {
            kind,
            problems: Vec::new(),
            retry_after: None,
            rate_limit: None,
            trace_id: None,
            vendor_texts: Vec::new(),
        }
    }
}

impl From<ApplyError> for Failure {
    /// The caller asks for what the application cannot do.
    fn from(error: ApplyError) -> Self {
        let mut failure = Self::new(FailureKind::Unprocessable);
        let (attribute, detail) = match error {
            ApplyError::Password => (Attribute::Password, "the password cannot be set here"),
            ApplyError::NotRepresentable { attribute } => (
                attribute,
                "the user's value is not representable, and would be lost; send all parts",
            ),
        };
        let mut problem = FailureProblem::new(Code::LOSS, detail.into());
        problem.subject = Some(attribute.into());
        failure.problems.push(problem);
        failure
    }
}

/// The number of requests that a service accepts in a period, which the service chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RateLimit {
    /// The maximum in one period.
    pub limit: Option<u64>,
    /// The number that remains in the current period.
    pub remaining: Option<u64>,
}

impl RateLimit {
    /// Returns a rate limit, if any part of it is known.
    #[must_use]
    pub const fn known(limit: Option<u64>, remaining: Option<u64>) -> Option<Self> {
        match (limit, remaining) {
            (None, None) => None,
            (limit, remaining) => Some(Self { limit, remaining }),
        }
    }
}

/// One problem that a service reports.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureProblem {
    /// The attribute or other field, if known.
    pub subject: Option<ReportedField>,
    /// Its path in a message of one dialect.
    pub place: Option<ProblemLocation>,
    /// The stable name of the broken rule.
    pub code: Code,
    /// A message written by this crate.
    pub detail: Cow<'static, str>,
    /// The service's own message.
    pub vendor_text: Option<VendorText>,
}

impl FailureProblem {
    /// A problem with the code `code`, without a field or path.
    #[must_use]
    pub const fn new(code: Code, detail: Cow<'static, str>) -> Self {
        Self { subject: None, place: None, code, detail, vendor_text: None }
    }
}

/// A path in a message of one dialect.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ProblemLocation {
    /// The id of the dialect.
    pub dialect: String,
    /// The RFC 6901 pointer.
    pub pointer: String,
    /// The nearest parent that the message has, if the member at `pointer` is missing.
    pub existing: Option<String>,
}

impl ProblemLocation {
    /// The path `pointer` in a message of `dialect`.
    #[must_use]
    pub const fn new(dialect: String, pointer: String) -> Self {
        Self { dialect, pointer, existing: None }
    }
}

/// Text written by the vendor. It may quote the request, so it is never included in `Debug` or in
/// responses.
#[derive(Clone, PartialEq, Eq)]
pub struct VendorText(String);

impl VendorText {
    /// Wraps a vendor's text.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns the text. It may quote any part of the request, a password included.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for VendorText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("VendorText(..)")
    }
}
