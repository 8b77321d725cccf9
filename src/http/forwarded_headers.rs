//! The headers that have the same meaning on both sides of a gateway. Only these are forwarded.

use ::http::{HeaderMap, HeaderName, header};

/// RFC 9110, section 13.1 (conditions); the draft on idempotency keys; W3C Trace Context; and the
/// usual headers for a service's own trace ids.
const REQUEST_HEADERS: [HeaderName; 9] = [
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

/// RFC 9110, section 8.8: the validators for conditions of a later request.
const RESPONSE_HEADERS: [HeaderName; 2] = [header::ETAG, header::LAST_MODIFIED];

/// The direction of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the upstream.
    Request,
    /// To the caller.
    Response,
}

/// Copies the headers that are forwarded.
pub(crate) fn copy_forwarded(direction: Direction, from: &HeaderMap, to: &mut HeaderMap) {
    let names: &[HeaderName] = match direction {
        Direction::Request => &REQUEST_HEADERS,
        Direction::Response => &RESPONSE_HEADERS,
    };
    for name in names {
        for value in from.get_all(name) {
            to.append(name, value.clone());
        }
    }
}
