//! How MediaSilo / Shift "Phoenix" is reached.

use crate::dialect::endpoint::Endpoint;

pub(super) const ENDPOINT: Endpoint = Endpoint {
    credentials: &["Authorization", "MediaSiloSessionKey"],
    required_headers: &["MediaSiloHostContext"],
    may_be_empty: true,
    ..Endpoint::new("PUT", "/users/{id}", "application/json", &["application/json"])
};
