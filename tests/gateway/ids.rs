//! By which id a caller names the user, by which the service does, and how either stands in an
//! address.

use bytes::Bytes;
use http::Request;
use idiolect::dialect::{DialectExt as _, Error, IdFormat, percent};
use idiolect::gateway::Exchange;
use serde_json::json;

use crate::exchange::{
    BASE, between, failure_in_response, finished, id, naming, needing_user, pairs, receive,
    renaming, replied, request, response, sent, turned_away, user_in_response,
};
use crate::support::values::UUID;
use crate::support::{ALL, dialect, fixtures, json};

const HASH_ID: &str = "wqyODPA";

fn takes_any_id(name: &str) -> bool {
    dialect(name).update_operation().ids == IdFormat::Opaque
}

/// A request about the user that `segment` names in the path.
fn about(name: &str, segment: &str) -> Request<Bytes> {
    // A body that names nobody, where the dialect has such.
    let body = match name {
        "json-api" => json!({"data": {"type": "users"}}).to_string(),
        "canonical" => json!({"version": 1}).to_string(),
        _ => "{}".to_owned(),
    };
    let mut request = request(name, body);
    *request.uri_mut() = request.uri().to_string().replace(UUID, segment).parse().unwrap();
    request
}

fn exchange(caller: &str, service: &str, segment: &str) -> Exchange {
    receive(&between(caller, service), about(caller, segment))
}

/// The path of the request to the service, below that of its users.
fn address(exchange: Exchange) -> String {
    let uri = sent(exchange.forward()).request().uri().to_string();
    let below = uri.strip_prefix(BASE).unwrap_or_else(|| panic!("{uri} is elsewhere"));
    below.split_once("/users/").unwrap().1.to_owned()
}

#[test]
fn an_id_that_the_service_cannot_have_is_nobodys() {
    for (caller, service) in pairs().filter(|(caller, _)| takes_any_id(caller)) {
        let exchange = exchange(caller, service, HASH_ID);
        if takes_any_id(service) {
            assert_eq!(address(exchange), HASH_ID, "{caller} before {service}");
            continue;
        }
        let reply = replied(exchange.forward());
        failure_in_response(caller, &reply, 404);
        assert!(
            matches!(reply.error(), Some(Error::InvalidId { .. })),
            "{caller} before {service}"
        );
        assert!(reply.upstream_response().is_none());
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
    for (caller, service) in
        pairs().filter(|(caller, service)| takes_any_id(caller) && takes_any_id(service))
    {
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
fn callers_whose_ids_are_uuids_have_no_others() {
    for caller in ALL.into_iter().filter(|caller| !takes_any_id(caller)) {
        for segment in [HASH_ID, "a%2Fb", "3c90c3cc0d444b5088888dd25736052a"] {
            let reply = replied(exchange(caller, "canonical", segment).forward());
            failure_in_response(caller, &reply, 400);
        }
        let shouted = UUID.to_uppercase();
        let body = naming(caller);
        let mut request = request(caller, body);
        *request.uri_mut() = request.uri().to_string().replace(UUID, &shouted).parse().unwrap();
        let pending = sent(receive(&between(caller, "textus"), request).forward()).into_parts().1;
        let reply = finished(pending, response(200, fixtures("textus", "user").remove(0).1));
        let returned = json(reply.response().body());
        let place = if caller == "json-api" { "/data/id" } else { "/id" };
        assert_eq!(
            returned.pointer(place),
            Some(&json!(shouted)),
            "{caller}: as the caller spells it"
        );
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
