//! The exact texts of the errors.

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

use std::error::Error as _;
use std::fmt::Write as _;

use idiolect::dialect::{DialectExt, Error, LossPolicy, UpdateContext};
use idiolect::{Translator, UpdateOptions};
use support::{ALL, dialect};

fn rendered(name: &str, body: &[u8]) -> String {
    let error = dialect(name).decode_update(body, &UpdateContext::EMPTY).unwrap_err();
    let mut text = format!("{error} ({:?}, {})\n", error.blame(), error.status());
    for problem in error.problems() {
        writeln!(text, "  {problem}").unwrap();
    }
    let source = error.source().unwrap().to_string();
    assert!(!error.to_string().contains(&source), "the source speaks for itself");
    text
}

#[test]
fn every_fault_of_an_update_is_reported_at_once() {
    let updates: [(&str, &str); 6] = [
        (
            "json-api",
            r#"{"data": {"type": "people", "id": "7", "attributes": {"email": "new@example.com", "nick": "x", "profile": {
                "personal": {"first_name": "\u0007", "dob": "15/06/1985", "username": "x"}, "contact": "none",
                "settings": {"preferred_language": "en_GB", "timezone": "London, England"}, "work": {"start_date": 2018},
                "address": {"country_code": "GBR", "what3words": "two.words", "town": " "}}}}}"#,
        ),
        (
            "flat-roles",
            r#"{"firstName": null, "lastName": 5, "status": "deleted", "type": "Member", "roles": ["7", null, {}],
                "isService": true, "x": 1, "x": 2}"#,
        ),
        (
            "legacy",
            r#"{"userName": "a b", "password": "short", "firstName": 1, "email": "", "phone": "call me", "address": [],
                "status": "DISABLED", "sso": "yes", "defaultRoleTemplateId": "", "numericId": 7}"#,
        ),
        (
            "upsun",
            r#"{"username": "", "first_name": null, "picture": "javascript:alert(1)", "website": "https://me:pw@example.com",
                "country": "", "email": "x@example.com", "phone": "1"}"#,
        ),
        (
            "textus",
            r#"{"@type": "Account", "name": "", "email": "nobody", "notifications": {"email": true}, "settings": {
                "notifications": {"email": false, "audio": null}, "customSettings": {"a": 1}, "defaultMessagingAccount": "/users/x",
                "analyticsReports": [{"account": "x", "schedule": "RRULE:FREQ=DAILY", "timePeriod": ""}]},
                "memberships": [{"role": "user", "account": "/accounts/a"}, {"account": "a"}], "discarded": true}"#,
        ),
        (
            "canonical",
            r#"{"version": 2, "given_name": "", "email": null, "status": "gone", "password": "x", "date_of_birth": "2000-01-01T01:00:00Z"}"#,
        ),
    ];
    let text: String = updates.iter().map(|(name, body)| rendered(name, body.as_bytes())).collect();
    insta::assert_snapshot!(text);
}

#[test]
fn what_is_no_update_at_all_is_one_problem() {
    let bodies: [&[u8]; 8] = [
        b"",
        b"{",
        b"[]",
        b"{} {}",
        b"\xef\xbb\xbf{}",
        b"{\"a\": \"\xff\"}",
        br#"{"a": "\ud800"}"#,
        b"{\"a\": 01}",
    ];
    let text: String = bodies.iter().map(|body| rendered("upsun", body)).collect();
    insta::assert_snapshot!(text);
}

#[test]
fn a_loss_reports_what_and_why_and_whose_fault_it_is() {
    let (legacy, upsun) = (dialect("legacy"), dialect("upsun"));
    let body = br#"{"email": "a@example.com", "address": {"city": "", "country": ""}, "password": "Ch@ng3dP@ssw0rd!"}"#;
    let refused = Translator::new(&*legacy, &*upsun)
        .translate_update(body, &UpdateOptions::default())
        .unwrap_err();
    let source = refused.error.source().unwrap();
    let problems: Vec<String> =
        refused.problems.iter().map(|problem| format!("  {problem}\n")).collect();
    let problems = problems.concat();
    insta::assert_snapshot!(format!(
        "{refused}\n{}\n{source}\n{problems}{}",
        refused.error, refused.report
    ));
}

#[test]
fn no_id_is_the_applications_to_mend() {
    let update = idiolect::model::UserUpdate::default();
    let error = dialect("json-api")
        .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject)
        .unwrap_err();
    assert!(matches!(error, Error::NoId { .. }));
    insta::assert_snapshot!(format!("{error} ({:?}, {})", error.blame(), error.status()));
}

#[test]
fn a_response_without_an_id_is_the_services_to_mend() {
    let mut text = String::new();
    for name in ALL {
        for body in ["{}", r#"{"id": null, "data": {"id": {}}, "version": 1}"#, "<html>"] {
            let error = dialect(name).decode_user(body.as_bytes()).unwrap_err();
            let problems: Vec<String> =
                error.problems().iter().map(|problem| format!("  {problem}\n")).collect();
            write!(
                text,
                "{error} ({:?}, {})\n{}",
                error.blame(),
                error.status(),
                problems.concat()
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn the_source_of_an_error_has_each_problem_in_one_line() {
    for body in [r#"{"version": 2}"#, r#"{"version": 2, "email": null, "status": "gone"}"#] {
        let error =
            dialect("canonical").decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap_err();
        let problems: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
        assert_eq!(error.source().unwrap().to_string(), problems.join("; "));
    }
}
