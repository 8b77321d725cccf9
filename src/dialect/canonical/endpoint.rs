//! How an application might serve this dialect; nobody's API.

use crate::dialect::Endpoint;

pub(super) const ENDPOINT: Endpoint =
    Endpoint::new("PATCH", "/users/{id}", "application/json", &["application/json"]);
