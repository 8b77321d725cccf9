//! The calls of TextUs Next.

use crate::dialect::Operation;

const MEDIA_TYPE: &str = "application/vnd.textus+jsonld";

pub(super) const OPERATIONS: &[Operation] =
    &[Operation::update_user("PUT", "/users/{id}", MEDIA_TYPE, &[MEDIA_TYPE])
        .with_extra_request_types(&["application/json"])];
