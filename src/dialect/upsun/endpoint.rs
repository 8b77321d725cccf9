//! How Upsun is reached.

use crate::dialect::endpoint::{Endpoint, IdRule};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    ids: IdRule::Uuid,
    ..Endpoint::new("PATCH", "/users/{id}", "application/json", &["application/json", "application/problem+json"])
};
