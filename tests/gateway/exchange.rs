//! Both ends of an exchange: what a caller sends and reads, what a service gets and returns.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode, header};
use idiolect::Report;
use idiolect::dialect::{Dialect, DialectExt, DialectId, IdFormat, LossPolicy, UpdateContext};
use idiolect::gateway::{
    Completion, Exchange, Frontend, Frontends, Gateway, OutboundRequest, PendingResponse, Reply,
    Step, Upstream,
};
use idiolect::http::{HttpExt, UpstreamResponse};
use idiolect::model::{Patch, User, UserId, UserUpdate};
use idiolect::problem::{Failure, ReportedField};

use crate::support::updates::update_of;
use crate::support::values::UUID;
use crate::support::values::{OTHER_ID, of};
use crate::support::{ALL, dialect};

pub(crate) const BASE: &str = "https://upstream.example/v9";

/// What the upstream calls the user: something else than the caller does, and as hard to put into a
/// path as it may be.
pub(crate) const OPAQUE_ID: &str = "wqy/ODPA \u{e9}";

/// Every front with every upstream.
pub(crate) fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALL.into_iter().flat_map(|front| ALL.into_iter().map(move |upstream| (front, upstream)))
}

pub(crate) fn shared(name: &str) -> Arc<dyn Dialect> {
    Arc::from(dialect(name))
}

/// The front of the dialect, under its own name.
pub(crate) fn front(name: &str) -> Frontend {
    Frontend::shared(shared(name)).with_prefix(format!("/{name}"))
}

pub(crate) fn upstream(name: &str) -> Upstream {
    upstream_of(shared(name))
}

/// The dialect as an upstream, with the headers that it wants.
pub(crate) fn upstream_of(dialect: Arc<dyn Dialect>) -> Upstream {
    let wanted = dialect.update_operation().required_headers;
    let upstream = Upstream::shared(dialect, BASE).unwrap();
    wanted
        .iter()
        .fold(upstream, |upstream, name| upstream.with_header(name, "example-host").unwrap())
}

pub(crate) fn gateway(fronts: impl IntoIterator<Item = Frontend>, upstream: Upstream) -> Gateway {
    Gateway::new(Frontends::new(fronts).unwrap(), upstream).unwrap()
}

/// Callers of one dialect before a service of another.
pub(crate) fn between(caller: &str, service: &str) -> Gateway {
    static ALL_PAIRS: LazyLock<BTreeMap<(&str, &str), Gateway>> = LazyLock::new(|| {
        pairs()
            .map(|(caller, service)| {
                ((caller, service), gateway([front(caller)], upstream(service)))
            })
            .collect()
    });
    ALL_PAIRS[&(caller, service)].clone()
}

pub(crate) fn id(text: &str) -> UserId {
    UserId::parse(text).unwrap()
}

/// An id that the upstream may have and the caller does not know.
pub(crate) fn upstream_id(name: &str) -> UserId {
    match dialect(name).update_operation().ids {
        IdFormat::Uuid => id(OTHER_ID),
        _ => id(OPAQUE_ID),
    }
}

/// The request of a caller who uses the dialect, about the user [`UUID`].
pub(crate) fn request(name: &str, body: impl Into<Bytes>) -> Request<Bytes> {
    let dialect = dialect(name);
    let endpoint = dialect.update_operation();
    let path = endpoint.path.replace("{id}", UUID);
    Request::builder()
        .method(endpoint.method)
        .uri(format!("/{name}{path}"))
        .header(header::CONTENT_TYPE, endpoint.request_type)
        .body(body.into())
        .unwrap()
}

/// An update as callers who use the dialect send it.
pub(crate) fn spoken(name: &str, update: &UserUpdate) -> Vec<u8> {
    let own = id(UUID);
    let context = UpdateContext::EMPTY.with_id(Some(&own));
    dialect(name).encode_update(update, &context, &LossPolicy::AllowAll).unwrap().body
}

/// An update of the whole name, which every pair can carry.
pub(crate) fn naming(name: &str) -> Vec<u8> {
    spoken(name, &named("Ada", "Byron"))
}

pub(crate) fn named(given: &str, family: &str) -> UserUpdate {
    update_of(|update| {
        update.name.given = Patch::Set(of(given));
        update.name.family = Patch::Set(of(family));
    })
}

pub(crate) fn receive(gateway: &Gateway, request: Request<Bytes>) -> Exchange {
    gateway.receive(request).unwrap_or_else(|reply| panic!("a request that is taken: {reply:?}"))
}

pub(crate) fn turned_away(gateway: &Gateway, request: Request<Bytes>) -> Reply {
    *gateway.receive(request).expect_err("a request that is not taken")
}

/// The exchange in which a caller changes the name.
pub(crate) fn renaming(caller: &str, service: &str) -> Exchange {
    receive(&between(caller, service), request(caller, naming(caller)))
}

/// What is sent; where the current user could make a difference, nobody knows it.
pub(crate) fn sent(step: Step) -> OutboundRequest {
    match step {
        Step::Send(sending) => *sending,
        Step::NeedsCurrentUser(exchange) => sent(exchange.with_current_user(None).forward()),
        other @ Step::Reply(_) => panic!("something to send, not {other:?}"),
    }
}

pub(crate) fn needing_user(step: Step) -> Exchange {
    match step {
        Step::NeedsCurrentUser(exchange) => *exchange,
        other => panic!("a question for the current user, not {other:?}"),
    }
}

/// The reply; where the current user could make a difference, nobody knows it.
pub(crate) fn replied(step: Step) -> Reply {
    match step {
        Step::Reply(reply) => *reply,
        Step::NeedsCurrentUser(exchange) => replied(exchange.with_current_user(None).forward()),
        other @ Step::Send(_) => panic!("a reply, not {other:?}"),
    }
}

/// What comes of an exchange when nobody knows the current user.
pub(crate) fn forwarded(exchange: Exchange) -> Step {
    match exchange.forward() {
        Step::NeedsCurrentUser(exchange) => exchange.with_current_user(None).forward(),
        step => step,
    }
}

/// What waits for the response to a change of the name.
pub(crate) fn pending(caller: &str, service: &str) -> PendingResponse {
    sent(renaming(caller, service).forward()).into_parts().1
}

pub(crate) fn finished(pending: PendingResponse, response: Response<Bytes>) -> Reply {
    match pending.finish(response) {
        Completion::Reply(reply) => *reply,
        Completion::NeedsUser(done) => panic!("a reply, not {done:?}"),
    }
}

pub(crate) fn response(status: u16, body: impl Into<Bytes>) -> Response<Bytes> {
    response_with(status, &[], body)
}

pub(crate) fn response_with(
    status: u16,
    headers: &[(&str, &str)],
    body: impl Into<Bytes>,
) -> Response<Bytes> {
    let builder = Response::builder().status(status);
    headers
        .iter()
        .fold(builder, |builder, (name, value)| builder.header(*name, *value))
        .body(body.into())
        .unwrap()
}

/// The media type of a dialect's responses and failures.
pub(crate) fn media_type(name: &str) -> &'static str {
    match name {
        "json-api" => "application/vnd.api+json",
        "textus" => "application/vnd.textus+jsonld",
        _ => "application/json",
    }
}

pub(crate) fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap())
}

fn content_type(reply: &Reply) -> Option<&str> {
    text(reply.response().headers(), "Content-Type")
}

/// The user that a caller reads, in the caller's dialect and by the caller's id.
pub(crate) fn user_in_response(name: &str, reply: &Reply) -> User {
    assert_eq!(reply.response().status(), StatusCode::OK, "{name}: {reply:?}");
    assert_eq!(content_type(reply), Some(media_type(name)));
    assert!(reply.failure().is_none() && reply.error().is_none());
    let user = dialect(name).decode_user(reply.response().body()).unwrap().value;
    assert_eq!(user.id.as_str(), UUID, "{name}");
    user
}

/// The failure that a caller reads, in the caller's dialect.
pub(crate) fn failure_in_response(name: &str, reply: &Reply, status: u16) -> Failure {
    assert_eq!(reply.response().status(), status, "{name}: {reply:?}");
    assert_eq!(reply.frontend().map(DialectId::as_str), Some(name));
    // MediaSilo reports fields, or nothing.
    let has_fields =
        reply.failure().unwrap().problems.iter().any(|refusal| refusal.place.is_some());
    let has_body = name != "legacy" || matches!(status, 400 | 422) && has_fields;
    assert_eq!(content_type(reply), has_body.then(|| media_type(name)), "{name} {status}");
    assert_eq!(reply.response().body().is_empty(), !has_body);
    match dialect(name).read_response(reply.response(), None) {
        UpstreamResponse::Failure(failure) => {
            if has_body {
                assert!(
                    !failure.value.vendor_texts.is_empty() || !failure.value.problems.is_empty(),
                    "{name}"
                );
            }
            failure.value
        }
        other => panic!("{name}: a failure, not {other:?}"),
    }
}

/// The places that a failure names, sorted.
pub(crate) fn places(failure: &Failure) -> Vec<String> {
    let mut places: Vec<String> = failure
        .problems
        .iter()
        .filter_map(|refusal| Some(refusal.place.as_ref()?.pointer.clone()))
        .collect();
    places.sort();
    places
}

/// Everything that a caller gets to see of a reply, as text.
pub(crate) fn seen(reply: &Reply) -> String {
    let response = reply.response();
    format!("{:?} {}", response.headers(), String::from_utf8_lossy(response.body()))
}

/// What a report is about.
pub(crate) fn subjects(report: &Report) -> Vec<ReportedField> {
    let mut subjects: Vec<ReportedField> =
        report.rows().iter().map(|row| row.subject.clone()).collect();
    subjects.sort();
    subjects
}

/// What callers of the dialect change with this body, each once.
pub(crate) fn subjects_of(name: &str, body: &[u8]) -> Vec<ReportedField> {
    let own = id(UUID);
    let decoded =
        dialect(name).decode_update(body, &UpdateContext::EMPTY.with_id(Some(&own))).unwrap();
    let mut subjects: Vec<ReportedField> =
        decoded.provenance.fields().into_iter().cloned().collect();
    subjects.sort();
    subjects
}
