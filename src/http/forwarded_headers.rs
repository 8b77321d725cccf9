//! The headers that mean the same on both sides of a gateway, and so are carried over. No other is.

use ::http::{HeaderMap, HeaderName, header};

/// RFC 9110, section 13.1 (conditions); the draft on idempotency keys; W3C Trace Context; and what services call their
/// own trace ids.
const OF_REQUESTS: [HeaderName; 9] = [
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    header::IF_UNMODIFIED_SINCE,
    HeaderName::from_static("idempotency-key"),
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("x-trace-id"),
    HeaderName::from_static("x-correlation-id"),
];

/// RFC 9110, section 8.8: what a later request may be made conditional on.
const OF_ANSWERS: [HeaderName; 2] = [header::ETAG, header::LAST_MODIFIED];

/// Which way a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the service behind.
    Request,
    /// Back to the caller.
    Response,
}

/// Copies what is carried.
pub(crate) fn carry(way: Direction, from: &HeaderMap, to: &mut HeaderMap) {
    let names: &[HeaderName] = match way {
        Direction::Request => &OF_REQUESTS,
        Direction::Response => &OF_ANSWERS,
    };
    for name in names {
        for value in from.get_all(name) {
            to.append(name, value.clone());
        }
    }
}
