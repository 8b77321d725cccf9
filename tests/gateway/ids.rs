//! By which id a caller names the user, by which the service does, and how either stands in an
//! address.

use bytes::Bytes;
use http::Request;
use idiolect::dialect::{DialectExt as _, Error, IdFormat, percent};
use idiolect::gateway::{Exchange, Frontends};
use idiolect::problem::Problem;
use serde_json::json;

use crate::exchange::{
    BASE, between, failure_in_response, finished, front, id, naming, needing_user, pairs, receive,
    renaming, replied, request, response, sent, turned_away, user_in_response,
};
use crate::support::ids::{
    HASH_ID, NEAR_UUID, NO_UUIDS, body_naming, ids_of, listed, pointer_of_id, unnamed_body,
};
use crate::support::values::{OTHER_ID, UUID};
use crate::support::{ALL, dialect, fixtures, json};

fn takes_any_id(name: &str) -> bool {
    dialect(name).update_operation().ids == IdFormat::Opaque
}

/// A request about the user that `segment` names in the path.
fn about(name: &str, segment: &str) -> Request<Bytes> {
    requesting(name, segment, unnamed_body(name))
}

fn requesting(name: &str, segment: &str, body: String) -> Request<Bytes> {
    let mut request = request(name, body);
    *request.uri_mut() = request.uri().to_string().replace(UUID, segment).parse().unwrap();
    request
}

fn exchange(caller: &str, service: &str, segment: &str) -> Exchange {
    receive(&between(caller, service), about(caller, segment))
}

/// The same, with an id in the body too.
fn exchange_of_both(caller: &str, service: &str, of_path: &str, of_body: &str) -> Exchange {
    let body = body_naming(caller, of_body);
    receive(&between(caller, service), requesting(caller, of_path, body))
}

/// The path of the request to the service, below that of its users.
fn address(exchange: Exchange) -> String {
    let uri = sent(exchange.forward()).request().uri().to_string();
    let below = uri.strip_prefix(BASE).unwrap_or_else(|| panic!("{uri} is elsewhere"));
    below.split_once("/users/").unwrap().1.to_owned()
}

/// The problems that a caller with a wrong id gets, each as its pointer and its code.
fn problems(caller: &str, exchange: Exchange, status: u16) -> Vec<String> {
    let reply = replied(exchange.forward());
    assert!(reply.upstream_response().is_none() && reply.update_report().is_none());
    let error = reply.error().unwrap();
    assert!(matches!(error, Error::Update { .. }), "{caller}: {error:?}");
    assert_eq!(reply.response().status(), status, "{caller}");
    // MediaSilo reports fields, or nothing: an id in the path is no field.
    let is_reported = |one: &&Problem| caller != "legacy" || !one.pointer().as_str().is_empty();
    if error.problems().iter().any(|one| is_reported(&one)) {
        failure_in_response(caller, &reply, status);
    }
    listed(error.problems())
}

#[test]
fn an_id_of_the_services_is_accepted_from_every_caller() {
    for (caller, service) in pairs() {
        for own in ids_of(service) {
            for exchange in
                [exchange(caller, service, own), exchange_of_both(caller, service, own, own)]
            {
                assert_eq!(exchange.received().id(), &id(own));
                assert!(exchange.received().update(None).is_ok(), "{caller} before {service}");
                let (request, pending) = sent(exchange.forward()).into_parts();
                let path = request.uri().path().to_owned();
                assert!(path.ends_with(&format!("/{own}")), "{caller} before {service}: {path}");
                let user = fixtures(service, "user").remove(0).1;
                let reply = finished(pending, response(200, user));
                let returned = dialect(caller).decode_user(reply.response().body()).unwrap();
                assert_eq!(returned.value.id, id(own), "{caller} before {service}");
            }
        }
    }
}

#[test]
fn an_id_that_the_service_cannot_have_is_a_problem_of_the_callers() {
    for (caller, service) in pairs().filter(|(_, service)| !takes_any_id(service)) {
        for wrong in NO_UUIDS {
            assert_eq!(problems(caller, exchange(caller, service, wrong), 400), [" uuid"]);
            let both = exchange_of_both(caller, service, wrong, wrong);
            let of_body = format!("{} uuid", pointer_of_id(caller));
            assert_eq!(problems(caller, both, 400), [" uuid", of_body.as_str()]);
            let of_body_only = exchange_of_both(caller, service, UUID, wrong);
            assert_eq!(problems(caller, of_body_only, 400), [of_body.as_str()]);
        }
    }
}

/// Nobody is asked for a user whom the service cannot have.
#[test]
fn the_current_user_is_not_requested_under_a_wrong_id() {
    let body = r#"{"email_verified": true}"#;
    let exchange = |segment| {
        let request = requesting("upsun", segment, body.to_owned());
        receive(&between("upsun", "flat-roles"), request)
    };
    needing_user(exchange(UUID).forward());
    assert_eq!(problems("upsun", exchange(HASH_ID), 400), [" uuid", "/email_verified read-only"]);
}

#[test]
fn two_ids_in_one_request_are_a_conflict() {
    for (caller, service) in pairs() {
        let conflict = format!("{} conflict", pointer_of_id(caller));
        let other = "d81c8ee2-44b3-429f-b944-a33ad7437690";
        let exchange = exchange_of_both(caller, service, ids_of(service)[0], other);
        assert_eq!(problems(caller, exchange, 409), [conflict.as_str()], "{service}");
        // Only UUIDs are the same in another case.
        let shouted = exchange_of_both(caller, service, UUID, &UUID.to_uppercase());
        assert_eq!(address(shouted), UUID);
        if takes_any_id(service) {
            let shouted = exchange_of_both(caller, service, HASH_ID, &HASH_ID.to_uppercase());
            assert_eq!(problems(caller, shouted, 409), [conflict], "{service}");
        }
    }
}

#[test]
fn an_id_that_the_application_maps_may_be_any() {
    for (caller, service) in pairs() {
        for own in [HASH_ID, NEAR_UUID, UUID] {
            let exchange =
                exchange_of_both(caller, service, own, own).with_upstream_id(id(OTHER_ID));
            let (request, _) = sent(exchange.forward()).into_parts();
            assert!(request.uri().path().ends_with(OTHER_ID), "{caller} before {service}");
            let body = String::from_utf8_lossy(request.body()).into_owned();
            assert!(!body.contains(own), "{caller} before {service}: {body}");
        }
    }
}

#[test]
fn an_application_that_serves_a_dialect_has_its_ids() {
    for name in ALL {
        let fronts = Frontends::new([front(name)]).unwrap();
        for own in [HASH_ID, NEAR_UUID, UUID] {
            let received = fronts.receive(requesting(name, own, body_naming(name, own))).unwrap();
            let update = received.update(None);
            if takes_any_id(name) || own == UUID {
                assert_eq!(update.unwrap().value.id, Some(id(own)), "{name}");
                continue;
            }
            let error = update.unwrap_err();
            let of_body = format!("{} uuid", pointer_of_id(name));
            assert_eq!(listed(error.problems()), [" uuid", of_body.as_str()]);
            failure_in_response(name, &received.respond_error(&error), 400);
        }
    }
}

#[test]
fn an_id_that_the_application_gives_is_used() {
    for (caller, service) in pairs() {
        for theirs in
            ["7d1f2c54-97a5-4d0e-9a53-0c6a3f0f5b11", "7D1F2C54-97A5-4D0E-9A53-0C6A3F0F5B11"]
        {
            let exchange = renaming(caller, service).with_upstream_id(id(theirs));
            assert_eq!(
                (exchange.upstream_id().as_str(), exchange.received().id().as_str()),
                (theirs, UUID)
            );
            let (request, pending) = sent(exchange.forward()).into_parts();
            assert!(
                request.uri().path().ends_with(&format!("/{theirs}")),
                "{caller} before {service}"
            );
            let body = String::from_utf8_lossy(request.body()).into_owned();
            assert!(!body.contains(UUID), "{caller} before {service}: {body}");
            let reply = finished(pending, response(200, fixtures(service, "user").remove(0).1));
            user_in_response(caller, &reply);
        }
    }
}

#[test]
fn an_id_that_the_application_gives_wrongly_is_its_own_fault() {
    for (caller, service) in pairs() {
        let long = "a".repeat(70_000);
        let mut wrong = vec![".", "..", &long];
        if !takes_any_id(service) {
            wrong.extend([
                HASH_ID,
                "3c90c3cc0d444b5088888dd25736052a",
                "{3c90c3cc-0d44-4b50-8888-8dd25736052a}",
            ]);
        }
        for theirs in wrong {
            let reply = replied(renaming(caller, service).with_upstream_id(id(theirs)).forward());
            failure_in_response(caller, &reply, 502);
            assert!(
                matches!(reply.error(), Some(Error::InvalidId { .. })),
                "{caller} before {service}"
            );
        }
    }
}

/// A segment of the caller's, the id that it means, and the same in the service's address.
const HOSTILE: [(&str, &str, &str); 12] = [
    ("a%2Fb", "a/b", "a%2Fb"),
    ("a%2fb", "a/b", "a%2Fb"),
    ("%2E%2E%2Fadmin", "../admin", "..%2Fadmin"),
    ("a%3Fb%23c", "a?b#c", "a%3Fb%23c"),
    ("a%252Fb", "a%2Fb", "a%252Fb"),
    ("%25", "%", "%25"),
    ("a%20b+c", "a b+c", "a%20b+c"),
    ("%C3%A9", "\u{e9}", "%C3%A9"),
    ("a%5Cb", "a\\b", "a%5Cb"),
    ("...", "...", "..."),
    ("a;b=c,d", "a;b=c,d", "a;b=c,d"),
    ("%7Bid%7D", "{id}", "%7Bid%7D"),
];

#[test]
fn an_id_is_one_segment_whatever_it_holds() {
    for (caller, service) in pairs().filter(|(_, service)| takes_any_id(service)) {
        for (segment, text, encoded) in HOSTILE {
            let exchange = exchange(caller, service, segment);
            assert_eq!(exchange.received().id().as_str(), text, "{caller} before {service}");
            let address = address(exchange);
            let is_one_segment = !address.contains(['/', '?', '#', '\\', '{', ' ']);
            assert!(is_one_segment, "{caller} before {service}: {address}");
            let decoded = |address: &str| percent::decode(address);
            assert_eq!(decoded(&address), decoded(encoded), "{caller} before {service}: {address}");
        }
    }
}

#[test]
fn what_is_no_id_is_nobodys() {
    for caller in ALL {
        for segment in
            ["%2e%2e", "%2E.", "..", ".", "%2e", "%00", "%0D%0AHost:%20x", "%FF", "%C3", "%7F"]
        {
            let reply = turned_away(&between(caller, "canonical"), about(caller, segment));
            failure_in_response(caller, &reply, 404);
        }
    }
}

#[test]
fn an_id_is_returned_as_the_caller_spells_it() {
    let shouted = UUID.to_uppercase();
    for caller in ALL {
        let body = String::from_utf8(naming(caller)).unwrap();
        let request = requesting(caller, &shouted, body);
        let pending = sent(receive(&between(caller, "textus"), request).forward()).into_parts().1;
        let reply = finished(pending, response(200, fixtures("textus", "user").remove(0).1));
        let returned = dialect(caller).decode_user(reply.response().body()).unwrap();
        assert_eq!(returned.value.id, id(&shouted), "{caller}");
    }
}

#[test]
fn the_id_stays_the_same_over_a_question() {
    let body = json!({"version": 1, "given_name": "Ada"}).to_string();
    let exchange = receive(&between("canonical", "textus"), request("canonical", body))
        .with_upstream_id(id(HASH_ID));
    let exchange = needing_user(exchange.forward());
    assert_eq!((exchange.upstream_id(), exchange.received().id()), (&id(HASH_ID), &id(UUID)));
}

/// What was kept for another dialect is not this one's to change.
#[test]
fn only_a_dialects_own_links_lead_to_the_callers_id() {
    let link = |id: &str| format!("/users/{id}");
    let kept = json!({"dialect": "textus", "pointer": "/link", "original": format!("\"{}\"", link(HASH_ID))});
    let upstream_body =
        json!({"version": 1, "id": HASH_ID, "remainder": [kept], "link": link(HASH_ID)});
    let body = json!({"version": 1, "given_name": "Ada"}).to_string();
    let exchange = receive(&between("canonical", "canonical"), request("canonical", body));
    let pending = sent(exchange.with_upstream_id(id(HASH_ID)).forward()).into_parts().1;
    let reply = finished(pending, response(200, upstream_body.to_string().into_bytes()));
    let expected = json!({"version": 1, "id": UUID, "remainder": [kept], "link": link(UUID)});
    assert_eq!(json(reply.response().body()), expected);
}
