//! `{error}` by the vendor's specification, and around it what its services respond in practice.

use crate::dialect::{FailureMember, FailureShape};

pub(super) const FAILURE: FailureShape = FailureShape::new(&[
    FailureMember::Summary("error"),
    FailureMember::Title("title"),
    FailureMember::Status("status"),
    FailureMember::ProblemsByPath("detail"),
]);
