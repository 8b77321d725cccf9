//! A user that a caller has read, and sends back: unchanged, and with one change.

use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use idiolect::dialect::{DialectExt, Settings, built_in};
use idiolect::gateway::{Exchange, Step, UserLookup};
use idiolect::model::{Attribute, User};
use idiolect::problem::{Failure, FailureKind};
use serde_json::{Value, json};

use crate::exchange::{
    between, failure_in_response, front, gateway, id, needing_user, places, receive, replied,
    request, sent, text, upstream_id, upstream_of,
};
use crate::support::{ALL, dialect, fixtures, json};

/// Users of each service: those of the fixtures, and one with values that nobody can represent.
fn users(service: &str) -> Vec<User> {
    let odd = match service {
        "legacy" => {
            json!({"id": "x", "company": "A", "phone": "1-800-FLOWERS", "status": "odd", "lastName": "a\tb",
            "address": {"address1": "32A London Road", "state": "Kent"}, "tags": [1]})
        }
        "flat-roles" => json!({"id": 7, "roles": [{"id": "r", "more": 1}], "status": "odd"}),
        "textus" => json!({"id": "/users/x", "name": "Mary van Dyke", "firstName": "Mary",
            "lastName": "van Dyke", "settings": {"customSettings": {"a": 5, "b": "1"}},
            "memberships": {"members": [{"role": "user", "account": {"id": "/accounts/a"}}],
                "totalItems": 30}}),
        "upsun" => json!({"id": "x", "website": "www.example.com", "company": "", "country": "GB",
            "first_name": "Mary", "last_name": "van Dyke", "deactivated": true}),
        "json-api" => json!({"data": {"type": "user", "id": "x", "attributes": {"profile": {
            "personal": {"first_name": "Ada", "dob": "unknown"},
            "settings": {"preferred_language": "en_US", "timezone": "Pacific Standard Time"}}}}}),
        _ => json!({"version": 1, "id": "x", "given_name": "Ada", "mobile": "n/a"}),
    };
    let odd = odd.to_string().into_bytes();
    let bodies = fixtures(service, "user").into_iter().map(|(_, body)| body).chain([odd]);
    let user = |body: Vec<u8>| {
        let mut user = dialect(service).decode_user(&body).unwrap().value;
        user.id = upstream_id(service);
        user
    };
    bodies.map(user).collect()
}

fn exchange(caller: &str, service: &str, body: impl Into<Bytes>) -> Exchange {
    receive(&between(caller, service), request(caller, body)).with_upstream_id(upstream_id(service))
}

/// What the caller reads of `user`.
fn read(caller: &str, service: &str, user: &User) -> Bytes {
    let known = exchange(caller, service, "{}");
    known.received().respond_user(user).into_response().into_body()
}

#[test]
fn a_user_that_was_read_is_sent_back_by_every_caller_before_every_service() {
    for service in ALL {
        for user in users(service) {
            for caller in ALL {
                let body = read(caller, service, &user);
                let step = exchange(caller, service, body.clone())
                    .with_current_user(Some(user.clone()))
                    .forward();
                let reply = replied(step);
                assert!(
                    reply.is_unchanged(),
                    "{caller} before {service}: {:?}\n{body:?}",
                    reply.failure()
                );
                assert_eq!(reply.response().status(), 200);
                assert_eq!(json(reply.response().body()), json(&body), "{caller} before {service}");
                let report = reply.update_report().unwrap();
                assert!(report.iter().all(|row| row.targets.is_empty()), "{report}");
            }
        }
    }
}

/// A service that replaces the user is sent everything, and nothing that differs.
#[test]
fn a_full_update_of_a_user_that_was_read_writes_what_the_user_has() {
    let complete = built_in(Settings::default().with_full_updates());
    for (full, service) in complete.into_iter().zip(ALL) {
        let gateway = gateway(ALL.map(front), upstream_of(full.into()));
        for user in users(service) {
            for caller in ALL {
                let body = read(caller, service, &user);
                let step = receive(&gateway, request(caller, body))
                    .with_upstream_id(upstream_id(service))
                    .with_current_user(Some(user.clone()))
                    .forward();
                let request = match step {
                    Step::Send(sending) => sending.into_parts().0,
                    Step::Reply(reply) => {
                        let failure = reply.failure().unwrap();
                        let codes: Vec<_> =
                            failure.problems.iter().map(|problem| problem.code.as_str()).collect();
                        assert!(codes.iter().all(|code| *code == "loss"), "{codes:?}");
                        continue;
                    }
                    Step::NeedsCurrentUser(_) => panic!("it was given"),
                };
                let (sent, shown) = (json(request.body()), shown(service, &user));
                is_within(&sent, &shown, &format!("{caller} before {service}: {sent}"));
            }
        }
    }
}

fn shown(service: &str, user: &User) -> Value {
    json(&dialect(service).encode_user(user).body)
}

/// Whether each text of `sent` that the service has in the same member is the same there.
fn is_within(sent: &Value, shown: &Value, of: &str) {
    match (sent, shown) {
        (Value::Object(sent), Value::Object(shown)) => {
            for (name, value) in sent {
                // The envelope is written as documented.
                if let Some(shown) = shown.get(name).filter(|_| name != "type") {
                    is_within(value, shown, of);
                }
            }
        }
        // A day is written with its time.
        (Value::String(sent), Value::String(shown)) if sent.starts_with(shown.as_str()) => {}
        (Value::String(sent), shown @ Value::String(_)) => assert_eq!(sent, shown, "{of}"),
        _ => {}
    }
}

#[test]
fn one_changed_member_is_all_that_is_sent() {
    let user = users("legacy").pop().unwrap();
    let mut body = json(&read("legacy", "legacy", &user));
    body["mobile"] = json!("07700 900456");
    let changed =
        exchange("legacy", "legacy", body.to_string()).with_current_user(Some(user.clone()));
    assert_eq!(json(sent(changed.forward()).request().body()), json!({"mobile": "07700 900456"}));
    body["phone"] = json!("1-800-FLOWERZ");
    let changed = exchange("legacy", "legacy", body.to_string()).with_current_user(Some(user));
    let reply = replied(changed.forward());
    assert_eq!(places(&failure_in_response("legacy", &reply, 400)), ["/phone"]);
}

#[test]
fn the_condition_of_an_update_that_changes_nothing_is_decided_upstream() {
    for name in ["If-Match", "If-None-Match", "If-Unmodified-Since"] {
        for (caller, service) in [("textus", "upsun"), ("legacy", "legacy"), ("upsun", "json-api")]
        {
            for user in users(service) {
                let mut request = request(caller, read(caller, service, &user));
                request.headers_mut().insert(
                    http::HeaderName::try_from(name).unwrap(),
                    HeaderValue::from_static("\"1\""),
                );
                let exchange = receive(&between(caller, service), request)
                    .with_upstream_id(upstream_id(service))
                    .with_current_user(Some(user.clone()));
                let (request, _) = sent(exchange.forward()).into_parts();
                assert_eq!(text(request.headers(), name), Some("\"1\""));
                let (sent, shown) = (json(request.body()), shown(service, &user));
                is_within(&sent, &shown, &format!("{caller} before {service}: {sent}"));
                assert!(!sent.as_object().unwrap().is_empty(), "{caller} before {service}");
            }
        }
    }
}

#[test]
fn the_current_user_is_asked_for_where_it_can_matter_and_not_elsewhere() {
    let asks = |caller: &str, service: &str, body: Value| {
        let step = exchange(caller, service, body.to_string()).forward();
        matches!(step, Step::NeedsCurrentUser(_))
    };
    let profile = |members: Value| {
        json!({"data": {"type": "users", "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
            "attributes": {"profile": members}}})
    };
    // A value that is cleared, a list that is replaced, a value that is converted.
    assert!(asks("legacy", "legacy", json!({"phone": ""})));
    assert!(asks("json-api", "legacy", profile(json!({"contact": {"mobile": ""}}))));
    assert!(asks("textus", "textus", json!({"memberships": []})));
    assert!(asks("textus", "textus", json!({"settings": {"customSettings": {"a": null}}})));
    assert!(asks("textus", "upsun", json!({"name": "Ada Byron"})));
    // A problem that a repetition would explain.
    assert!(asks("legacy", "legacy", json!({"phone": "1-800-FLOWERS"})));
    assert!(asks("legacy", "legacy", json!({"unheard": 1})));
    assert!(asks("flat-roles", "upsun", json!({"roles": [{"id": "a"}]})));
    assert!(asks("upsun", "upsun", json!({"email": "ada@example.com"})));
    // What is set exactly, and what is wrong whoever the user is.
    assert!(!asks("legacy", "legacy", json!({"phone": "123", "company": "Acme"})));
    assert!(!asks("upsun", "legacy", json!({"first_name": "Ada"})));
    assert!(!asks("legacy", "upsun", json!({"unheard": 1})));
    assert!(!asks("legacy", "legacy", json!({"password": "short"})));
    assert!(!asks("legacy", "legacy", json!({"id": "another"})));
}

#[test]
fn an_application_can_opt_out_of_checks() {
    let body = json!({"phone": "", "company": "Acme"}).to_string();
    let exchange = exchange("legacy", "legacy", body).with_user_lookup(UserLookup::WhereItIsNeeded);
    let Step::Send(sending) = exchange.forward() else { panic!("it can be encoded") };
    let (request, pending) = sending.into_parts();
    assert_eq!(json(request.body()), json!({"phone": "", "company": "Acme"}));
    let reply = pending.without_response(FailureKind::Timeout);
    assert_eq!(reply.unchecked(), [Attribute::Landline.into()]);
}

fn outage() -> Failure {
    let mut failure = Failure::new(FailureKind::Unavailable);
    failure.retry_after = Some(Duration::from_secs(7));
    failure
}

#[test]
fn a_user_that_cannot_be_fetched_is_missed_only_where_it_is_needed() {
    let failed = |caller: &str, service: &str, body: Value| {
        needing_user(exchange(caller, service, body.to_string()).forward())
            .with_current_user_failure(outage())
            .forward()
    };
    let unchecked = [
        ("legacy", json!({"password": "xGrace-Passw0rd"}), Attribute::Password),
        ("legacy", json!({"phone": ""}), Attribute::Landline),
        ("textus", json!({"name": "Ada Byron"}), Attribute::FullName),
    ];
    for (caller, body, attribute) in unchecked {
        let Step::Send(sending) = failed(caller, "legacy", body) else { panic!("{caller}") };
        let reply = sending.into_parts().1.without_response(FailureKind::Timeout);
        assert_eq!(reply.unchecked(), [attribute.into()]);
    }
    let needed = [
        ("upsun", "textus", json!({"first_name": "Ada"})),
        ("canonical", "legacy", json!({"version": 1, "house_number": "7"})),
        ("legacy", "legacy", json!({"phone": "1-800-FLOWERS"})),
        ("legacy", "upsun", json!({"email": "ada@example.com"})),
    ];
    for (caller, service, body) in needed {
        let reply = replied(failed(caller, service, body));
        assert_eq!(reply.response().status(), 503, "{caller} before {service}");
        assert_eq!(text(reply.response().headers(), "Retry-After"), Some("7"));
    }
    let full = built_in(Settings::default().with_full_updates()).remove(3);
    let gateway = gateway([front("upsun")], upstream_of(full.into()));
    let asking =
        needing_user(receive(&gateway, request("upsun", r#"{"company": "Acme"}"#)).forward());
    let reply = replied(asking.with_current_user_failure(outage()).forward());
    assert_eq!(reply.response().status(), 503);
}

#[test]
fn what_a_default_fills_is_sent_back_too() {
    let mut defaults = User::new(id("default"));
    defaults.sign_in.email = Some("nobody@example.com".parse().unwrap());
    let mut user = User::new(upstream_id("legacy"));
    user.sign_in.username = Some("ada".parse().unwrap());
    let exchange = |body: Bytes| {
        exchange("upsun", "legacy", body)
            .with_defaults(defaults.clone())
            .with_current_user(Some(user.clone()))
    };
    let unchanged = replied(exchange(Bytes::from_static(b"{}")).forward());
    let body = unchanged.into_response().into_body();
    assert_eq!(json(&body)["email"], "nobody@example.com");
    assert!(replied(exchange(body).forward()).is_unchanged());
}

/// What an update of a condition alone repeats is what the service has, and nothing that is
/// cleared.
#[test]
fn a_condition_repeats_only_what_the_service_has() {
    let cases = [
        (
            "json-api",
            "legacy",
            json!({"id": "x", "phone": "ask reception"}),
            json!({"data": {"type": "users", "attributes": {"profile": {"contact": {"landline": ""}}}}}),
        ),
        (
            "legacy",
            "flat-roles",
            json!({"id": "x", "status": "disabled"}),
            json!({"status": "LOCKED"}),
        ),
        (
            "legacy",
            "json-api",
            json!({"data": {"type": "users", "id": "x", "attributes": {"profile":
            {"address": {"number": "32A", "street": "London Road"}, "personal":
            {"dob": "1985-06-15T10:00:00Z"}}}}}),
            json!({"address": {"address1": "32A London Road"}}),
        ),
    ];
    for (caller, service, user, body) in cases {
        let mut user = dialect(service).decode_user(user.to_string().as_bytes()).unwrap().value;
        user.id = upstream_id(service);
        let mut request = request(caller, body.to_string());
        request.headers_mut().insert("If-Match", HeaderValue::from_static("\"1\""));
        let exchange = receive(&between(caller, service), request)
            .with_upstream_id(upstream_id(service))
            .with_current_user(Some(user.clone()));
        let (request, _) = sent(exchange.forward()).into_parts();
        let (sent, shown) = (json(request.body()), shown(service, &user));
        for (path, value) in texts(&sent, String::new()) {
            let is_envelope = path.ends_with("/type") || path.ends_with("/id");
            let has = shown.pointer(&path) == Some(&value);
            assert!(is_envelope || has, "{caller} before {service}: {path} in {sent}");
        }
    }
}

fn texts(value: &Value, path: String) -> Vec<(String, Value)> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| texts(value, format!("{path}/{name}")))
            .collect(),
        other => vec![(path, other.clone())],
    }
}

#[test]
fn what_a_response_converted_or_filled_is_compared_before_it_is_sent() {
    let read_back = |caller: &str, service: &str, user: &User, defaults: Option<&User>| {
        let with_defaults = |exchange: Exchange| match defaults {
            Some(defaults) => exchange.with_defaults(defaults.clone()),
            None => exchange,
        };
        let unchanged = with_defaults(exchange(
            caller,
            service,
            match caller {
                "json-api" => r#"{"data": {"type": "users"}}"#,
                _ => "{}",
            },
        ));
        let body = replied(unchanged.with_current_user(Some(user.clone())).forward())
            .into_response()
            .into_body();
        let asking = needing_user(with_defaults(exchange(caller, service, body)).forward());
        assert!(replied(asking.with_current_user(Some(user.clone())).forward()).is_unchanged());
    };
    let user = |service: &str, body: Value| {
        let mut user = dialect(service).decode_user(body.to_string().as_bytes()).unwrap().value;
        user.id = upstream_id(service);
        user
    };
    let disabled = json!({"id": "x", "firstName": "Ada", "lastName": "B", "status": "disabled"});
    read_back("legacy", "flat-roles", &user("flat-roles", disabled), None);
    let german = json!({"id": "x", "address": {"country": "Germany"}});
    read_back("upsun", "legacy", &user("legacy", german), None);
    let mut defaults = User::new(id("default"));
    defaults.sign_in.username = Some("default-name".parse().unwrap());
    let nameless = user("legacy", json!({"id": "x", "company": "A"}));
    read_back("upsun", "legacy", &nameless, Some(&defaults));
    // What no response has is compared, too.
    let body = json!({"phone": ""}).to_string();
    let asking = needing_user(exchange("legacy", "upsun", body).forward());
    let known = user("upsun", json!({"id": "x", "company": "A"}));
    assert!(replied(asking.with_current_user(Some(known)).forward()).is_unchanged());
}
