//! Upstreams that do not respond, and what becomes of that.

use std::io;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use idiolect::gateway::Reply;
use idiolect::problem::FailureKind;
use idiolect::tower::{Body, BoxError, GatewayLayer, Hooks};
use tower_layer::Layer;

use super::rig::{
    Application, Diary, Sent, UPSUN_NAMES, body, exchange, gateway, pause, renaming, request,
    responding, run,
};
use super::service::{oneshot, service_fn};
use super::support::ALL;
use super::support::values::CANARY;

/// Nobody responds: the caller learns that, and the cause is for the application to know.
#[test]
fn an_inner_error_has_the_applications_failure_kind_and_keeps_its_text() {
    for front in ALL {
        for (failure_of, status) in [
            (FailureKind::Upstream, 502),
            (FailureKind::Unavailable, 503),
            (FailureKind::Timeout, 504),
        ] {
            let diary = Diary::default();
            let application =
                Application { failure_of, diary: diary.clone(), ..Application::default() };
            let inner = service_fn(|_: Request<Body>| async {
                pause().await;
                Err::<Response<Body>, _>(io::Error::other(format!(
                    "connection of {CANARY} refused"
                )))
            });
            let response = exchange(
                &gateway(front, "upsun"),
                application,
                inner,
                request(front, renaming(front)),
            );
            assert_eq!(response.status(), status, "{front}");
            assert!(!format!("{response:?}").contains(CANARY), "{front}");
            let lines = diary.lines();
            let message = format!("connection of {CANARY} refused");
            assert_eq!(
                lines[lines.len() - 2..],
                [format!("failed: {message}"), format!("replied {status} by {message}")]
            );
        }
    }
}

/// The application may inspect the very error before it selects a kind, and all else that
/// is known after.
#[test]
fn an_error_is_shown_to_the_application_as_what_it_is() {
    struct Looks;
    impl Hooks for Looks {
        fn classify_error(&self, error: &BoxError) -> FailureKind {
            match error.downcast_ref::<io::Error>().map(io::Error::kind) {
                Some(io::ErrorKind::TimedOut) => FailureKind::Timeout,
                _ => FailureKind::Upstream,
            }
        }

        fn on_reply(&self, reply: &Reply) {
            let cause = reply.cause().and_then(|cause| cause.downcast_ref::<io::Error>());
            assert_eq!(cause.map(io::Error::kind), Some(io::ErrorKind::TimedOut));
            assert_eq!(reply.failure().map(|failure| failure.kind), Some(FailureKind::Timeout));
            assert!(reply.update_report().is_some_and(|report| !report.rows().is_empty()));
            assert!(reply.upstream_response().is_none() && reply.response_report().is_none());
        }
    }
    let inner = service_fn(|_: Request<Body>| async {
        Err::<Response<Full<Bytes>>, _>(io::Error::from(io::ErrorKind::TimedOut))
    });
    let service = GatewayLayer::with_hooks(gateway("upsun", "upsun"), Looks).layer(inner);
    let response = run(oneshot(service, request("upsun", UPSUN_NAMES))).unwrap();
    assert_eq!(response.status(), 504);
}

/// A response without a user, or with something else, is the upstream's failure; its texts
/// stay with the application.
#[test]
fn an_invalid_response_is_the_upstreams_failure() {
    for (status, upstream_body) in [
        (200, CANARY),
        (200, "{}"),
        (200, ""),
        (302, ""),
        (500, CANARY),
        (401, CANARY),
        (403, "{}"),
    ] {
        let inner = responding(&Sent::default(), status, upstream_body);
        let response = exchange(
            &gateway("upsun", "upsun"),
            Application::default(),
            inner,
            request("upsun", UPSUN_NAMES),
        );
        assert_eq!(response.status(), 502, "{status}");
        assert!(body(&response)["error"].is_string());
        assert!(!format!("{response:?}").contains(CANARY), "{status}");
    }
}
