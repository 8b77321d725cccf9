//! Every value replaced by one of every type, in every message: a caller gets one problem, and a
//! response is read as far as possible.

use idiolect::codec::ReadOutcome;
use idiolect::dialect::{Decoded, DialectExt, FailureResponse, UpdateContext};
use idiolect::model::UserUpdate;
use idiolect::problem::{Failure, FailureKind, ReportedField};
use serde_json::{Value, json};

use crate::messages::{
    Fixture, Gap, all, holds_unchanged, holds_unchanged_when_stored, leaves, update, update_json,
    user,
};
use crate::slots::{ANOTHER, Comes, Slot, slot};
use crate::support::variations::{kinds, places, same_type, variations, with};
use crate::support::{ALL, dialect};

/// The content of the fixture with another outcome for its leaf at `place`.
fn expected(
    fixture: &Fixture,
    read: &Decoded<UserUpdate>,
    place: &str,
    comes: Comes,
    value: &Value,
) -> Value {
    let mut expected = update_json(&read.value);
    let subjects: Vec<&ReportedField> = read
        .provenance
        .entries()
        .filter(|(_, pointer, _)| *pointer == place)
        .map(|(subject, ..)| subject)
        .collect();
    for subject in &subjects {
        let (object, key) = match subject {
            ReportedField::CustomSetting(key) => {
                (&mut expected["custom_settings"], key.as_str().to_owned())
            }
            other => (&mut expected, other.name().into_owned()),
        };
        let members = object.as_object_mut().unwrap();
        match comes {
            Comes::Kept => drop(members.remove(&key)),
            Comes::Cleared => drop(members.insert(key, Value::Null)),
            // With street and number in one line, there is no separate number.
            Comes::Set if members[&key].is_null() && subjects.len() > 1 => {}
            Comes::Set => drop(members.insert(key, value.clone())),
            Comes::Problems(_) => unreachable!("a problem is not a change"),
        }
    }
    if subjects.is_empty() && comes == Comes::Set {
        let place = part(fixture, place);
        *expected.pointer_mut(&place).unwrap_or_else(|| panic!("{}", fixture.at(&place))) =
            value.clone();
    }
    expected
}

/// The path of a part of a list in canonical JSON.
fn part(fixture: &Fixture, place: &str) -> String {
    let place = place.replace("/settings/analyticsReports/", "/analytics_reports/");
    if fixture.name == "textus" { place.replace("timePeriod", "time_period") } else { place }
}

/// The values in `settings` and their aliases must not conflict.
fn contradicts(fixture: &Fixture, place: &str, value: &Value) -> Option<String> {
    let message = fixture.json();
    let (within, beside) = match place.strip_prefix("/settings/") {
        Some(rest) => (place.to_owned(), format!("/{rest}")),
        None => (format!("/settings{place}"), place.to_owned()),
    };
    let was = message.pointer(&within)?;
    let is_alias = fixture.name == "textus" && message.pointer(&beside).is_some();
    (is_alias && same_type(was, value) && was != value).then(|| format!("{beside} contradiction"))
}

/// The problems of the fixture with `value` at its leaf `place`.
pub(crate) fn problems(fixture: &Fixture, place: &str, value: &Value) -> Vec<String> {
    if let Some(contradiction) = contradicts(fixture, place, value) {
        return vec![contradiction];
    }
    let slot = slot(fixture.name, place);
    match (slot, slot.comes(value)) {
        (_, Comes::Problems(codes)) => codes.iter().map(|code| format!("{place} {code}")).collect(),
        (Slot::List(members), _) => {
            let elements = value.as_array().unwrap().iter().enumerate();
            let of_element = |(index, element): (usize, &Value)| {
                let missing =
                    members.iter().map(move |name| format!("{place}/{index}/{name} required"));
                let unknown: Vec<String> = element.as_object().unwrap().keys().cloned().collect();
                missing.chain(
                    unknown
                        .into_iter()
                        .map(move |name| format!("{place}/{index}/{name} unknown-member")),
                )
            };
            elements.flat_map(of_element).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn a_leaf_of_an_update_is_one_problem_or_the_documented_change() {
    let mut tried = 0;
    for fixture in all("update") {
        let message = fixture.json();
        let original = update(&*fixture.dialect, &fixture.body).unwrap();
        for place in leaves(&message) {
            for value in kinds() {
                let body = with(&message, &place, value.clone()).to_string();
                let read =
                    update(&*fixture.dialect, body.as_bytes()).map(|read| update_json(&read.value));
                let label = fixture.at(&format!("{place} {value}"));
                let problems = problems(&fixture, &place, &value);
                if problems.is_empty() {
                    let comes = slot(fixture.name, &place).comes(&value);
                    assert_eq!(
                        read,
                        Ok(expected(&fixture, &original, &place, comes, &value)),
                        "{label}"
                    );
                } else {
                    assert_eq!(read, Err(problems), "{label}");
                }
                tried += 1;
            }
        }
    }
    assert!(kinds().contains(&json!(ANOTHER)));
    assert!(tried > 1200, "{tried}");
}

/// A group or a list of another type is one problem, without problems or changes inside it.
#[test]
fn a_group_or_a_list_of_an_update_of_another_type_is_one_problem() {
    for fixture in all("update") {
        let message = fixture.json();
        let groups = places(&message).into_iter().filter(|place| !leaves(&message).contains(place));
        for place in groups.chain([String::new()]) {
            let found = message.pointer(&place).unwrap();
            for value in
                kinds().into_iter().filter(|value| !value.is_null() && !same_type(value, found))
            {
                let body = if place.is_empty() {
                    value.to_string()
                } else {
                    with(&message, &place, value).to_string()
                };
                let read = update(&*fixture.dialect, body.as_bytes()).map(|_| ()).unwrap_err();
                assert_eq!(read, [format!("{place} type")], "{}", fixture.at(&place));
            }
        }
    }
}

/// The read-only members of an update, with their paths.
fn read_only(name: &str) -> &'static [&'static str] {
    match name {
        "json-api" => &[
            "/included",
            "/data/attributes/email",
            "/data/attributes/identities",
            "/data/attributes/profile/personal/username",
        ],
        "flat-roles" => &["/email", "/createdAt", "/updatedAt", "/isService"],
        "legacy" => &["/roles", "/numericId", "/accountId", "/tags", "/preferences"],
        "upsun" => &[
            "/email",
            "/email_verified",
            "/deactivated",
            "/namespace",
            "/created_at",
            "/updated_at",
            "/consented_at",
            "/consent_method",
        ],
        "textus" => {
            &["/firstName", "/lastName", "/avatar", "/automatedActor", "/hasPassword", "/discarded"]
        }
        _ => &[
            "/password",
            "/email_verified",
            "/has_password",
            "/service_account",
            "/organisations",
            "/teams",
            "/grants",
            "/identities",
            "/namespace",
            "/created_at",
            "/updated_at",
            "/consented_at",
            "/consent_method",
            "/remainder",
        ],
    }
}

#[test]
fn a_read_only_member_is_null_or_one_problem() {
    for fixture in all("update") {
        let own = update_json(&update(&*fixture.dialect, &fixture.body).unwrap().value);
        for place in read_only(fixture.name) {
            for value in kinds() {
                let body = with(&fixture.json(), place, value.clone()).to_string();
                let read =
                    update(&*fixture.dialect, body.as_bytes()).map(|read| update_json(&read.value));
                let expected = if value.is_null() {
                    Ok(own.clone())
                } else {
                    Err(vec![format!("{place} read-only")])
                };
                assert_eq!(read, expected, "{}", fixture.at(&format!("{place} {value}")));
            }
        }
    }
}

/// With the current user known, a read-only member may repeat its value, and have no other.
#[test]
fn a_read_only_member_may_repeat_the_current_user_only() {
    for name in ALL {
        let fixture = all("update").into_iter().find(|fixture| fixture.name == name).unwrap();
        let current = all("user").into_iter().find(|fixture| fixture.name == name).unwrap();
        let user = user(&*current.dialect, &current.body).unwrap().value;
        let context = UpdateContext::EMPTY.with_current(Some(&user));
        let mut repeated = 0;
        for place in read_only(name) {
            let Some(there) = current.json().pointer(place).cloned() else { continue };
            for value in kinds().into_iter().chain([there.clone()]) {
                let body = with(&fixture.json(), place, value.clone()).to_string();
                let read = fixture.dialect.decode_update(body.as_bytes(), &context).map(|_| ());
                let is_nothing = value == "" && (there == "" || there.is_null());
                let is_taken = value.is_null() || value == there || is_nothing;
                let problems = read
                    .err()
                    .map(|error| crate::support::lines::listed(&error))
                    .unwrap_or_default();
                let expected =
                    if is_taken { Vec::new() } else { vec![format!("{place} read-only")] };
                assert_eq!(problems, expected, "{}", fixture.at(&format!("{place} {value}")));
            }
            repeated += 1;
        }
        assert!(repeated > 0, "{name}");
    }
}

/// The problem that makes a response invalid, if this change does.
pub(crate) fn response_without_user_problem(
    fixture: &Fixture,
    place: &str,
    value: &Value,
) -> Option<String> {
    let is_an_id =
        matches!(value, Value::String(text) if !text.is_empty()) || value.as_u64().is_some();
    match (fixture.name, place) {
        ("canonical", "/version") => Some("/version version".to_owned()),
        ("json-api", "/data" | "/data/id") => {
            (place == "/data" || !is_an_id).then(|| "/data/id required".to_owned())
        }
        ("json-api", _) => None,
        (_, "/id") => (!is_an_id).then(|| "/id required".to_owned()),
        _ => None,
    }
}

#[test]
fn a_user_with_any_value_anywhere_is_read_and_written_back_unchanged() {
    let mut tried = 0;
    for fixture in all("user") {
        let message = fixture.json();
        for place in places(&message) {
            let gap = Gap::at(&message, &place);
            for value in kinds() {
                holds_read(&fixture, &message, &place, &value, &gap.filled(value.to_string()));
                tried += 1;
            }
        }
    }
    assert!(tried > 5500, "{tried}");
}

fn holds_read(fixture: &Fixture, message: &Value, place: &str, value: &Value, body: &[u8]) {
    let label = fixture.at(&format!("{place} {value}"));
    if let Some(problem) = response_without_user_problem(fixture, place, value) {
        assert_eq!(user(&*fixture.dialect, body).map(|_| ()).unwrap_err(), [problem], "{label}");
        return;
    }
    let read = holds_unchanged(&*fixture.dialect, body, &label);
    if value.is_null() || *value == json!({ "a": ["b"] }) {
        holds_unchanged_when_stored(&*fixture.dialect, &read.value, body, &label);
    }
    // A value of another type is not read, except a number as an id.
    let was = message.pointer(place).unwrap();
    let is_mistyped = !was.is_null() && !same_type(value, was);
    if is_mistyped && !(place.ends_with("/id") && value.is_u64()) {
        let is_value = |(subject, pointer, reading): (&ReportedField, &str, ReadOutcome)| {
            pointer == place
                && subject.attribute().is_some()
                && matches!(reading, ReadOutcome::Read(_))
        };
        assert!(!read.provenance.entries().any(is_value), "{label}: read as a value");
    }
}

#[test]
fn a_response_that_is_not_an_object_contains_no_user() {
    for name in ALL {
        for value in kinds().into_iter().filter(|value| !value.is_object()) {
            let problems =
                user(&*dialect(name), value.to_string().as_bytes()).map(|_| ()).unwrap_err();
            assert_eq!(problems, [" type"], "{name} {value}");
        }
    }
}

/// The paths in a failure, in order.
fn named(failure: &Failure) -> Vec<&str> {
    failure
        .problems
        .iter()
        .filter_map(|problem| Some(problem.place.as_ref()?.pointer.as_str()))
        .collect()
}

#[test]
fn a_failure_with_any_value_anywhere_is_read() {
    let mut tried = 0;
    for fixture in all("failure") {
        let message = fixture.json();
        let read = |body: &str| {
            fixture.dialect.decode_failure(&FailureResponse::new(Some(409), body)).value
        };
        let own = read(&message.to_string());
        for (place, body) in variations(&message) {
            let value = body.pointer(&place).unwrap();
            let label = fixture.at(&format!("{place} {value}"));
            let failure = read(&body.to_string());
            assert_eq!(
                failure.kind,
                FailureKind::Conflict,
                "{label}: the HTTP status takes precedence"
            );
            // A problem may be lost with its path; a new path comes only from a text or a member's
            // name.
            if !value.is_string() && !value.to_string().contains("\"a\"") {
                assert!(named(&failure).iter().all(|place| named(&own).contains(place)), "{label}");
            }
            let again = fixture
                .dialect
                .decode_failure(&fixture.dialect.encode_failure(&failure).message)
                .value;
            assert_eq!(again.kind, FailureKind::Conflict, "{label}");
            // MediaSilo has no body for a conflict.
            if fixture.name != "legacy" {
                assert_eq!(named(&again), named(&failure), "{label}");
            }
            tried += 1;
        }
    }
    assert!(tried > 500, "{tried}");
}
