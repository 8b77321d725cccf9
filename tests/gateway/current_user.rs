//! When the current user is needed, what that changes, and that it is never needed twice or in
//! vain.

use bytes::Bytes;
use idiolect::Verdict;
use idiolect::dialect::{DialectExt, LossPolicy, Settings, UpdateContext, built_in};
use idiolect::gateway::{Exchange, Reply, Step};
use idiolect::model::Name;
use idiolect::model::{Attribute, Patch, User, UserUpdate};
use serde_json::{Value, json};

use crate::exchange::{
    between, failure_in_response, finished, front, gateway, id, naming, needing_user, pairs,
    pending, places, receive, replied, request, response, sent, spoken, subjects, subjects_of,
    upstream_id, upstream_of,
};
use crate::probes::probes;
use crate::support::updates::update_of;
use crate::support::values::of;
use crate::support::variations::with;
use crate::support::{ALL, dialect, fixture, json};

/// The dialects that have the halves of a name, and where they have the given one.
const HALVING: [(&str, &str); 5] = [
    ("json-api", "/data/attributes/profile/personal/first_name"),
    ("flat-roles", "/firstName"),
    ("legacy", "/firstName"),
    ("upsun", "/first_name"),
    ("canonical", "/given_name"),
];

fn exchange(caller: &str, service: &str, body: impl Into<Bytes>) -> Exchange {
    receive(&between(caller, service), request(caller, body))
}

fn asking(caller: &str, service: &str, update: &UserUpdate) -> Exchange {
    needing_user(exchange(caller, service, spoken(caller, update)).forward())
}

/// A user under the service's own id.
fn grace(service: &str) -> User {
    let mut user = User::new(upstream_id(service));
    user.name = Name::new(None, Some(of("Grace")), Some(of("Hopper")));
    user.sign_in.email = Some(of("grace@example.com"));
    user.address.street = Some(of("London Bridge Street"));
    user
}

fn given(name: &str) -> UserUpdate {
    update_of(|update| update.name.given = Patch::Set(of(name)))
}

fn sent_body(exchange: Exchange) -> Value {
    json(sent(exchange.forward()).request().body())
}

#[test]
fn half_a_name_needs_the_other_half_where_there_is_but_one_name() {
    for (caller, place) in HALVING {
        let asking = || asking(caller, "textus", &given("Ada"));
        assert_eq!(asking().received().frontend().as_str(), caller);
        assert_eq!(asking().upstream_id(), asking().received().id());
        assert_eq!(
            sent_body(asking().with_current_user(Some(grace("textus")))),
            json!({"name": "Ada Hopper"}),
            "{caller}"
        );
        let sending = sent(asking().with_current_user(Some(grace("textus"))).forward());
        let row = sending.into_parts().1.update_report().of(Attribute::GivenName).unwrap().clone();
        assert_eq!(row.verdict.as_str(), "converted");

        let reply = replied(asking().with_current_user(None).forward());
        assert_eq!(places(&failure_in_response(caller, &reply, 422)), [place]);
        assert_eq!(sent_body(asking().with_loss_policy(LossPolicy::AllowAll)), json!({}));
    }
}

#[test]
fn half_a_street_needs_the_other_half_where_there_is_but_one_line() {
    let number = update_of(|update| update.address.house_number = Patch::Set(of("7")));
    for (caller, place) in
        [("json-api", "/data/attributes/profile/address/number"), ("canonical", "/house_number")]
    {
        let asking = || asking(caller, "legacy", &number);
        let body = sent_body(asking().with_current_user(Some(grace("legacy"))));
        assert_eq!(body, json!({"address": {"address1": "7 London Bridge Street"}}), "{caller}");
        let reply = replied(asking().with_current_user(None).forward());
        assert_eq!(places(&failure_in_response(caller, &reply, 422)), [place]);
    }
}

#[test]
fn the_user_is_needed_only_once() {
    for (caller, service) in pairs() {
        for probe in probes(caller) {
            for current in [None, Some(grace(service))] {
                let exchange = exchange(caller, service, probe.body.clone());
                let step = match exchange.forward() {
                    Step::NeedsCurrentUser(exchange) => {
                        exchange.with_current_user(current).forward()
                    }
                    step => step,
                };
                assert!(
                    !matches!(step, Step::NeedsCurrentUser(_)),
                    "{caller} before {service}: {}",
                    probe.attribute
                );
            }
        }
    }
}

#[test]
fn a_current_user_given_before_is_not_needed() {
    for (caller, _) in HALVING {
        let prepared = exchange(caller, "textus", spoken(caller, &given("Ada")))
            .with_current_user(Some(grace("textus")));
        assert_eq!(sent_body(prepared), json!({"name": "Ada Hopper"}));
        replied(
            exchange(caller, "textus", spoken(caller, &given("Ada")))
                .with_current_user(None)
                .forward(),
        );
    }
}

#[test]
fn the_user_is_not_needed_in_vain() {
    for (caller, service) in pairs() {
        let step = exchange(caller, service, naming(caller)).forward();
        // A name that is split or joined may be the one that the user has.
        let is_converted = match (caller, service) {
            ("textus", "canonical") => false,
            _ => (caller == "textus") != (service == "textus"),
        };
        assert_eq!(matches!(step, Step::Send(_)), !is_converted, "{caller} before {service}");
    }
    // The time zone is lost whoever the user is.
    let body = json!({"version": 1, "given_name": "Ada", "time_zone": "Europe/London"}).to_string();
    let reply = replied(exchange("canonical", "textus", body).forward());
    assert_eq!(
        places(&failure_in_response("canonical", &reply, 422)),
        ["/given_name", "/time_zone"]
    );
    // The member is wrong whoever the user is.
    let reply =
        replied(exchange("canonical", "textus", r#"{"version": 1, "nick": "Ada"}"#).forward());
    assert_eq!(places(&failure_in_response("canonical", &reply, 400)), ["/nick"]);
}

#[test]
fn what_may_only_repeat_is_not_blamed_for_what_else_is_wrong() {
    let body = r#"{"version": 1, "email_verified": true, "nick": "Ada"}"#;
    let asking = || needing_user(exchange("canonical", "textus", body).forward());
    let mut verified = grace("textus");
    verified.sign_in.email_verified = Some(true);
    let returned = replied(asking().with_current_user(Some(verified)).forward());
    assert_eq!(places(&failure_in_response("canonical", &returned, 400)), ["/nick"]);
    let returned = replied(asking().with_current_user(None).forward());
    assert_eq!(
        places(&failure_in_response("canonical", &returned, 400)),
        ["/email_verified", "/nick"]
    );
}

const PASSWORD: &str = r#"{"password": "xGrace-Passw0rd"}"#;

fn who_signs_in_as(name: &str) -> User {
    let mut user = grace("legacy");
    user.sign_in.username = Some(of(name));
    user
}

#[test]
fn a_password_is_held_against_the_name_that_the_user_has() {
    let asking = || needing_user(exchange("legacy", "legacy", PASSWORD).forward());
    let reply = replied(asking().with_current_user(Some(who_signs_in_as("GRACE"))).forward());
    let returned = failure_in_response("legacy", &reply, 400);
    assert_eq!(places(&returned), ["/password"]);
    assert_eq!(reply.error().unwrap().problems()[0].code().as_str(), "password-username");
    assert_eq!(
        sent_body(asking().with_current_user(Some(who_signs_in_as("ada")))),
        json(PASSWORD.as_bytes())
    );
    assert_eq!(
        sent_body(asking().with_current_user(None)),
        json(PASSWORD.as_bytes()),
        "who is unknown is in no password"
    );

    let named = r#"{"userName": "ada", "password": "xGrace-Passw0rd"}"#;
    assert_eq!(sent_body(exchange("legacy", "legacy", named)), json(named.as_bytes()));
    let reply = replied(exchange("legacy", "legacy", named.replace("ada", "grace")).forward());
    assert_eq!(places(&failure_in_response("legacy", &reply, 400)), ["/password"]);
}

/// A name, and an e-mail address that Ctrl Hub's callers can only repeat.
fn repeating(email: &str) -> String {
    with(&json(&naming("json-api")), "/data/attributes/email", email.into()).to_string()
}

#[test]
fn what_cannot_be_written_may_be_repeated() {
    for service in ALL {
        let asking =
            |email| needing_user(exchange("json-api", service, repeating(email)).forward());
        let refused = |reply: &Reply| {
            let returned = failure_in_response("json-api", reply, 400);
            assert_eq!(places(&returned), ["/data/attributes/email"]);
            assert_eq!(returned.problems[0].code.as_str(), "read-only");
        };
        let same = asking("grace@example.com")
            .with_upstream_id(upstream_id(service))
            .with_current_user(Some(grace(service)));
        let without = exchange("json-api", service, naming("json-api"))
            .with_upstream_id(upstream_id(service));
        assert_eq!(sent_body(same), sent_body(without), "{service}");
        refused(&replied(
            asking("ada@example.com").with_current_user(Some(grace(service))).forward(),
        ));
        refused(&replied(asking("grace@example.com").with_current_user(None).forward()));
    }
}

/// Nothing is wrong with what a caller has read, and nothing of it is lost: it is as it was.
#[test]
fn what_a_caller_has_read_may_be_sent_back() {
    for caller in ["json-api", "legacy", "upsun", "textus"] {
        for service in ALL {
            let mut everything =
                dialect("canonical").decode_user(&fixture("canonical/user.json")).unwrap().value;
            everything.id = upstream_id(service);
            let upstream_body = dialect(service).encode_user(&everything).body;
            let current = dialect(service).decode_user(&upstream_body).unwrap().value;
            let returned = finished(pending(caller, service), response(200, upstream_body))
                .into_response()
                .into_body();
            let sent_back =
                exchange(caller, service, returned).with_upstream_id(upstream_id(service));
            let reply = replied(sent_back.with_current_user(Some(current)).forward());
            assert!(reply.is_unchanged(), "{caller} before {service}: {:?}", reply.failure());
        }
    }
}

#[test]
fn what_the_user_has_already_is_no_loss() {
    let body =
        |email: &str| json!({"email": email, "firstName": "Ada", "lastName": "Byron"}).to_string();
    for service in ["upsun", "json-api", "flat-roles"] {
        let asking = |email| needing_user(exchange("legacy", service, body(email)).forward());
        let refused = |reply: Reply| {
            assert_eq!(
                places(&failure_in_response("legacy", &reply, 422)),
                ["/email"],
                "{service}"
            );
        };
        let sending =
            sent(asking("grace@example.com").with_current_user(Some(grace(service))).forward());
        let report = sending.into_parts().1.update_report().clone();
        let row = report.of(Attribute::Email).unwrap();
        assert_eq!(
            (row.verdict, row.reason),
            (Verdict::Unchanged, Some("the current user already has it"))
        );
        assert!(row.targets.is_empty());
        refused(replied(
            asking("ada@example.com").with_current_user(Some(grace(service))).forward(),
        ));
        refused(replied(asking("grace@example.com").with_current_user(None).forward()));
        let mut unknown = grace(service);
        unknown.sign_in.email = None;
        refused(replied(asking("grace@example.com").with_current_user(Some(unknown)).forward()));
    }
}

#[test]
fn to_clear_what_the_user_has_not_is_no_loss() {
    let clearing = || {
        needing_user(exchange("canonical", "upsun", r#"{"version": 1, "country": null}"#).forward())
    };
    let unchanged = replied(clearing().with_current_user(Some(grace("upsun"))).forward());
    assert!(unchanged.is_unchanged());
    let mut british = grace("upsun");
    british.address.country = Some(of("GB"));
    let reply = replied(clearing().with_current_user(Some(british)).forward());
    assert_eq!(places(&failure_in_response("canonical", &reply, 422)), ["/country"]);
    // Upsun never sends a date of birth, so that the caller's own response shows none.
    let body = r#"{"version": 1, "date_of_birth": null}"#;
    let reply = replied(exchange("canonical", "upsun", body).forward());
    assert_eq!(places(&failure_in_response("canonical", &reply, 422)), ["/date_of_birth"]);
    let known = exchange("canonical", "upsun", body).with_current_user(Some(grace("upsun")));
    assert!(replied(known.forward()).is_unchanged());
}

/// What else of the canonical fixture each service is sent when it is sent everything.
const WRITTEN_TOO: [(&str, &str, &str); 6] = [
    ("json-api", "/data/attributes/profile/work/occupation", "Senior Software Engineer"),
    ("flat-roles", "/status", "active"),
    ("legacy", "/company", "Example Ltd"),
    ("upsun", "/company", "Example Ltd"),
    ("textus", "/email", "charlotte@example.com"),
    ("canonical", "/occupation", "Senior Software Engineer"),
];

#[test]
fn a_service_that_replaces_is_sent_everything() {
    let current = dialect("canonical").decode_user(&fixture("canonical/user.json")).unwrap().value;
    for (complete, (service, pointer, value)) in
        built_in(Settings::default().with_full_updates()).into_iter().zip(WRITTEN_TOO)
    {
        let gateway = gateway(ALL.map(front), upstream_of(complete.into()));
        for caller in ALL {
            let asking =
                || needing_user(receive(&gateway, request(caller, naming(caller))).forward());
            let (request, pending) =
                sent(asking().with_current_user(Some(current.clone())).forward()).into_parts();
            let body = json(request.body());
            assert_eq!(
                body.pointer(pointer),
                Some(&json!(value)),
                "{caller} before {service}: {body}"
            );
            let returned =
                dialect(service).decode_update(request.body(), &UpdateContext::EMPTY).unwrap();
            let mut user = current.clone();
            returned.value.apply(&mut user).unwrap();
            assert_eq!(
                user.name.full().unwrap().as_str(),
                "Ada Byron",
                "what is requested comes last"
            );
            assert_eq!(subjects(pending.update_report()), subjects_of(caller, &naming(caller)));

            let reply = replied(asking().with_current_user(None).forward());
            failure_in_response(caller, &reply, 422);
        }
    }
}

#[test]
fn the_current_user_is_the_same_by_whatever_id() {
    for (caller, _) in HALVING {
        let exchange = exchange(caller, "textus", spoken(caller, &given("Ada")))
            .with_upstream_id(id("wqyODPA"));
        let sending = sent(exchange.with_current_user(Some(grace("textus"))).forward());
        assert_eq!(sending.request().uri().path(), "/v9/users/wqyODPA");
        assert_eq!(sending.request().body(), r#"{"name":"Ada Hopper"}"#);
    }
}
