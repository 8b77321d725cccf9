//! Failures on their way in and out of a dialect.

use std::borrow::Cow;
use std::time::Duration;

use crate::json::Pointer;
use crate::model::Code;
use crate::problem::{FailureProblem, RateLimit, ReportedField, VendorText};

/// A refusal as it crosses the wire: what HTTP says, and the body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FailureResponse {
    /// The HTTP status, where it is known.
    pub status: Option<u16>,
    /// How long to wait before trying again.
    pub retry_after: Option<Duration>,
    /// How many requests the service takes, where it says so.
    pub rate_limit: Option<RateLimit>,
    /// The id under which the service can find what happened.
    pub trace_id: Option<String>,
    /// The body, perhaps of no bytes.
    pub body: Vec<u8>,
}

impl FailureResponse {
    /// A refusal with this status and body.
    #[must_use]
    pub fn new(status: Option<u16>, body: impl Into<Vec<u8>>) -> Self {
        Self { status, retry_after: None, rate_limit: None, trace_id: None, body: body.into() }
    }
}

/// What a dialect reads from the body of a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ParsedFailure {
    /// The HTTP status that the body gives, and where.
    pub status: Option<(u16, Pointer)>,
    /// Each thing that is refused, and where the body says so.
    pub problems: Vec<(FailureProblem, Pointer)>,
    /// What the vendor wrote about the whole request, and where.
    pub texts: Vec<(VendorText, Pointer)>,
}

/// One thing to tell a caller, with its place in the caller's own spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportedProblem {
    /// What it is about, if it is an attribute.
    pub subject: Option<ReportedField>,
    /// Where it is, if the caller has a place for it.
    pub pointer: Option<String>,
    /// The nearest part of that place that the caller's message has.
    pub existing: Option<String>,
    /// The stable name of the rule.
    pub code: Code,
    /// A sentence for people.
    pub detail: Cow<'static, str>,
}
