//! A request of any form to every service, and a response of any form.
//!
//! The input is like HTTP on the wire: a request line, headers, an empty line, a body; then, after
//! a line of three hyphens, a status line, headers, an empty line, a body.

use std::sync::LazyLock;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use idiolect::dialect::{Dialect, DialectExt as _, Settings, built_in};
use idiolect::gateway::{
    Completion, Exchange, Frontend, Frontends, Gateway, Reply, Step, Upstream,
};
use idiolect::http::HttpExt;

use crate::dialects::all;

/// The secret in the caller's credential, which must not be disclosed.
pub const SECRET: &str = "C@nary-Token-2286";

/// Every exchange ends with a reply, and the caller's credential is not forwarded.
pub fn run(input: &[u8]) {
    let (request, response) = split(input, b"\n---\n");
    let Some(request) = read_request(request) else { return };
    let response = read_response(response);
    for gateway in gateways() {
        let reply = match gateway.receive(request.clone()) {
            Ok(exchange) => drive(exchange, &response),
            Err(reply) => *reply,
        };
        check(&reply);
    }
}

/// Every dialect at its own prefix, with each of them as the upstream.
fn gateways() -> &'static [Gateway] {
    static GATEWAYS: LazyLock<Vec<Gateway>> = LazyLock::new(|| {
        let fronts = || {
            let dialects: Vec<Box<dyn Dialect>> = built_in(Settings::default());
            let mounted = dialects.into_iter().map(|dialect| {
                let prefix = format!("/{}", dialect.id());
                Frontend::shared(dialect.into()).with_prefix(prefix)
            });
            Frontends::new(mounted).expect("frontends with distinct prefixes")
        };
        let services = built_in(Settings::default()).into_iter();
        let upstreams = services.map(|dialect| {
            let headers = dialect.update_operation().required_headers;
            let upstream = Upstream::shared(dialect.into(), "https://api.example.com/base")
                .expect("an address");
            headers.iter().fold(upstream, |upstream, name| {
                upstream.with_header(name, "known").expect("a header")
            })
        });
        upstreams.map(|upstream| Gateway::new(fronts(), upstream).expect("a gateway")).collect()
    });
    &GATEWAYS
}

fn drive(exchange: Exchange, response: &Response<Bytes>) -> Reply {
    let step = match exchange.forward() {
        // Once more, without a current user.
        Step::NeedsCurrentUser(exchange) => exchange.with_current_user(None).forward(),
        step => step,
    };
    match step {
        Step::Reply(reply) => *reply,
        Step::NeedsCurrentUser(_) => panic!("the current user is requested twice"),
        Step::Send(sending) => {
            let (request, pending) = sending.into_parts();
            assert!(
                !contains_secret(request.headers(), request.body()),
                "a credential is forwarded"
            );
            assert_eq!(request.uri().host(), Some("api.example.com"));
            assert!(request.uri().path().starts_with("/base/"), "a path outside of the base URL");
            match pending.finish(response.clone()) {
                Completion::Reply(reply) => *reply,
                Completion::NeedsUser(done) => done.user(None),
            }
        }
    }
}

/// Checks that a reply is a success or a failure, and does not contain the caller's credential.
fn check(reply: &Reply) {
    let response = reply.response();
    assert!(!contains_secret(response.headers(), response.body()), "a reply contains a credential");
    assert!(
        !format!("{reply:?}").contains(SECRET),
        "the debug output of a reply contains a credential"
    );
    let status = response.status();
    assert!(
        status.is_success() || status.is_client_error() || status.is_server_error(),
        "a reply with status {status}"
    );
    for dialect in all() {
        let _ = dialect.read_response(response, None);
    }
}

/// Whether a message contains the caller's secret. The debug output would not show a header that is
/// marked as sensitive.
fn contains_secret(headers: &HeaderMap, body: &[u8]) -> bool {
    let holds = |text: &[u8]| text.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
    holds(body) || headers.values().any(|value| holds(value.as_bytes()))
}

fn read_request(text: &[u8]) -> Option<Request<Bytes>> {
    let (head, body) = split(text, b"\n\n");
    let mut lines = head.split(|byte| *byte == b'\n');
    let mut parts = lines.next()?.splitn(2, |byte| *byte == b' ');
    let mut request = Request::builder().method(parts.next()?).uri(parts.next()?);
    for (name, value) in lines.map(|line| split(line, b": ")) {
        request = request.header(name, value);
    }
    request.body(Bytes::copy_from_slice(body)).ok()
}

fn read_response(text: &[u8]) -> Response<Bytes> {
    let (head, body) = split(text, b"\n\n");
    let mut lines = head.split(|byte| *byte == b'\n');
    let status = lines
        .next()
        .and_then(|status| std::str::from_utf8(status).ok()?.trim().parse::<u16>().ok());
    let mut response = Response::builder().status(status.unwrap_or(200));
    for (name, value) in lines.map(|line| split(line, b": ")) {
        response = response.header(name, value);
    }
    response.body(Bytes::copy_from_slice(body)).unwrap_or_default()
}

/// Splits the text at the first `separator`.
fn split<'t>(text: &'t [u8], separator: &[u8]) -> (&'t [u8], &'t [u8]) {
    match text.windows(separator.len()).position(|window| window == separator) {
        Some(at) => (&text[..at], &text[at + separator.len()..]),
        None => (text, &[]),
    }
}
