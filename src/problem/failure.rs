//! A refusal, in nobody's dialect.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use super::kind::FailureKind;
use super::reported_field::ReportedField;
use crate::model::Code;

/// A service's refusal of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// What kind of refusal it is.
    pub kind: FailureKind,
    /// What is wrong, as far as the service says.
    pub problems: Vec<FailureProblem>,
    /// How long to wait before trying again.
    pub retry_after: Option<Duration>,
    /// How many requests the service takes, where it says so.
    pub rate_limit: Option<RateLimit>,
    /// The id under which the service can find what happened.
    pub trace_id: Option<String>,
    /// What the service wrote for people about the whole request.
    pub vendor_texts: Vec<VendorText>,
}

impl Failure {
    /// A refusal of which only the kind is known.
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

/// How many requests a service takes within a time of its own choosing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RateLimit {
    /// In all.
    pub limit: Option<u64>,
    /// From now on.
    pub remaining: Option<u64>,
}

impl RateLimit {
    /// A quota, if any of it is known.
    #[must_use]
    pub const fn known(limit: Option<u64>, remaining: Option<u64>) -> Option<Self> {
        match (limit, remaining) {
            (None, None) => None,
            (limit, remaining) => Some(Self { limit, remaining }),
        }
    }
}

/// One thing that a service refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureProblem {
    /// What it is about, if it is an attribute.
    pub subject: Option<ReportedField>,
    /// Where it is, in the spelling of one dialect.
    pub place: Option<ProblemLocation>,
    /// The stable name of the rule.
    pub code: Code,
    /// A sentence for people, this crate's own.
    pub detail: Cow<'static, str>,
    /// What the service wrote for people.
    pub vendor_text: Option<VendorText>,
}

impl FailureProblem {
    /// A refusal by the rule `code`, of nothing in particular.
    #[must_use]
    pub const fn new(code: Code, detail: Cow<'static, str>) -> Self {
        Self { subject: None, place: None, code, detail, vendor_text: None }
    }
}

/// A place in a message, as one dialect spells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ProblemLocation {
    /// The name of the dialect.
    pub dialect: String,
    /// The RFC 6901 pointer.
    pub pointer: String,
    /// The nearest part of it that the message has, where the place itself is missing.
    pub existing: Option<String>,
}

impl ProblemLocation {
    /// The place at `pointer` in a message of `dialect`.
    #[must_use]
    pub const fn new(dialect: String, pointer: String) -> Self {
        Self { dialect, pointer, existing: None }
    }
}

/// A vendor's own words, which may quote what was sent: for the application's eyes, told to nobody by this crate.
#[derive(Clone, PartialEq, Eq)]
pub struct VendorText(String);

impl VendorText {
    /// Keeps a vendor's words.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The words. Whoever shows them shows what the vendor chose to quote, a password perhaps.
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
