//! What a caller reads when the service takes no more requests, fails, or does not respond.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use bytes::Bytes;
use http::Response;
use idiolect::dialect::Settings;
use idiolect::dialect::upsun::Upsun;
use idiolect::gateway::{Exchange, Reply};
use idiolect::json::Limits;
use idiolect::problem::FailureKind;

use crate::exchange::{
    failure_in_response, finished, front, gateway, naming, pairs, pending, receive, renaming,
    request, response_with, seen, sent, subjects, subjects_of, text, upstream_of,
};
use crate::support::values::CANARY;

const DATE: &str = "Tue, 15 Nov 1994 08:12:31 GMT";
/// The same in seconds.
const DATE_SECONDS: u64 = 784_887_151;

/// The service's ways to signal that it takes the next request in seven seconds.
fn pauses(service: &str) -> Vec<Response<Bytes>> {
    let reset = (DATE_SECONDS + 7).to_string();
    let plain = |status| response_with(status, &[("Retry-After", "7")], "");
    let by_date = response_with(
        429,
        &[("Retry-After", "Tue, 15 Nov 1994 08:12:38 GMT"), ("Date", DATE)],
        CANARY,
    );
    let own = |status| response_with(status, &[("X-RateLimit-Reset", &reset), ("Date", DATE)], "");
    let mut pauses = vec![plain(429), plain(420), by_date];
    if service == "legacy" {
        pauses.extend([own(420), own(429)]);
    }
    pauses
}

fn limited(caller: &str) -> u16 {
    if caller == "legacy" { 420 } else { 429 }
}

#[test]
fn every_caller_learns_when_to_retry() {
    for (caller, service) in pairs() {
        for pause in pauses(service) {
            let knows_the_time = pause.headers().contains_key("Date");
            let reply = finished(pending(caller, service), pause);
            let reported = failure_in_response(caller, &reply, limited(caller));
            assert_eq!(reported.kind, FailureKind::RateLimited);
            assert_eq!(
                reported.retry_after,
                Some(Duration::from_secs(7)),
                "{caller} before {service}"
            );
            assert_eq!(text(reply.response().headers(), "Retry-After"), Some("7"));
            let reset = (caller == "legacy" && knows_the_time).then_some("784887158");
            assert_eq!(
                text(reply.response().headers(), "X-RateLimit-Reset"),
                reset,
                "{caller} before {service}"
            );
            assert!(!seen(&reply).contains(CANARY));
        }
    }
}

fn at(exchange: Exchange, seconds: u64) -> Exchange {
    exchange.with_now(UNIX_EPOCH + Duration::from_secs(seconds))
}

#[test]
fn the_application_knows_the_time_where_the_service_sends_none() {
    let reset = (DATE_SECONDS + 7).to_string();
    let headers = |reply: Reply| {
        let reported = |name| text(reply.response().headers(), name).map(str::to_owned);
        (reported("Retry-After"), reported("X-RateLimit-Reset"))
    };
    let seven = Some("7".to_owned());
    let own = || response_with(420, &[("X-RateLimit-Reset", &reset)], "");
    let pending_at =
        |seconds| sent(at(renaming("legacy", "legacy"), seconds).forward()).into_parts().1;
    assert_eq!(
        headers(finished(pending_at(DATE_SECONDS), own())),
        (seven.clone(), Some(reset.clone()))
    );
    let plain = || response_with(429, &[("Retry-After", "7")], "");
    assert_eq!(
        headers(finished(pending_at(DATE_SECONDS), plain())),
        (seven.clone(), Some(reset.clone()))
    );
    assert_eq!(
        headers(finished(pending("legacy", "legacy"), own())),
        (None, None),
        "nobody knows the time"
    );
    let dated = response_with(429, &[("Retry-After", "7"), ("Date", DATE)], "");
    assert_eq!(
        headers(finished(pending_at(0), dated)),
        (seven.clone(), Some(reset.clone())),
        "its own clock comes first"
    );
    let own_dated = response_with(420, &[("X-RateLimit-Reset", &reset), ("Date", DATE)], "");
    assert_eq!(
        headers(finished(pending_at(0), own_dated)),
        (seven, Some(reset.clone())),
        "where it is read, too"
    );
}

#[test]
fn the_rate_limit_is_sent_in_the_callers_own_headers() {
    let counted =
        [("X-RateLimit-Limit", "10000"), ("X-RateLimit-Remaining", "0"), ("Retry-After", "7")];
    for (caller, service) in pairs() {
        let reply = finished(pending(caller, service), response_with(429, &counted, ""));
        let reported = |name| text(reply.response().headers(), name);
        let is_known = caller == "legacy" && service == "legacy";
        assert_eq!(
            reported("X-RateLimit-Limit"),
            is_known.then_some("10000"),
            "{caller} before {service}"
        );
        assert_eq!(reported("X-RateLimit-Remaining"), is_known.then_some("0"));
    }
}

#[test]
fn a_failure_of_the_service_is_reported_as_one() {
    let failures =
        [(500, 502), (501, 502), (502, 502), (503, 503), (504, 504), (505, 502), (599, 502)];
    for (caller, service) in pairs() {
        for (answered, status) in failures {
            for body in [String::new(), CANARY.to_owned(), format!(r#"{{"message": "{CANARY}"}}"#)]
            {
                let headers = [("X-Trace-Id", "abc-1"), ("Retry-After", "7"), ("Server", CANARY)];
                let reply =
                    finished(pending(caller, service), response_with(answered, &headers, body));
                let reported = failure_in_response(caller, &reply, status);
                assert_eq!(text(reply.response().headers(), "Retry-After"), Some("7"));
                let trace_header = if caller == "json-api" { "X-Trace-Id" } else { "X-Request-Id" };
                assert_eq!(
                    text(reply.response().headers(), trace_header),
                    Some("abc-1"),
                    "{caller} before {service}"
                );
                assert_eq!(reported.trace_id.as_deref(), Some("abc-1"));
                assert!(!seen(&reply).contains(CANARY) && !format!("{reply:?}").contains(CANARY));
                assert_eq!(
                    subjects(reply.update_report().unwrap()),
                    subjects_of(caller, &naming(caller))
                );
                assert_eq!(reply.upstream_response().unwrap().status(), answered);
            }
        }
    }
}

#[test]
fn a_text_is_no_trace_id() {
    let sentence = format!("user {CANARY} not found");
    let reply = finished(
        pending("json-api", "upsun"),
        response_with(500, &[("X-Request-Id", &sentence)], ""),
    );
    assert_eq!(text(reply.response().headers(), "X-Trace-Id"), None);
}

#[test]
fn a_missing_response_is_reported_as_what_it_was() {
    for (caller, service) in pairs() {
        for (kind, status) in [
            (FailureKind::Timeout, 504),
            (FailureKind::Unavailable, 503),
            (FailureKind::Upstream, 502),
        ] {
            let reply = pending(caller, service)
                .without_response(kind)
                .with_cause("the connection was reset");
            assert_eq!(failure_in_response(caller, &reply, status).kind, kind);
            assert_eq!(reply.cause().unwrap().to_string(), "the connection was reset");
            assert!(!seen(&reply).contains("reset") && !format!("{reply:?}").contains("reset"));
            assert_eq!(
                subjects(reply.update_report().unwrap()),
                subjects_of(caller, &naming(caller))
            );
            assert!(reply.upstream_response().is_none());
        }
    }
}

#[test]
fn a_response_is_read_up_to_the_upstreams_limit() {
    assert_eq!(pending("textus", "upsun").body_limit(), 2 << 20);
    let mut small = Limits::DEFAULT;
    small.bytes = 4096;
    let upstream = upstream_of(Arc::new(Upsun::new(Settings::default().with_limits(small))));
    let exchange =
        receive(&gateway([front("textus")], upstream), request("textus", naming("textus")));
    assert_eq!(sent(exchange.forward()).into_parts().1.body_limit(), 4096);
}
