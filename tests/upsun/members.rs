//! Each member of an update alone.

use idiolect::dialect::{DialectExt, UpdateContext};
use idiolect::model::{Attribute, Patch};
use serde_json::{Value, json};

use super::support::members::{Change, Member, Outcome};
use super::support::updates::problems;
use super::support::values::of;
use super::support::variations::{places, variations, with};
use super::{fixture, upsun};

fn links() -> Vec<(Value, &'static str)> {
    let bad = [
        "javascript:alert(1)",
        "https://me:secret@example.com/",
        "https://me@example.com/",
        "/me.png",
        "//example.com/me.png",
        "example.com",
        "ftp://example.com/me.png",
        "data:text/html,hello",
        "https://",
        "https://exa mple.com",
        "<string>",
    ];
    bad.into_iter().map(|link| (json!(link), "link")).collect()
}

fn texts() -> Vec<(Value, &'static str)> {
    vec![
        (json!("   "), "blank"),
        (json!("a\u{0}b"), "control-character"),
        (json!("a\nb"), "control-character"),
    ]
}

fn members() -> Vec<Member> {
    let refused = || Outcome::Problem("not-clearable");
    let member = |pointer, attribute: Attribute, valid: &str, set: Change, empty, bad| Member {
        pointer,
        subject: attribute.into(),
        valid: json!(valid),
        set,
        null: refused(),
        empty,
        bad,
    };
    let countries = ["E", "GBR", "G1", "1234", "é1", "ÄÖ", " G", "  ", "United Kingdom"];
    vec![
        member(
            "/username",
            Attribute::Username,
            "ada",
            |update| update.sign_in.username = Some(of("ada")),
            refused(),
            texts(),
        ),
        member(
            "/first_name",
            Attribute::GivenName,
            "Ada",
            |update| update.name.given = Patch::Set(of("Ada")),
            Outcome::Changes(|update| update.name.given = Patch::Clear),
            texts(),
        ),
        member(
            "/last_name",
            Attribute::FamilyName,
            "Byron",
            |update| update.name.family = Patch::Set(of("Byron")),
            Outcome::Changes(|update| update.name.family = Patch::Clear),
            texts(),
        ),
        member(
            "/company",
            Attribute::Company,
            "Engines & Söhne",
            |update| update.profile.company = Patch::Set(of("Engines & Söhne")),
            Outcome::Changes(|update| update.profile.company = Patch::Clear),
            texts(),
        ),
        member(
            "/picture",
            Attribute::Picture,
            "https://example.com/ada.png?size=2#top",
            |update| {
                update.profile.picture = Patch::Set(of("https://example.com/ada.png?size=2#top"));
            },
            refused(),
            links(),
        ),
        member(
            "/website",
            Attribute::Website,
            "http://example.com",
            |update| update.profile.website = Patch::Set(of("http://example.com")),
            refused(),
            links(),
        ),
        member(
            "/country",
            Attribute::Country,
            "EU",
            |update| update.address.country = Patch::Set(of("EU")),
            refused(),
            countries.into_iter().map(|country| (json!(country), "country")).collect(),
        ),
    ]
}

#[test]
fn each_member_alone() {
    for member in members() {
        member.check(&upsun(), &json!({}));
    }
}

#[test]
fn every_wrong_type_is_one_problem_at_its_path() {
    let base = fixture("update.json");
    for (place, body) in variations(&base) {
        let found = body.pointer(&place).unwrap();
        let expected = match found {
            Value::String(_) => continue,
            Value::Null => format!("{place} not-clearable"),
            _ => format!("{place} type"),
        };
        assert_eq!(problems(&upsun(), &body), [expected], "{body}");
    }
    assert_eq!(places(&base).len(), 7);
}

#[test]
fn no_problem_contains_the_value() {
    for place in places(&fixture("update.json")) {
        for value in [json!(["hunter2"]), json!({ "hunter2": "hunter2" }), json!("\u{1}hunter2")] {
            let body = with(&json!({}), &place, value).to_string();
            let error = upsun().decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap_err();
            let shown = format!("{error} {error:?} {}", std::error::Error::source(&error).unwrap());
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }
}
