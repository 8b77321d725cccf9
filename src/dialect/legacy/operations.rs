//! The calls of MediaSilo / Shift "Phoenix".

use crate::dialect::{Operation, RateLimitHeaders};

pub(super) const OPERATIONS: &[Operation] =
    &[Operation::update_user("PUT", "/users/{id}", "application/json", &["application/json"])
        .with_credentials(&["Authorization", "MediaSiloSessionKey"])
        .with_challenge("Basic realm=\"users\", charset=\"UTF-8\"")
        .with_required_headers(&["MediaSiloHostContext"])
        .with_rate_limit_headers(RateLimitHeaders::X_RATE_LIMIT)
        .with_empty_success()];
