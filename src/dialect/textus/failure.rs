//! The vendor does not document the failures of this API: this is Hydra's error, with its terms
//! without a prefix and its types with one, as in the vendor's own responses.

use crate::dialect::{FailureMember, FailureShape, ProblemList};

pub(super) const FAILURE: FailureShape = FailureShape::new(&[
    FailureMember::Constant("@type", "hydra:Error"),
    FailureMember::Constant("@context", "/contexts/hydra:Error.jsonld"),
    FailureMember::Title("title"),
    FailureMember::Description("description"),
    FailureMember::Problems(ProblemList {
        name: "violations",
        path: "propertyPath",
        text: "message",
        is_property_path: false,
    }),
]);
