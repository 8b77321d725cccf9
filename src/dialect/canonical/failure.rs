//! Failures with everything that the model has.

use crate::dialect::{FailureMember, FailureShape, ProblemList};

pub(super) const FAILURE: FailureShape = FailureShape::new(&[
    FailureMember::Code("code"),
    FailureMember::Status("status"),
    FailureMember::Message("title"),
    FailureMember::Problems(ProblemList {
        name: "problems",
        path: "pointer",
        text: "detail",
        is_property_path: false,
    }),
]);
