//! Large messages: deep, wide, long, and with numbers of many digits.

use idiolect::dialect::{
    Dialect, DialectExt, FailureResponse, LossPolicy, Settings, UpdateContext, built_in,
};
use idiolect::json::Limits;
use idiolect::model::Patch;
use idiolect::problem::FailureKind;
use serde_json::{Value, json};

use crate::messages::{
    Gap, all, holds_unchanged, holds_unreadable, holds_unreadable_as, is_same, leaves, update, user,
};
use crate::support::variations::places;
use crate::support::{ALL, dialect};
use crate::type_confusion::{problems, response_without_user_problem};

/// The dialect without limits, except that on depth.
fn unlimited(name: &str) -> Box<dyn Dialect> {
    let dialects = built_in(Settings::default().with_limits(Limits::NONE));
    dialects.into_iter().find(|dialect| dialect.id().as_str() == name).unwrap()
}

/// `levels` nested arrays, objects, or both alternately, around `leaf`.
fn nested(levels: usize, leaf: &str) -> [String; 3] {
    let around = |open: &str, close: &str| open.repeat(levels) + leaf + &close.repeat(levels);
    let [half, rest] = [levels / 2, levels % 2];
    let mixed =
        "[".repeat(rest) + &"{\"a\":[".repeat(half) + leaf + &"]}".repeat(half) + &"]".repeat(rest);
    [around("[", "]"), around("{\"a\":", "}"), mixed]
}

#[test]
fn a_message_above_the_depth_limit_is_unreadable_and_one_at_the_limit_is_read() {
    for name in ALL {
        // The message itself is one more level.
        for (dialect, most, deepest) in [(dialect(name), 63, 100_000), (unlimited(name), 126, 1000)]
        {
            let fixtures = ["update", "user"]
                .map(|kind| all(kind).into_iter().find(|one| one.name == name).unwrap());
            let gaps = fixtures.each_ref().map(|fixture| Gap::at(&fixture.json(), "/extra"));
            for leaf in ["1", "1e400"] {
                for value in nested(most, leaf) {
                    let problems =
                        update(&*dialect, &gaps[0].filled(&value)).map(|_| ()).unwrap_err();
                    assert_eq!(problems, ["/extra unknown-member"], "{name} {most} {leaf}");
                    holds_unchanged(
                        &*dialect,
                        &gaps[1].filled(&value),
                        &format!("{name} {most} {leaf}"),
                    );
                }
                for levels in [most + 1, deepest] {
                    for value in nested(levels, leaf) {
                        for (kind, gap) in ["update", "user"].iter().zip(&gaps) {
                            let label = || format!("{name} {levels}");
                            holds_unreadable_as(
                                kind,
                                &*dialect,
                                &gap.filled(&value),
                                "too-deep",
                                &label,
                            );
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_message_above_the_depth_limit_need_not_end() {
    for name in ALL {
        for opened in ["[", "{\"a\":", "[[{\"a\":", "{\"data\":{\"id\":"] {
            let body = opened.repeat(100_000);
            holds_unreadable(&*dialect(name), body.as_bytes(), "too-deep", &|| {
                format!("{name} {opened}")
            });
        }
    }
}

fn array(count: usize) -> String {
    format!("[{}]", vec!["0"; count].join(","))
}

fn object(count: usize) -> String {
    let members: Vec<String> = (0..count).map(|number| format!("\"k{number}\":{number}")).collect();
    format!("{{{}}}", members.join(","))
}

#[test]
fn members_and_elements_are_counted_together() {
    const MOST: usize = 1 << 16;
    for name in ALL {
        for (kind, value) in [("update", array as fn(usize) -> String), ("user", object)] {
            let fixture = all(kind).into_iter().find(|one| one.name == name).unwrap();
            let gap = Gap::at(&fixture.json(), "/extra");
            // The existing members, and the one that contains the others.
            let own = places(&fixture.json()).len() + 1;
            let (fits, over) = (gap.filled(value(MOST - own)), gap.filled(value(MOST - own + 1)));
            let limit = |body: &[u8]| match kind {
                "update" => update(&*fixture.dialect, body).err().unwrap_or_default(),
                _ => user(&*fixture.dialect, body).err().unwrap_or_default(),
            };
            let found = if kind == "update" {
                vec!["/extra unknown-member".to_owned()]
            } else {
                Vec::new()
            };
            assert_eq!(limit(&fits), found, "{name} {kind}");
            assert_eq!(limit(&over), [" too-many-members"], "{name} {kind}");
        }
    }
}

/// Each of them is reported at its path, in order.
#[test]
fn a_hundred_thousand_unknown_members_are_as_many_problems() {
    const MANY: usize = 100_000;
    for name in ALL {
        let many = object(MANY);
        let body =
            if name == "canonical" { format!("{{\"version\":1,{}", &many[1..]) } else { many };
        let problems = update(&*unlimited(name), body.as_bytes()).map(|_| ()).unwrap_err();
        let unknown: Vec<&String> =
            problems.iter().filter(|problem| problem.starts_with("/k")).collect();
        assert_eq!(unknown.len(), MANY, "{name}");
        let in_order = unknown
            .iter()
            .enumerate()
            .all(|(number, problem)| **problem == format!("/k{number} unknown-member"));
        assert!(in_order, "{name}");
        assert_eq!(
            problems.len() - MANY,
            usize::from(name == "json-api"),
            "{name}: the `data` that it lacks"
        );
    }
}

#[test]
fn a_hundred_thousand_members_of_a_user_are_written_back() {
    const MANY: usize = 100_000;
    let upsun = unlimited("upsun");
    let body = format!("{{\"id\":\"a\",{}", &object(MANY)[1..]);
    let read = holds_unchanged(&*upsun, body.as_bytes(), "upsun");
    let unknown: Vec<&str> = read
        .provenance
        .entries()
        .map(|(_, pointer, _)| pointer)
        .filter(|place| *place != "/id")
        .collect();
    assert!(unknown.iter().enumerate().all(|(number, place)| *place == format!("/k{number}")));
    assert_eq!(unknown.len(), MANY);
}

#[test]
fn twenty_thousand_settings_are_set_and_translated() {
    let settings: Vec<String> = (0..20_000).map(|number| format!("\"k{number}\":\"v\"")).collect();
    let body = format!("{{\"settings\":{{\"customSettings\":{{{}}}}}}}", settings.join(","));
    let [textus, canonical] = ["textus", "canonical"].map(unlimited);
    let read = textus.decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap().value;
    assert_eq!(read.custom_settings.len(), 20_000);
    let stored =
        canonical.encode_update(&read, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap().body;
    let again = canonical.decode_update(&stored, &UpdateContext::EMPTY).unwrap().value;
    assert!(again == read);
    let encoded =
        textus.encode_update(&again, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap().body;
    assert!(is_same(&encoded, body.as_bytes()));
}

/// The path of the given name, or of the full name, in each dialect's update.
const NAMES: [(&str, &str); 6] = [
    (
        "json-api",
        "{\"data\":{\"type\":\"users\",\"attributes\":{\"profile\":{\"personal\":{\"first_name\":\"@@\"}}}}}",
    ),
    ("flat-roles", "{\"firstName\":\"@@\"}"),
    ("legacy", "{\"firstName\":\"@@\"}"),
    ("upsun", "{\"first_name\":\"@@\"}"),
    ("textus", "{\"name\":\"@@\"}"),
    ("canonical", "{\"version\":1,\"given_name\":\"@@\"}"),
];

#[test]
fn a_text_is_as_long_as_the_limit_in_bytes_and_no_longer() {
    const MOST: usize = 1 << 20;
    for (name, body) in NAMES {
        for (character, count) in [("a", MOST), ("\u{1f600}", MOST / 4)] {
            let message = |text: &str| {
                update(&*dialect(name), body.replace("@@", text).as_bytes()).map(|_| ())
            };
            let text = character.repeat(count);
            assert_eq!(message(&text), Ok(()), "{name}");
            assert_eq!(message(&format!("{text}a")).unwrap_err(), [" too-long"], "{name}");
        }
        // The limit applies to the text, which has fewer bytes than its escaped JSON.
        let escaped = "\\u0041".repeat(MOST / 6);
        assert_eq!(
            update(&*dialect(name), body.replace("@@", &escaped).as_bytes()).map(|_| ()),
            Ok(()),
            "{name}"
        );
        // The name of a member is a string, too.
        let named = format!("{{\"{}\":1}}", "n".repeat(MOST + 1));
        holds_unreadable(&*dialect(name), named.as_bytes(), "too-long", &|| name.to_owned());
    }
}

#[test]
fn sixteen_megabytes_exceed_the_limit_or_are_an_ordinary_text() {
    let long = "x".repeat(16 << 20);
    for (name, body) in NAMES {
        let body = body.replace("@@", &long);
        let within = dialect(name);
        assert_eq!(
            update(&*within, body.as_bytes()).map(|_| ()).unwrap_err(),
            [" too-large"],
            "{name}"
        );
        assert_eq!(
            user(&*within, body.as_bytes()).map(|_| ()).unwrap_err(),
            [" too-large"],
            "{name}"
        );
        let failure = within.decode_failure(&FailureResponse::new(Some(503), body)).value;
        assert_eq!((failure.kind, failure.problems.len()), (FailureKind::Unavailable, 0), "{name}");
    }
    let (name, body) = NAMES[3];
    let read = update(&*unlimited(name), body.replace("@@", &long).as_bytes()).unwrap().value;
    assert!(matches!(&read.name.given, Patch::Set(text) if text.as_str() == long));
    let encoded = unlimited("flat-roles")
        .encode_update(&read, &UpdateContext::EMPTY, &LossPolicy::Reject)
        .unwrap()
        .body;
    assert!(encoded == format!("{{\"firstName\":\"{long}\"}}").into_bytes());
}

/// Numbers outside of every machine type, and other notations of those within.
fn numbers() -> Vec<String> {
    let mut numbers: Vec<String> = [
        "1e400",
        "-1e400",
        "1E400",
        "1e-400",
        "1e+999999999999999999999",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "9007199254740993",
        "0.1000000000000000055511151231257827",
        "-0",
        "-0.0",
        "0e0",
        "1.0",
        "1E2",
    ]
    .map(str::to_owned)
    .to_vec();
    let digits = "1234567890".repeat(1000);
    numbers.extend([
        digits.clone(),
        format!("-{digits}"),
        format!("0.{digits}"),
        format!("{digits}e-{digits}"),
    ]);
    numbers
}

#[test]
fn a_number_is_one_problem_of_an_update_however_many_digits_it_has() {
    for fixture in all("update") {
        let message = fixture.json();
        for place in leaves(&message) {
            let gap = Gap::at(&message, &place);
            for number in numbers() {
                let found =
                    update(&*fixture.dialect, &gap.filled(&number)).map(|_| ()).unwrap_err();
                let label = fixture.at(&format!("{place} {number:.20}"));
                assert_eq!(found, problems(&fixture, &place, &json!(7)), "{label}");
            }
        }
    }
}

#[test]
fn a_number_of_a_user_is_written_back_to_the_digit() {
    let everywhere = ["1e400", "18446744073709551615", "18446744073709551616"].map(str::to_owned);
    let longest = "9".repeat(10_000);
    for fixture in all("user") {
        let message = fixture.json();
        let gap = Gap::at(&message, "/extra");
        for number in numbers() {
            holds_unchanged(
                &*fixture.dialect,
                &gap.filled(&number),
                &fixture.at(&format!("{number:.20}")),
            );
        }
        for place in leaves(&message) {
            let gap = Gap::at(&message, &place);
            // TextUs has eight users, which are similar.
            let is_first = fixture.name != "textus" || fixture.file.contains("admin");
            for number in everywhere.iter().chain(is_first.then_some(&longest)) {
                let label = fixture.at(&format!("{place} {number:.20}"));
                // An id may be a 64-bit integer; no other number is rounded to one.
                let value = number.parse::<u64>().map_or(json!(-1), Value::from);
                match response_without_user_problem(&fixture, &place, &value) {
                    Some(problem) => {
                        let found =
                            user(&*fixture.dialect, &gap.filled(number)).map(|_| ()).unwrap_err();
                        assert_eq!(found, [problem], "{label}");
                    }
                    None => drop(holds_unchanged(&*fixture.dialect, &gap.filled(number), &label)),
                }
            }
        }
    }
}

#[test]
fn a_status_of_many_digits_is_ignored() {
    for (name, member) in [
        ("json-api", "status"),
        ("flat-roles", "statusCode"),
        ("upsun", "status"),
        ("canonical", "status"),
    ] {
        for number in
            numbers().into_iter().chain(["99", "600", "65936", "4294967700"].map(str::to_owned))
        {
            for body in [
                format!("{{\"{member}\":{number},\"detail\":\"x\",\"source\":{{}}}}"),
                format!("{{\"{member}\":\"{number}\",\"detail\":\"x\",\"source\":{{}}}}"),
            ] {
                let failure = dialect(name).decode_failure(&FailureResponse::new(None, body)).value;
                assert_eq!(failure.kind, FailureKind::Invalid, "{name} {number:.20}");
            }
        }
    }
}
