//! The calls of Upsun.

use crate::dialect::Operation;

pub(super) const OPERATIONS: &[Operation] = &[Operation::update_user(
    "PATCH",
    "/users/{id}",
    "application/json",
    &["application/json", "application/hal+json"],
)
.with_failure_types(&["application/json", "application/problem+json"])
.with_uuid_ids()];
