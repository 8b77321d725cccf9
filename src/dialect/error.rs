//! The errors of a conversion, by who has to act.

use super::loss::LossError;
use super::traits::DialectId;
use crate::problem::{Failure, FailureKind, FailureProblem, ProblemLocation};
use crate::problem::{Problem, Problems};

/// A conversion that failed.
///
/// It contains pointers and rules, and never a value from a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A caller's update is invalid. The caller can correct it.
    #[error("invalid {dialect} update")]
    #[non_exhaustive]
    Update {
        /// The dialect in which it was decoded.
        dialect: DialectId,
        /// Every problem in it.
        #[source]
        problems: Problems,
    },
    /// An update contains what the target cannot represent. The caller can omit it, or the
    /// application can allow the loss.
    #[error("the update contains data that the target cannot represent")]
    Loss(#[source] LossError),
    /// A service's response does not contain a valid user. The service has to act.
    #[error("the {dialect} response does not contain a valid user")]
    #[non_exhaustive]
    Response {
        /// The dialect in which it was decoded.
        dialect: DialectId,
        /// Every problem in it.
        #[source]
        problems: Problems,
    },
    /// The user id is not valid for the target, and the request cannot do without. The application
    /// has to act.
    #[error("the user id is not valid for {dialect}")]
    #[non_exhaustive]
    InvalidId {
        /// The target dialect.
        dialect: DialectId,
    },
    /// The body must contain the user id, and none is known. The application has to act.
    #[error("{dialect} requires the user id in the body")]
    #[non_exhaustive]
    NoId {
        /// The target dialect.
        dialect: DialectId,
    },
}

/// Who has to act on an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Blame {
    /// The sender of the request.
    Caller,
    /// The upstream service.
    Upstream,
    /// The application that uses this crate.
    Application,
}

impl Error {
    /// Returns who has to act.
    #[must_use]
    pub const fn blame(&self) -> Blame {
        match self {
            Self::Update { .. } | Self::Loss(_) => Blame::Caller,
            Self::Response { .. } => Blame::Upstream,
            Self::InvalidId { .. } | Self::NoId { .. } => Blame::Application,
        }
    }

    /// The kind of failure for the caller.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::Update { problems, .. } => problems.kind(),
            Self::Loss(_) => FailureKind::Unprocessable,
            Self::Response { .. } | Self::InvalidId { .. } | Self::NoId { .. } => {
                FailureKind::Upstream
            }
        }
    }

    /// The HTTP status of the response to the caller.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.kind().status()
    }

    /// The failure to send to the caller, whose dialect is `front`. It does not locate a loss, for
    /// which a translation is needed: see
    /// [`TranslationError::to_failure`](crate::translation::TranslationError::to_failure).
    #[must_use]
    pub fn to_failure(&self, front: &DialectId) -> Failure {
        let problems = if self.blame() == Blame::Caller { self.problems() } else { &[] };
        failure_of(self.kind(), problems, front)
    }

    /// Every problem in the message, if the message is the cause.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Update { problems, .. } | Self::Response { problems, .. } => problems.as_slice(),
            Self::Loss(_) | Self::InvalidId { .. } | Self::NoId { .. } => &[],
        }
    }
}

/// The failure to send to a caller whose message, in the dialect `front`, has these problems.
pub(crate) fn failure_of(kind: FailureKind, problems: &[Problem], front: &DialectId) -> Failure {
    let failure_problem = |problem: &Problem| {
        let mut location =
            ProblemLocation::new(front.as_str().to_owned(), problem.pointer().as_str().to_owned());
        location.existing = Some(problem.existing().as_str().to_owned());
        let mut converted =
            FailureProblem::new(problem.code().clone(), problem.detail().to_owned().into());
        converted.place = Some(location);
        converted
    };
    let mut failure = Failure::new(kind);
    failure.problems = problems.iter().map(failure_problem).collect();
    failure
}
