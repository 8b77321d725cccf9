//! What goes well: the update arrives as the service wants it, and the caller reads of the user in
//! its own dialect.

use http::{Method, StatusCode, header};
use idiolect::Verdict;
use idiolect::codec::Conversion;
use idiolect::conformance::generate;
use idiolect::dialect::{DialectExt, UpdateContext};
use idiolect::gateway::{Completion, NeedsUser, PendingResponse};
use idiolect::model::Name;
use idiolect::model::{Attribute, User};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

use crate::exchange::{
    OPAQUE_ID, between, finished, id, naming, pairs, pending, receive, renaming, request, response,
    response_with, sent, subjects, subjects_of, text, upstream_id, user_in_response,
};
use crate::support::values::UUID;
use crate::support::values::{OTHER_ID, of};
use crate::support::variations::with;
use crate::support::{ALL, dialect, fixtures, json};

/// What each service wants: method, path under the base address, type, and accepted types.
const WANTED: [(&str, &str, &str, &str, &str); 6] = [
    ("json-api", "PUT", "/v3/users/", "application/vnd.api+json", "application/vnd.api+json"),
    ("flat-roles", "PUT", "/api/users/", "application/json", "application/json"),
    ("legacy", "PUT", "/users/", "application/json", "application/json"),
    (
        "upsun",
        "PATCH",
        "/users/",
        "application/json",
        "application/json, application/hal+json, application/problem+json",
    ),
    ("textus", "PUT", "/users/", "application/vnd.textus+jsonld", "application/vnd.textus+jsonld"),
    ("canonical", "PATCH", "/users/", "application/json", "application/json"),
];

#[test]
fn every_upstream_gets_the_request_that_it_wants() {
    for caller in ALL {
        for (service, method, path, content_type, accept) in WANTED {
            let exchange = renaming(caller, service).with_upstream_id(upstream_id(service));
            let (request, pending) = sent(exchange.forward()).into_parts();
            let segment = if upstream_id(service) == id(OPAQUE_ID) {
                "wqy%2FODPA%20%C3%A9"
            } else {
                OTHER_ID
            };
            assert_eq!(request.method(), Method::from_bytes(method.as_bytes()).unwrap());
            assert_eq!(
                request.uri().to_string(),
                format!("https://upstream.example/v9{path}{segment}")
            );
            assert_eq!(text(request.headers(), "Content-Type"), Some(content_type));
            assert_eq!(text(request.headers(), "Accept"), Some(accept));
            assert_eq!(
                request.headers().len(),
                if service == "legacy" { 3 } else { 2 },
                "{:?}",
                request.headers()
            );

            let upstream_id = upstream_id(service);
            let context = UpdateContext::EMPTY.with_id(Some(&upstream_id));
            let mut user = User::new(upstream_id.clone());
            let update = dialect(service).decode_update(request.body(), &context).unwrap().value;
            update.apply(&mut user).unwrap();
            let halves =
                (user.name.given().unwrap().as_str(), user.name.family().unwrap().as_str());
            assert_eq!(halves, ("Ada", "Byron"), "{caller} before {service}");
            assert_eq!(
                user.name.full().unwrap().as_str(),
                "Ada Byron",
                "{caller} before {service}"
            );
            assert_eq!(update.id, Some(upstream_id));
            let report = pending.update_report();
            if let Some(row) = report.of(Attribute::Id) {
                assert_eq!(
                    row.verdict,
                    Verdict::Converted(Conversion::TargetId),
                    "{caller} before {service}"
                );
            }
            assert_eq!(
                report.of(Attribute::Id).is_some(),
                matches!(caller, "json-api" | "canonical")
            );
        }
    }
}

#[test]
fn every_caller_reads_the_upstreams_user_by_its_own_id() {
    for (caller, service) in pairs() {
        for (file, body) in fixtures(service, "user") {
            let pending =
                sent(renaming(caller, service).with_upstream_id(upstream_id(service)).forward())
                    .into_parts()
                    .1;
            let reply = finished(pending, response(200, body.clone()));
            let upstream_user = dialect(service).decode_user(&body).unwrap().value;
            let returned = user_in_response(caller, &reply);
            assert_eq!(
                returned.name.given(),
                upstream_user.name.given(),
                "{caller} before {service}: {file}"
            );
            assert_eq!(
                returned.name.family(),
                upstream_user.name.family(),
                "{caller} before {service}: {file}"
            );
            assert_eq!(
                returned.name.full(),
                upstream_user.name.full(),
                "{caller} before {service}: {file}"
            );
            assert_eq!(reply.response_id(), Some(&upstream_user.id));
            assert_eq!(reply.upstream_response().unwrap().body(), &body);
        }
    }
}

#[test]
fn both_ways_are_accounted_for() {
    for (caller, service) in pairs() {
        let body = naming(caller);
        let pending = pending(caller, service);
        let is_kept = |verdict| matches!(verdict, Verdict::Preserved | Verdict::Converted(_));
        assert_eq!(
            subjects(pending.update_report()),
            subjects_of(caller, &body),
            "{caller} before {service}"
        );
        assert!(pending.update_report().rows().iter().all(|row| is_kept(row.verdict)));

        let sent = pending.update_report().clone();
        let (_, upstream_body) = fixtures(service, "user").remove(0);
        let read = dialect(service).decode_user(&upstream_body).unwrap();
        let reply = finished(pending, response(200, upstream_body));
        assert_eq!(reply.update_report(), Some(&sent));
        let report = reply.response_report().expect("a report of the response");
        for subject in read.provenance.fields() {
            assert!(report.of(subject.clone()).is_some(), "{caller} before {service}: {subject}");
        }
        let verdict = |attribute: Attribute| report.of(attribute).unwrap().verdict;
        assert!(is_kept(verdict(Attribute::GivenName)) && is_kept(verdict(Attribute::FamilyName)));
        let own = if read.value.id == id(UUID) {
            Verdict::Preserved
        } else {
            Verdict::Converted(Conversion::TargetId)
        };
        assert_eq!(verdict(Attribute::Id), own, "{caller} before {service}");
    }
}

/// The response about a user of another id.
fn renamed(name: &str, upstream_body: &[u8], id: &str) -> Value {
    let (pointer, named) = match name {
        "json-api" => ("/data/id", id.to_owned()),
        "textus" => ("/id", format!("/users/{id}")),
        _ => ("/id", id.to_owned()),
    };
    with(&json(upstream_body), pointer, named.into())
}

#[test]
fn a_response_in_the_callers_own_dialect_is_kept_verbatim_but_for_the_id() {
    for name in ALL.into_iter().filter(|name| *name != "textus") {
        for (file, upstream_body) in fixtures(name, "user") {
            let reply = finished(pending(name, name), response(200, upstream_body.clone()));
            assert_eq!(
                json(reply.response().body()),
                renamed(name, &upstream_body, UUID),
                "{name}: {file}"
            );
        }
    }
}

#[test]
fn nothing_of_a_response_is_dropped_in_the_callers_own_dialect() {
    for name in ALL {
        for (file, upstream_body) in fixtures(name, "user") {
            let reply = finished(pending(name, name), response(200, upstream_body));
            for row in reply.response_report().unwrap().rows() {
                assert!(
                    !matches!(row.verdict, Verdict::Dropped(_)),
                    "{name}, {file}: {}",
                    row.subject
                );
            }
        }
    }
}

/// TextUs names the user in the IRIs of memberships too, and of the collection of them where that
/// is all it contains.
#[test]
fn no_link_in_a_response_has_the_upstreams_id() {
    for (file, upstream_body) in fixtures("textus", "user") {
        let reply = finished(pending("textus", "textus"), response(200, upstream_body));
        let returned = String::from_utf8_lossy(reply.response().body()).into_owned();
        assert!(!returned.contains("wqyODPA"), "{file}: {returned}");
    }
}

/// What a response in the caller's own dialect, about the user [`OTHER_ID`], has at an unknown
/// place, as the caller reads it.
fn kept(name: &str, place: &str, text: String) -> Value {
    let (_, upstream_body) = fixtures(name, "user").remove(0);
    let upstream_body = with(&renamed(name, &upstream_body, OTHER_ID), place, text.into());
    let reply = finished(pending(name, name), response(200, upstream_body.to_string()));
    json(reply.response().body())
        .pointer(place)
        .unwrap_or_else(|| panic!("{name}: {place}"))
        .clone()
}

#[test]
fn an_undocumented_link_has_the_callers_id_and_no_other_link_does() {
    for name in ALL {
        let path = |id: &str| dialect(name).update_operation().path.replace("{id}", id);
        for around in
            [("", ""), ("https://api.example", ""), ("", "/more"), ("https://api.example", "?a#b")]
        {
            let link = |id: &str| format!("{}{}{}", around.0, path(id), around.1);
            let own = kept(name, "/self", link(OTHER_ID));
            assert_eq!(own, link(UUID), "{name}");
            let other = link(&format!("{OTHER_ID}x"));
            assert_eq!(kept(name, "/self", other.clone()), other, "{name}");
        }
    }
}

#[test]
fn a_link_within_an_element_has_the_callers_id_too() {
    let link = |id: &str| format!("/users/{id}/memberships/PWApBE3/edit");
    assert_eq!(kept("textus", "/memberships/members/0/self", link(OTHER_ID)), link(UUID));
}

#[test]
fn a_caller_gets_the_media_type_that_it_accepts() {
    let gateway = between("json-api", "upsun");
    let mut request = request("json-api", naming("json-api"));
    request.headers_mut().insert(header::ACCEPT, "application/json".parse().unwrap());
    let pending = sent(receive(&gateway, request).forward()).into_parts().1;
    let reply = finished(pending, response(200, fixtures("upsun", "user").remove(0).1));
    assert_eq!(text(reply.response().headers(), "Content-Type"), Some("application/json"));
}

#[test]
fn what_a_later_request_is_conditional_on_comes_back() {
    let headers = [
        ("ETag", "\"v7\""),
        ("Last-Modified", "Tue, 15 Nov 1994 08:12:31 GMT"),
        ("Set-Cookie", "a=b"),
    ];
    let (_, user) = fixtures("upsun", "user").remove(0);
    let reply = finished(pending("textus", "upsun"), response_with(200, &headers, user));
    let returned = reply.response().headers();
    assert_eq!(text(returned, "ETag"), Some("\"v7\""));
    assert_eq!(text(returned, "Last-Modified"), Some("Tue, 15 Nov 1994 08:12:31 GMT"));
    assert_eq!(returned.len(), 3, "{returned:?}");
    let reply = finished(pending("textus", "upsun"), response_with(500, &headers, ""));
    assert_eq!(text(reply.response().headers(), "ETag"), None, "of no user at all");
}

/// The ways in which a service reports success and nothing else.
fn silences(service: &str) -> Vec<(u16, &'static str)> {
    let empty_by_status = vec![(204, ""), (205, "")];
    if service == "legacy" {
        [empty_by_status, vec![(200, ""), (200, " \r\n"), (201, "")]].concat()
    } else {
        empty_by_status
    }
}

fn done(pending: PendingResponse, status: u16, body: &'static str) -> NeedsUser {
    match pending.finish(response_with(status, &[("ETag", "\"v7\"")], body)) {
        Completion::NeedsUser(done) => *done,
        Completion::Reply(reply) => panic!("a question for the user, not {reply:?}"),
    }
}

#[test]
fn a_success_without_a_body_stays_one_where_the_caller_allows_it() {
    for service in ALL {
        for (status, body) in silences(service) {
            let reply = finished(
                pending("legacy", service),
                response_with(status, &[("ETag", "\"v7\"")], body),
            );
            assert_eq!(reply.response().status(), StatusCode::NO_CONTENT);
            assert!(reply.response().body().is_empty() && reply.failure().is_none());
            assert_eq!(text(reply.response().headers(), "Content-Type"), None);
            assert_eq!(text(reply.response().headers(), "ETag"), Some("\"v7\""));
            assert!(reply.update_report().is_some() && reply.response_report().is_none());
        }
    }
}

#[test]
fn a_success_without_a_body_needs_the_user_where_the_caller_expects_one() {
    for (caller, service) in pairs().filter(|(caller, _)| *caller != "legacy") {
        for (status, body) in silences(service) {
            let pending = || {
                let exchange = renaming(caller, service).with_upstream_id(upstream_id(service));
                sent(exchange.forward()).into_parts().1
            };
            let asking = done(pending(), status, body);
            assert_eq!(asking.upstream_id(), &upstream_id(service));
            assert_eq!(asking.received().id(), &id(UUID));
            let mut user = User::new(upstream_id(service));
            user.name = Name::new(None, Some(of("Grace")), Some(of("Hopper")));
            let reply = asking.user(Some(user));
            let returned = user_in_response(caller, &reply);
            assert_eq!(
                returned.name.full().unwrap().as_str(),
                "Grace Hopper",
                "{caller} before {service}"
            );
            assert_eq!(text(reply.response().headers(), "ETag"), Some("\"v7\""));
            assert_eq!(reply.response_id(), Some(&upstream_id(service)));
            assert!(reply.update_report().is_some() && reply.response_report().is_some());
            assert_eq!(reply.upstream_response().unwrap().status(), status);

            let nobody = done(pending(), status, body).user(None);
            assert_eq!(
                user_in_response(caller, &nobody).name,
                Name::default(),
                "nothing is invented"
            );
        }
    }
}

#[test]
fn where_no_user_is_known_there_is_no_response_id() {
    let reply = done(pending("textus", "upsun"), 204, "").user(None);
    assert_eq!(reply.response_id(), None);
}

#[test]
fn a_response_is_never_rejected_for_what_it_drops() {
    let gateways: Vec<_> =
        pairs().map(|(caller, service)| (caller, service, between(caller, service))).collect();
    let config = Config { cases: 40, failure_persistence: None, ..Config::default() };
    let bytes = proptest::collection::vec(any::<u8>(), 0..generate::LENGTH);
    let returned = TestRunner::new(config).run(&bytes, |bytes| {
        let user = generate::user(&bytes);
        for (caller, service, gateway) in &gateways {
            let upstream_body = dialect(service).encode_user(&user).body;
            let exchange = receive(gateway, request(caller, naming(caller)));
            let reply = finished(
                sent(exchange.forward()).into_parts().1,
                response(200, upstream_body.clone()),
            );
            user_in_response(caller, &reply);
            let read = dialect(service).decode_user(&upstream_body).unwrap();
            let report = reply.response_report().unwrap();
            for subject in read.provenance.fields() {
                prop_assert!(
                    report.of(subject.clone()).is_some(),
                    "{caller} before {service}: {subject}"
                );
            }
        }
        Ok(())
    });
    returned.unwrap();
}
