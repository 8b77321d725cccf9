//! Fronts of an application that keeps the users itself.

use std::time::{Duration, UNIX_EPOCH};

use bytes::Bytes;
use http::StatusCode;
use idiolect::dialect::{DialectExt, DialectId};
use idiolect::gateway::{Frontends, InboundRequest};
use idiolect::model::User;
use idiolect::problem::{Failure, FailureKind};
use serde_json::json;

use crate::exchange::{
    between, failure_in_response, finished, front, id, naming, pairs, places, receive, replied,
    request, response, sent, subjects_of, text, user_in_response,
};
use crate::support::values::UUID;
use crate::support::values::{OTHER_ID, of};
use crate::support::{ALL, dialect, fixtures, json};

fn received(name: &str, body: impl Into<Bytes>) -> InboundRequest {
    let fronts = Frontends::new(ALL.map(front)).unwrap();
    fronts.receive(request(name, body)).unwrap_or_else(|reply| panic!("{name}: {reply:?}"))
}

#[test]
fn an_update_is_applied_and_the_user_returned() {
    for name in ALL {
        let received = received(name, naming(name));
        assert_eq!((received.frontend().as_str(), received.id().as_str()), (name, UUID));
        let mut user = User::new(id(OTHER_ID));
        let update = received.update(Some(&user)).unwrap();
        let mut subjects: Vec<_> = update.provenance.fields().into_iter().cloned().collect();
        subjects.sort();
        assert_eq!(subjects, subjects_of(name, &naming(name)));
        update.value.apply(&mut user).unwrap();
        assert_eq!(user.id, id(OTHER_ID), "{name}");
        let reply = received.respond_user(&user);
        let returned = user_in_response(name, &reply);
        assert_eq!(returned.name.full().unwrap().as_str(), "Ada Byron", "{name}");
        assert!(reply.update_report().is_none() && reply.upstream_response().is_none());
    }
}

/// An update in which the given name is a number, and where that is.
fn wrong(name: &str) -> (String, &'static str) {
    let (body, place) = match name {
        "json-api" => (
            json!({"data": {"type": "users", "id": UUID, "attributes": {"profile": {"personal": {"first_name": 7}}}}}),
            "/data/attributes/profile/personal/first_name",
        ),
        "flat-roles" | "legacy" => (json!({"firstName": 7}), "/firstName"),
        "upsun" => (json!({"first_name": 7}), "/first_name"),
        "textus" => (json!({"name": 7}), "/name"),
        _ => (json!({"version": 1, "given_name": 7}), "/given_name"),
    };
    (body.to_string(), place)
}

#[test]
fn a_wrong_update_is_rejected_where_it_is_wrong() {
    for name in ALL {
        let (body, place) = wrong(name);
        let received = received(name, body);
        let error = received.update(None).unwrap_err();
        let reply = received.respond_error(&error);
        assert_eq!(places(&failure_in_response(name, &reply, 400)), [place]);
        assert_eq!(reply.error(), Some(&error));
    }
}

/// The same update, met by a gateway: reported in the same way, and nothing is sent.
#[test]
fn a_gateway_reports_a_wrong_update_in_the_same_way() {
    for (name, service) in pairs() {
        let (body, _) = wrong(name);
        let received = received(name, body.clone());
        let served = received.respond_error(&received.update(None).unwrap_err());
        let reply = replied(receive(&between(name, service), request(name, body)).forward());
        assert_eq!(reply.response().body(), served.response().body());
        assert!(reply.upstream_response().is_none());
    }
}

#[test]
fn what_is_no_update_at_all_is_rejected_in_the_callers_dialect() {
    let large = vec![b' '; (2 << 20) + 1];
    let bodies: [(&[u8], u16); 7] = [
        (b"", 400),
        (b"nonsense", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"{}{}", 400),
        (b"\xff", 400),
        (&large, 413),
    ];
    for name in ALL {
        for (body, status) in bodies {
            let received = received(name, body.to_vec());
            let reply = received.respond_error(&received.update(None).unwrap_err());
            assert_eq!(reply.response().status(), status, "{name}");
            assert_eq!(reply.frontend().map(DialectId::as_str), Some(name));
            let relayed =
                receive(&between(name, "canonical"), request(name, body.to_vec())).forward();
            assert_eq!(replied(relayed).response().status(), status, "{name}");
        }
    }
}

#[test]
fn what_only_repeats_the_user_is_no_problem() {
    let mut user = User::new(id(OTHER_ID));
    user.sign_in.email_verified = Some(true);
    let body = r#"{"first_name": "Ada", "email_verified": true}"#;
    let received = received("upsun", body);
    assert!(received.update(Some(&user)).is_ok());
    let error = received.update(None).unwrap_err();
    assert_eq!(
        places(&failure_in_response("upsun", &received.respond_error(&error), 400)),
        ["/email_verified"]
    );
    user.sign_in.email_verified = Some(false);
    assert!(received.update(Some(&user)).is_err());
}

#[test]
fn every_failure_is_encoded_in_the_callers_dialect() {
    for name in ALL {
        for kind in FailureKind::ALL {
            let reply = received(name, naming(name)).respond_failure(&Failure::new(*kind));
            let status = if (name, *kind) == ("legacy", FailureKind::RateLimited) {
                420
            } else {
                kind.status()
            };
            assert_eq!(failure_in_response(name, &reply, status).kind, *kind);
            assert_eq!(reply.failure().map(|returned| returned.kind), Some(*kind));
            let challenge = text(reply.response().headers(), "WWW-Authenticate");
            assert_eq!(
                challenge.is_some(),
                *kind == FailureKind::Unauthenticated,
                "{name} {kind:?}"
            );
        }
        let mut failure = Failure::new(FailureKind::RateLimited);
        failure.retry_after = Some(Duration::from_millis(6_001));
        let now = UNIX_EPOCH + Duration::from_secs(100);
        let reply = received(name, naming(name)).respond_failure_at(&failure, Some(now));
        assert_eq!(text(reply.response().headers(), "Retry-After"), Some("7"));
        let reset = text(reply.response().headers(), "X-RateLimit-Reset");
        assert_eq!(reset, (name == "legacy").then_some("107"));
    }
}

#[test]
fn an_application_may_end_an_exchange_itself() {
    for (name, service) in pairs() {
        let exchange = receive(&between(name, service), request(name, naming(name)));
        let reply = exchange.fail(&Failure::new(FailureKind::Forbidden));
        assert_eq!(failure_in_response(name, &reply, 403).kind, FailureKind::Forbidden);
        let mut failure = Failure::new(FailureKind::RateLimited);
        failure.retry_after = Some(Duration::from_secs(7));
        let reply = exchange.with_now(UNIX_EPOCH + Duration::from_secs(100)).fail(&failure);
        let reset = text(reply.response().headers(), "X-RateLimit-Reset");
        assert_eq!(reset, (name == "legacy").then_some("107"));
    }
}

#[test]
fn a_request_that_fronts_have_taken_goes_on_through_a_gateway() {
    for name in ALL {
        let gateway = between(name, "upsun");
        let received = gateway.frontends().receive(request(name, naming(name))).unwrap();
        let pending = sent(gateway.exchange(received).forward()).into_parts().1;
        let reply = finished(pending, response(200, fixtures("upsun", "user").remove(0).1));
        user_in_response(name, &reply);
    }
}

#[test]
fn a_user_is_returned_verbatim_where_nothing_has_changed() {
    for name in ALL.into_iter().filter(|name| *name != "textus") {
        let (_, body) = fixtures(name, "user").remove(0);
        let user = dialect(name).decode_user(&body).unwrap().value;
        let reply = received(name, naming(name)).respond_user(&user);
        assert_eq!(reply.response().status(), StatusCode::OK);
        let (mut returned, mut was) = (json(reply.response().body()), json(&body));
        for message in [&mut returned, &mut was] {
            *message.pointer_mut(if name == "json-api" { "/data/id" } else { "/id" }).unwrap() =
                json!(null);
        }
        assert_eq!(returned, was, "{name}");
    }
    let mut user = User::new(id("wqyODPA"));
    user.sign_in.email = Some(of("ada@example.com"));
    let reply = received("textus", naming("textus")).respond_user(&user);
    assert_eq!(json(reply.response().body())["id"], format!("/users/{UUID}"));
}
