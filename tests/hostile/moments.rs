//! Dates and timestamps: which are valid, at the edges of the calendar and of its notations.

use idiolect::model::Patch;
use serde_json::json;

use crate::messages::{holds_unchanged, update, user_json};
use crate::support::values::UUID;
use crate::support::values::day;
use crate::support::variations::with;
use crate::support::{dialect, json as parsed};

const BORN: &str = "/data/attributes/profile/personal/dob";

fn born(text: &str) -> Result<Patch<idiolect::model::Date>, Vec<String>> {
    let body = with(&json!({"data": {"type": "users"}}), BORN, json!(text)).to_string();
    update(&*dialect("json-api"), body.as_bytes()).map(|read| read.value.profile.date_of_birth)
}

/// A text, its date, and whether its time is another than midnight UTC.
const DAYS: [(&str, &str, bool); 21] = [
    ("2000-02-29", "2000-02-29", false),
    ("1900-02-28", "1900-02-28", false),
    ("0001-01-01", "0001-01-01", false),
    ("0000-01-01", "0000-01-01", false),
    ("9999-12-31", "9999-12-31", false),
    ("1582-10-10", "1582-10-10", false),
    ("1985-06-15T00:00:00Z", "1985-06-15", false),
    ("1985-06-15t00:00:00z", "1985-06-15", false),
    ("1985-06-15T00:00:00.0Z", "1985-06-15", false),
    ("1985-06-15T00:00:00.000000000Z", "1985-06-15", false),
    ("1985-06-15T00:00:00+00:00", "1985-06-15", false),
    ("1985-06-15T00:00:00-00:00", "1985-06-15", false),
    ("1985-06-15T00:00:00.000000001Z", "1985-06-15", true),
    ("1985-06-15T23:59:59Z", "1985-06-15", true),
    ("1985-06-15T00:00:00+14:00", "1985-06-15", true),
    ("1985-06-15T23:30:00-23:59", "1985-06-15", true),
    ("1985-06-15T00:00:00+00:01", "1985-06-15", true),
    ("9999-12-31T23:59:59.999999999Z", "9999-12-31", true),
    ("0001-01-01T00:00:00+23:59", "0001-01-01", true),
    ("2016-12-31T23:59:60Z", "2016-12-31", true),
    ("2000-02-29T12:00:00Z", "2000-02-29", true),
];

const NO_DAYS: [&str; 48] = [
    " ",
    "today",
    "1900-02-29",
    "2001-02-29",
    "2000-02-30",
    "2000-04-31",
    "2000-00-01",
    "2000-13-01",
    "2000-01-00",
    "2000-01-32",
    "00-01-01",
    "10000-01-01",
    "-001-01-01",
    "+2000-01-1",
    "2000-1-01",
    "2000-01-1",
    "2000/01/01",
    "01.01.2000",
    "01/02/2000",
    "20000101",
    "2000-W01-1",
    "2000-001",
    "2000-01",
    "2000",
    " 2000-01-01",
    "2000-01-01 ",
    "2000-01-01\n",
    "2000-01-01\u{0}",
    "2000\u{2010}01\u{2010}01",
    "\u{ff12}\u{ff10}\u{ff10}\u{ff10}-01-01",
    "\u{662}\u{660}\u{660}\u{660}-\u{660}\u{661}-\u{660}\u{661}",
    "2000-01-01T",
    "2000-01-01T00:00",
    "2000-01-01T00:00Z",
    "2000-01-01T00:00:00",
    "2000-01-01 00:00:00Z",
    "2000-01-01_00:00:00Z",
    "2000-01-01T24:00:00Z",
    "2000-01-01T00:60:00Z",
    "2000-01-01T00:00:61Z",
    "2000-01-01T00:00:00,0Z",
    "2000-01-01T00:00:00.Z",
    "2000-01-01T00:00:00.0000000000Z",
    "2000-01-01T00:00:00+24:00",
    "2000-01-01T00:00:00+0100",
    "2000-01-01T00:00:00+01",
    "2000-01-01T00:00:00UTC",
    "2000-01-01T00:00:00Z[Europe/London]",
];

#[test]
fn days_in_a_request() {
    for (text, date, _) in DAYS {
        assert_eq!(born(text), Ok(Patch::Set(day(date))), "{text}");
    }
    for text in NO_DAYS {
        assert_eq!(born(text), Err(vec![format!("{BORN} date")]), "{text:?}");
    }
}

#[test]
fn a_truncated_time_of_day_is_recorded() {
    for (text, date, is_cut) in DAYS {
        let body = with(&json!({"data": {"type": "users"}}), BORN, json!(text)).to_string();
        let translation = crate::support::update("json-api", "canonical", body.as_bytes()).unwrap();
        assert_eq!(parsed(&translation.body)["date_of_birth"], json!(date), "{text}");
        let verdict = translation
            .report
            .of(idiolect::model::Attribute::DateOfBirth)
            .unwrap()
            .verdict
            .as_str();
        assert_eq!(verdict, if is_cut { "converted" } else { "preserved" }, "{text}");
    }
}

/// The canonical dialect has dates only, without a time of day to truncate.
#[test]
fn a_date_of_the_canonical_dialect_has_no_time() {
    let read = |text: &str| {
        let body = json!({"version": 1, "date_of_birth": text}).to_string();
        update(&*dialect("canonical"), body.as_bytes()).map(|read| read.value.profile.date_of_birth)
    };
    for (text, date, is_cut) in DAYS {
        let expected = if is_cut {
            Err(vec!["/date_of_birth date".to_owned()])
        } else {
            Ok(Patch::Set(day(date)))
        };
        assert_eq!(read(text), expected, "{text}");
    }
    for text in NO_DAYS {
        assert_eq!(read(text), Err(vec!["/date_of_birth date".to_owned()]), "{text:?}");
    }
}

#[test]
fn dates_of_a_user_are_written_back_and_read_if_valid() {
    let texts = DAYS
        .iter()
        .map(|(text, date, _)| (*text, Some(*date)))
        .chain(NO_DAYS.iter().map(|text| (*text, None)));
    for (text, date) in texts {
        let body =
            with(&json!({"data": {"type": "users", "id": UUID}, "jsonapi": {}}), BORN, json!(text))
                .to_string();
        let user = holds_unchanged(&*dialect("json-api"), body.as_bytes(), text).value;
        assert_eq!(user.profile.date_of_birth, date.map(day), "{text:?}");
    }
}

#[test]
fn instants_keep_their_text() {
    let is_instant = |text: &str| text.len() > "2000-01-01".len();
    for (text, is_one) in DAYS
        .map(|(text, ..)| (text, is_instant(text)))
        .into_iter()
        .chain(NO_DAYS.map(|text| (text, false)))
    {
        for (name, member, attribute) in [
            ("flat-roles", "createdAt", "created_at"),
            ("upsun", "consented_at", "consented_at"),
            ("canonical", "updated_at", "updated_at"),
        ] {
            let mut body = json!({"id": UUID, member: text});
            if name == "canonical" {
                body["version"] = json!(1);
            }
            let user = holds_unchanged(&*dialect(name), body.to_string().as_bytes(), text).value;
            assert_eq!(
                user_json(&user).get(attribute),
                is_one.then(|| json!(text)).as_ref(),
                "{name} {text:?}"
            );
        }
    }
}
