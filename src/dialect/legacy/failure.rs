//! `{field: message}` with status 400; other statuses have no body.

use crate::dialect::{FailureMember, FailureShape};
use crate::problem::FailureKind;

pub(super) const FAILURE: FailureShape = FailureShape::new(&[
    FailureMember::Paths,
    // The body of a 429, as a client of the vendor's documents it.
    FailureMember::RateLimit { all: &["remaining", "limit", "reset"], others: &["userId"] },
])
.with_statuses(&[(FailureKind::RateLimited, 420)])
.with_body_for(&[FailureKind::Invalid, FailureKind::Unprocessable]);
