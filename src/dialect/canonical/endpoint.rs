//! How an application might serve this dialect; nobody's API.

use crate::dialect::endpoint::Endpoint;

pub(super) const ENDPOINT: Endpoint = Endpoint::new("PATCH", "/users/{id}", "application/json", &["application/json"]);
