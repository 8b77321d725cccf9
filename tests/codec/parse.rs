//! Which messages are accepted and which are not.

use idiolect::json::{Limits, Node, Number, Pointer, parse};
use idiolect::model::Code;
use idiolect::problem::Problem;

fn code(body: impl AsRef<[u8]>) -> Option<Code> {
    code_within(body, Limits::DEFAULT)
}

fn code_within(body: impl AsRef<[u8]>, limits: Limits) -> Option<Code> {
    match parse(body.as_ref(), &limits) {
        Ok(_) => None,
        Err(error) => {
            let problem = Problem::from(error);
            assert_eq!(problem.pointer(), &Pointer::ROOT);
            Some(problem.code().clone())
        }
    }
}

fn limits(change: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits = Limits::DEFAULT;
    change(&mut limits);
    limits
}

fn json(body: &str) -> String {
    parse(body.as_bytes(), &Limits::DEFAULT)
        .unwrap_or_else(|problem| panic!("{body}: {problem}"))
        .to_json()
}

#[test]
fn invalid_json() {
    for body in [
        "",
        " ",
        "\n",
        "{} {}",
        "{}x",
        "[1] 2",
        "{},",
        "\u{feff}{}",
        "nul",
        "NaN",
        "{\"a\":NaN}",
        "Infinity",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1e",
        "0x10",
        "{\"a\":1.5,}",
        "{\"a\":1,}",
        "[1,]",
        "[1.5,]",
        "{a:1}",
        "{'a':1}",
        "{\"a\"}",
        "{\"a\":}",
        "{1:2}",
        "[",
        "{",
        "\"",
        "]",
        "[1}",
        "// c\n{}",
        "\"\\x\"",
        "\"a\nb\"",
        "\"\u{0}\"",
        "\"\\ud80\"",
        "\"\\ud83d\\ude0\"",
        "\"\\ud800\\x\"",
        "\"\\ud800\\u\"",
        "\"\\ud800",
        "\"\\ud800\n\"",
        "{\"\\udfff\":}",
        "{\"\\udfff\\ug\":1}",
        "{\"a\":1e400,\"b\":tru}",
        "\u{a0}{}",
    ] {
        assert_eq!(code(body), Some(Code::SYNTAX), "{body:?}");
    }
    assert_eq!(code([b'{', 0xff, b'}']), Some(Code::ENCODING));
    assert_eq!(code(b"\"\xed\xa0\x80\""), Some(Code::ENCODING));
    assert_eq!(code(b"\"\xc0\x80\""), Some(Code::ENCODING));
    assert_eq!(code(b"\xff\xfe{\0}\0"), Some(Code::ENCODING));
}

#[test]
fn problems_never_contain_the_text() {
    for body in [
        "{\"hunter2\":hunter2}",
        "\"hunter2",
        "[1.5,\"hunter2\\ud80\"]",
        "{\"hunter2\":\"\\xhunter2\"}",
    ] {
        let problem = parse(body.as_bytes(), &Limits::DEFAULT).unwrap_err();
        assert!(!format!("{problem} {problem:?}").contains("hunter2"), "{problem:?}");
    }
}

#[test]
fn problems_locate_the_invalid_json() {
    for (body, line, column) in [
        ("", 1, 1),
        ("  ", 1, 3),
        ("{", 1, 2),
        ("x", 1, 1),
        ("{\n  \"a\": x\n}", 2, 8),
        ("{\"a\": 1.5,\n \"b\": x}", 2, 7),
        ("{\"a\": 1.,\n \"b\": x}", 1, 9),
        ("{\"a\" 1}", 1, 6),
        ("[1 2]", 1, 4),
        ("[1,]", 1, 4),
        ("[\n\ntru e]", 3, 4),
        ("[01]", 1, 3),
        ("[1}", 1, 3),
        ("{} {}", 1, 4),
        ("[\"a\nb\"]", 1, 4),
        ("[\"\\n\nb\"]", 1, 5),
        ("[\"open", 1, 7),
        ("[\"\\", 1, 4),
        ("[\"\\u00e9\", \"\\x\"]", 1, 14),
        ("\"é\" \"é\"", 1, 6),
        ("{1:2}", 1, 2),
    ] {
        let problem = parse(body.as_bytes(), &Limits::DEFAULT).unwrap_err();
        let expected = format!("invalid JSON at line {line} column {column}");
        assert_eq!(problem.to_string(), expected, "{body:?}");
    }
    // An invalid escape is located by the unescaping code, within the string.
    let problem = parse(b"[1,\n \"a\\ud800\\x\"]", &Limits::DEFAULT).unwrap_err();
    assert!(problem.to_string().contains("line 2 column 11"), "{problem}");
}

#[test]
fn every_kind_of_value() {
    for body in
        ["null", "true", "false", "0", "-1", "\"\"", "[]", "{}", "[null,[{}],{\"a\":[true]}]"]
    {
        assert_eq!(json(body), body);
        assert_eq!(json(&format!(" \t\r\n{body} \n")), body);
    }
    let body = "{\"text\":\"a\\u00e9\\n\\\"\\uD83D\\uDE00\\/\",\"n\":-9223372036854775808}";
    let node = parse(body.as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!(node.member("text").unwrap().as_text(), Some("aé\n\"😀/"));
    assert_eq!(node.member("n"), Some(&Node::Number(Number::Negative(i64::MIN))));
    assert_eq!(node.member("absent"), None);
}

#[test]
fn numbers_keep_their_text() {
    for number in [
        "0",
        "-0",
        "1.0",
        "-0.0",
        "1e400",
        "1E400",
        "1e-400",
        "1E+2",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "12345678901234567890123",
        "0.1000000000000000055511151231257827",
        "3.141592653589793238462643383279",
    ] {
        assert_eq!(json(number), number);
        assert_eq!(
            json(&format!("{{\"a\":[{{\"b\":{number}}}],\"c\":\"d\"}}")),
            format!("{{\"a\":[{{\"b\":{number}}}],\"c\":\"d\"}}")
        );
    }
    assert_eq!(parse(b"1.0", &Limits::DEFAULT), Ok(Node::Number(Number::Verbatim("1.0"))));
    assert_eq!(
        parse(b"[7,1.5]", &Limits::DEFAULT).unwrap().at("/0"),
        Some(&Node::Number(Number::Unsigned(7)))
    );
}

#[test]
fn an_object_of_any_name_is_an_object() {
    for name in
        ["$serde_json::private::Number", "$serde_json::private::RawValue", "$serde::private::x"]
    {
        for value in ["\"1\"", "1", "1.5", "\"x\"", "{}", "null"] {
            for body in [
                format!("{{\"{name}\":{value}}}"),
                format!("{{\"{name}\":{value},\"b\":2}}"),
                format!("[{{\"{name}\":{value}}},1.5]"),
                format!("{{\"a\":{{\"b\":1,\"{name}\":{value}}}}}"),
            ] {
                assert_eq!(json(&body), body);
            }
        }
    }
}

fn nested(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

fn nested_objects(levels: usize, leaf: &str) -> String {
    "{\"a\":".repeat(levels) + leaf + &"}".repeat(levels)
}

#[test]
fn depth_is_limited() {
    for leaf in ["1", "1.5", "\"x\""] {
        assert_eq!(code(nested_objects(64, leaf)), None);
        assert_eq!(code(nested_objects(65, leaf)), Some(Code::TOO_DEEP));
        assert_eq!(code(nested_objects(128, leaf)), Some(Code::TOO_DEEP));
    }
    assert_eq!(code(nested(64)), None);
    for levels in [65, 127, 128, 129, 1000, 100_000] {
        assert_eq!(code(nested(levels)), Some(Code::TOO_DEEP), "{levels}");
    }
    assert_eq!(code("[".repeat(100_000)), Some(Code::TOO_DEEP));
    assert_eq!(code(format!("[1.5,{}]", nested(64))), Some(Code::TOO_DEEP));
    assert_eq!(code_within(nested(3), limits(|limits| limits.depth = 3)), None);
    assert_eq!(code_within(nested(4), limits(|limits| limits.depth = 3)), Some(Code::TOO_DEEP));
    assert_eq!(code_within("7", limits(|limits| limits.depth = 0)), None);
    assert_eq!(code_within("[]", limits(|limits| limits.depth = 0)), Some(Code::TOO_DEEP));
    assert_eq!(code_within(nested(127), Limits::NONE), None);
    assert_eq!(code_within(nested(128), Limits::NONE), Some(Code::TOO_DEEP));
}

#[test]
fn depth_is_limited_even_without_a_set_limit() {
    let boundless = limits(|limits| limits.depth = usize::MAX);
    assert_eq!(code_within(nested(127), boundless), None);
    assert_eq!(code_within(nested(200), boundless), Some(Code::TOO_DEEP));
    assert_eq!(code_within(nested_objects(200, "1.5"), boundless), Some(Code::TOO_DEEP));
}

#[test]
fn members_are_limited() {
    let at_most = |members| limits(|limits| limits.members = members);
    for (body, members) in [
        ("{}", 0),
        ("{\"a\":1}", 1),
        ("[1,2,3]", 3),
        ("[1.5,2,3]", 3),
        ("{\"a\":[1,{\"b\":1.5}]}", 4),
        ("{\"a\":1,\"a\":2}", 2),
    ] {
        assert_eq!(code_within(body, at_most(members)), None, "{body}");
        if let Some(less) = members.checked_sub(1) {
            assert_eq!(code_within(body, at_most(less)), Some(Code::TOO_MANY_MEMBERS), "{body}");
        }
    }
    let many = |count: usize| format!("[{}1]", "1,".repeat(count - 1));
    assert_eq!(code(many(65_536)), None);
    assert_eq!(code(many(65_537)), Some(Code::TOO_MANY_MEMBERS));
}

#[test]
fn texts_are_limited() {
    let at_most = |text| limits(|limits| limits.text = text);
    for body in [
        "\"abc\"",
        "{\"abc\":1}",
        "\"\\u0061bc\"",
        "[\"abc\",1.5]",
        "{\"a\":\"é1\"}",
        "{\"\\u0061bc\":1.5}",
    ] {
        assert_eq!(code_within(body, at_most(3)), None, "{body}");
        assert_eq!(code_within(body, at_most(2)), Some(Code::TOO_LONG), "{body}");
    }
}

#[test]
fn bytes_are_limited() {
    let at_most = |bytes| limits(|limits| limits.bytes = bytes);
    assert_eq!(code_within("[1, 2]", at_most(6)), None);
    assert_eq!(code_within("[1, 2]", at_most(5)), Some(Code::TOO_LARGE));
    assert_eq!(code_within([0xff; 6], at_most(5)), Some(Code::TOO_LARGE));
    let spaces = |count: usize| format!("{}{{}}", " ".repeat(count - 2));
    assert_eq!(code(spaces(2 << 20)), None);
    assert_eq!(code(spaces((2 << 20) + 1)), Some(Code::TOO_LARGE));
}

#[test]
fn the_last_of_duplicate_members_counts() {
    let node = parse(b"{\"a\":1,\"b\":2,\"\\u0061\":3}", &Limits::DEFAULT).unwrap();
    assert_eq!(node.member("a"), Some(&Node::Number(Number::Unsigned(3))));
    assert_eq!(node.to_json(), "{\"b\":2,\"a\":3}");
    let many: Vec<String> = (0..40).map(|index| format!("\"k{}\":{index}", index % 30)).collect();
    let body = format!("{{{}}}", many.join(","));
    let node = parse(body.as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!(node.member("k3"), Some(&Node::Number(Number::Unsigned(33))));
    assert_eq!(node.member("k15"), Some(&Node::Number(Number::Unsigned(15))));
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&node.to_json())
            .unwrap()
            .as_object()
            .unwrap()
            .len(),
        30
    );
}

#[test]
fn member_order_is_irrelevant_to_equality() {
    let node = |body: &'static str| parse(body.as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!(
        node("{\"a\":1,\"b\":[{\"c\":null,\"d\":\"e\"}]}"),
        node("{\"b\":[{\"d\":\"\\u0065\",\"c\":null}],\"a\":1}")
    );
    assert_ne!(node("{\"a\":1}"), node("{\"a\":1,\"b\":1}"));
    assert_ne!(node("[1,2]"), node("[2,1]"));
    assert_ne!(node("{\"a\":null}"), node("{}"));
    assert_ne!(node("1"), node("\"1\""));
}

#[test]
fn numbers_do_not_depend_on_their_neighbours() {
    for (text, expected) in [
        ("0", Number::Unsigned(0)),
        ("7", Number::Unsigned(7)),
        ("18446744073709551615", Number::Unsigned(u64::MAX)),
        ("-7", Number::Negative(-7)),
        ("-9223372036854775808", Number::Negative(i64::MIN)),
        ("-0", Number::Verbatim("-0")),
        ("1.0", Number::Verbatim("1.0")),
    ] {
        for body in [format!("[{text}]"), format!("[{text},1.5]"), format!("[{text},1e400]")] {
            let node = parse(body.as_bytes(), &Limits::DEFAULT).unwrap();
            assert_eq!(node.at("/0"), Some(&Node::Number(expected)), "{body}");
        }
    }
}

/// RFC 8259, section 2: four bytes are white space, and no other.
#[test]
fn only_white_space_is_accepted_between_tokens() {
    for byte in 0..=0x7f_u8 {
        let one = char::from(byte);
        let bodies = [
            format!("{one}[1]"),
            format!("[\"a\"{one}, 2]"),
            format!("{{\"a\"{one}: 1}}"),
            format!("[1]{one}"),
        ];
        for body in bodies {
            let is_accepted = parse(body.as_bytes(), &Limits::DEFAULT).is_ok();
            assert_eq!(is_accepted, matches!(byte, b' ' | b'\t' | b'\n' | b'\r'), "{body:?}");
        }
    }
}
