//! Messages over HTTP, seen from outside: what each endpoint has, and what holds for all.

#![cfg(all(
    feature = "json-api",
    feature = "flat-roles",
    feature = "legacy",
    feature = "upsun",
    feature = "textus",
    feature = "http"
))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "http/negotiation.rs"]
mod negotiation;
#[path = "http/requests.rs"]
mod requests;
#[path = "http/responses.rs"]
mod responses;

/// What the endpoint of one dialect has, according to the design.
struct Row {
    name: &'static str,
    method: &'static str,
    path: &'static str,
    /// What a request is written in.
    sent: &'static str,
    /// What else a request is taken in.
    extra_request_types: &'static [&'static str],
    /// The types of the service's responses.
    accepted: &'static str,
    /// What else than `sent` a response to a caller may be written in.
    also_written: &'static [&'static str],
    /// The type of a failure, where it has a body.
    failure: &'static str,
    /// The challenge to an unknown caller.
    challenge: &'static str,
    trace_header: &'static str,
}

const JSON: &str = "application/json";
const JSON_API: &str = "application/vnd.api+json";
const TEXTUS: &str = "application/vnd.textus+jsonld";

const PLAIN: Row = Row {
    name: "canonical",
    method: "PATCH",
    path: "/users/{id}",
    sent: JSON,
    extra_request_types: &[],
    accepted: JSON,
    also_written: &[],
    failure: JSON,
    challenge: "Bearer",
    trace_header: "x-request-id",
};

const ROWS: [Row; 6] = [
    Row {
        name: "json-api",
        method: "PUT",
        path: "/v3/users/{id}",
        sent: JSON_API,
        extra_request_types: &[JSON],
        accepted: JSON_API,
        also_written: &[JSON],
        failure: JSON_API,
        trace_header: "x-trace-id",
        ..PLAIN
    },
    Row { name: "flat-roles", method: "PUT", path: "/api/users/{id}", ..PLAIN },
    Row {
        name: "legacy",
        method: "PUT",
        challenge: "Basic realm=\"users\", charset=\"UTF-8\"",
        ..PLAIN
    },
    Row {
        name: "upsun",
        accepted: "application/json, application/hal+json, application/problem+json",
        also_written: &["application/hal+json"],
        ..PLAIN
    },
    Row {
        name: "textus",
        method: "PUT",
        sent: TEXTUS,
        extra_request_types: &[JSON],
        accepted: TEXTUS,
        also_written: &[JSON],
        failure: TEXTUS,
        ..PLAIN
    },
    PLAIN,
];

#[test]
fn no_dialect_is_left_out() {
    assert_eq!(ROWS.map(|row| row.name), support::ALL);
}
