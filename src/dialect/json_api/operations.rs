//! The calls of Ctrl Hub.

use crate::dialect::{MediaTypeParameters, Operation};

const MEDIA_TYPE: &str = "application/vnd.api+json";

pub(super) const OPERATIONS: &[Operation] =
    &[Operation::update_user("PUT", "/v3/users/{id}", MEDIA_TYPE, &[MEDIA_TYPE])
        .with_extra_request_types(&["application/json"])
        .with_parameters(MediaTypeParameters::JsonApi)
        .with_credentials(&["X-Session-Token", "Authorization"])
        .with_trace_header("X-Trace-Id")
        .with_id_in_body()
        .with_uuid_ids()];
