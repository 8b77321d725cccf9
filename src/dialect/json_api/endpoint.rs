//! How Ctrl Hub is reached.

use crate::dialect::endpoint::{Endpoint, IdRule};

pub(super) const ENDPOINT: Endpoint = Endpoint {
    also_read: &["application/json"],
    credentials: &["X-Session-Token", "Authorization"],
    body_holds_id: true,
    ids: IdRule::Uuid,
    ..Endpoint::new("PUT", "/v3/users/{id}", "application/vnd.api+json", &["application/vnd.api+json"])
};
