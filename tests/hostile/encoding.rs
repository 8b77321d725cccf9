//! Bytes that are not valid UTF-8, and texts that look alike or are invisible.

use idiolect::dialect::{DialectExt, UpdateContext};
use idiolect::model::{Patch, SettingKey, Text};
use serde_json::json;

use crate::messages::{Gap, KINDS, all, holds_unchanged, holds_unreadable, leaves, update};
use crate::support::variations::{with, with_raw};
use crate::support::{ALL, dialect, json, user as translated};

/// The path of the family name, or of the full name, in each dialect's update and user.
const NAMES: [(&str, &str); 6] = [
    ("json-api", "/data/attributes/profile/personal/last_name"),
    ("flat-roles", "/lastName"),
    ("legacy", "/lastName"),
    ("upsun", "/last_name"),
    ("textus", "/name"),
    ("canonical", "/family_name"),
];

const NO_UTF_8: [(&str, &[u8]); 16] = [
    ("a lone continuation", b"\x80"),
    ("two of them", b"\xbf\xbf"),
    ("a slash in two bytes", b"\xc0\xaf"),
    ("a NUL in two bytes", b"\xc0\x80"),
    ("a quotation mark in two bytes", b"\xc0\xa2"),
    ("a slash in three bytes", b"\xe0\x80\xaf"),
    ("a slash in four bytes", b"\xf0\x80\x80\xaf"),
    ("a high surrogate", b"\xed\xa0\x80"),
    ("a low surrogate", b"\xed\xbf\xbf"),
    ("a pair of surrogates (CESU-8)", b"\xed\xa0\xbd\xed\xb8\x80"),
    ("beyond U+10FFFF", b"\xf4\x90\x80\x80"),
    ("five bytes", b"\xf8\x88\x80\x80\x80"),
    ("half of four bytes", b"\xf0\x9f\x98"),
    ("half of two bytes", b"\xc3"),
    ("never a byte of UTF-8", b"\xff"),
    ("Latin-1", b"Zo\xeb"),
];

#[test]
fn invalid_utf_8_anywhere_makes_a_message_unreadable() {
    for fixture in KINDS.into_iter().flat_map(all) {
        let message = fixture.json();
        for place in leaves(&message) {
            let gap = Gap::at(&message, &place);
            for (what, bytes) in NO_UTF_8 {
                let body = gap.filled([b"\"", bytes, b"\""].concat());
                holds_unreadable(&*fixture.dialect, &body, "encoding", &|| {
                    fixture.at(&format!("{place} {what}"))
                });
            }
        }
    }
}

#[test]
fn a_problem_with_the_encoding_has_the_position_of_the_byte() {
    for (what, bytes) in NO_UTF_8 {
        let text = bytes.iter().take_while(|byte| byte.is_ascii()).count();
        let body = [b"{\"\xc3\xa9\":\"", bytes, b"\"}"].concat();
        let error = dialect("upsun").decode_update(&body, &UpdateContext::EMPTY).unwrap_err();
        let detail = error.problems()[0].detail().to_owned();
        assert!(detail.ends_with(&format!("at byte {}", 7 + text)), "{what}: {detail}");
    }
}

#[test]
fn other_encodings_are_rejected() {
    let text = "{\"version\": 1}";
    let wide = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let wider =
        |unit: fn(u32) -> [u8; 4]| text.chars().map(u32::from).flat_map(unit).collect::<Vec<u8>>();
    let marked = |mark: &[u8], body: &[u8]| [mark, body].concat();
    let encoded: [(&str, Vec<u8>, &str); 10] = [
        ("UTF-8 with a mark", marked(b"\xef\xbb\xbf", text.as_bytes()), "syntax"),
        ("UTF-16, little end first", wide(u16::to_le_bytes), "syntax"),
        ("UTF-16, big end first", wide(u16::to_be_bytes), "syntax"),
        ("the same with a mark", marked(b"\xff\xfe", &wide(u16::to_le_bytes)), "encoding"),
        ("the same with a mark", marked(b"\xfe\xff", &wide(u16::to_be_bytes)), "encoding"),
        ("UTF-32, little end first", wider(u32::to_le_bytes), "syntax"),
        ("UTF-32, big end first", wider(u32::to_be_bytes), "syntax"),
        ("the same with a mark", marked(b"\0\0\xfe\xff", &wider(u32::to_be_bytes)), "encoding"),
        ("UTF-7", marked(b"+ADw-", text.as_bytes()), "syntax"),
        ("compressed", vec![0x1f, 0x8b, 0x08, 0x00], "encoding"),
    ];
    for name in ALL {
        for (what, body, code) in &encoded {
            holds_unreadable(&*dialect(name), body, code, &|| format!("{name}: {what}"));
        }
    }
}

/// Texts that look alike, and differ for this crate: texts are not normalised, repaired or
/// truncated.
const TAKEN: [&str; 28] = [
    "\u{e9}",
    "e\u{301}",
    "\u{212b}",
    "\u{c5}",
    "A\u{30a}",
    "\u{fb01}",
    "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}",
    "\u{301}",
    "\u{202e}nimda",
    "\u{202a}a\u{202c}",
    "\u{2066}a\u{2069}",
    "\u{200f}a\u{200e}",
    "\u{200b}",
    "a\u{200d}b",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{fe0f}",
    "\u{1f1ec}\u{1f1e7}",
    "\u{2028}\u{2029}a",
    "\u{feff}a",
    "a\u{ad}b",
    "\u{fffd}",
    "\u{fffe}\u{ffff}",
    "\u{10000}\u{1f600}\u{20000}\u{2fa1d}",
    "\u{e0001}\u{e0041}",
    "\u{f0000}\u{10ffff}",
    "\u{430}\u{440}\u{440}\u{4cf}\u{435}",
    "\u{130}\u{131}\u{df}\u{3c2}",
    "\u{fdfa}",
    "\u{3164}",
];

/// Blank texts, and texts with terminal control sequences.
const REJECTED: [(&str, &str); 22] = [
    (" ", "blank"),
    ("\u{a0}", "blank"),
    ("\u{3000}\u{2003}", "blank"),
    ("\u{2028}\u{2029}", "blank"),
    ("\t\n\r", "blank"),
    ("\u{85}", "blank"),
    ("\u{b}\u{c}", "blank"),
    ("\u{0}", "control-character"),
    ("a\u{0}b", "control-character"),
    ("a\u{0}", "control-character"),
    ("\u{1}", "control-character"),
    ("\u{7}", "control-character"),
    ("\u{8}\u{8}a", "control-character"),
    ("\u{1b}[31ma", "control-character"),
    ("a\rb", "control-character"),
    ("a\nb", "control-character"),
    ("a\tb", "control-character"),
    ("\u{1f}", "control-character"),
    ("\u{7f}", "control-character"),
    ("\u{80}", "control-character"),
    ("a\u{85}b", "control-character"),
    ("\u{9b}31m", "control-character"),
];

/// The text as JSON with every character escaped.
fn escaped(text: &str) -> String {
    let units: Vec<String> = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
    format!("\"{}\"", units.concat())
}

#[test]
fn a_text_is_read_unchanged_however_it_is_escaped() {
    for ((name, place), fixture) in
        NAMES.iter().flat_map(|row| all("update").into_iter().map(move |one| (row, one)))
    {
        if fixture.name != *name || fixture.json().pointer(place).is_none() {
            continue;
        }
        for text in TAKEN {
            for encoded in [json!(text).to_string(), escaped(text)] {
                let body = with_raw(&fixture.json(), place, &encoded);
                let read = update(&*fixture.dialect, &body).unwrap().value;
                let found = if *name == "textus" {
                    read.name.full.as_ref().map(Text::as_str)
                } else {
                    match &read.name.family {
                        Patch::Set(name) => Some(name.as_str()),
                        _ => None,
                    }
                };
                assert_eq!(found, Some(text), "{name} {text:?}");
            }
        }
        for (text, code) in REJECTED {
            for encoded in [json!(text).to_string(), escaped(text)] {
                let body = with_raw(&fixture.json(), place, &encoded);
                let problems = update(&*fixture.dialect, &body).map(|_| ()).unwrap_err();
                assert_eq!(problems, [format!("{place} {code}")], "{name} {text:?}");
            }
        }
    }
}

#[test]
fn any_text_of_a_user_is_written_back_and_translated_unchanged() {
    for (name, place) in NAMES {
        // A user of TextUs has the halves as well.
        let place = if name == "textus" { "/lastName" } else { place };
        let fixture = all("user").into_iter().find(|fixture| fixture.name == name).unwrap();
        for text in TAKEN.into_iter().chain(REJECTED.map(|(text, _)| text)) {
            for encoded in [json!(text).to_string(), escaped(text)] {
                let body = with_raw(&fixture.json(), place, &encoded);
                holds_unchanged(
                    &*fixture.dialect,
                    &body,
                    &fixture.at(&format!("{place} {text:?}")),
                );
            }
        }
        for text in TAKEN {
            let body = with(&fixture.json(), place, json!(text)).to_string();
            for (other, place) in NAMES {
                let place = if other == "textus" { "/lastName" } else { place };
                let translated = json(&translated(name, other, body.as_bytes()).body);
                assert_eq!(translated.pointer(place), Some(&json!(text)), "{name} to {other}");
            }
        }
    }
}

#[test]
fn the_name_of_a_member_may_be_any_text() {
    for text in TAKEN {
        let body = format!("{{\"settings\":{{\"customSettings\":{{{}:\"x\"}}}}}}", escaped(text));
        let read = update(&*dialect("textus"), body.as_bytes()).unwrap().value;
        let keys: Vec<&str> = read.custom_settings.keys().map(SettingKey::as_str).collect();
        assert_eq!(keys, [text]);
    }
    for (text, code) in REJECTED {
        let body = format!("{{\"settings\":{{\"customSettings\":{{{}:\"x\"}}}}}}", escaped(text));
        let problems = update(&*dialect("textus"), body.as_bytes()).map(|_| ()).unwrap_err();
        assert_eq!(problems, [format!("/settings/customSettings/{text} {code}")], "{text:?}");
        let body = format!("{{\"id\":\"/users/a\",{}", &body[1..]);
        holds_unchanged(&*dialect("textus"), body.as_bytes(), &format!("{text:?}"));
    }
}
