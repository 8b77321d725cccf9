//! JSON:API errors, in an envelope or a single one without it. Their `meta.value` quotes what was
//! sent, and is never read.

use crate::dialect::{FailureMember, FailureShape};

pub(super) const FAILURE: FailureShape = FailureShape::new(&[FailureMember::JsonApiErrors]);
