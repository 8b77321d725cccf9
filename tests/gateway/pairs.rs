//! What a gateway reports, when built, that a pair can never carry, against what the pair
//! does.

use std::collections::BTreeSet;

use idiolect::Verdict;
use idiolect::codec::DropReason;
use idiolect::dialect::DialectExt;
use idiolect::gateway::{PairCoverage, Step};
use idiolect::model::{Attribute, User};

use crate::exchange::{
    between, finished, front, gateway, id, pairs, pending, receive, request, response, upstream,
};
use crate::probes::{Probe, probes};
use crate::support::values::UUID;
use crate::support::{ALL, dialect, fixture};

fn pair(caller: &str, service: &str) -> PairCoverage {
    between(caller, service).pairs()[0].clone()
}

fn lists(pair: &PairCoverage, attribute: Attribute) -> Option<DropReason> {
    pair.updates.iter().find(|(listed, _)| *listed == attribute).map(|(_, reason)| *reason)
}

/// Whether the pair rejects what is requested by somebody who knows the user: one with nothing
/// of what is set, and everything of what is cleared.
fn rejects(caller: &str, service: &str, probe: &Probe) -> bool {
    let everything =
        dialect("canonical").decode_user(&fixture("canonical/user.json")).unwrap().value;
    let current = if probe.clears { everything } else { User::new(id(UUID)) };
    let exchange = receive(&between(caller, service), request(caller, probe.body.clone()));
    match exchange.with_current_user(Some(current)).forward() {
        Step::Send(_) => false,
        Step::Reply(reply) => {
            assert_eq!(reply.response().status(), 422);
            true
        }
        Step::NeedsCurrentUser(exchange) => panic!("asks twice: {exchange:?}"),
    }
}

#[test]
fn what_is_listed_is_rejected_and_what_is_not_is_written() {
    for (caller, service) in pairs() {
        let listed = pair(caller, service);
        for probe in &probes(caller) {
            let expected = match lists(&listed, probe.attribute) {
                Some(DropReason::NotClearable) => probe.clears,
                reason => reason.is_some(),
            };
            let what = if probe.clears { "cleared" } else { "set" };
            assert_eq!(
                rejects(caller, service, probe),
                expected,
                "{caller} before {service}: {} {what}",
                probe.attribute
            );
        }
    }
}

#[test]
fn what_callers_cannot_request_is_not_listed() {
    for (caller, service) in pairs() {
        let mut can_change: BTreeSet<Attribute> =
            probes(caller).iter().map(|probe| probe.attribute).collect();
        if caller == "legacy" {
            // One line for both, which neither encodes alone.
            can_change.extend([Attribute::HouseNumber, Attribute::Street]);
        }
        for (attribute, _) in pair(caller, service).updates {
            assert!(can_change.contains(&attribute), "{caller} before {service}: {attribute}");
        }
    }
}

#[test]
fn what_is_dropped_from_responses_is_listed_and_nothing_else() {
    let everything =
        dialect("canonical").decode_user(&fixture("canonical/user.json")).unwrap().value;
    for (caller, service) in pairs() {
        let upstream_body = dialect(service).encode_user(&everything).body;
        let reply = finished(pending(caller, service), response(200, upstream_body));
        let rows = reply.response_report().unwrap().rows();
        let dropped = rows.iter().filter(|row| matches!(row.verdict, Verdict::Dropped(_)));
        let dropped: BTreeSet<Attribute> =
            dropped.filter_map(|row| row.subject.attribute()).collect();
        let listed: BTreeSet<Attribute> = pair(caller, service).responses.into_iter().collect();
        assert_eq!(listed, dropped, "{caller} before {service}");
    }
}

#[test]
fn a_pair_is_displayed_in_three_lines() {
    assert_eq!(
        pair("json-api", "upsun").to_string(),
        "json-api at /json-api with upstream upsun always drops\n  \
         in updates: date_of_birth, preferred_language, time_zone, country (not clearable), building, house_number, \
         street, area, town, county, postcode, what3words, landline, mobile, occupation, cscs, eusr, \
         employment_start\n  \
         in responses: email_verified, company, website, picture, status, namespace, created_at, updated_at, \
         consented_at, consent_method\n"
    );
    assert_eq!(
        pair("textus", "flat-roles").to_string(),
        "textus at /textus with upstream flat-roles always drops\n  \
         in updates: custom_settings, email, memberships, notify_by_email, notify_by_audio, \
         default_messaging_account, analytics_reports\n  \
         in responses: user_type, roles, created_at, updated_at\n"
    );
}

#[test]
fn a_dialect_before_itself_carries_everything() {
    for name in ALL {
        let own = pair(name, name);
        assert_eq!((own.updates, own.responses), (vec![], vec![]), "{name}");
    }
    let shown = pair("legacy", "legacy").to_string();
    assert_eq!(
        shown,
        "legacy at /legacy with upstream legacy always drops\n  in updates: nothing\n  \
         in responses: nothing\n"
    );
}

#[test]
fn a_pair_lists_each_attribute_once() {
    for (caller, service) in pairs() {
        let own = pair(caller, service);
        let attributes: BTreeSet<Attribute> =
            own.updates.iter().map(|(attribute, _)| *attribute).collect();
        assert_eq!(attributes.len(), own.updates.len(), "{caller} before {service}");
        let answers: BTreeSet<Attribute> = own.responses.iter().copied().collect();
        assert_eq!(answers.len(), own.responses.len(), "{caller} before {service}");
    }
}

#[test]
fn a_gateway_has_one_pair_for_each_front() {
    let fronts = [front("json-api"), front("legacy"), front("legacy").with_prefix("/again")];
    let gateway = gateway(fronts, upstream("textus"));
    let listed: Vec<(&str, &str)> =
        gateway.pairs().iter().map(|pair| (pair.front.as_str(), pair.prefix.as_str())).collect();
    assert_eq!(listed, [("json-api", "/json-api"), ("legacy", "/legacy"), ("legacy", "/again")]);
    assert!(gateway.pairs().iter().all(|pair| pair.upstream.as_str() == "textus"));
}
