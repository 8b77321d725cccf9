//! Nothing is lost silently: what a caller requests is sent to the service, or rejected before
//! anything is sent.

use idiolect::codec::DropReason;
use idiolect::conformance::generate;
use idiolect::dialect::{DialectExt, Error, LossPolicy, Settings, UpdateContext, built_in};
use idiolect::gateway::{Exchange, Frontend, Gateway, OutboundRequest, Reply, Step, Upstream};
use idiolect::model::{Attribute, Code, UserUpdate};
use idiolect::problem::{Failure, FailureKind, FailureProblem, ProblemLocation, ReportedField};
use idiolect::{Row, Verdict};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::Value;

use crate::exchange::{
    between, failure_in_response, forwarded, front, gateway, id, naming, pairs, places, receive,
    replied, request, sent, spoken, subjects, subjects_of, upstream,
};
use crate::probes::probes;
use crate::support::values::{CANARY, UUID};
use crate::support::variations::with;
use crate::support::{ALL, dialect, json};

/// The update in this crate's own dialect: one member an attribute.
fn attributes(update: &UserUpdate) -> Value {
    json(&spoken("canonical", update))
}

fn value_of<'v>(attributes: &'v Value, subject: &ReportedField) -> Option<&'v Value> {
    match subject {
        ReportedField::CustomSetting(key) => attributes["custom_settings"].get(key.as_str()),
        other => attributes.get(other.name().as_ref()),
    }
}

fn read(name: &str, body: &[u8]) -> UserUpdate {
    let own = id(UUID);
    dialect(name).decode_update(body, &UpdateContext::EMPTY.with_id(Some(&own))).unwrap().value
}

const fn is_written(row: &Row) -> bool {
    matches!(row.verdict, Verdict::Preserved | Verdict::Converted(_))
}

/// Asserts that everything the caller sent is sent on, and that the report contains where.
fn writes_everything(
    caller: &str,
    service: &str,
    body: &[u8],
    sending: OutboundRequest,
) -> Result<(), TestCaseError> {
    let (request, pending) = sending.into_parts();
    let report = pending.update_report();
    prop_assert_eq!(subjects(report), subjects_of(caller, body));
    let (requested, sent_on) = (read(caller, body), read(service, request.body()));
    let (wanted, found) = (attributes(&requested), attributes(&sent_on));
    let written = json(request.body());
    for row in report.rows() {
        prop_assert!(
            is_written(row),
            "{} before {}: {} is {:?}",
            caller,
            service,
            row.subject,
            row.verdict
        );
        for target in &row.targets {
            prop_assert!(
                written.pointer(target.as_str()).is_some(),
                "{} at {}",
                row.subject,
                target
            );
        }
        if row.subject == ReportedField::Attribute(Attribute::Id) {
            continue;
        }
        prop_assert!(!row.targets.is_empty(), "{} before {}: {}", caller, service, row.subject);
        if row.verdict == Verdict::Preserved {
            prop_assert_eq!(
                value_of(&found, &row.subject),
                value_of(&wanted, &row.subject),
                "{} {}",
                caller,
                service
            );
        }
    }
    prop_assert_eq!(sent_on.sign_in.password, requested.sign_in.password);
    Ok(())
}

/// Holds that the caller reads what would be lost, at places that its own message has, and what
/// could be done.
fn rejects_what_it_would_lose(
    caller: &str,
    service: &str,
    body: &[u8],
    reply: &Reply,
) -> Result<(), TestCaseError> {
    let failure = failure_in_response(caller, reply, 422);
    let report = reply.update_report().expect("an account of what would have come of it");
    prop_assert_eq!(subjects(report), subjects_of(caller, body));
    let lost: Vec<&Row> = report.rows().iter().filter(|row| !is_written(row)).collect();
    prop_assert!(!lost.is_empty(), "{} before {}", caller, service);
    let message = json(body);
    for row in lost {
        prop_assert!(matches!(row.verdict, Verdict::Dropped(_)));
        prop_assert!(!row.sources.is_empty(), "{} has no place", row.subject);
        for place in &row.sources {
            prop_assert!(message.pointer(place.as_str()).is_some(), "{} in {}", place, message);
            prop_assert!(
                places(&failure).iter().any(|reported| reported == place.as_str()),
                "{} {:?}",
                place,
                failure
            );
        }
    }
    for place in places(&failure) {
        prop_assert!(message.pointer(&place).is_some(), "{} in {}", place, message);
    }
    let reported = String::from_utf8(reply.response().body().to_vec()).unwrap();
    prop_assert!(
        reported.contains("or allow the loss") && reported.contains(service),
        "{}",
        reported
    );
    prop_assert!(matches!(reply.error(), Some(Error::Loss(_))));
    prop_assert!(reply.upstream_response().is_none() && !reported.contains(CANARY));
    Ok(())
}

/// Holds the law for one body, and that it goes through where any loss is allowed.
fn loses_nothing(
    caller: &str,
    service: &str,
    gateway: &Gateway,
    body: &[u8],
) -> Result<(), TestCaseError> {
    let exchange = || receive(gateway, request(caller, body.to_vec()));
    match forwarded(exchange()) {
        Step::Send(sending) => writes_everything(caller, service, body, *sending)?,
        Step::Reply(reply) => rejects_what_it_would_lose(caller, service, body, &reply)?,
        Step::NeedsCurrentUser(exchange) => panic!("asks twice: {exchange:?}"),
    }
    let sending = sent(forwarded(exchange().with_loss_policy(LossPolicy::AllowAll)));
    prop_assert_eq!(subjects(sending.into_parts().1.update_report()), subjects_of(caller, body));
    Ok(())
}

#[test]
fn every_attribute_alone_is_written_or_rejected() {
    for (caller, service) in pairs() {
        let gateway = between(caller, service);
        for probe in probes(caller) {
            let held = loses_nothing(caller, service, &gateway, &probe.body);
            held.unwrap_or_else(|error| {
                panic!("{caller} before {service}, {}: {error}", probe.attribute)
            });
        }
    }
}

#[test]
fn whatever_a_caller_requests_is_written_or_rejected() {
    let gateways: Vec<_> =
        pairs().map(|(caller, service)| (caller, service, between(caller, service))).collect();
    let config = Config { cases: 60, failure_persistence: None, ..Config::default() };
    // Most callers request little.
    let byte = prop_oneof![8 => Just(0), 1 => any::<u8>()];
    let bytes = proptest::collection::vec(byte, 0..generate::LENGTH);
    let held = TestRunner::new(config).run(&bytes, |bytes| {
        let update = generate::update(&bytes);
        for (caller, service, gateway) in &gateways {
            loses_nothing(caller, service, gateway, &spoken(caller, &update))?;
        }
        Ok(())
    });
    held.unwrap();
}

const BIRTHDAY_AND_NAME: &str = r#"{"data": {"type": "users", "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "attributes":
    {"profile": {"personal": {"first_name": "Ada", "last_name": "Byron", "dob": "1815-12-10"}}}}}"#;

fn allow(attribute: Attribute) -> LossPolicy {
    LossPolicy::Allow([attribute].into())
}

#[test]
fn what_is_rejected_is_reported_verbatim() {
    let reply = replied(forwarded(receive(
        &between("json-api", "upsun"),
        request("json-api", BIRTHDAY_AND_NAME),
    )));
    let reported = json(reply.response().body());
    assert_eq!(reported["errors"].as_array().unwrap().len(), 1);
    assert_eq!(reported["errors"][0]["code"], "loss");
    assert_eq!(reported["errors"][0]["source"]["pointer"], "/data/attributes/profile/personal/dob");
    assert_eq!(
        reported["errors"][0]["detail"],
        "not supported by upsun; remove it, or allow the loss"
    );
    let row = reply.update_report().unwrap().of(Attribute::DateOfBirth).unwrap();
    assert_eq!(row.verdict, Verdict::Dropped(DropReason::Unsupported));
}

/// Who may lose a date of birth under these policies of upstream, front, and exchange.
fn goes_through(on: Option<LossPolicy>, at: Option<LossPolicy>, here: Option<LossPolicy>) -> bool {
    let behind = on.into_iter().fold(upstream("upsun"), Upstream::with_loss_policy);
    let before = at.into_iter().fold(front("json-api"), Frontend::with_loss_policy);
    let exchange = receive(&gateway([before], behind), request("json-api", BIRTHDAY_AND_NAME));
    let exchange = here.into_iter().fold(exchange, Exchange::with_loss_policy);
    matches!(exchange.forward(), Step::Send(_))
}

#[test]
fn the_nearest_policy_decides() {
    let (no, yes) = (|| Some(LossPolicy::Reject), || Some(LossPolicy::AllowAll));
    let cases = [
        (None, None, None, false),
        (yes(), None, None, true),
        (no(), yes(), None, true),
        (yes(), no(), None, false),
        (no(), no(), yes(), true),
        (yes(), yes(), no(), false),
        (None, yes(), None, true),
        (None, None, yes(), true),
    ];
    for (on, at, here, expected) in cases {
        assert_eq!(
            goes_through(on.clone(), at.clone(), here.clone()),
            expected,
            "{on:?} {at:?} {here:?}"
        );
    }
}

#[test]
fn a_policy_allows_what_it_lists_and_no_more() {
    assert!(goes_through(None, None, Some(LossPolicy::AllowUnsupported)));
    assert!(goes_through(None, None, Some(allow(Attribute::DateOfBirth))));
    assert!(!goes_through(None, None, Some(allow(Attribute::Occupation))));
    let clearing = |policy| {
        let body = r#"{"version": 1, "country": null, "date_of_birth": null}"#;
        forwarded(
            receive(&between("canonical", "upsun"), request("canonical", body))
                .with_loss_policy(policy),
        )
    };
    let reply = replied(clearing(LossPolicy::AllowUnsupported));
    assert_eq!(
        places(&failure_in_response("canonical", &reply, 422)),
        ["/country"],
        "it could be written otherwise"
    );
    let reply = replied(clearing(allow(Attribute::Country)));
    assert_eq!(places(&failure_in_response("canonical", &reply, 422)), ["/date_of_birth"]);
    let sending = sent(clearing(LossPolicy::AllowAll));
    assert_eq!(sending.request().body(), "{}");
}

/// Two fronts of one gateway, of which one may lose what the other may not.
#[test]
fn the_policy_of_a_front_is_that_fronts_alone() {
    let lax = front("json-api").with_prefix("/lax").with_loss_policy(LossPolicy::AllowAll);
    let gateway = gateway([front("json-api"), lax], upstream("upsun"));
    let mut request_to_lax = request("json-api", BIRTHDAY_AND_NAME);
    *request_to_lax.uri_mut() = format!("/lax/v3/users/{UUID}").parse().unwrap();
    sent(receive(&gateway, request_to_lax).forward());
    replied(receive(&gateway, request("json-api", BIRTHDAY_AND_NAME)).forward());
}

#[test]
fn tolerated_unknown_members_are_reported_to_the_application() {
    let tolerant = built_in(Settings::default().with_unknown_members_reported());
    for (dialect, caller) in tolerant.into_iter().zip(ALL) {
        let gateway = gateway(
            [Frontend::shared(dialect.into()).with_prefix(format!("/{caller}"))],
            upstream("canonical"),
        );
        let body = with(&json(&naming(caller)), "/nick", "Ada".into()).to_string();
        let (request, pending) =
            sent(receive(&gateway, request(caller, body)).forward()).into_parts();
        let row = pending.update_report().of(ReportedField::Member("/nick".to_owned())).unwrap();
        assert_eq!(row.verdict, Verdict::Unknown, "{caller}");
        assert!(!String::from_utf8_lossy(request.body()).contains("nick"), "{caller}");
    }
}

/// With the same dialect on both sides, the service gets them, and may reject them.
#[test]
fn unknown_members_that_are_passed_on_reach_a_service_of_the_same_dialect() {
    let passing = built_in(Settings::default().with_unknown_members_passed_on());
    for (passing, caller) in passing.into_iter().zip(ALL) {
        let front = Frontend::shared(passing.into()).with_prefix(format!("/{caller}"));
        let body = with(&json(&naming(caller)), "/nick", "Ada".into()).to_string();
        for service in ALL {
            let gateway = gateway([front.clone()], upstream(service));
            let (sent_on, pending) =
                sent(receive(&gateway, request(caller, body.clone())).forward()).into_parts();
            let field = ReportedField::Member("/nick".to_owned());
            let row = pending.update_report().of(field).unwrap().clone();
            let nick = json(sent_on.body()).get("nick").cloned();
            if caller != service {
                assert_eq!((row.verdict, nick), (Verdict::Unknown, None), "{caller} {service}");
                continue;
            }
            assert_eq!((row.verdict, nick), (Verdict::Preserved, Some("Ada".into())), "{caller}");
            let mut problem = FailureProblem::new(Code::TOO_LONG, "too long".into());
            problem.place = Some(ProblemLocation::new(service.to_owned(), "/nick".to_owned()));
            let mut failure = Failure::new(FailureKind::Invalid);
            failure.problems.push(problem);
            let mapped = pending.update_report().map_failure(&failure, &dialect(caller).id());
            assert_eq!(places(&mapped), ["/nick"], "{caller}");
        }
    }
}
