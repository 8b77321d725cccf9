//! The vendor does not document failures; this shape is this crate's choice.

use crate::dialect::{FailureMember, FailureShape, ProblemList};

pub(super) const FAILURE: FailureShape = FailureShape::new(&[
    FailureMember::Status("statusCode"),
    FailureMember::Message("message"),
    FailureMember::Problems(ProblemList {
        name: "errors",
        path: "path",
        text: "message",
        is_property_path: false,
    }),
]);
