//! How Ctrl Hub is reached.

use crate::dialect::Endpoint;

const MEDIA_TYPE: &str = "application/vnd.api+json";

pub(super) const ENDPOINT: Endpoint = Endpoint::new("PUT", "/v3/users/{id}", MEDIA_TYPE, &[MEDIA_TYPE])
    .also_read(&["application/json"])
    .credentials(&["X-Session-Token", "Authorization"])
    .body_holds_id()
    .uuids();
