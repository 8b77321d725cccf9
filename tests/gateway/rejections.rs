//! What the service rejects of an update is reported where the caller sent it, in no
//! text of the service's.

use idiolect::dialect::DialectExt;
use idiolect::gateway::{OutboundRequest, Reply};
use idiolect::model::{Attribute, Code, Patch};
use idiolect::problem::{Failure, FailureKind, FailureProblem, VendorText};
use serde_json::{Value, json};

use crate::exchange::{
    between, failure_in_response, finished, forwarded, named, pairs, pending, places, receive,
    request, response, seen, sent, spoken, subjects,
};
use crate::support::updates::update_of;
use crate::support::values::CANARY;
use crate::support::values::of;
use crate::support::{ALL, dialect, json};

/// Where each dialect has the given and the family name.
const NAMES: [(&str, &str, &str); 6] = [
    (
        "json-api",
        "/data/attributes/profile/personal/first_name",
        "/data/attributes/profile/personal/last_name",
    ),
    ("flat-roles", "/firstName", "/lastName"),
    ("legacy", "/firstName", "/lastName"),
    ("upsun", "/first_name", "/last_name"),
    ("textus", "/name", "/name"),
    ("canonical", "/given_name", "/family_name"),
];

/// The part of the name a service rejects: the family name, or the whole if it got only that.
fn rejected_name(caller: &str, service: &str) -> Attribute {
    if (caller, service) == ("textus", "canonical") {
        Attribute::FullName
    } else {
        Attribute::FamilyName
    }
}

/// Where the caller sent what the service reads as the family name. TextUs has one name, made
/// from both halves.
fn family_of(caller: &str, service: &str) -> Vec<&'static str> {
    let (_, given, family) = *NAMES.iter().find(|(name, ..)| *name == caller).unwrap();
    let mut places =
        if service == "textus" && caller != "textus" { vec![given, family] } else { vec![family] };
    places.sort_unstable();
    places
}

/// The service's rejection of a name, as this crate would write it, with its own text in it.
fn written(service: &str, kind: FailureKind, name: Attribute) -> Vec<u8> {
    let mut refusal = FailureProblem::new(Code::TOO_LONG, format!("{CANARY} is too long").into());
    refusal.subject = Some(name.into());
    let mut failure = Failure::new(kind);
    failure.problems.push(refusal);
    dialect(service).encode_failure(&failure).message.body
}

/// Rejections of a name in shapes of the services' own.
fn vendors(service: &str, name: Attribute) -> Vec<String> {
    let texts = format!("{CANARY} is no name");
    let shapes = match service {
        "json-api" => vec![
            json!({"errors": [{"status": "422", "title": texts, "detail": texts, "id": CANARY, "meta": {"value": CANARY},
                "source": {"pointer": "/data/attributes/profile/personal/last_name"}}], "jsonapi": {"version": "1.0"}}),
            json!({"errors": [{"detail": texts, "status": "400", "title": texts, "code": CANARY,
                "meta": {"field": "data.attributes.profile.personal.last_name", "type": "required", "value": CANARY}}]}),
            json!({"status": "400", "title": texts, "source": {"pointer": "/data/attributes/profile/personal/last_name"}}),
        ],
        "flat-roles" => vec![
            json!({"statusCode": 400, "message": texts, "errors": [{"path": "/lastName", "message": texts}]}),
            json!({"message": texts, "errors": [{"path": "lastName", "code": CANARY, "message": texts}]}),
        ],
        "legacy" => vec![json!({ "lastName": texts }), json!({ "lastName": [texts, texts] })],
        "upsun" => vec![
            json!({"title": texts, "status": 400, "detail": {"last_name": texts}}),
            json!({"message": texts, "code": 400, "detail": {"last_name": [texts]}}),
        ],
        "textus" => vec![
            json!({"@type": "hydra:Error", "title": texts, "violations": [{"propertyPath": "name", "message": texts}]}),
            json!({"hydra:title": texts, "violations": [{"propertyPath": "/name", "code": CANARY, "message": texts}]}),
        ],
        _ => {
            vec![
                json!({"code": "invalid", "problems": [{"pointer": format!("/{name}"), "code": CANARY, "detail": texts}]}),
            ]
        }
    };
    shapes.into_iter().map(|shape| shape.to_string()).collect()
}

/// Asserts that the service's texts are the application's to see, and nobody else's.
fn keeps_vendor_texts(reply: &Reply) {
    let reported = reply.failure().unwrap();
    let of_problems = reported.problems.iter().filter_map(|refusal| refusal.vendor_text.as_ref());
    let mut texts = of_problems.chain(&reported.vendor_texts);
    assert!(texts.any(|text| text.expose().contains(CANARY)), "{reported:?}");
    assert!(!seen(reply).contains(CANARY), "{}", seen(reply));
    assert!(!format!("{reply:?}{reported:?}").contains(CANARY));
}

#[test]
fn a_rejected_value_is_reported_at_the_callers_path() {
    for (caller, service) in pairs() {
        let name = rejected_name(caller, service);
        for (status, kind) in [(400, FailureKind::Invalid), (422, FailureKind::Unprocessable)] {
            let bodies = vendors(service, name)
                .into_iter()
                .map(String::into_bytes)
                .chain([written(service, kind, name)]);
            for body in bodies {
                let shown = String::from_utf8_lossy(&body).into_owned();
                let reply = finished(pending(caller, service), response(status, body));
                let reported = failure_in_response(caller, &reply, status);
                assert_eq!(reported.kind, kind);
                assert_eq!(
                    places(&reported),
                    family_of(caller, service),
                    "{caller} before {service}: {shown}"
                );
                keeps_vendor_texts(&reply);
                let reported_name = if service == "textus" { Attribute::FullName } else { name };
                assert!(
                    subjects(reply.response_report().unwrap()).contains(&reported_name.into()),
                    "{caller} before {service}"
                );
            }
        }
    }
}

#[test]
fn a_code_of_this_crate_comes_through_and_no_other() {
    for (caller, service) in
        [("json-api", "canonical"), ("textus", "flat-roles"), ("canonical", "json-api")]
    {
        let codes = |body: Vec<u8>| -> Vec<String> {
            let reply = finished(pending(caller, service), response(400, body));
            let reported = failure_in_response(caller, &reply, 400);
            reported.problems.iter().map(|problem| problem.code.as_str().to_owned()).collect()
        };
        assert_eq!(
            codes(written(service, FailureKind::Invalid, Attribute::FamilyName)),
            ["too-long"]
        );
        let own = String::from_utf8(written(service, FailureKind::Invalid, Attribute::FamilyName))
            .unwrap()
            .replace("too-long", CANARY);
        assert_eq!(codes(own.into_bytes()), ["refused"], "{service}");
    }
}

fn rejecting(place: &str) -> String {
    json!({"title": "No", "status": 400, "detail": {place: "is wrong"}}).to_string()
}

fn sending(caller: &str, service: &str, body: Vec<u8>) -> OutboundRequest {
    sent(forwarded(receive(&between(caller, service), request(caller, body))))
}

/// The places reported to the caller when Upsun rejects `place` of what the caller sent.
fn reported_at(caller: &str, body: Vec<u8>, place: &str) -> (Vec<String>, usize) {
    let reply =
        finished(sending(caller, "upsun", body).into_parts().1, response(400, rejecting(place)));
    let reported = reply.failure().unwrap();
    (places(reported), reported.problems.len())
}

#[test]
fn what_the_caller_never_sent_is_reported_without_a_place() {
    assert_eq!(
        reported_at("json-api", spoken("json-api", &named("Ada", "Byron")), "website"),
        (vec![], 1)
    );
    assert_eq!(
        reported_at("textus", spoken("textus", &named("Ada", "Byron")), "nick"),
        (vec![], 1)
    );
    for caller in ALL {
        let reply = finished(pending(caller, "upsun"), response(400, rejecting("website")));
        assert_eq!(places(reply.failure().unwrap()), [""; 0], "{caller}");
        assert_eq!(reply.response().status(), 400);
    }
}

#[test]
fn a_problem_of_everything_has_no_place_and_one_of_a_part_has_each_place() {
    let reported = |place: &str| {
        let update =
            json!({"first_name": "Ada", "last_name": "Byron", "country": "GB"}).to_string();
        let refusal =
            json!({"errors": [{"status": "400", "detail": "no", "source": {"pointer": place}}]})
                .to_string();
        let pending = sending("upsun", "json-api", update.into_bytes()).into_parts().1;
        let reply = finished(pending, response(400, refusal));
        let failure = reply.failure().unwrap();
        (places(failure), failure.problems.len())
    };
    assert_eq!(reported("/data"), (vec![], 1));
    let names = vec!["/first_name".to_owned(), "/last_name".to_owned()];
    assert_eq!(reported("/data/attributes/profile/personal"), (names, 2));
    assert_eq!(reported("/data/attributes/profile/address"), (vec!["/country".to_owned()], 1));
}

/// The family and the given name rejected, of a TextUs caller's one name.
fn rejecting_both(service: &str, refused: &Value) -> Reply {
    let body = json!({"name": "Ada Byron"}).to_string().into_bytes();
    finished(sending("textus", service, body).into_parts().1, response(400, refused.to_string()))
}

#[test]
fn two_problems_in_one_place_are_two_only_where_reported_as_two() {
    let reply = rejecting_both(
        "upsun",
        &json!({"status": 400, "detail": {"first_name": "a", "last_name": "b"}}),
    );
    assert_eq!(
        places(&failure_in_response("textus", &reply, 400)),
        ["/name"],
        "said twice would be no more"
    );
    let reported = reply.failure().unwrap();
    let of_problems = reported.problems.iter().filter_map(|refusal| refusal.vendor_text.as_ref());
    let mut texts: Vec<&str> =
        of_problems.chain(&reported.vendor_texts).map(VendorText::expose).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["a", "b"], "the application reads both");

    let errors = json!([{"path": "/firstName", "code": "required"}, {"path": "/lastName", "code": "too-long"}]);
    let reply = rejecting_both("flat-roles", &json!({"statusCode": 400, "errors": errors}));
    assert_eq!(places(&failure_in_response("textus", &reply, 400)), ["/name", "/name"]);
}

#[test]
fn one_problem_in_two_places_is_two_problems() {
    let street = update_of(|update| {
        update.address.house_number = Patch::Set(of("32A"));
        update.address.street = Patch::Set(of("London Bridge Street"));
    });
    let reply = finished(
        sending("json-api", "legacy", spoken("json-api", &street)).into_parts().1,
        response(400, r#"{"address": {"address1": "is too long"}}"#),
    );
    let expected =
        ["/data/attributes/profile/address/number", "/data/attributes/profile/address/street"];
    assert_eq!(places(&failure_in_response("json-api", &reply, 400)), expected);
}

#[test]
fn a_rejected_element_is_reported_as_the_member_that_holds_it() {
    let body = br#"{"version": 1, "memberships": [{"role": "user", "account": "a"}, {"role": "x", "account": "b"}]}"#;
    let refused =
        json!({"violations": [{"propertyPath": "memberships[1].role", "message": "no such role"}]})
            .to_string();
    let reply = finished(
        sending("canonical", "textus", body.to_vec()).into_parts().1,
        response(422, refused),
    );
    assert_eq!(places(&failure_in_response("canonical", &reply, 422)), ["/memberships"]);
}

#[test]
fn a_rejected_setting_is_reported_by_its_key() {
    let body = br#"{"version": 1, "custom_settings": {"/textus/user_schema/calendar": "x", "plain": "y"}}"#;
    let place = "/settings/customSettings/~1textus~1user_schema~1calendar";
    let refused =
        json!({"violations": [{"propertyPath": place, "message": "is no link"}]}).to_string();
    let reply = finished(
        sending("canonical", "textus", body.to_vec()).into_parts().1,
        response(422, refused),
    );
    assert_eq!(
        places(&failure_in_response("canonical", &reply, 422)),
        ["/custom_settings/~1textus~1user_schema~1calendar"]
    );
}

/// A failure whose text is only about the whole of the request.
#[test]
fn a_problem_of_the_whole_is_reported_as_one_of_the_whole() {
    for (caller, service) in pairs() {
        for body in [
            format!(r#"{{"error": "{CANARY}"}}"#),
            CANARY.to_owned(),
            format!("<html>{CANARY}</html>"),
        ] {
            let reply = finished(pending(caller, service), response(400, body));
            let reported = failure_in_response(caller, &reply, 400);
            assert_eq!(places(&reported), [""; 0], "{caller} before {service}");
            keeps_vendor_texts(&reply);
        }
        let reply = finished(pending(caller, service), response(400, ""));
        assert_eq!(reply.response().status(), 400);
    }
}

#[test]
fn a_failure_is_a_json_api_document() {
    let reply = finished(pending("json-api", "upsun"), response(400, rejecting("last_name")));
    assert_eq!(
        json(reply.response().body()),
        json!({"errors": [{
            "status": "400",
            "code": "refused",
            "title": "The request is not valid",
            "detail": "not an accepted value",
            "source": {"pointer": "/data/attributes/profile/personal/last_name"},
        }], "jsonapi": {"version": "1.0"}})
    );
}

/// Each looked for among all: with as many as a body may hold, nobody would wait for it.
#[test]
fn as_many_problems_as_a_body_may_hold_are_reported() {
    const MANY: usize = 12_000;
    let keys = || (0..MANY).map(|number| format!("key-{number}"));
    let settings: serde_json::Map<String, Value> =
        keys().map(|key| (key, json!("value"))).collect();
    let update = json!({"settings": {"customSettings": settings}}).to_string();
    let violations: Vec<Value> = keys()
        .map(|key| json!({"propertyPath": format!("/settings/customSettings/{key}")}))
        .collect();
    let pending = sent(receive(&between("textus", "textus"), request("textus", update)).forward())
        .into_parts()
        .1;
    let reply = finished(pending, response(400, json!({ "violations": violations }).to_string()));
    assert_eq!(reply.failure().unwrap().problems.len(), MANY);
}
