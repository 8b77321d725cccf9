//! How GoRules BRMS is reached.

use crate::dialect::endpoint::{Endpoint, IdRule};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    ids: IdRule::Uuid,
    ..Endpoint::new("PUT", "/api/users/{id}", "application/json", &["application/json"])
};
