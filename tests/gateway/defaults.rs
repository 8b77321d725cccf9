//! What a dialect always writes, the service does not, and the application has a default for.

use idiolect::dialect::DialectExt;
use idiolect::gateway::{Completion, Exchange, Frontend, PendingResponse, Reply};
use idiolect::model::Name;
use idiolect::model::{Attribute, Status, Timestamp, User};
use idiolect::{Row, Verdict};
use serde_json::{Value, json};

use crate::exchange::{
    finished, front, gateway, id, naming, pairs, receive, request, response, sent, upstream,
    user_in_response,
};
use crate::support::values::UUID;
use crate::support::values::{OTHER_ID, of};
use crate::support::{ALL, dialect, fixtures, json};

/// What Upsun always writes and a TextUs response does not contain.
const MISSING: [Attribute; 9] = [
    Attribute::Namespace,
    Attribute::Username,
    Attribute::EmailVerified,
    Attribute::Picture,
    Attribute::Company,
    Attribute::Website,
    Attribute::Country,
    Attribute::CreatedAt,
    Attribute::UpdatedAt,
];

/// A user with everything that Upsun always writes.
fn defaults(company: &str) -> User {
    let mut user = User::new(id(OTHER_ID));
    user.name = Name::new(None, Some(of("Default")), Some(of("Name")));
    user.sign_in.username = Some(of("default"));
    user.sign_in.email = Some(of("default@example.com"));
    user.sign_in.email_verified = Some(false);
    user.profile.company = Some(of(company));
    user.profile.website = Some(of("https://example.com"));
    user.profile.picture = Some(of("https://example.com/default.png"));
    user.address.country = Some(of("GB"));
    user.access.status = Some(Status::Disabled);
    user.access.namespace = Some(of("default"));
    user.history.created_at = Some(Timestamp::parse("2023-11-07T05:31:56Z").unwrap());
    user.history.updated_at = Some(Timestamp::parse("2023-11-07T05:31:56Z").unwrap());
    // Upsun writes it for some users only.
    user.history.consented_at = Some(Timestamp::parse("2023-11-07T05:31:56Z").unwrap());
    user
}

/// A request that waits for the service, of an exchange with these defaults.
fn pending(
    caller: &str,
    service: &str,
    of_front: Option<User>,
    of_exchange: Option<User>,
) -> PendingResponse {
    let front = of_front.into_iter().fold(front(caller), Frontend::with_defaults);
    let exchange = receive(&gateway([front], upstream(service)), request(caller, naming(caller)));
    let exchange = of_exchange.into_iter().fold(exchange, Exchange::with_defaults);
    sent(exchange.forward()).into_parts().1
}

fn reply_with(
    caller: &str,
    service: &str,
    of_front: Option<User>,
    of_exchange: Option<User>,
) -> Reply {
    finished(
        pending(caller, service, of_front, of_exchange),
        response(200, fixtures(service, "user").remove(0).1),
    )
}

fn body(reply: &Reply) -> Value {
    json(reply.response().body())
}

fn row(reply: &Reply, attribute: Attribute) -> &Row {
    reply
        .response_report()
        .unwrap()
        .of(attribute)
        .unwrap_or_else(|| panic!("a row about {attribute}"))
}

#[test]
fn what_is_missing_is_absent_and_reported() {
    let reply = reply_with("upsun", "textus", None, None);
    for attribute in MISSING {
        assert_eq!(row(&reply, attribute).verdict, Verdict::Missing, "{attribute}");
        assert_eq!(row(&reply, attribute).reason, Some("required by the target"));
    }
    assert_eq!(
        body(&reply),
        json!({"id": UUID, "deactivated": false, "email": "chuck@textus.example", "first_name": "Chuck",
            "last_name": "Norris"})
    );
}

#[test]
fn a_default_stands_in_for_what_is_missing_and_nothing_else() {
    let reply = reply_with("upsun", "textus", Some(defaults("Acme")), None);
    for attribute in MISSING {
        assert_eq!(row(&reply, attribute).verdict, Verdict::Missing, "{attribute}");
        assert_eq!(row(&reply, attribute).reason, Some("filled with the default"), "{attribute}");
        assert_eq!(row(&reply, attribute).targets.len(), 1);
    }
    assert_eq!(row(&reply, Attribute::Company).targets[0].as_str(), "/company");
    assert_eq!(row(&reply, Attribute::Email).verdict, Verdict::Preserved);
    assert_eq!(
        body(&reply),
        json!({
            "id": UUID, "deactivated": false, "namespace": "default", "username": "default",
            "email": "chuck@textus.example", "email_verified": false, "first_name": "Chuck", "last_name": "Norris",
            "picture": "https://example.com/default.png", "company": "Acme", "website": "https://example.com",
            "country": "GB", "created_at": "2023-11-07T05:31:56Z", "updated_at": "2023-11-07T05:31:56Z",
        })
    );
}

#[test]
fn what_the_default_does_not_know_stays_missing() {
    let mut one = User::new(id(OTHER_ID));
    one.profile.company = Some(of("Acme"));
    let reply = reply_with("upsun", "textus", Some(one), None);
    for attribute in MISSING {
        let is_filled = attribute == Attribute::Company;
        let reason = if is_filled { "filled with the default" } else { "required by the target" };
        assert_eq!(row(&reply, attribute).reason, Some(reason), "{attribute}");
    }
    assert_eq!(body(&reply)["company"], "Acme");
    assert_eq!(body(&reply).get("namespace"), None);
}

#[test]
fn the_default_of_an_exchange_comes_before_that_of_the_front() {
    let company = |of_front: Option<&str>, of_exchange: Option<&str>| {
        let reply =
            reply_with("upsun", "textus", of_front.map(defaults), of_exchange.map(defaults));
        body(&reply)["company"].clone()
    };
    assert_eq!(company(Some("front"), Some("exchange")), "exchange");
    assert_eq!(company(Some("front"), None), "front");
    assert_eq!(company(None, Some("exchange")), "exchange");
}

#[test]
fn who_promises_nothing_takes_nothing_from_a_default() {
    for (caller, service) in pairs().filter(|(caller, _)| *caller != "upsun") {
        let plain = reply_with(caller, service, None, None);
        let reply =
            reply_with(caller, service, Some(defaults("front")), Some(defaults("exchange")));
        assert_eq!(body(&reply), body(&plain), "{caller} before {service}");
        assert_eq!(reply.response_report(), plain.response_report());
    }
}

#[test]
fn whatever_a_service_sends_no_default_overrides() {
    for service in ALL {
        let (plain, reply) = (
            reply_with("upsun", service, None, None),
            reply_with("upsun", service, Some(defaults("Acme")), None),
        );
        let filled = body(&reply);
        for (member, value) in body(&plain).as_object().unwrap() {
            assert_eq!(filled.get(member), Some(value), "{service}: {member}");
        }
        let user = user_in_response("upsun", &reply);
        assert_eq!(
            user.history.consented_at,
            user_in_response("upsun", &plain).history.consented_at
        );
    }
}

/// A name of one word has no second half, and is the name all the same.
#[test]
fn a_default_name_stands_in_for_no_name_at_all_and_not_for_half_of_one() {
    let returned = |user: Value, default: User| {
        let pending = pending("upsun", "textus", Some(default), None);
        let reply = finished(pending, response(200, user.to_string()));
        let body = body(&reply);
        (body.get("first_name").cloned(), body.get("last_name").cloned())
    };
    let half = |user: Value| returned(user, defaults("Acme"));
    assert_eq!(
        half(json!({"id": "/users/wqyODPA"})),
        (Some(json!("Default")), Some(json!("Name")))
    );
    let nameless =
        returned(json!({"id": "/users/wqyODPA", "name": "Cher"}), User::new(id(OTHER_ID)));
    assert_eq!(nameless, (Some(json!("Cher")), None), "a default without a name takes none away");
    assert_eq!(half(json!({"id": "/users/wqyODPA", "name": "Cher"})), (Some(json!("Cher")), None));
    assert_eq!(
        half(json!({"id": "/users/wqyODPA", "lastName": "Norris"})),
        (None, Some(json!("Norris")))
    );
}

#[test]
fn a_success_without_a_body_has_defaults_where_nobody_knows_the_user() {
    for service in ALL {
        let pending = || pending("upsun", service, Some(defaults("Acme")), None);
        let done = |pending: PendingResponse| match pending.finish(response(204, "")) {
            Completion::NeedsUser(done) => done,
            Completion::Reply(reply) => panic!("{reply:?}"),
        };
        let reply = done(pending()).user(None);
        let returned = user_in_response("upsun", &reply);
        assert_eq!(returned.profile.company, Some(of("Acme")));
        assert_eq!(returned.name, defaults("Acme").name);
        assert_eq!(returned.history.consented_at, None);
        assert_eq!(row(&reply, Attribute::Company).reason, Some("filled with the default"));

        let mut known = User::new(id(OTHER_ID));
        known.profile.company = Some(of("Known"));
        let reply = done(pending()).user(Some(known));
        assert_eq!(user_in_response("upsun", &reply).profile.company, Some(of("Known")));
        assert_eq!(row(&reply, Attribute::Company).verdict, Verdict::Preserved);
    }
}

#[test]
fn a_default_is_encoded_in_the_callers_dialect() {
    let reply = reply_with("upsun", "flat-roles", Some(defaults("Acme")), None);
    let returned = dialect("upsun").decode_user(reply.response().body()).unwrap().value;
    assert_eq!(returned.id, id(UUID), "by the caller's id");
    assert_eq!(returned.address.country, Some(of("GB")));
}
