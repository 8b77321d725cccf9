//! What can go wrong, by who has to act.

use super::loss::LossError;
use super::traits::DialectId;
use crate::problem::{Failure, FailureKind, FailureProblem, ProblemLocation};
use crate::problem::{Problem, Problems};

/// A conversion that could not be done.
///
/// What it says is about pointers and rules; it never holds a value from a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A caller's update is wrong. The caller can mend it.
    #[error("the {dialect} update is not valid")]
    #[non_exhaustive]
    Update {
        /// The dialect it was read in.
        dialect: DialectId,
        /// All that is wrong with it.
        #[source]
        problems: Problems,
    },
    /// An update asks for more than the target can do. The caller can ask for less, or the application allow the loss.
    #[error("the update would lose something on its way")]
    Loss(#[source] LossError),
    /// A service's answer tells of no user. The service has to act.
    #[error("the {dialect} answer tells of no user")]
    #[non_exhaustive]
    Answer {
        /// The dialect it was read in.
        dialect: DialectId,
        /// All that is wrong with it.
        #[source]
        problems: Problems,
    },
    /// The target takes no such id as the application gave. The application has to act.
    #[error("the id given for the user is none that {dialect} takes")]
    #[non_exhaustive]
    InvalidId {
        /// The dialect it was to be written in.
        dialect: DialectId,
    },
    /// The message must name the user, and nobody has said which. The application has to act.
    #[error("a {dialect} update needs the id of the user")]
    #[non_exhaustive]
    NoId {
        /// The dialect it was to be written in.
        dialect: DialectId,
    },
}

/// Who has to act on an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Blame {
    /// Whoever sent the request.
    Caller,
    /// The service behind.
    Upstream,
    /// The application that uses this crate.
    Application,
}

impl Error {
    /// Who has to act.
    #[must_use]
    pub const fn blame(&self) -> Blame {
        match self {
            Self::Update { .. } | Self::Loss(_) => Blame::Caller,
            Self::Answer { .. } => Blame::Upstream,
            Self::InvalidId { .. } | Self::NoId { .. } => Blame::Application,
        }
    }

    /// What kind of refusal it is to the caller.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::Update { problems, .. } => problems.kind(),
            Self::Loss(_) => FailureKind::Unprocessable,
            Self::Answer { .. } | Self::InvalidId { .. } | Self::NoId { .. } => {
                FailureKind::Upstream
            }
        }
    }

    /// The HTTP status to answer the caller with.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.kind().status()
    }

    /// What to tell the caller, whose dialect is `front`. Where a loss is, a translation knows: see
    /// [`TranslationError::to_failure`](crate::translation::TranslationError::to_failure).
    #[must_use]
    pub fn to_failure(&self, front: &DialectId) -> Failure {
        let told = if self.blame() == Blame::Caller { self.problems() } else { &[] };
        failure_of(self.kind(), told, front)
    }

    /// All that is wrong with the message, if that is the matter.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Update { problems, .. } | Self::Answer { problems, .. } => problems.as_slice(),
            Self::Loss(_) | Self::InvalidId { .. } | Self::NoId { .. } => &[],
        }
    }
}

/// What to tell the caller whose message, in the dialect `front`, has these problems.
pub(crate) fn failure_of(kind: FailureKind, problems: &[Problem], front: &DialectId) -> Failure {
    let refusal = |problem: &Problem| {
        let mut place =
            ProblemLocation::new(front.as_str().to_owned(), problem.pointer().as_str().to_owned());
        place.existing = Some(problem.existing().as_str().to_owned());
        let mut refusal =
            FailureProblem::new(problem.code().clone(), problem.detail().to_owned().into());
        refusal.place = Some(place);
        refusal
    };
    let mut failure = Failure::new(kind);
    failure.problems = problems.iter().map(refusal).collect();
    failure
}
