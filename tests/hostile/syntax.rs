//! Invalid JSON: truncated messages, messages with trailing data, and values of other languages.

use crate::messages::{
    Gap, KINDS, all, holds_unreadable, holds_unreadable_as, leaves, update, update_json, user,
};

#[test]
fn a_truncated_message_is_unreadable() {
    let mut tried = 0;
    for fixture in KINDS.into_iter().flat_map(all) {
        let text = std::str::from_utf8(&fixture.body).unwrap();
        for end in 0..text.len() {
            let code = if text.is_char_boundary(end) { "syntax" } else { "encoding" };
            let place = || fixture.at(&format!("cut at byte {end}"));
            holds_unreadable(&*fixture.dialect, &fixture.body[..end], code, &place);
            tried += 1;
        }
    }
    assert!(tried > 20_000, "{tried}");
}

/// With a number that is not a 64-bit integer, the message is parsed by another code path.
#[test]
fn a_truncated_message_with_an_exact_number_is_unreadable() {
    for fixture in ["update", "user"].into_iter().flat_map(all) {
        let body = Gap::at(&fixture.json(), "/exact").filled("1.5e400");
        let number = body.windows(7).position(|bytes| bytes == b"1.5e400").unwrap();
        let text = std::str::from_utf8(&body).unwrap();
        for end in number..text.len() {
            let code = if text.is_char_boundary(end) { "syntax" } else { "encoding" };
            let place = || fixture.at(&format!("cut at byte {end}"));
            holds_unreadable(&*fixture.dialect, &body[..end], code, &place);
        }
    }
}

#[test]
fn only_white_space_is_allowed_around_a_message() {
    for fixture in KINDS.into_iter().flat_map(all) {
        for byte in 0..=u8::MAX {
            let before = [&[byte][..], &fixture.body].concat();
            let behind = [&fixture.body, &[byte][..]].concat();
            for (body, side) in [(before, "before"), (behind, "behind")] {
                let place = || fixture.at(&format!("byte {byte:#04x} {side}"));
                match byte {
                    b' ' | b'\t' | b'\n' | b'\r' => {
                        holds_read_alike(&*fixture.dialect, &body, &fixture.body, &place());
                    }
                    0x80.. => holds_unreadable(&*fixture.dialect, &body, "encoding", &place),
                    _ => holds_unreadable(&*fixture.dialect, &body, "syntax", &place),
                }
            }
        }
    }
}

fn holds_read_alike(
    dialect: &dyn idiolect::dialect::Dialect,
    body: &[u8],
    other: &[u8],
    place: &str,
) {
    let updates =
        [body, other].map(|body| update(dialect, body).map(|read| update_json(&read.value)));
    assert_eq!(updates[0], updates[1], "{place}");
    let users = [body, other].map(|body| user(dialect, body).map(|read| read.value));
    assert_eq!(users[0], users[1], "{place}");
}

#[test]
fn a_message_followed_by_anything_else_is_unreadable() {
    let others = [
        "{}",
        "[]",
        "null",
        "0",
        "\"\"",
        ",",
        ",{}",
        "}",
        "\n{}",
        "\u{0}",
        "\u{1a}",
        "\u{feff}",
        "\u{a0}",
        "\u{2028}",
        "// comment",
        "/* comment */",
        "# comment",
        "<!-- comment -->",
        "--boundary",
        "HTTP/1.1 200 OK",
    ];
    for fixture in KINDS.into_iter().flat_map(all) {
        for other in others {
            for body in [
                [&fixture.body, other.as_bytes()].concat(),
                [other.as_bytes(), &fixture.body].concat(),
            ] {
                holds_unreadable(&*fixture.dialect, &body, "syntax", &|| {
                    fixture.at(&format!("{other:?}"))
                });
            }
        }
        let twice = fixture.body.repeat(2);
        holds_unreadable(&*fixture.dialect, &twice, "syntax", &|| fixture.at("twice"));
    }
}

#[test]
fn values_of_other_languages_are_not_json() {
    let no_values = [
        "NaN",
        "-NaN",
        "Infinity",
        "-Infinity",
        "undefined",
        "nul",
        "True",
        "FALSE",
        "None",
        "nil",
        "text",
        "Date(0)",
        "+1",
        "-",
        "01",
        "-01",
        "1.",
        "1.e3",
        ".5",
        "1e",
        "1e+",
        "0x1F",
        "1_000",
        "1 1",
        "1n",
        "1f",
        "'text'",
        "`text`",
        "\"open",
        "\"a\nb\"",
        "\"\t\"",
        "\"\u{0}\"",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\u{41}\"",
        "\"\\'\"",
        "\"a\" \"b\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\" 1}",
        "{a:1}",
        "{1:1}",
        "{'a':1}",
        "{\"a\":}",
        "{\"a\"}",
        "{]",
        "// note\n1",
        "/* note */1",
        "1// note\n",
        "1/* note */",
        "# note\n1",
        "\u{feff}1",
        "\u{a0}1",
        "\u{2028}1",
        "(1)",
        "<1>",
        ",",
        ":",
        "{",
        "[",
        "1e400NaN",
        "1.5tru",
    ];
    let mut tried = 0;
    for fixture in KINDS.into_iter().flat_map(all) {
        let message = fixture.json();
        for place in leaves(&message) {
            let gap = Gap::at(&message, &place);
            for no_value in no_values {
                let body = gap.filled(no_value);
                let label = || fixture.at(&format!("{place} {no_value}"));
                holds_unreadable_as(fixture.kind, &*fixture.dialect, &body, "syntax", &label);
                tried += 1;
            }
        }
    }
    assert!(tried > 20_000, "{tried}");
}
