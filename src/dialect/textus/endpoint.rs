//! How TextUs Next is reached.

use crate::dialect::Endpoint;

const MEDIA_TYPE: &str = "application/vnd.textus+jsonld";

pub(super) const ENDPOINT: Endpoint =
    Endpoint::new("PUT", "/users/{id}", MEDIA_TYPE, &[MEDIA_TYPE])
        .with_extra_request_types(&["application/json"]);
