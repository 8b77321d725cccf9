//! How MediaSilo / Shift "Phoenix" is reached.

use crate::dialect::{Endpoint, RateLimitHeaders};

pub(super) const ENDPOINT: Endpoint = Endpoint::new("PUT", "/users/{id}", "application/json", &["application/json"])
    .credentials(&["Authorization", "MediaSiloSessionKey"])
    .challenge("Basic realm=\"users\", charset=\"UTF-8\"")
    .required_headers(&["MediaSiloHostContext"])
    .quota_headers(RateLimitHeaders::X_RATE_LIMIT)
    .may_be_empty();
