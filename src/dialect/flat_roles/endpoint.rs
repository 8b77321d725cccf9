//! How GoRules BRMS is reached.

use crate::dialect::Endpoint;

pub(super) const ENDPOINT: Endpoint =
    Endpoint::new("PUT", "/api/users/{id}", "application/json", &["application/json"])
        .with_uuid_ids();
