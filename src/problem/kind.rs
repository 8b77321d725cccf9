//! Kinds of failures, by who has to act.

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
            Self::MethodNotAllowed | Self::NotAcceptable | Self::UnsupportedMediaType => {
                Self::Upstream
            }
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
