//! Whatever a service sends, the caller reads a failure in its own dialect, not a text of the
//! service's.

use idiolect::dialect::Error;
use idiolect::gateway::Completion;
use idiolect::model::Code;
use idiolect::problem::FailureKind;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::exchange::{
    failure_in_response, finished, naming, pairs, pending, response, response_with, seen, subjects,
    subjects_of, text,
};
use crate::support::values::CANARY;
use crate::support::{ALL, fixtures, json};

/// Bodies that contain no user, with texts of the service in them.
fn nonsense(service: &str) -> Vec<Vec<u8>> {
    let html = format!("<!doctype html><title>{CANARY}</title>");
    let truncated = fixtures(service, "user").remove(0).1;
    let truncated = truncated[..truncated.len() / 2].to_vec();
    let texts = [
        html,
        "[]".to_owned(),
        "{}".to_owned(),
        "null".to_owned(),
        format!("\"{CANARY}\""),
        format!("[{{\"id\": \"{CANARY}\"}}]"),
        format!("{{\"id\": null, \"note\": \"{CANARY}\"}}"),
        format!("{{\"error\": \"{CANARY}\"}}"),
        format!("{{\"id\": \"{CANARY}\", \"id\": \"{CANARY}\""),
        "[".repeat(5000),
    ];
    let mut bodies: Vec<Vec<u8>> = texts.into_iter().map(String::into_bytes).collect();
    bodies.push(truncated);
    bodies.push([b"{\"id\": \"", &b"\xff\xfe"[..], CANARY.as_bytes(), b"\"}"].concat());
    bodies
}

/// The service's own user without the id that every response has.
fn without_id(service: &str) -> Vec<u8> {
    let mut user = json(&fixtures(service, "user").remove(0).1);
    let parent = if service == "json-api" { "/data" } else { "" };
    user.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove("id").expect("an id");
    user.to_string().into_bytes()
}

/// Whether failures of the dialect have codes.
fn has_codes(name: &str) -> bool {
    !matches!(name, "legacy" | "upsun")
}

#[test]
fn a_success_without_a_readable_user_is_the_upstreams_failure() {
    for (caller, service) in pairs() {
        let empty = (service != "legacy").then(Vec::new);
        for body in nonsense(service).into_iter().chain([without_id(service)]).chain(empty) {
            for status in [200, 201] {
                let reply = finished(pending(caller, service), response(status, body.clone()));
                let reported = failure_in_response(caller, &reply, 502);
                assert_eq!(reported.kind, FailureKind::Upstream);
                // That the update has been carried out all the same; MediaSilo reports fields
                // alone.
                assert_eq!(
                    reported.problems.iter().any(|one| one.code == Code::UNREADABLE),
                    has_codes(caller)
                );
                assert!(
                    matches!(reply.error(), Some(Error::Response { .. })),
                    "{caller} before {service}"
                );
                assert!(
                    !seen(&reply).contains(CANARY),
                    "{caller} before {service}: {}",
                    seen(&reply)
                );
                assert!(!format!("{reply:?}").contains(CANARY));
                assert_eq!(reply.upstream_response().unwrap().body(), &body);
                assert_eq!(
                    subjects(reply.update_report().unwrap()),
                    subjects_of(caller, &naming(caller))
                );
                assert!(reply.response_report().is_none() && reply.response_id().is_none());
            }
        }
    }
}

#[test]
fn a_failure_that_nobody_can_read_is_still_a_failure() {
    for (caller, service) in pairs() {
        for body in nonsense(service) {
            let reply = finished(pending(caller, service), response(500, body.clone()));
            failure_in_response(caller, &reply, 502);
            assert!(!seen(&reply).contains(CANARY) && !format!("{reply:?}").contains(CANARY));
            assert_eq!(reply.upstream_response().unwrap().body(), &body);
        }
    }
}

#[test]
fn a_redirect_is_followed_by_nobody() {
    for (caller, service) in pairs() {
        for status in [300, 301, 302, 303, 304, 307, 308] {
            let location = format!("https://{CANARY}.example/");
            let (_, user) = fixtures(service, "user").remove(0);
            let reply = finished(
                pending(caller, service),
                response_with(status, &[("Location", &location)], user),
            );
            failure_in_response(caller, &reply, 502);
            assert_eq!(text(reply.response().headers(), "Location"), None);
            assert!(!seen(&reply).contains(CANARY));
        }
    }
}

#[test]
fn a_response_beyond_the_limit_is_not_read() {
    let largest = 2 << 20;
    for service in ALL {
        let caller = "json-api";
        let (_, user) = fixtures(service, "user").remove(0);
        let padded = |length: usize| [user.clone(), vec![b' '; length - user.len()]].concat();
        let reply = finished(pending(caller, service), response(200, padded(largest)));
        assert_eq!(reply.response().status(), 200, "{caller} before {service}");
        let reply = finished(pending(caller, service), response(200, padded(largest + 1)));
        failure_in_response(caller, &reply, 502);
        let reply = finished(pending(caller, service), response(400, padded(largest + 1)));
        assert_eq!(reply.response().status(), 400, "what it is, the status says");
    }
}

/// Bytes that are anything, and bytes that begin like a message.
fn any_body() -> impl Strategy<Value = Vec<u8>> {
    let broken = (0..6_usize, any::<u16>(), any::<u8>()).prop_map(|(service, at, byte)| {
        let mut body = fixtures(ALL[service], "user").remove(0).1;
        let at = usize::from(at) % body.len();
        body[at] = byte;
        body
    });
    prop_oneof![proptest::collection::vec(any::<u8>(), 0..64), broken]
}

#[test]
fn no_response_at_all_makes_anybody_panic() {
    let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
    let held = TestRunner::new(config).run(&(any_body(), 100..1000_u16), |(body, status)| {
        for (caller, service) in [
            ("json-api", "legacy"),
            ("legacy", "textus"),
            ("textus", "json-api"),
            ("upsun", "canonical"),
        ] {
            let finish = pending(caller, service).finish(response(status, body.clone()));
            if let Completion::Reply(reply) = finish {
                let is_consistent =
                    reply.response().status().is_success() == reply.failure().is_none();
                prop_assert!(is_consistent, "{} before {}: {}", caller, service, status);
                prop_assert!(status / 100 == 2 || reply.failure().is_some());
            }
        }
        Ok(())
    });
    held.unwrap();
}
