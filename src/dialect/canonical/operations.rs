//! How an application might serve this dialect; nobody's API.

use crate::dialect::Operation;

pub(super) const OPERATIONS: &[Operation] =
    &[Operation::update_user("PATCH", "/users/{id}", "application/json", &["application/json"])];
