//! The problems that a caller gets: a loss at each place where it stands, and nothing twice.

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

use std::collections::HashSet;

use idiolect::conformance::generate;
use idiolect::dialect::{
    Dialect, DialectExt, Error, FailureResponse, LossPolicy, Settings, UpdateContext, built_in,
};
use idiolect::model::{Attribute, Code, UserId};
use idiolect::problem::{Failure, FailureKind, FailureProblem, ProblemLocation};
use idiolect::{TranslationError, Translator, UpdateOptions, Verdict};
use serde_json::{Value, json};
use support::values::UUID;
use support::variations::variations;
use support::{dialect, fixtures, json, update};

fn id() -> UserId {
    UserId::parse(UUID).unwrap()
}

/// Updates that callers of `dialect` may send: the documented ones, each with something else at one
/// place, and those that the dialect writes.
fn updates(dialect: &dyn Dialect) -> Vec<Vec<u8>> {
    let (name, own) = (dialect.id(), id());
    let context = UpdateContext::EMPTY.with_id(Some(&own));
    let documented = fixtures(name.as_str(), "update").into_iter().map(|(_, body)| json(&body));
    let varied = documented.flat_map(|base| {
        let others = variations(&base).into_iter().map(|(_, body)| body);
        std::iter::once(base.clone()).chain(others).collect::<Vec<_>>()
    });
    let generated = (0..60_u8).map(|seed| {
        let next = |byte: &u8| Some(byte.wrapping_mul(5).wrapping_add(seed | 1));
        let bytes: Vec<u8> =
            std::iter::successors(Some(seed), next).take(generate::LENGTH).collect();
        dialect.encode_update(&generate::update(&bytes), &context, &LossPolicy::AllowAll)
    });
    varied
        .map(|body| body.to_string().into_bytes())
        .chain(generated.map(|encoded| encoded.unwrap().body))
        .collect()
}

/// Path, code and text of each problem.
fn keys(failure: &Failure) -> Vec<(String, String, String)> {
    let path = |problem: &FailureProblem| {
        problem.place.as_ref().map(|place| place.pointer.clone()).unwrap_or_default()
    };
    let problems = failure.problems.iter();
    problems.map(|one| (path(one), one.code.to_string(), one.detail.to_string())).collect()
}

fn has_repeats<T: std::hash::Hash + Eq>(values: impl IntoIterator<Item = T>) -> bool {
    let mut seen = HashSet::new();
    values.into_iter().any(|value| !seen.insert(value))
}

/// Whether some array in the body has the same element twice, or some text the same part.
fn repeats(body: &Value) -> bool {
    match body {
        Value::Array(elements) => {
            has_repeats(elements.iter().map(ToString::to_string)) || elements.iter().any(repeats)
        }
        Value::Object(members) => members.values().any(repeats),
        Value::String(text) => has_repeats(text.split("; ")),
        _ => false,
    }
}

fn lists_nothing_twice(dialect: &dyn Dialect, failure: &Failure, of: &[u8]) {
    let body = String::from_utf8_lossy(of);
    assert!(!has_repeats(keys(failure)), "{body}: {failure:#?}");
    lists_no_part_twice(&dialect.encode_failure(failure).message.body);
}

fn lists_no_part_twice(failure: &[u8]) {
    let is_listed_twice = !failure.is_empty() && repeats(&json(failure));
    assert!(!is_listed_twice, "{}", String::from_utf8_lossy(failure));
}

/// The places of each loss, by the rows of the report, are those of the problems.
fn lists_each_place(error: &TranslationError, of: &[u8]) {
    let Error::Loss(_) = &error.error else { return };
    let mut wanted: Vec<(&str, &str)> = Vec::new();
    for row in error.report.iter().filter(|row| matches!(row.verdict, Verdict::Dropped(_))) {
        let reason = row.reason.unwrap();
        wanted.extend(row.sources.iter().map(|pointer| (pointer.as_str(), reason)));
        if row.sources.is_empty() {
            wanted.push(("", reason));
        }
    }
    let mut seen = HashSet::new();
    wanted.retain(|problem| seen.insert(*problem));
    let wanted: Vec<&str> = wanted.into_iter().map(|(place, _)| place).collect();
    let found: Vec<&str> = error.problems.iter().map(|one| one.pointer().as_str()).collect();
    assert_eq!(found, wanted, "{}: {}", String::from_utf8_lossy(of), error.report);
}

#[test]
fn no_caller_gets_a_problem_twice_and_each_loss_has_all_its_places() {
    let own = id();
    let options = UpdateOptions::default().with_source_id(Some(&own)).with_target_id(Some(&own));
    let (mut losses, mut with_places) = (0, 0);
    for from in built_in(Settings::default()) {
        let bodies = updates(&*from);
        for to in built_in(Settings::default()) {
            let translator = Translator::new(&*from, &*to);
            for body in &bodies {
                let Err(error) = translator.translate_update(body, &options) else { continue };
                lists_nothing_twice(&*from, &error.to_failure(&from.id()), body);
                lists_each_place(&error, body);
                losses += usize::from(matches!(error.error, Error::Loss(_)));
                with_places += usize::from(error.report.iter().any(|row| {
                    row.sources.len() > 1 && matches!(row.verdict, Verdict::Dropped(_))
                }));
            }
        }
    }
    assert!(losses > 1000 && with_places > 10, "{losses} losses, {with_places} in several places");
}

fn listed(problems: &[idiolect::problem::Problem]) -> Vec<String> {
    problems.iter().map(|one| format!("{} {}", one.pointer(), one.code())).collect()
}

/// TextUs has the notifications in two places, which an update may both contain.
#[test]
fn a_loss_in_two_places_is_a_problem_at_each() {
    let either = json!({"email": false});
    let body = json!({"notifications": either, "settings": {"notifications": either}}).to_string();
    for to in ["json-api", "flat-roles", "legacy", "upsun"] {
        let own = id();
        let options =
            UpdateOptions::default().with_source_id(Some(&own)).with_target_id(Some(&own));
        let (from, to) = (dialect("textus"), dialect(to));
        let translator = Translator::new(&*from, &*to);
        let error = translator.translate_update(body.as_bytes(), &options).unwrap_err();
        let places = ["/settings/notifications/email loss", "/notifications/email loss"];
        assert_eq!(listed(&error.problems), places);
        let encoded = from.encode_failure(&error.to_failure(&from.id()));
        let violations = json(&encoded.message.body)["violations"].clone();
        assert_eq!(violations[0]["propertyPath"], "/settings/notifications/email");
        assert_eq!(violations[1]["propertyPath"], "/notifications/email");
    }
}

#[test]
fn a_null_object_is_one_problem_for_all_that_it_clears() {
    let profile = json!({"work": null, "address": null});
    let body = json!({"data": {"type": "users", "id": UUID, "attributes": {"profile": profile}}});
    let error = update("json-api", "upsun", body.to_string().as_bytes()).unwrap_err();
    let at = "/data/attributes/profile";
    let texts: Vec<String> = error.problems.iter().map(ToString::to_string).collect();
    let unsupported = "not supported by upsun; remove it, or allow the loss (loss)";
    let fixed = "cannot be cleared in upsun; remove it, give a value, or allow the loss (loss)";
    assert_eq!(
        texts,
        [
            format!("{at}/work: {unsupported}"),
            format!("{at}/address: {unsupported}"),
            format!("{at}/address: {fixed}"),
        ]
    );
}

/// What a service, or the application, lists twice is written once, and all of it is recorded.
#[test]
fn equal_problems_of_a_failure_are_written_once_in_every_dialect() {
    for dialect in built_in(Settings::default()) {
        let mut failure = Failure::new(FailureKind::Invalid);
        for attribute in [Attribute::GivenName, Attribute::FamilyName, Attribute::GivenName] {
            for place in [None, Some("/x/y")] {
                let mut problem = FailureProblem::new(Code::TOO_LONG, "too long".into());
                problem.subject = Some(attribute.into());
                problem.place = place.map(|pointer| {
                    ProblemLocation::new(dialect.id().as_str().to_owned(), pointer.to_owned())
                });
                failure.problems.push(problem);
            }
        }
        let encoded = dialect.encode_failure(&failure);
        lists_no_part_twice(&encoded.message.body);
        let dropped = |outcome| matches!(outcome, idiolect::codec::WriteOutcome::Dropped(_));
        for (field, _, outcome) in encoded.provenance.entries() {
            assert!(!dropped(outcome), "{}: {field}", dialect.id());
        }
        let one = json!({"path": "/x", "propertyPath": "x", "pointer": "/x", "code": "required",
            "message": "m", "detail": "m", "source": {"pointer": "/x"}});
        let twice = json!([one, one]);
        let body = json!({"errors": twice, "violations": twice, "problems": twice}).to_string();
        let message = FailureResponse::new(Some(400), body.as_bytes());
        for to in built_in(Settings::default()) {
            let translated = Translator::new(&*dialect, &*to).translate_failure(&message);
            lists_no_part_twice(&translated.message.body);
        }
    }
}

/// JSON:API has the place of a missing member only as the object that lacks it.
#[test]
fn two_members_missing_from_one_object_are_written_once_where_only_the_object_is_named() {
    let body = br#"{"memberships": [{}]}"#;
    let error = dialect("textus").decode_update(body, &UpdateContext::EMPTY).unwrap_err();
    assert_eq!(
        listed(error.problems()),
        ["/memberships/0/role required", "/memberships/0/account required"]
    );
    let front = dialect("json-api");
    let encoded = front.encode_failure(&error.to_failure(&front.id()));
    let errors = json(&encoded.message.body)["errors"].clone();
    assert_eq!(errors.as_array().unwrap().len(), 1, "{errors}");
    assert_eq!(errors[0]["source"]["pointer"], "/memberships/0");
}
