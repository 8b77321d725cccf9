//! Members whose names have a meaning to a language, a library, or a file system, and none here.

use idiolect::codec::ReadOutcome;
use idiolect::dialect::{DialectExt, Settings, UpdateContext, built_in};
use idiolect::model::SettingChange;
use serde_json::{Value, json};

use crate::messages::{
    Gap, all, holds_unchanged, holds_unchanged_when_stored, objects, update, update_json, user,
};
use crate::support::values::of;
use crate::support::variations::escaped;
use crate::support::{ALL, user as translated};

const NAMES: [&str; 44] = [
    "__proto__",
    "constructor",
    "prototype",
    "__defineGetter__",
    "hasOwnProperty",
    "toString",
    "valueOf",
    "toJSON",
    "then",
    "length",
    "__class__",
    "__init__",
    "__dict__",
    "$ref",
    "$where",
    "$ne",
    "$type",
    "$schema",
    "$serde_json::private::Number",
    "$serde_json::private::RawValue",
    "@value",
    "@graph",
    "@id",
    "@reverse",
    "xsi:type",
    "java.lang.Runtime",
    "class.module.classLoader",
    "is_admin",
    "isAdmin",
    "superuser",
    "0",
    "-1",
    "-",
    ".",
    "..",
    "../../etc/passwd",
    "a/b",
    "~",
    "~0~1",
    "%2e%2e%2f",
    "{{7*7}}",
    "' OR 1=1 --",
    "<script>",
    "null",
];

/// The object with one more member, at the start or at the end.
fn with_member(object: &str, name: &str, value: &str, is_first: bool) -> String {
    let inner = &object[1..object.len() - 1];
    let separator = if inner.is_empty() { "" } else { "," };
    let name = json!(name);
    if is_first {
        format!("{{{name}:{value}{separator}{inner}}}")
    } else {
        format!("{{{inner}{separator}{name}:{value}}}")
    }
}

#[test]
fn a_name_with_a_meaning_elsewhere_is_an_unknown_member() {
    for fixture in all("update") {
        let message = fixture.json();
        let own = update(&*fixture.dialect, &fixture.body).unwrap().value;
        for place in objects(&message) {
            let (object, gap) =
                (message.pointer(&place).unwrap().to_string(), Gap::at(&message, &place));
            for (number, name) in NAMES.into_iter().enumerate() {
                let at = format!("{place}/{}", escaped(name));
                let body = gap.filled(with_member(&object, name, "\"x\"", number % 2 == 0));
                let read = update(&*fixture.dialect, &body).map(|read| read.value);
                let expected = match place.rsplit('/').next().unwrap() {
                    "customSettings" | "custom_settings" => {
                        let mut expected = own.clone();
                        expected
                            .custom_settings
                            .insert(of(name), SettingChange::Set("x".to_owned()));
                        Ok(expected)
                    }
                    _ => Err(vec![format!("{at} unknown-member")]),
                };
                assert_eq!(read, expected, "{}", fixture.at(&at));
            }
        }
    }
}

#[test]
fn a_member_with_an_empty_name_is_an_unknown_member() {
    for fixture in all("update") {
        let message = fixture.json();
        for place in objects(&message) {
            let (object, gap) =
                (message.pointer(&place).unwrap().to_string(), Gap::at(&message, &place));
            let read =
                update(&*fixture.dialect, &gap.filled(with_member(&object, "", "\"x\"", true)))
                    .map(|_| ());
            let expected = match place.rsplit('/').next().unwrap() {
                "customSettings" | "custom_settings" => Err(vec![format!("{place}/ blank")]),
                _ => Err(vec![format!("{place}/ unknown-member")]),
            };
            assert_eq!(read, expected, "{}", fixture.at(&place));
        }
    }
}

const MARK: &str = "mark-5e1c";

/// In a user it is written back by its own dialect only, and changes nothing else.
#[test]
fn a_name_with_a_meaning_elsewhere_is_written_to_no_other_dialect() {
    for fixture in all("user") {
        let message = fixture.json();
        let own = user(&*fixture.dialect, message.to_string().as_bytes()).unwrap().value;
        for (number, place) in objects(&message).into_iter().enumerate() {
            let (object, gap) =
                (message.pointer(&place).unwrap().to_string(), Gap::at(&message, &place));
            let is_setting =
                place.ends_with("/customSettings") || place.ends_with("/custom_settings");
            for (other, name) in
                NAMES.into_iter().enumerate().filter(|(other, _)| other % 4 == number % 4)
            {
                let label = fixture.at(&format!("{place}/{name}"));
                let body = gap.filled(with_member(
                    &object,
                    name,
                    &json!({ "x": MARK }).to_string(),
                    other % 8 < 4,
                ));
                let read = holds_unchanged(&*fixture.dialect, &body, &label).value;
                if other < 8 {
                    holds_unchanged_when_stored(&*fixture.dialect, &read, &body, &label);
                }
                let mut bare = read.clone();
                bare.extras = own.extras.clone();
                assert!(
                    place.matches('/').count() > 1 || bare == own || is_setting,
                    "{label}: something else has changed"
                );
                let strangers = ALL
                    .into_iter()
                    .filter(|stranger| ![fixture.name, "canonical"].contains(stranger));
                let stranger = strangers.cycle().nth(other).unwrap();
                let translation = translated(fixture.name, stranger, &body);
                assert!(
                    !String::from_utf8(translation.body).unwrap().contains(MARK),
                    "{label} to {stranger}"
                );
            }
        }
    }
}

/// An update changes nothing but what its dialect's own members can change.
#[test]
fn no_name_makes_an_update_change_what_its_dialect_cannot() {
    let bodies: [(&str, Value); 5] = [
        ("upsun", json!({"first_name": "Ada", "__proto__": {"deactivated": true}})),
        (
            "flat-roles",
            json!({"firstName": "Ada", "constructor": {"prototype": {"isService": true}}}),
        ),
        ("legacy", json!({"firstName": "Ada", "$set": {"status": "DELETED"}})),
        (
            "textus",
            json!({"name": "Ada", "settings": {"notifications": {"__proto__": {"email": false}}}}),
        ),
        (
            "json-api",
            json!({"data": {"type": "users", "attributes": {"profile": {"personal": {"first_name": "Ada",
            "__proto__": {"last_name": "x"}}}}}}),
        ),
    ];
    for (name, body) in bodies {
        let settings = Settings::default().with_unknown_members_reported();
        let dialects = built_in(settings);
        let tolerant = dialects.into_iter().find(|dialect| dialect.id().as_str() == name).unwrap();
        let read =
            tolerant.decode_update(body.to_string().as_bytes(), &UpdateContext::EMPTY).unwrap();
        let attribute = if name == "textus" { "full_name" } else { "given_name" };
        assert_eq!(update_json(&read.value), json!({"version": 1, attribute: "Ada"}), "{name}");
        let unknown =
            read.provenance.entries().filter(|(.., how)| *how == ReadOutcome::Unknown).count();
        assert_eq!(unknown, 1, "{name}");
    }
}
