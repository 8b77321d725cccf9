//! Half a surrogate pair in a response, such as `\ud83d`, where emoji were cut: valid JSON that is
//! not Unicode.

use idiolect::codec::ReadOutcome;
use idiolect::dialect::{DialectExt, FailureResponse};
use serde_json::{Value, json};

use crate::messages::{
    Fixture, Gap, all, holds_unchanged, holds_unchanged_when_stored, leaves, objects, user,
    user_json,
};
use crate::support::variations::with_raw;
use crate::support::{ALL, dialect, json as parsed};

/// One before and one after other characters, in both cases; their number multiplies with the
/// paths.
pub(crate) const FEW: [&str; 2] = [r"caf\u00e9 \ud83d", r"\uDE00x"];

const HALVES: [&str; 9] = [
    r"\ud83d",
    r"\uDE00",
    r"\udbff",
    r"\ud83d\ud83d",
    r"\ude00\ud83d",
    r"\ud83dx",
    r"caf\u00e9 \ud83d",
    r"\ud83d \ude00",
    r"\ud83d\\ude00",
];

/// The path of a documented text in each dialect's user and update, which the vendor's fixtures
/// have, and of the object around it.
const TEXTS: [(&str, &str); 6] = [
    ("json-api", "/data/attributes/profile/personal/last_name"),
    ("flat-roles", "/lastName"),
    ("legacy", "/company"),
    ("upsun", "/company"),
    ("textus", "/name"),
    ("canonical", "/family_name"),
];

/// Values with a half, each with one that has another unreadable value there.
fn values(half: &str) -> [(String, &'static str); 5] {
    [
        (format!("\"{half}\""), "-1.5"),
        (format!("[\"{half}\"]"), "[-1.5]"),
        (format!("[1.5, {{\"x\": \"{half}\"}}]"), "[1.5, {\"x\": -1.5}]"),
        (format!("{{\"x\": [\"{half}\"]}}"), "{\"x\": [-1.5]}"),
        (format!("{{\"{half}\": \"{half}\"}}"), "{}"),
    ]
}

/// Appends a member to the object at `place`.
pub(crate) fn extended(fixture: &Fixture, place: &str, member: &str) -> Vec<u8> {
    let message = fixture.json();
    let object = message.pointer(place).unwrap();
    let members = object.to_string();
    let members = members.strip_suffix('}').unwrap();
    let separator = if members == "{" { "" } else { "," };
    let with_member = format!("{members}{separator}{member}}}");
    if place.is_empty() {
        return with_member.into_bytes();
    }
    Gap::at(&message, place).filled(with_member)
}

fn contains(body: &[u8], text: &str) -> bool {
    std::str::from_utf8(body).unwrap().contains(text)
}

/// A canonical user without the extras of its elements.
fn without_extras(mut user: Value) -> Value {
    match &mut user {
        Value::Object(members) => {
            members.remove("remainder");
            for value in members.values_mut() {
                *value = without_extras(value.take());
            }
        }
        Value::Array(elements) => {
            for value in elements {
                *value = without_extras(value.take());
            }
        }
        _ => {}
    }
    user
}

/// Asserts that the user is read, and written back with the half, also after it was stored.
fn holds_half(fixture: &Fixture, body: &[u8], half: &str, place: &str) {
    let place = &fixture.at(&format!("{place} {half}"));
    let read = holds_unchanged(&*fixture.dialect, body, place).value;
    assert!(contains(&fixture.dialect.encode_user(&read).body, half), "{place}");
    if fixture.name != "canonical" {
        holds_unchanged_when_stored(&*fixture.dialect, &read, body, place);
    }
}

#[test]
fn a_half_anywhere_in_a_user_is_kept_and_read_as_any_other_unreadable_value() {
    let (mut kept, mut rejected) = (0, 0);
    for fixture in all("user") {
        let message = fixture.json();
        for (place, half) in leaves(&message).into_iter().zip(FEW.into_iter().cycle()) {
            let gap = Gap::at(&message, &place);
            for (value, other) in values(half) {
                let (body, other) = (gap.filled(&value), gap.filled(other));
                let label = fixture.at(&format!("{place} {value}"));
                match (user(&*fixture.dialect, &body), user(&*fixture.dialect, &other)) {
                    (Ok(read), Ok(other)) => {
                        holds_half(&fixture, &body, half, &place);
                        // `serde_json` cannot parse what the canonical form writes back.
                        if fixture.name != "canonical" {
                            let known = |user| without_extras(user_json(user));
                            assert_eq!(known(&read.value), known(&other.value), "{label}");
                        }
                        kept += 1;
                    }
                    (Err(problems), Err(others)) => {
                        assert_eq!(problems, others, "{label}");
                        rejected += 1;
                    }
                    (read, other) => panic!("{label}: {read:?} {other:?}"),
                }
            }
        }
    }
    assert!(kept > 500 && rejected > 20, "{kept} {rejected}");
}

#[test]
fn the_attribute_of_a_half_is_recorded_as_unreadable_and_absent() {
    for (name, place) in TEXTS {
        let mut found = 0;
        for fixture in all("user").into_iter().filter(|fixture| fixture.name == name) {
            if fixture.json().pointer(place).is_none() {
                continue;
            }
            for half in HALVES {
                let body = with_raw(&fixture.json(), place, &format!("\"{half}\""));
                let read = user(&*fixture.dialect, &body).unwrap();
                let outcomes: Vec<ReadOutcome> = read
                    .provenance
                    .entries()
                    .filter(|(_, pointer, _)| *pointer == place)
                    .map(|(_, _, outcome)| outcome)
                    .collect();
                assert_eq!(outcomes, [ReadOutcome::Unreadable], "{name} {half}");
                holds_half(&fixture, &body, &format!("\"{half}\""), place);
            }
            found += 1;
        }
        assert!(found > 0, "{name}");
    }
}

#[test]
fn an_unknown_member_with_a_half_is_kept() {
    for fixture in all("user") {
        for place in objects(&fixture.json()) {
            for half in FEW {
                for member in [
                    format!("\"note\":\"{half}\""),
                    format!("\"note\":{{\"{half}\":[\"{half}\",{{\"x\":\"{half}\"}}]}}"),
                    format!("\"{half}\":{{\"x\":\"{half}\"}}"),
                    format!("\"\\udfff\":1,\"{half}\":[2],\"{half} \":null"),
                ] {
                    let body = extended(&fixture, &place, &member);
                    holds_half(&fixture, &body, half, &place);
                }
            }
        }
        let body = extended(&fixture, "", r#""note":"\ud83d""#);
        let read = user(&*fixture.dialect, &body).unwrap();
        let unknown = |pointer: &str| {
            let mut entries = read.provenance.entries();
            entries.any(|(_, at, outcome)| at == pointer && outcome == ReadOutcome::Unknown)
        };
        assert!(unknown("/note"), "{}", fixture.at(""));
    }
}

#[test]
fn a_name_with_a_half_is_recorded_at_its_object() {
    for (name, pointer, body) in [
        ("legacy", "", r#"{"id":"A","\ud83d":1}"#),
        ("legacy", "/address", r#"{"id":"A","address":{"city":"London","\ud83d":1}}"#),
        (
            "textus",
            "/settings/customSettings",
            r#"{"id":"/users/a","settings":{"customSettings":{"a":"b","\ud83d":"x"}}}"#,
        ),
    ] {
        let read = holds_unchanged(&*dialect(name), body.as_bytes(), body);
        let unknown: Vec<&str> = read
            .provenance
            .entries()
            .filter(|(.., outcome)| *outcome == ReadOutcome::Unknown)
            .map(|(_, pointer, _)| pointer)
            .collect();
        assert_eq!(unknown, [pointer], "{body}");
    }
}

#[test]
fn custom_settings_with_halves_are_kept_beside_the_others() {
    let body = r#"{"id":"/users/a","settings":{"customSettings":{"a":"b","c":"\ud83d"}}}"#;
    let read = holds_unchanged(&*dialect("textus"), body.as_bytes(), "a value").value;
    assert_eq!(read.custom_settings.len(), 1);
    let body = r#"{"id":"/users/a","settings":{"customSettings":{"a":"b","\ud83d":"x"}}}"#;
    let mut read = holds_unchanged(&*dialect("textus"), body.as_bytes(), "a key").value;
    assert_eq!(read.custom_settings.len(), 1);
    // What changes around it does not lose it.
    read.custom_settings.clear();
    let written = dialect("textus").encode_user(&read).body;
    assert!(contains(&written, r#""customSettings":{"\ud83d":"x"}"#));
}

#[test]
fn an_id_with_a_half_is_a_missing_id() {
    for fixture in all("user") {
        let message = fixture.json();
        let id = if fixture.name == "json-api" { "/data/id" } else { "/id" };
        let [half, none] = [r#""\ud83d""#, "{}"].map(|value| {
            let body = with_raw(&message, id, value);
            user(&*fixture.dialect, &body).map(|_| ()).unwrap_err()
        });
        assert_eq!(half, none, "{}", fixture.at(id));
    }
}

#[test]
fn a_half_in_a_failure_is_ignored() {
    for fixture in all("failure") {
        let message = fixture.json();
        let failure = |body: Vec<u8>| {
            let read = fixture.dialect.decode_failure(&FailureResponse::new(Some(409), body));
            (read.value, read.provenance)
        };
        for place in leaves(&message) {
            let gap = Gap::at(&message, &place);
            for half in FEW {
                for (value, other) in values(half) {
                    let label = fixture.at(&format!("{place} {value}"));
                    assert_eq!(
                        failure(gap.filled(&value)).0,
                        failure(gap.filled(other)).0,
                        "{label}"
                    );
                }
            }
        }
        let before = failure(message.to_string().into_bytes());
        for member in [r#""links":"\ud83d""#, r#""\ud83d":"x""#] {
            let after = failure(extended(&fixture, "", member));
            assert_eq!(after.0, before.0, "{}", fixture.at(member));
        }
    }
}

#[test]
fn a_half_is_not_written_in_another_dialect() {
    for (name, place) in TEXTS {
        let fixture = all("user").into_iter().find(|fixture| fixture.name == name).unwrap();
        let body = extended(&fixture, "", r#""note":"\ud83d","\ud83d":"x""#);
        for other in ALL.into_iter().filter(|other| *other != name && *other != "canonical") {
            let translation = crate::support::user(name, other, &body);
            assert!(!contains(&translation.body, "\\ud83d"), "{name} to {other} {place}");
            assert_eq!(parsed(&translation.body)["note"], json!(null));
        }
    }
}
