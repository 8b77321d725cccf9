//! A message as one flat list.

use idiolect::codec::Message;
use idiolect::codec::value::text;
use idiolect::codec::{EmptyValues, Reader, Strictness};
use idiolect::json::{Document, Limits, Node, Number, Value, parse};
use idiolect::model::{Attribute, Patch, Text};

const BODY: &str = r#"{"a":[],"b":{},"c":[{"d":[1,[2,{"e":null}]]},"f",{}],"g":{"h":{"i":true}},"j":-1.50,"\u006b":"\n"}"#;

#[test]
fn a_document_equals_its_tree() {
    for body in [
        BODY,
        "[]",
        "{}",
        "null",
        "[[[]],[]]",
        r#"{"a":{"b":1},"a":{"c":[2,3]},"d":4}"#,
        "1.0",
        r#""text""#,
    ] {
        let document = Document::parse(body.as_bytes(), &Limits::DEFAULT).unwrap();
        let tree = parse(body.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!(document.value().to_node(), tree, "{body}");
        assert!(document.value() == tree, "{body}");
        assert!(document.value() != Node::text("another"), "{body}");
    }
}

#[test]
fn members_of_one_value_are_not_in_the_next() {
    let document = Document::parse(BODY.as_bytes(), &Limits::DEFAULT).unwrap();
    let names: Vec<&str> =
        document.value().members().unwrap().iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a", "b", "c", "g", "j", "k"]);
    let elements = document.value().member("c").and_then(|value| value.elements()).unwrap();
    assert_eq!(elements.iter().count(), 3);
    assert_eq!(elements.iter().nth(1).and_then(|value| value.as_text()), Some("f"));
    assert!(document.value().member("b").and_then(|value| value.members()).unwrap().is_empty());
    assert!(document.value().member("e").is_none(), "`e` is nested deeper");
    assert!(matches!(document.value().member("j"), Some(Value::Number(Number::Verbatim("-1.50")))));
}

#[test]
fn the_last_of_duplicate_members_counts() {
    let document =
        Document::parse(br#"{"a":{"x":1},"b":0,"a":{"y":[2]}}"#, &Limits::DEFAULT).unwrap();
    assert_eq!(document.value().to_node().to_json(), r#"{"b":0,"a":{"y":[2]}}"#);
    assert!(document.value().member("a").unwrap().member("x").is_none());
    assert_eq!(document.value().members().unwrap().iter().count(), 2);
}

#[test]
fn a_document_can_be_read_again() {
    let document = Document::parse(br#"{"a":"b","id":1,"c":2}"#, &Limits::DEFAULT).unwrap();
    for _ in 0..2 {
        let reader = Reader::new("test", &document, Strictness::Strict);
        let object = reader.object();
        let read = object.member("a").change(Attribute::Company, EmptyValues::REJECTED, &text());
        assert_eq!(read, Patch::Set(Text::parse("b").unwrap()));
        object.read_only(Message::Update, &["id"]);
        let problems = reader.finish().unwrap_err();
        let reported: Vec<String> =
            problems.iter().map(|one| format!("{} {}", one.pointer(), one.code())).collect();
        assert_eq!(reported, ["/id read-only", "/c unknown-member"]);
    }
}

#[test]
fn debug_output_contains_no_value() {
    let document =
        Document::parse(br#"{"secret":"C@nary","number":4711}"#, &Limits::DEFAULT).unwrap();
    let value = document.value();
    for shown in [format!("{document:?}"), format!("{value:?}"), format!("{:?}", value.members())] {
        assert!(
            shown.contains("secret") && !shown.contains("C@nary") && !shown.contains("4711"),
            "{shown}"
        );
    }
}
