//! Who is to read a request, found by its head alone.

use std::fmt;
use std::sync::Arc;

use super::frontend::MountedFrontend;
use super::reply::Reply;
use crate::model::{Code, UserId};
use crate::problem::{Failure, FailureKind, FailureProblem};

/// A request of which only the head has been read: who is to read the rest, and whom it is about.
#[derive(Clone)]
pub struct Route {
    pub(super) front: Arc<MountedFrontend>,
    pub(super) id: UserId,
    pub(super) media_type: &'static str,
}

impl Route {
    /// How many bytes of body are read.
    #[must_use]
    pub fn body_limit(&self) -> usize {
        self.front.dialect.settings().limits.bytes
    }

    /// Tells the caller that the body is larger than [`body_limit`](Self::body_limit).
    #[must_use]
    pub fn body_too_large(&self) -> Reply {
        let detail = format!("a body of at most {} bytes is expected", self.body_limit());
        self.fail(FailureKind::TooLarge, Code::TOO_LARGE, detail)
    }

    /// Tells the caller that the body did not arrive whole.
    #[must_use]
    pub fn body_incomplete(&self) -> Reply {
        self.fail(FailureKind::Invalid, Code::SYNTAX, "a whole body is expected".to_owned())
    }

    fn fail(&self, kind: FailureKind, code: Code, detail: String) -> Reply {
        let mut failure = Failure::new(kind);
        failure.problems.push(FailureProblem::new(code, detail.into()));
        Reply::for_failure(&*self.front.dialect, &failure, None)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Route({})", self.front.name())
    }
}
