//! Strings and names with an unpaired surrogate: valid JSON, and not a `str`.

use idiolect::codec::extras_of;
use idiolect::json::{Document, Limits, Node, ParseErrorKind, Value, parse};

const HALVES: [&str; 14] = [
    r"\ud800",
    r"\uDBFF",
    r"\udc00",
    r"\uDFFF",
    r"\ud83d\ud83d",
    r"\ude00\ud83d",
    r"\ud83dx",
    r"x\uD83d",
    r"\ud83d\n",
    r"\ud83d\u0041\/",
    r"\ud83d\ud83d\ude00",
    r"\ud83d \ude00",
    r"\ud83d\\ude00",
    r"\uD83D\uDE00\uD83D",
];

fn node(body: &str) -> Node<'_> {
    parse(body.as_bytes(), &Limits::DEFAULT).unwrap_or_else(|problem| panic!("{body}: {problem}"))
}

fn document(body: &str) -> Document<'_> {
    Document::parse(body.as_bytes(), &Limits::DEFAULT).unwrap()
}

#[test]
fn a_half_is_a_value_of_its_own_and_printed_unchanged() {
    for half in HALVES {
        for body in [
            format!("\"{half}\""),
            format!("[\"a\",\"{half}\",7]"),
            format!("{{\"a\":{{\"b\":\"{half}\"}},\"c\":\"é\\n\"}}"),
            format!("{{\"{half}\":1,\"b\":[{{\"{half}\":\"{half}\"}}]}}"),
        ] {
            assert_eq!(node(&body).to_json(), body);
            assert_eq!(document(&body).value().to_node().to_json(), body);
            assert_eq!(node(&body), node(&node(&body).to_json()));
            assert!(document(&body).value() == node(&body));
        }
        let json = format!("\"{half}\"");
        let text = document(&json);
        assert!(matches!(text.value(), Value::Unrepresentable(raw) if raw == json));
        assert!(matches!(node(&json), Node::Unrepresentable(raw) if raw == json));
        assert_eq!((text.value().as_text(), node(&json).as_text()), (None, None));
    }
}

#[test]
fn pairs_are_texts() {
    for (json, text) in [
        (r#""\uD83D\uDE00""#, "😀"),
        (r#""\ud83d\ude00\ud83d\ude00""#, "😀😀"),
        (r#""\\ud83d""#, "\\ud83d"),
    ] {
        assert_eq!(node(json).as_text(), Some(text));
    }
}

#[test]
fn halves_are_equal_if_their_json_is() {
    assert_eq!(node(r#""\ud83d""#), node(r#""\ud83d""#));
    for other in [r#""\uD83D""#, r#""\ud83e""#, r#""\\ud83d""#, "\"\u{fffd}\"", "null", "\"\""] {
        assert_ne!(node(r#""\ud83d""#), node(other), "{other}");
    }
    let named = |name: &str, value: u8| format!("{{\"a\":0,\"{name}\":{value}}}");
    let half = named(r"\ud83d", 1);
    assert_eq!(node(&half), node(r#"{"\ud83d":1,"a":0}"#));
    for other in [named(r"\ud83d", 2), named(r"\uD83D", 1), named(r#"\"\\ud83d\""#, 1)] {
        assert_ne!(node(&half), node(&other), "{other}");
        assert_ne!(node(&other), node(&half), "{other}");
    }
}

/// A name that is the JSON text of a name with a half.
const TWIN: &str = r#"\"\\ud83d\""#;

/// So many other members, each with a comma.
fn filler(count: usize) -> String {
    let members: Vec<String> = (0..count).map(|at| format!("\"k{at}\":0,")).collect();
    members.concat()
}

#[test]
fn a_name_with_a_half_is_only_a_duplicate_of_itself() {
    for count in [0, 3, 40] {
        let fill = filler(count);
        let differing = format!("{{{fill}\"\\ud83d\":1,\"{TWIN}\":2,\"\\uD83D\":3,\"\\ud83e\":4}}");
        assert_eq!(node(&differing).to_json(), differing);
        let twice = format!("{{\"{TWIN}\":0,{fill}\"\\ud83d\":1,\"\\ud83e\":2,\"\\ud83d\":3}}");
        let once = twice.replace("\"\\ud83d\":1,", "");
        assert_eq!(node(&twice).to_json(), once);
        assert_eq!(document(&twice).value().to_node().to_json(), once);
        let other_twice = format!("{{{fill}\"a\":1,\"\\ud83d\":2,\"a\":3}}");
        assert_eq!(node(&other_twice).to_json(), other_twice.replace("\"a\":1,", ""));
    }
}

#[test]
fn a_member_with_such_a_name_is_not_found_by_name() {
    let body = format!("{{\"\\ud83d\":1,\"{TWIN}\":2}}");
    let (document, node) = (document(&body), node(&body));
    let members = document.value().members().unwrap();
    assert_eq!(members.iter().map(|(name, _)| name).collect::<Vec<_>>(), [r#""\ud83d""#]);
    assert_eq!(document.value().member(r#""\ud83d""#).unwrap().to_node().to_json(), "2");
    assert_eq!(node.member(r#""\ud83d""#).unwrap().to_json(), "2");
    for name in [r"\ud83d", "\u{fffd}", ""] {
        assert!(document.value().member(name).is_none() && node.member(name).is_none());
    }
    assert!(!members.is_empty());
}

#[test]
fn halves_are_within_the_limit_of_texts() {
    for body in [r#"["\ud83d"]"#, r#"{"\ud83d":1}"#] {
        let mut limits = Limits::DEFAULT;
        limits.text = r#""\ud83d""#.len();
        assert!(parse(body.as_bytes(), &limits).is_ok());
        limits.text -= 1;
        let error = parse(body.as_bytes(), &limits).unwrap_err();
        assert_eq!(error.kind(), ParseErrorKind::TooLongText { limit: limits.text });
    }
}

#[test]
fn debug_shows_no_half() {
    let body = r#"{"a":"hunter2\ud83d"}"#;
    let shown = format!("{:?} {:?}", node(body), document(body));
    assert!(!shown.contains("hunter2") && shown.contains("Unrepresentable(..)"), "{shown}");
}

#[test]
fn names_with_halves_are_kept_with_their_object() {
    let body = r#"{"a":{"b":1,"\ud83d":2,"\uD83D":"\ude00"},"c":{"\ud83d":[]},"\ud83d":{}}"#;
    let document = document(body);
    let kept = extras_of("x", document.value(), &node(r#"{"a":{"b":1}}"#));
    let entries: Vec<_> = kept
        .entries()
        .map(|entry| (entry.pointer.as_str(), entry.original.as_deref(), entry.encoded.as_deref()))
        .collect();
    assert_eq!(
        entries,
        [
            ("", Some(r#"{"\ud83d":{}}"#), None),
            ("/a", Some(r#"{"\ud83d":2,"\uD83D":"\ude00"}"#), None),
            ("/c", Some(r#"{"\ud83d":[]}"#), None),
        ]
    );
    // What is encoded under the name of the twin was not in the original.
    for count in [0, 40] {
        let body = format!("{{{}\"\\ud83d\":1}}", filler(count));
        let encoded = format!("{{{}\"{TWIN}\":1}}", filler(count));
        let kept = extras_of("x", self::document(&body).value(), &node(&encoded));
        let pointers: Vec<&str> = kept.entries().map(|entry| entry.pointer.as_str()).collect();
        assert_eq!(pointers, ["", r#"/"\ud83d""#]);
    }
}
