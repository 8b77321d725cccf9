//! Kinds of failure, by who has to act.

use crate::model::named;

/// Why a request was rejected, by who has to act on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// The request is not valid; the caller can correct it.
    Invalid,
    /// The credential is missing or not valid.
    Unauthenticated,
    /// The credential does not permit the request.
    Forbidden,
    /// The user does not exist.
    NotFound,
    /// The method is not supported for users.
    MethodNotAllowed,
    /// The response is not available in a media type that the caller accepts.
    NotAcceptable,
    /// The request conflicts with the current state of the user.
    Conflict,
    /// A condition of the request is not met: the user was changed in the meantime.
    PreconditionFailed,
    /// The request exceeds the size limit.
    TooLarge,
    /// The media type or content encoding of the request is not supported.
    UnsupportedMediaType,
    /// The request is well-formed but cannot be processed.
    Unprocessable,
    /// The rate limit is exceeded; a later request may succeed.
    RateLimited,
    /// The upstream failed.
    Upstream,
    /// The upstream is unavailable at the moment.
    Unavailable,
    /// The upstream did not respond in time.
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

    /// The HTTP status for a caller.
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

    /// The kind of failure that the HTTP status of a service means.
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

    /// The kind for a caller who did not write the rejected request: a failure caused by its form
    /// (405, 406, 415) is the fault of the gateway, not of the caller.
    #[must_use]
    pub const fn as_seen_by_caller(self) -> Self {
        match self {
            Self::MethodNotAllowed | Self::NotAcceptable | Self::UnsupportedMediaType => {
                Self::Upstream
            }
            other => other,
        }
    }

    /// The stable name of the kind, such as `not-found`.
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

    /// A message for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Invalid => "The request is not valid",
            Self::Unauthenticated => "The request lacks a valid credential",
            Self::Forbidden => "The credential does not allow this",
            Self::NotFound => "User not found",
            Self::MethodNotAllowed => "Method not allowed",
            Self::NotAcceptable => "No acceptable media type",
            Self::Conflict => "Conflict with the current state of the user",
            Self::PreconditionFailed => "Precondition failed",
            Self::TooLarge => "The request is too large",
            Self::UnsupportedMediaType => "Unsupported media type",
            Self::Unprocessable => "The request could not be processed",
            Self::RateLimited => "Too many requests",
            Self::Upstream => "The upstream service failed",
            Self::Unavailable => "The service is unavailable",
            Self::Timeout => "The upstream service did not respond in time",
        }
    }
}

named! { FailureKind by code, "expected a kind of failure, such as `not-found`"; }
