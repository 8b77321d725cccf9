//! The call by which an application could serve this dialect; no vendor has it.

use crate::dialect::Operation;

pub(super) const OPERATIONS: &[Operation] =
    &[Operation::update_user("PATCH", "/users/{id}", "application/json", &["application/json"])];
