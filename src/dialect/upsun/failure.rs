//! `{error}` by the vendor's specification, with the other members that its services send in
//! practice.

use crate::dialect::{FailureMember, FailureShape};

pub(super) const FAILURE: FailureShape = FailureShape::new(&[
    FailureMember::Summary("error"),
    FailureMember::Title("title"),
    FailureMember::Status("status"),
    FailureMember::ProblemsByPath("detail"),
]);
