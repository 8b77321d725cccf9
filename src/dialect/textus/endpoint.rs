//! How TextUs Next is reached.

use crate::dialect::endpoint::Endpoint;

const MEDIA_TYPE: &str = "application/vnd.textus+jsonld";

pub(super) const ENDPOINT: Endpoint =
    Endpoint { also_read: &["application/json"], ..Endpoint::new("PUT", "/users/{id}", MEDIA_TYPE, &[MEDIA_TYPE]) };
