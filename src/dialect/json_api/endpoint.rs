//! How Ctrl Hub is reached.

use crate::dialect::{Endpoint, MediaTypeParameters};

const MEDIA_TYPE: &str = "application/vnd.api+json";

pub(super) const ENDPOINT: Endpoint = Endpoint::new("PUT", "/v3/users/{id}", MEDIA_TYPE, &[MEDIA_TYPE])
    .also_read(&["application/json"])
    .parameters(MediaTypeParameters::JsonApi)
    .credentials(&["X-Session-Token", "Authorization"])
    .trace_header("X-Trace-Id")
    .body_holds_id()
    .uuids();
