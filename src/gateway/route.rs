//! The frontend of a request, determined from the head alone.

use std::fmt;
use std::sync::Arc;

use super::frontend::MountedFrontend;
use super::reply::Reply;
use crate::model::{Code, UserId};
use crate::problem::{Failure, FailureKind, FailureProblem};

/// The frontend of a request, and the id of its user, determined before the body is read.
#[derive(Clone)]
pub struct Route {
    pub(super) front: Arc<MountedFrontend>,
    pub(super) id: UserId,
    pub(super) media_type: &'static str,
}

impl Route {
    /// The maximum size of the body, in bytes.
    #[must_use]
    pub fn body_limit(&self) -> usize {
        self.front.dialect.settings().limits.bytes
    }

    /// The reply for a body that is larger than [`body_limit`](Self::body_limit).
    #[must_use]
    pub fn body_too_large(&self) -> Reply {
        let detail = format!("the body exceeds {} bytes", self.body_limit());
        self.fail(FailureKind::TooLarge, Code::TOO_LARGE, detail)
    }

    /// The reply for a body that did not arrive completely.
    #[must_use]
    pub fn body_incomplete(&self) -> Reply {
        self.fail(FailureKind::Invalid, Code::SYNTAX, "the body is incomplete".to_owned())
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
