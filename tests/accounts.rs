//! That an account is true where it would be easy to lie.

#![cfg(all(
    feature = "json-api",
    feature = "flat-roles",
    feature = "legacy",
    feature = "upsun",
    feature = "textus"
))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

use idiolect::dialect::{Blame, DialectExt, Error, FailureResponse, LossPolicy};
use idiolect::model::{Attribute, User, UserId};
use idiolect::{Report, Translator, UpdateOptions};
use serde_json::json;
use support::values::UUID;
use support::{dialect, json, update, user};

/// Each row as `name verdict sources -> targets`.
fn rows(report: &Report) -> Vec<String> {
    let row = |row: &idiolect::Row| {
        let places = |pointers: &[idiolect::json::Pointer]| {
            pointers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        format!(
            "{} {} {} -> {}",
            row.subject,
            row.verdict.as_str(),
            places(&row.sources),
            places(&row.targets)
        )
    };
    report.rows().iter().map(row).collect()
}

#[test]
fn a_part_of_an_element_that_cannot_be_read_is_reported() {
    let body = br#"{"id": "a", "roles": [{"id": "r", "name": 5, "description": null}]}"#;
    assert_eq!(
        rows(&user("flat-roles", "legacy", body).report),
        ["id preserved /id -> /id", "roles converted /roles/0/name /roles -> /roles"]
    );
    let same = user("flat-roles", "flat-roles", body);
    assert_eq!(json(&same.body), json(body));
    assert_eq!(same.report.of(Attribute::Roles).unwrap().verdict.as_str(), "preserved");
}

#[test]
fn what_an_update_stores_for_a_dialect_is_never_put_into_an_update() {
    let report = json!({"account": "a", "schedule": "FREQ=DAILY", "time_period": "day", "reports": ["x"],
        "remainder": [{"dialect": "textus", "pointer": "/admin", "original": "true"}]});
    let body = json!({"version": 1, "analytics_reports": [report]}).to_string();
    let refused = update("canonical", "textus", body.as_bytes()).unwrap_err();
    assert_eq!(refused.problems[0].pointer().as_str(), "/analytics_reports/0/remainder");
}

#[test]
fn what_another_dialect_left_behind_is_no_evidence() {
    let body = json!({"version": 1, "id": "a", "email_verified": true, "remainder": [
        {"dialect": "flat-roles", "pointer": "/email_verified", "original": "false"}]});
    let translation = user("canonical", "flat-roles", body.to_string().as_bytes());
    assert_eq!(
        translation.report.of(Attribute::EmailVerified).unwrap().verdict.as_str(),
        "dropped"
    );
}

#[test]
fn what_is_stored_verbatim_is_not_lost() {
    let body = br#"{"id": "a", "updatedAt": "<string>", "extra": {"deep": 1}}"#;
    assert_eq!(
        rows(&user("flat-roles", "canonical", body).report),
        [
            "id preserved /id -> /id",
            "updated_at preserved /updatedAt -> /remainder/0",
            "/extra unknown /extra -> /remainder/1"
        ]
    );
}

#[test]
fn included_resources_are_routing_by_media_type_by_type() {
    let organisation = json!({"type": "organisations", "id": "o", "attributes": {"name": "Acme"}});
    let team = json!({"type": "teams", "id": "o", "attributes": {"name": "Fitters"}});
    let body = json!({"data": {"type": "users", "id": UUID, "relationships": {"organisations": {"data": [
        {"type": "organisations", "id": "o"}]}}}, "jsonapi": {"version": "1.0"}, "included": [team, organisation]});
    let body = body.to_string();
    let read = dialect("json-api").decode_user(body.as_bytes()).unwrap().value;
    let organisations = read.access.organisations.clone().unwrap();
    assert_eq!(organisations[0].details.as_ref().unwrap().name.as_ref().unwrap().as_str(), "Acme");
    let reported = user("json-api", "canonical", body.as_bytes());
    assert!(
        rows(&reported.report)
            .contains(&"/included/0 unknown /included/0 -> /remainder/0".to_owned()),
        "{}",
        reported.report
    );

    let mut left = read;
    left.access.organisations = Some(Vec::new());
    let written = json(&dialect("json-api").encode_user(&left).body);
    assert_eq!(written["included"], json!([team]), "what is no organisation stays");
}

#[test]
fn clearing_what_the_callers_response_does_not_show_changes_nothing() {
    let current = User::new(UserId::parse(UUID).unwrap());
    let body = json!({"data": {"type": "users", "attributes": {"profile": {
        "personal": {"dob": ""}, "address": {"country_code": ""}}}}});
    let options = UpdateOptions::default().with_current(Some(&current));
    let (source, target) = (dialect("json-api"), dialect("upsun"));
    let translated = Translator::new(&*source, &*target)
        .translate_update(body.to_string().as_bytes(), &options)
        .unwrap();
    assert_eq!(
        rows(&translated.report),
        [
            "date_of_birth unchanged /data/attributes/profile/personal/dob -> ",
            "country unchanged /data/attributes/profile/address/country_code -> ",
        ]
    );
}

#[test]
fn an_id_that_the_target_does_not_take_is_the_applications_to_mend() {
    let id = UserId::parse("no-uuid").unwrap();
    let options =
        UpdateOptions::default().with_target_id(Some(&id)).with_loss_policy(LossPolicy::AllowAll);
    let (source, target) = (dialect("flat-roles"), dialect("json-api"));
    let refused =
        Translator::new(&*source, &*target).translate_update(b"{}", &options).unwrap_err();
    assert!(matches!(refused.error, Error::InvalidId { .. }));
    assert_eq!(refused.error.blame(), Blame::Application);
}

#[test]
fn a_rejected_loss_is_reported_at_the_callers_path() {
    let refused = update("legacy", "textus", br#"{"company": "Acme"}"#).unwrap_err();
    let message =
        dialect("legacy").encode_failure(&refused.to_failure(&dialect("legacy").id())).message;
    assert_eq!(message.status, Some(422));
    let reported = json(&message.body);
    assert_eq!(reported.as_object().unwrap().keys().collect::<Vec<_>>(), ["company"]);
}

#[test]
fn one_place_with_two_meanings_is_two_problems() {
    let message = FailureResponse::new(Some(400), br#"{"address": {"address1": "too long"}}"#);
    let (source, target) = (dialect("legacy"), dialect("json-api"));
    let reported = Translator::new(&*source, &*target).translate_failure(&message);
    let body = json(&reported.message.body);
    let pointers: Vec<_> = body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| &error["source"]["pointer"])
        .collect();
    let profile = "/data/attributes/profile/address";
    assert_eq!(
        pointers,
        [&json!(format!("{profile}/number")), &json!(format!("{profile}/street"))]
    );
}

#[test]
fn an_upstreams_pointer_becomes_that_of_the_caller() {
    let (front, upstream) = (dialect("textus"), dialect("upsun"));
    let translated = Translator::new(&*front, &*upstream)
        .translate_update(br#"{"name": "Chuck Norris"}"#, &UpdateOptions::default())
        .unwrap();
    let refusal = FailureResponse::new(
        Some(400),
        br#"{"detail": {"last_name": "too long", "country": "required"}}"#,
    );
    let failure = upstream.decode_failure(&refusal).value;
    let mapped = translated.report.map_failure(&failure, &front.id());
    let body = json(&front.encode_failure(&mapped).message.body);
    assert_eq!(body["violations"][0]["propertyPath"], "/name");
    assert_eq!(
        body["violations"][1].get("propertyPath"),
        None,
        "the caller said nothing of a country"
    );
}

/// A pointer is never repeated for each of many members below a long name, nor one list compared
/// with another.
#[test]
fn a_hostile_body_costs_no_more_than_its_length() {
    let name = "n".repeat(100_000);
    let many: Vec<String> = (0..20_000).map(|number| format!("\"k{number}\":1")).collect();
    let body = format!("{{\"id\":\"a\",\"first_name\":5,\"{name}\":{{{}}}}}", many.join(","));
    let user = dialect("upsun").decode_user(body.as_bytes()).unwrap().value;
    let kept: usize = user.extras.entries().map(|entry| entry.pointer.len()).sum();
    assert!(kept < 2 * name.len(), "{kept}");
    assert_eq!(json(&dialect("upsun").encode_user(&user).body), json(body.as_bytes()));
    let refused = dialect("upsun")
        .decode_update(body.as_bytes(), &idiolect::dialect::UpdateContext::EMPTY)
        .unwrap_err();
    assert_eq!(refused.problems().len(), 3, "{:?}", refused.problems().len());
}

#[test]
fn an_account_can_be_logged() {
    let body = br#"{"first_name": "Ada", "last_name": "Byron", "company": "Engines"}"#;
    let (upsun, textus) = (dialect("upsun"), dialect("textus"));
    let options = UpdateOptions::default().with_loss_policy(LossPolicy::AllowUnsupported);
    let report =
        Translator::new(&*upsun, &*textus).translate_update(body, &options).unwrap().report;
    let reported = serde_json::to_value(&report).unwrap();
    assert_eq!(
        reported,
        json!([
            {"attribute": "given_name", "verdict": "converted", "reason": "given and family name joined",
             "sources": ["/first_name"], "targets": ["/name"]},
            {"attribute": "family_name", "verdict": "converted", "reason": "given and family name joined",
             "sources": ["/last_name"], "targets": ["/name"]},
            {"attribute": "company", "verdict": "dropped", "reason": "unsupported", "sources": ["/company"], "targets": []},
        ])
    );
    let refused = upsun.decode_update(
        br#"{"first_name": 7, "hunter2": 1}"#,
        &idiolect::dialect::UpdateContext::EMPTY,
    );
    let problems = serde_json::to_value(refused.unwrap_err().problems()).unwrap();
    assert_eq!(
        problems,
        json!([
            {"pointer": "/first_name", "code": "type", "detail": "expected a string"},
            {"pointer": "/hunter2", "code": "unknown-member", "detail": "unknown member"},
        ])
    );
}
