//! The calls of GoRules BRMS.

use crate::dialect::Operation;

pub(super) const OPERATIONS: &[Operation] =
    &[Operation::update_user("PUT", "/api/users/{id}", "application/json", &["application/json"])
        .with_uuid_ids()];
