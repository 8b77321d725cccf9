//! A whole exchange through the gateway, from the caller's request to the reply, without a socket
//! and without a look-up of the current user.

use bytes::Bytes;
use divan::{Bencher, black_box};
use idiolect::dialect::{LossPolicy, json_api::JsonApi, legacy::Legacy};
use idiolect::gateway::{
    Completion, Frontend, Frontends, Gateway, Reply, Step, Upstream, UserLookup,
};

use crate::fixtures::fixture;
use crate::measured::by_bytes;

#[divan::bench]
fn updated(bencher: Bencher<'_, '_>) {
    exchanges(bencher, 200, fixture("legacy").expect("the upstream's dialect").payloads.user);
}

/// The upstream rejects members; the reply refers to the members of the caller.
#[divan::bench]
fn rejected_by_the_upstream(bencher: Bencher<'_, '_>) {
    exchanges(bencher, 400, fixture("legacy").expect("the upstream's dialect").payloads.failure);
}

/// The upstream limits the rate, and responds without a body.
#[divan::bench]
fn rate_limited_by_the_upstream(bencher: Bencher<'_, '_>) {
    exchanges(bencher, 420, "");
}

/// The caller's update is lossy, and is not forwarded.
#[divan::bench]
fn rejected_for_a_loss(bencher: Bencher<'_, '_>) {
    let (gateway, request) = (gateway(LossPolicy::Reject), request());
    let reject = || match gateway
        .receive(black_box(request.clone()))
        .expect("a request that is accepted")
        .with_user_lookup(UserLookup::WhereItIsNeeded)
        .forward()
    {
        Step::Reply(reply) => Some(reply),
        _ => None,
    };
    assert!(
        reject().is_some_and(|reply| reply.response().status().is_client_error()),
        "a rejection"
    );
    by_bytes(bencher, request.body().len(), reject);
}

/// Determines the coverage of the pair, once for a gateway.
#[divan::bench]
fn built(bencher: Bencher<'_, '_>) {
    bencher.bench(|| gateway(LossPolicy::AllowAll));
}

fn exchanges(bencher: Bencher<'_, '_>, status: u16, body: &'static str) {
    let (gateway, request) = (gateway(LossPolicy::AllowAll), request());
    let response =
        http::Response::builder().status(status).header("Retry-After", "60").body(body.into());
    let response: http::Response<Bytes> = response.expect("a response");
    let exchange = || -> Option<Reply> {
        let exchange = gateway
            .receive(black_box(request.clone()))
            .expect("a request that is accepted")
            .with_user_lookup(UserLookup::WhereItIsNeeded);
        let Step::Send(sending) = exchange.forward() else { return None };
        match sending.into_parts().1.finish(black_box(response.clone())) {
            Completion::Reply(reply) => Some(*reply),
            Completion::NeedsUser(_) => None,
        }
    };
    let reply = exchange().expect("a reply");
    assert_eq!(reply.response().status().is_success(), status == 200, "the status of the upstream");
    by_bytes(bencher, request.body().len() + body.len(), exchange);
}

fn gateway(loss: LossPolicy) -> Gateway {
    let upstream =
        Upstream::new(Legacy::default(), "https://api.example.com/v3").expect("an address");
    let upstream = upstream
        .with_header("MediaSiloHostContext", "example")
        .expect("a header")
        .with_loss_policy(loss);
    let fronts = Frontends::new([Frontend::new(JsonApi::default())]).expect("one frontend");
    Gateway::new(fronts, upstream).expect("an upstream with all its headers")
}

fn request() -> http::Request<Bytes> {
    let update = fixture("json-api").expect("the caller's dialect").payloads.update;
    http::Request::put("/v3/users/3c90c3cc-0d44-4b50-8888-8dd25736052a")
        .header("Content-Type", "application/vnd.api+json")
        .body(Bytes::from_static(update.as_bytes()))
        .expect("a request")
}
