//! Trees to text, and places in them.

use idiolect::json::{Limits, Node, Pointer, parse};
use proptest::prelude::*;
use serde_json::Value;

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\\x00-\\x20\"\\\\/\\x7f\u{2028}é😀]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 8, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(any::<String>(), inner, 0..20)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_what_was_parsed(value in values()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            let node = parse(text.as_bytes(), &Limits::DEFAULT).unwrap();
            let printed = node.to_json();
            // The same text parsed by serde_json, which rounds some numbers that it has printed
            // itself.
            let expected: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), expected);
            prop_assert_eq!(parse(printed.as_bytes(), &Limits::DEFAULT).unwrap(), node);
        }
    }

    #[test]
    fn any_string_is_printed_as_json(text in any::<String>()) {
        let printed = Node::text(text.as_str()).to_json();
        prop_assert_eq!(serde_json::from_str::<String>(&printed).unwrap(), text);
    }

    #[test]
    fn any_bytes_are_parsed_or_rejected(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let ours = parse(&bytes, &Limits::DEFAULT).is_ok();
        let theirs = serde_json::from_slice::<&serde_json::value::RawValue>(&bytes).is_ok();
        prop_assert!(theirs || !ours);
    }

    #[test]
    fn json_with_a_byte_changed(value in values(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = value.to_string().into_bytes();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        if let (Ok(node), Ok(value)) = (parse(&bytes, &Limits::DEFAULT), serde_json::from_slice::<Value>(&bytes)) {
            prop_assert_eq!(serde_json::from_str::<Value>(&node.to_json()).unwrap(), value);
        }
    }

    #[test]
    fn any_segments_make_a_pointer(segments in proptest::collection::vec(any::<String>(), 0..5)) {
        let pointer = segments.iter().fold(Pointer::ROOT, |pointer, segment| pointer.child(segment));
        prop_assert_eq!(pointer.segments().collect::<Vec<_>>(), segments);
        prop_assert_eq!(Pointer::parse(pointer.as_str()), Some(pointer));
    }
}

#[test]
fn what_must_be_escaped_is_and_nothing_else() {
    for (text, printed) in [
        ("", r#""""#),
        ("a\"b\\c/d", r#""a\"b\\c/d""#),
        ("\u{0}\u{1f}\u{8}\u{c}\n\r\t", "\"\\u0000\\u001f\\u0008\\u000c\\n\\r\\t\""),
        ("\u{7f}é\u{2028}😀", "\"\u{7f}é\u{2028}😀\""),
    ] {
        assert_eq!(Node::text(text).to_json(), printed);
    }
}

#[test]
fn the_same_tree_is_the_same_text() {
    let body = br#"{"z":1,"a":{"y":[],"b":{}},"m":1.50,"a2":"\u0041"}"#;
    let print = || parse(body, &Limits::DEFAULT).unwrap().to_json();
    assert_eq!(print(), r#"{"z":1,"a":{"y":[],"b":{}},"m":1.50,"a2":"A"}"#);
    assert_eq!(print(), print());
}

/// RFC 6901, section 5.
#[test]
fn pointers_of_the_standard() {
    let body = r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;
    let node = parse(body.as_bytes(), &Limits::DEFAULT).unwrap();
    for (pointer, expected) in [
        ("/foo", r#"["bar","baz"]"#),
        ("/foo/0", r#""bar""#),
        ("/", "0"),
        ("/a~1b", "1"),
        ("/c%d", "2"),
        ("/e^f", "3"),
        ("/g|h", "4"),
        ("/i\\j", "5"),
        ("/k\"l", "6"),
        ("/ ", "7"),
        ("/m~0n", "8"),
    ] {
        assert_eq!(node.at(pointer).map(Node::to_json).as_deref(), Some(expected), "{pointer}");
    }
    assert_eq!(node.at(""), Some(&node));
    for pointer in [
        "/foo/2", "/foo/-", "/foo/-1", "/foo/00", "/foo/01", "/foo/+1", "/foo/", "/none",
        "/foo/0/x",
    ] {
        assert_eq!(node.at(pointer), None, "{pointer}");
    }
    for pointer in ["foo", "foo/0", " ", "x"] {
        assert_eq!(node.at(pointer), None, "{pointer}");
    }
}

#[test]
fn invalid_pointers() {
    for text in ["a", "a/b", "/a~", "/a~2", "~0", "/~/a", "#/a"] {
        assert_eq!(Pointer::parse(text), None, "{text}");
    }
    for text in ["", "/", "//", "/a~0~1", "/~01"] {
        assert_eq!(Pointer::parse(text).unwrap().as_str(), text);
    }
    assert_eq!(Pointer::parse("/~01").unwrap().segments().collect::<Vec<_>>(), ["~1"]);
    assert_eq!(Pointer::ROOT.segments().count(), 0);
    assert_eq!(Pointer::ROOT.child("").to_string(), "/");
}

#[test]
fn a_pointer_has_the_same_text_by_every_conversion() {
    let pointer = Pointer::ROOT.child("a/b").child("0");
    assert_eq!(
        (pointer.as_str(), pointer.as_ref(), pointer.to_string().as_str()),
        ("/a~1b/0", "/a~1b/0", "/a~1b/0")
    );
}

#[test]
fn debug_output_contains_the_shape_and_no_values() {
    let body = br#"{"a":"hunter2","b":[null,true,1234],"c":{"d":{}}}"#;
    let shown = format!("{:?}", parse(body, &Limits::DEFAULT).unwrap());
    assert_eq!(shown, r#"{"a": Text(..), "b": [Null, Bool(..), Number(..)], "c": {"d": {}}}"#);
}
