//! How MediaSilo / Shift "Phoenix" is reached.

use crate::dialect::Endpoint;

pub(super) const ENDPOINT: Endpoint = Endpoint::new("PUT", "/users/{id}", "application/json", &["application/json"])
    .credentials(&["Authorization", "MediaSiloSessionKey"])
    .required_headers(&["MediaSiloHostContext"])
    .may_be_empty();
