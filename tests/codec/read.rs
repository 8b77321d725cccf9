//! Reading a message with a reader.

use idiolect::codec::Message;
use idiolect::codec::value::{boolean, day_or_midnight, email, text};
use idiolect::codec::{
    Conversion, EmptyMeaning, EmptyValues, Field, ReadOutcome, Reader, Strictness,
};
use idiolect::json::{Document, Limits};
use idiolect::model::{Attribute, Code, Patch, Text, parse_date};
use idiolect::problem::Problem;

const BOTH: [Strictness; 2] = [Strictness::Strict, Strictness::AllowUnknown];

fn message(body: &str) -> Document<'_> {
    Document::parse(body.as_bytes(), &Limits::DEFAULT).unwrap()
}

fn reported(problems: &[Problem]) -> Vec<String> {
    let mut reported: Vec<_> = problems
        .iter()
        .map(|problem| format!("{} {}", problem.pointer(), problem.code()))
        .collect();
    reported.sort();
    reported
}

fn finished(reader: Reader<'_>) -> Result<Vec<(String, String, ReadOutcome)>, Vec<String>> {
    match reader.finish() {
        Ok(provenance) => Ok(provenance
            .entries()
            .map(|(subject, at, how)| (subject.to_string(), at.to_owned(), how))
            .collect()),
        Err(problems) => Err(reported(&problems)),
    }
}

fn entry(subject: &str, pointer: &str, reading: ReadOutcome) -> (String, String, ReadOutcome) {
    (subject.to_owned(), pointer.to_owned(), reading)
}

const KEEP_OR_CLEAR: EmptyValues = EmptyValues::new(EmptyMeaning::Keep, EmptyMeaning::Clear);

#[test]
fn a_patch_is_kept_cleared_or_set() {
    for (body, empty, expected) in [
        ("{}", KEEP_OR_CLEAR, Ok(Patch::Keep)),
        (r#"{"a":null}"#, KEEP_OR_CLEAR, Ok(Patch::Keep)),
        (r#"{"a":""}"#, KEEP_OR_CLEAR, Ok(Patch::Clear)),
        (r#"{"a":"b"}"#, KEEP_OR_CLEAR, Ok(Patch::Set(Text::parse("b").unwrap()))),
        (
            r#"{"a":null}"#,
            EmptyValues::new(EmptyMeaning::Clear, EmptyMeaning::Keep),
            Ok(Patch::Clear),
        ),
        (r#"{"a":""}"#, EmptyValues::new(EmptyMeaning::Clear, EmptyMeaning::Keep), Ok(Patch::Keep)),
        (r#"{"a":null}"#, EmptyValues::REJECTED, Err("/a not-clearable")),
        (r#"{"a":""}"#, EmptyValues::REJECTED, Err("/a not-clearable")),
        (r#"{"a":7}"#, KEEP_OR_CLEAR, Err("/a type")),
        (r#"{"a":{"b":1}}"#, KEEP_OR_CLEAR, Err("/a type")),
        (r#"{"a":" "}"#, KEEP_OR_CLEAR, Err("/a blank")),
    ] {
        for strictness in BOTH {
            let message = message(body);
            let reader = Reader::new("test", &message, strictness);
            let patch = reader.object().member("a").change(Attribute::Company, empty, &text());
            let is_read = !patch.is_keep();
            match expected.clone() {
                Ok(expected) => {
                    assert_eq!(patch, expected, "{body}");
                    let entries = if is_read {
                        vec![entry("company", "/a", ReadOutcome::Read(None))]
                    } else {
                        Vec::new()
                    };
                    assert_eq!(finished(reader), Ok(entries), "{body}");
                }
                Err(problem) => {
                    assert_eq!(patch, Patch::Keep);
                    assert_eq!(finished(reader), Err(vec![problem.to_owned()]), "{body}");
                }
            }
        }
    }
}

#[test]
fn all_problems_are_reported_at_once() {
    let message = message(r#"{"a":7,"b":{"c~/d":"x","e":1,"e":2},"f":[{"g":1},{}],"h":null}"#);
    let reader = Reader::new("test", &message, Strictness::Strict);
    let object = reader.object();
    let _ =
        object.member("a").change(Attribute::Email, EmptyValues::REJECTED, &email()).resolve(None);
    let group = object.member("b").object(EmptyMeaning::Reject);
    let _ = group
        .member("c~/d")
        .change(Attribute::Email, EmptyValues::REJECTED, &email())
        .resolve(None);
    let list = object.member("f").list(Attribute::Roles, EmptyMeaning::Reject, |element| {
        element.object(EmptyMeaning::Reject).required("g").require(&text())
    });
    assert_eq!(list, None);
    let _ = object
        .required("i")
        .change(
            Attribute::SsoEnabled,
            EmptyValues::new(EmptyMeaning::Reject, EmptyMeaning::Reject),
            &boolean(),
        )
        .resolve(None);
    assert_eq!(
        finished(reader),
        Err([
            "/a type",
            "/b/c~0~1d email",
            "/b/e duplicate-member",
            "/b/e unknown-member",
            "/f/0/g type",
            "/f/1/g required",
            "/h unknown-member",
            "/i required",
        ]
        .map(str::to_owned)
        .to_vec())
    );
}

#[test]
fn a_missing_member_is_reported_at_its_path() {
    let message = message(r#"{"a":{}}"#);
    let reader = Reader::new("test", &message, Strictness::Strict);
    let _ = reader.object().member("a").object(EmptyMeaning::Reject).required("b");
    let problems = reader.finish().unwrap_err();
    assert_eq!(reported(&problems), ["/a/b required"]);
    assert_eq!(problems[0].existing().as_str(), "/a");
    assert!(problems[0].to_string().starts_with("/a/b: "));
}

#[test]
fn invalid_values_in_responses_are_recorded() {
    let message = message(
        r#"{"a":7,"b":"x","c":[1,"y"],"d":{},"e":"","f":null,"g":"true","g":true,"h":"seven"}"#,
    );
    let reader = Reader::new("test", &message, Strictness::Lenient);
    let object = reader.object();
    assert_eq!(object.member("a").value(Attribute::Company, &text()), None);
    assert_eq!(object.member("b").value(Attribute::Email, &email()), None);
    assert_eq!(
        object
            .member("c")
            .list(Attribute::Roles, EmptyMeaning::Keep, |element| element.part(&text())),
        None
    );
    assert_eq!(object.member("e").value(Attribute::GivenName, &text()), None);
    assert_eq!(object.member("f").value(Attribute::FamilyName, &text()), None);
    assert_eq!(object.member("g").value(Attribute::SsoEnabled, &boolean()), Some(true));
    assert!(object.member("h").object(EmptyMeaning::Keep).is_absent());
    assert!(object.member("i").is_absent());
    let mut entries = finished(reader).unwrap();
    entries.sort_by(|one, two| one.1.cmp(&two.1));
    entries.dedup();
    assert_eq!(
        entries,
        [
            entry("company", "/a", ReadOutcome::Unreadable),
            entry("email", "/b", ReadOutcome::Unreadable),
            entry("roles", "/c/0", ReadOutcome::Unreadable),
            entry("/d", "/d", ReadOutcome::Unknown),
            entry("sso_enabled", "/g", ReadOutcome::Read(None)),
            entry("/g", "/g", ReadOutcome::Unknown),
            entry("/h", "/h", ReadOutcome::Unreadable),
        ]
    );
}

#[test]
fn unknown_members_are_recorded_where_allowed() {
    let message = message(r#"{"a":{"b":1},"c":{"d":2},"e":{"f":{"g":1}}}"#);
    let reader = Reader::new("test", &message, Strictness::AllowUnknown);
    let _ = reader.object().member("c").object(EmptyMeaning::Reject);
    let _ = reader.object().member("e").consume();
    let unknown = |pointer| entry(pointer, pointer, ReadOutcome::Unknown);
    assert_eq!(finished(reader), Ok(vec![unknown("/a"), unknown("/c/d")]));
    let reader = Reader::new("test", &message, Strictness::KeepUnknown);
    let _ = reader.object().member("c").object(EmptyMeaning::Reject);
    reader.object().ignore(&["a", "e"]);
    assert_eq!(finished(reader), Ok(vec![unknown("/c/d")]));
}

#[test]
fn a_list_holds_all_or_nothing() {
    for (body, expected) in [
        (r#"{"l":["a","b"]}"#, Ok(Some(2))),
        (r#"{"l":[]}"#, Ok(Some(0))),
        ("{}", Ok(None)),
        (r#"{"l":null}"#, Err(vec!["/l not-clearable"])),
        (r#"{"l":"a"}"#, Err(vec!["/l type"])),
        (r#"{"l":{"a":1}}"#, Err(vec!["/l type"])),
        (r#"{"l":["a",1,""]}"#, Err(vec!["/l/1 type", "/l/2 blank"])),
    ] {
        let message = message(body);
        let reader = Reader::new("test", &message, Strictness::Strict);
        let list =
            reader
                .object()
                .member("l")
                .list(Attribute::Roles, EmptyMeaning::Reject, |element| element.require(&text()));
        match expected {
            Ok(length) => {
                assert_eq!(list.as_ref().map(Vec::len), length, "{body}");
                assert!(finished(reader).is_ok());
            }
            Err(problems) => {
                assert_eq!(list, None, "{body}");
                assert_eq!(
                    finished(reader),
                    Err(problems.into_iter().map(str::to_owned).collect()),
                    "{body}"
                );
            }
        }
    }
}

#[test]
fn read_only_members_are_problems_unless_they_are_null() {
    let message = message(r#"{"a":1,"g":{"b":[2,{"c":null}]},"n":null}"#);
    let reader = Reader::new("test", &message, Strictness::Strict);
    reader.object().read_only(Message::Update, &["a", "n"]);
    reader.object().member("g").object(EmptyMeaning::Reject).read_only(Message::Update, &["b"]);
    assert_eq!(finished(reader), Err(vec!["/a read-only".to_owned(), "/g/b read-only".to_owned()]));
}

#[test]
fn null_groups() {
    for (blank, expected) in [
        (EmptyMeaning::Keep, Ok(Vec::new())),
        (EmptyMeaning::Clear, Ok(vec![entry("company", "/g", ReadOutcome::Read(None))])),
        (EmptyMeaning::Reject, Err(vec!["/g".to_owned()])),
    ] {
        let message = message(r#"{"g":null}"#);
        let reader = Reader::new("test", &message, Strictness::Strict);
        let clear = EmptyValues::new(EmptyMeaning::Clear, EmptyMeaning::Clear);
        let patch = reader.object().member("g").object(blank).member("a").change(
            Attribute::Company,
            clear,
            &text(),
        );
        assert_eq!(patch == Patch::Clear, blank == EmptyMeaning::Clear);
        let found = finished(reader).map_err(|problems| {
            problems
                .iter()
                .map(|problem| problem.split(' ').next().unwrap().to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(found, expected);
    }
}

#[test]
fn conversions_are_recorded() {
    let message = message(r#"{"a":"1985-06-15T10:00:00Z"}"#);
    let reader = Reader::new("test", &message, Strictness::Strict);
    let read = reader.object().member("a").change(
        Attribute::DateOfBirth,
        EmptyValues::REJECTED,
        &day_or_midnight(),
    );
    assert_eq!(read, Patch::Set(parse_date("1985-06-15").unwrap().date));
    assert_eq!(
        finished(reader),
        Ok(vec![entry("date_of_birth", "/a", ReadOutcome::Read(Some(Conversion::TimeCut)))])
    );
}

#[test]
fn only_an_object_is_a_message() {
    for body in ["[]", "null", "\"a\"", "7"] {
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            let message = message(body);
            let reader = Reader::new("test", &message, strictness);
            assert!(reader.object().is_absent());
            assert_eq!(reader.finish().unwrap_err()[0].code(), &Code::TYPE);
        }
    }
}

#[test]
fn duplicates_are_found_in_a_long_object() {
    let members: Vec<String> = (0..1000).map(|index| format!("\"k{index}\":0")).collect();
    let body = format!("{{{},\"\\u006b7\":1}}", members.join(","));
    let message = message(&body);
    let reader = Reader::new("test", &message, Strictness::Strict);
    let names: Vec<String> = reader
        .object()
        .members()
        .map(|(name, field)| {
            let _ = field.consume();
            name.to_owned()
        })
        .collect();
    assert_eq!(names.len(), 1000);
    assert_eq!(finished(reader), Err(vec!["/k7 duplicate-member".to_owned()]));
}

#[test]
fn null_in_a_response_counts_as_absent() {
    let message = message(r#"{"flag":null,"list":null,"text":null,"group":null}"#);
    let reader = Reader::new("test", &message, Strictness::Lenient);
    let object = reader.object();
    assert_eq!(object.member("flag").value(Attribute::SsoEnabled, &boolean()), None);
    let list = object
        .member("list")
        .list(Attribute::Roles, EmptyMeaning::Reject, |element| element.part(&text()));
    assert_eq!(list, None);
    assert_eq!(object.member("text").value(Attribute::Company, &text()), None);
    assert!(object.member("group").object(EmptyMeaning::Reject).is_absent());
    assert_eq!(finished(reader), Ok(Vec::new()));
}

#[test]
fn a_list_may_be_kept_by_null() {
    for strictness in BOTH {
        let message = message(r#"{"l":null}"#);
        let reader = Reader::new("test", &message, strictness);
        let list =
            reader
                .object()
                .member("l")
                .list(Attribute::Roles, EmptyMeaning::Keep, |field| field.require(&text()));
        assert_eq!((list, finished(reader)), (None, Ok(Vec::new())));
    }
}

#[test]
fn a_dialect_can_record_an_unreadable_value() {
    let message = message(r#"{"g":{"a":7}}"#);
    let reader = Reader::new("test", &message, Strictness::Lenient);
    let message = reader.object();
    let group = message.member("g").object(EmptyMeaning::Keep);
    let _ = group.member("a").consume();
    group.member("a").record_unreadable(Attribute::Company);
    assert_eq!(finished(reader), Ok(vec![entry("company", "/g/a", ReadOutcome::Unreadable)]));
}

#[test]
fn an_object_knows_its_place() {
    let message = message(r#"{"a/b":{"l":[{},{}]}}"#);
    let reader = Reader::new("test", &message, Strictness::Lenient);
    let message = reader.object();
    assert_eq!(message.pointer().as_str(), "");
    let group = message.member("a/b").object(EmptyMeaning::Keep);
    assert_eq!(group.pointer().as_str(), "/a~1b");
    let places = group.member("l").list(Attribute::Roles, EmptyMeaning::Keep, |element| {
        Some(element.object(EmptyMeaning::Keep).pointer().as_str().to_owned())
    });
    assert_eq!(places, Some(vec!["/a~1b/l/0".to_owned(), "/a~1b/l/1".to_owned()]));
    assert_eq!(message.member("none").object(EmptyMeaning::Keep).pointer().as_str(), "/none");
}

#[test]
fn problems_come_in_the_order_of_the_message_however_it_was_read() {
    let message = message(r#"{"a":{"x":1,"y":2},"b":3,"c":[{"z":4}],"d":5}"#);
    let reader = Reader::new("test", &message, Strictness::Strict);
    let object = reader.object();
    for name in ["d", "b"] {
        assert_eq!(
            object
                .member(name)
                .change(Attribute::Town, EmptyValues::REJECTED, &text())
                .resolve(None),
            None
        );
    }
    let within = object.member("a").object(EmptyMeaning::Reject);
    for name in ["y", "x"] {
        assert_eq!(
            within
                .member(name)
                .change(Attribute::Town, EmptyValues::REJECTED, &text())
                .resolve(None),
            None
        );
    }
    let problems = reader.finish().unwrap_err();
    let places: Vec<&str> = problems.iter().map(|problem| problem.pointer().as_str()).collect();
    assert_eq!(places, ["/a/x", "/a/y", "/b", "/c", "/d"]);
}

#[test]
fn problems_with_elements_come_in_the_order_of_the_message() {
    let message = message(r#"{"a":[{"unknown":1},2,{"unknown":3}]}"#);
    let reader = Reader::new("test", &message, Strictness::Strict);
    let element = |element: Field<'_, '_>| Some(element.object(EmptyMeaning::Reject).is_absent());
    assert_eq!(
        reader.object().member("a").list(Attribute::Roles, EmptyMeaning::Keep, element),
        Some(vec![false, true, false])
    );
    let problems = reader.finish().unwrap_err();
    let places: Vec<&str> = problems.iter().map(|problem| problem.pointer().as_str()).collect();
    assert_eq!(places, ["/a/0/unknown", "/a/1", "/a/2/unknown"]);
}

#[test]
fn debug_output_of_a_field_contains_its_path_and_no_value() {
    let message = message(r#"{"a":[{"b":"secret"}]}"#);
    let reader = Reader::new("test", &message, Strictness::Strict);
    let shown = format!("{:?}", reader.object().member("a"));
    assert!(
        shown.contains("/a") && shown.contains("\"b\"") && !shown.contains("secret"),
        "{shown}"
    );
}
