//! A refusal, in nobody's dialect.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use super::fault::Code;
use super::subject::ReportedField;

/// Why a request was refused, by who has to do what about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// The request is wrong; the caller can mend it.
    Invalid,
    /// Nobody has said who is asking, or not so that it is believed.
    Unauthenticated,
    /// Who is asking may not do this.
    Forbidden,
    /// There is no such user.
    NotFound,
    /// The user cannot be reached by this method.
    MethodNotAllowed,
    /// Nothing that could be answered is of a media type that the caller takes.
    NotAcceptable,
    /// The request does not fit the state of things.
    Conflict,
    /// The user is not as the request says that it must be: somebody else was there before.
    PreconditionFailed,
    /// The request is larger than what is taken.
    TooLarge,
    /// The request is in a media type, or an encoding, that is not read.
    UnsupportedMediaType,
    /// The request is understood, and cannot be carried out as it is.
    Unprocessable,
    /// Too many requests; later ones may pass.
    RateLimited,
    /// The service behind has failed.
    Upstream,
    /// The service behind is not to be had at the moment.
    Unavailable,
    /// The service behind has not answered in time.
    Timeout,
}

impl FailureKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Invalid,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::Conflict,
        Self::PreconditionFailed,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::Unprocessable,
        Self::RateLimited,
        Self::Upstream,
        Self::Unavailable,
        Self::Timeout,
    ];

    /// The HTTP status that says this to a caller.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Invalid => 400,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::NotAcceptable => 406,
            Self::Conflict => 409,
            Self::PreconditionFailed => 412,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Unprocessable => 422,
            Self::RateLimited => 429,
            Self::Upstream => 502,
            Self::Unavailable => 503,
            Self::Timeout => 504,
        }
    }

    /// What a service means by an HTTP status that it refuses with.
    #[must_use]
    pub const fn from_status(status: u16) -> Self {
        match status {
            401 => Self::Unauthenticated,
            403 | 451 => Self::Forbidden,
            404 | 410 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            406 => Self::NotAcceptable,
            409 | 423 | 428 => Self::Conflict,
            412 => Self::PreconditionFailed,
            413 => Self::TooLarge,
            415 => Self::UnsupportedMediaType,
            422 => Self::Unprocessable,
            420 | 429 => Self::RateLimited,
            503 => Self::Unavailable,
            408 | 504 => Self::Timeout,
            407 | 411 | 414 | 421 | 426 | 431 => Self::Upstream,
            400..=499 => Self::Invalid,
            _ => Self::Upstream,
        }
    }

    /// What this means to a caller who did not write the request that was refused: one that blames its form (405, 406,
    /// 415) blames whoever sent it on.
    #[must_use]
    pub const fn as_seen_by_caller(self) -> Self {
        match self {
            Self::MethodNotAllowed | Self::NotAcceptable | Self::UnsupportedMediaType => Self::Upstream,
            other => other,
        }
    }

    /// A stable word for the kind, such as `not-found`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::NotAcceptable => "not-acceptable",
            Self::Conflict => "conflict",
            Self::PreconditionFailed => "precondition-failed",
            Self::TooLarge => "too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::Unprocessable => "unprocessable",
            Self::RateLimited => "rate-limited",
            Self::Upstream => "upstream",
            Self::Unavailable => "unavailable",
            Self::Timeout => "timeout",
        }
    }

    /// A sentence for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Invalid => "The request is not valid",
            Self::Unauthenticated => "The request lacks a valid credential",
            Self::Forbidden => "The credential does not allow this",
            Self::NotFound => "There is no such user",
            Self::MethodNotAllowed => "The user cannot be reached by this method",
            Self::NotAcceptable => "No answer is of a media type that the request takes",
            Self::Conflict => "The request does not fit the state of the user",
            Self::PreconditionFailed => "The user is not as the request says that it must be",
            Self::TooLarge => "The request is too large",
            Self::UnsupportedMediaType => "The request is not in a media type that is read here",
            Self::Unprocessable => "The request cannot be carried out as it is",
            Self::RateLimited => "There were too many requests",
            Self::Upstream => "The service behind this one has failed",
            Self::Unavailable => "The service is not available at the moment",
            Self::Timeout => "The service behind this one did not answer in time",
        }
    }
}

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
        Self { kind, problems: Vec::new(), retry_after: None, rate_limit: None, trace_id: None, vendor_texts: Vec::new() }
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
