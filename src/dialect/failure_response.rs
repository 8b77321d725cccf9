//! Failures as a dialect decodes and encodes them.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::json::{Pointer, Redacted};
use crate::model::Code;
use crate::problem::{FailureProblem, RateLimit, ReportedField, VendorText};

/// A failure as an HTTP response: status, headers and body.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FailureResponse {
    /// The HTTP status, if it is known.
    pub status: Option<u16>,
    /// How long to wait before trying again.
    pub retry_after: Option<Duration>,
    /// The rate limit, if the service reports one.
    pub rate_limit: Option<RateLimit>,
    /// The id by which the service can find the request in its logs.
    pub trace_id: Option<String>,
    /// The body, which may be empty.
    pub body: Vec<u8>,
}

impl FailureResponse {
    /// A failure with this status and body.
    #[must_use]
    pub fn new(status: Option<u16>, body: impl Into<Vec<u8>>) -> Self {
        Self { status, retry_after: None, rate_limit: None, trace_id: None, body: body.into() }
    }
}

impl fmt::Debug for FailureResponse {
    /// Writes the length of the body only: a vendor may quote what was sent.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, retry_after, rate_limit, trace_id, body } = self;
        formatter
            .debug_struct("FailureResponse")
            .field("status", status)
            .field("retry_after", retry_after)
            .field("rate_limit", rate_limit)
            .field("trace_id", trace_id)
            .field("body", &Redacted(body))
            .finish()
    }
}

/// The content of a failure's body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ParsedFailure {
    /// The HTTP status in the body, with its path.
    pub status: Option<(u16, Pointer)>,
    /// Each problem, with its path in the body.
    pub problems: Vec<(FailureProblem, Pointer)>,
    /// Each text about the request as a whole, with its path.
    pub texts: Vec<(VendorText, Pointer)>,
}

/// One problem to report to the caller, with its path in the caller's message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportedProblem {
    /// The field that it concerns, if there is one.
    pub subject: Option<ReportedField>,
    /// The path, if the caller's message has one for it.
    pub pointer: Option<String>,
    /// The longest part of that path that exists in the caller's message.
    pub existing: Option<String>,
    /// The stable name of the rule.
    pub code: Code,
    /// A description for people.
    pub detail: Cow<'static, str>,
}
