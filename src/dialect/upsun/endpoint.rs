//! How Upsun is reached.

use crate::dialect::Endpoint;

pub(super) const ENDPOINT: Endpoint = Endpoint::new(
    "PATCH",
    "/users/{id}",
    "application/json",
    &["application/json", "application/hal+json"],
)
.with_failure_types(&["application/json", "application/problem+json"])
.with_uuid_ids();
