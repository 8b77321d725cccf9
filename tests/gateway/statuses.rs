//! Which failures of the service a caller gets to know, and as what.

use http::HeaderName;
use idiolect::gateway::{Exchange, Upstream};
use idiolect::http::Credential;
use idiolect::problem::FailureKind;
use serde_json::json;

use crate::exchange::{
    failure_in_response, finished, front, gateway, naming, pairs, pending, places, receive,
    renaming, request, response, response_with, seen, sent, text, upstream,
};
use crate::support::values::CANARY;

/// Upsun's rejection of the family name.
fn rejecting_the_name() -> String {
    json!({"title": "No", "status": 400, "detail": {"last_name": "is wrong"}}).to_string()
}

/// What a service's status is to a caller who did not write the request that was rejected.
const RELAYED: [(u16, u16); 18] = [
    (400, 400),
    (402, 400),
    (404, 404),
    (405, 502),
    (406, 502),
    (407, 502),
    (408, 504),
    (409, 409),
    (410, 404),
    (411, 502),
    (412, 412),
    (413, 413),
    (414, 502),
    (415, 502),
    (418, 400),
    (422, 422),
    (423, 409),
    (431, 502),
];

#[test]
fn each_status_is_sent_as_what_it_means_to_the_caller() {
    for (caller, service) in pairs() {
        for (answered, reported) in RELAYED {
            let body = json!({ "error": CANARY }).to_string();
            let reply = finished(pending(caller, service), response(answered, body));
            assert_eq!(
                reply.response().status(),
                reported,
                "{caller} before {service}: {answered}"
            );
            failure_in_response(caller, &reply, reported);
            assert_eq!(text(reply.response().headers(), "Allow"), None, "not the caller's to mend");
            assert!(!seen(&reply).contains(CANARY) && !format!("{reply:?}").contains(CANARY));
            assert!(
                reply
                    .upstream_failure()
                    .unwrap()
                    .vendor_texts
                    .iter()
                    .any(|text| text.expose() == CANARY),
                "{caller}"
            );
        }
    }
}

fn credential() -> Credential {
    Credential::bearer("own-token").unwrap()
}

#[test]
fn a_rejected_credential_is_the_gateways_fault_unless_it_is_the_callers() {
    for (caller, service) in pairs() {
        for status in [401, 403] {
            let reported = |credential: Option<Credential>| {
                let exchange = renaming(caller, service);
                let exchange = credential.into_iter().fold(exchange, Exchange::with_credential);
                let pending = sent(exchange.forward()).into_parts().1;
                finished(pending, response(status, rejecting_the_name()))
            };
            for own in [None, Some(credential())] {
                let reply = reported(own);
                assert_eq!(
                    places(&failure_in_response(caller, &reply, 502)),
                    [""; 0],
                    "what was wrong is not the caller's"
                );
                assert_eq!(text(reply.response().headers(), "WWW-Authenticate"), None);
            }
            let reply = reported(Some(credential().owned_by_caller()));
            failure_in_response(caller, &reply, status);
            let challenge = match (status, caller) {
                (401, "legacy") => Some("Basic realm=\"users\", charset=\"UTF-8\""),
                (401, _) => Some("Bearer"),
                _ => None,
            };
            assert_eq!(text(reply.response().headers(), "WWW-Authenticate"), challenge, "{caller}");
        }
    }
}

#[test]
fn an_application_selects_which_failures_pass() {
    let reported = |change: fn(Upstream) -> Upstream, status: u16| {
        let gateway = gateway([front("textus")], change(upstream("upsun")));
        let exchange = receive(&gateway, request("textus", naming("textus")));
        let reply = finished(
            sent(exchange.forward()).into_parts().1,
            response(status, rejecting_the_name()),
        );
        (reply.response().status().as_u16(), places(reply.failure().unwrap()).len())
    };
    assert_eq!(reported(|upstream| upstream, 403), (502, 0));
    assert_eq!(
        reported(|upstream| upstream.forward_failures(FailureKind::Forbidden), 403),
        (403, 1)
    );
    assert_eq!(
        reported(|upstream| upstream.forward_failures(FailureKind::Forbidden), 401),
        (502, 0)
    );
    assert_eq!(reported(|upstream| upstream, 404), (404, 1));
    assert_eq!(reported(|upstream| upstream.hide_failures(FailureKind::NotFound), 404), (502, 0));
    assert_eq!(reported(|upstream| upstream.hide_failures(FailureKind::NotFound), 409), (409, 1));
    let back = |upstream: Upstream| {
        upstream
            .hide_failures(FailureKind::NotFound)
            .forward_failures(FailureKind::NotFound)
            .forward_failures(FailureKind::MethodNotAllowed)
    };
    assert_eq!(reported(back, 404), (404, 1));
    assert_eq!(reported(back, 405), (502, 0), "the caller's method was right");
}

#[test]
fn what_is_hidden_is_not_revealed_by_the_headers() {
    for kind in [FailureKind::RateLimited, FailureKind::Upstream] {
        let gateway = gateway([front("legacy")], upstream("legacy").hide_failures(kind));
        let pending =
            sent(receive(&gateway, request("legacy", naming("legacy"))).forward()).into_parts().1;
        let headers =
            [("Retry-After", "60"), ("X-RateLimit-Remaining", "0"), ("X-Request-Id", "abc-1")];
        let reply = finished(pending, response_with(kind.status(), &headers, rejecting_the_name()));
        assert_eq!(reply.response().status(), 502);
        let reported: Vec<&str> =
            reply.response().headers().keys().map(HeaderName::as_str).collect();
        assert_eq!(reported, ["x-request-id"]);
        assert_eq!(reply.failure().unwrap().problems, []);
        let known = reply.upstream_failure().unwrap();
        assert_eq!((known.kind, known.problems.len()), (kind, 1), "the application knows");
    }
}
