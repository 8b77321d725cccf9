//! Each member of an update alone.

use idiolect::dialect::UpdateContext;
use idiolect::model::{Patch, UserUpdate};
use serde_json::{Value, json};

use super::support::lines::sorted;
use super::support::updates::write_update;
use super::support::values::{ID, day, of, typed};
use super::support::variations::with;
use super::{at, document, expected, json_api, read};

pub(super) type Expect = fn(&mut UserUpdate, Patch<&str>);

/// Each member of the profile: its path, its attribute, a valid value, an invalid one and its code.
pub(super) const MEMBERS: [(&str, &str, &str, &str, &str, Expect); 22] = [
    ("address/area", "area", "Central London", " ", "blank", |u, p| u.address.area = typed(p, of)),
    ("address/country_code", "country", "GB", "GBR", "country", |u, p| {
        u.address.country = typed(p, of);
    }),
    ("address/county", "county", "Kent", "\u{7}", "control-character", |u, p| {
        u.address.county = typed(p, of);
    }),
    ("address/name", "building", "The Shard", " ", "blank", |u, p| {
        u.address.building = typed(p, of);
    }),
    ("address/number", "house_number", "32A", " ", "blank", |u, p| {
        u.address.house_number = typed(p, of);
    }),
    ("address/postcode", "postcode", "SE1 9SG", " ", "blank", |u, p| {
        u.address.postcode = typed(p, of);
    }),
    ("address/street", "street", "London Bridge Street", " ", "blank", |u, p| {
        u.address.street = typed(p, of);
    }),
    ("address/town", "town", "London", " ", "blank", |u, p| u.address.town = typed(p, of)),
    (
        "address/what3words",
        "what3words",
        "spark.dizzy.ramp",
        "spark.dizzy",
        "what3words",
        |u, p| {
            u.address.what3words = typed(p, of);
        },
    ),
    ("contact/landline", "landline", "020 3728 5000", "call me", "phone", |u, p| {
        u.contact.landline = typed(p, of);
    }),
    ("contact/mobile", "mobile", "07700 900456", "none", "phone", |u, p| {
        u.contact.mobile = typed(p, of);
    }),
    ("personal/dob", "date_of_birth", "1985-06-15", "15/06/1985", "date", |u, p| {
        u.profile.date_of_birth = typed(p, day);
    }),
    ("personal/first_name", "given_name", "Charlotte", " ", "blank", |u, p| {
        u.name.given = typed(p, of);
    }),
    ("personal/last_name", "family_name", "Thompson", "\n", "blank", |u, p| {
        u.name.family = typed(p, of);
    }),
    (
        "settings/preferred_language",
        "preferred_language",
        "en-GB",
        "en_GB",
        "language-tag",
        |u, p| {
            u.profile.preferred_language = typed(p, of);
        },
    ),
    ("settings/timezone", "time_zone", "Europe/London", "<string>", "time-zone", |u, p| {
        u.profile.time_zone = typed(p, of);
    }),
    ("work/cscs", "cscs", "GBCSCS789", " ", "blank", |u, p| u.work.cscs = typed(p, of)),
    ("work/eusr", "eusr", "GBEUSR012", " ", "blank", |u, p| u.work.eusr = typed(p, of)),
    ("work/occupation", "occupation", "Engineer", " ", "blank", |u, p| {
        u.work.occupation = typed(p, of);
    }),
    (
        "work/start_date",
        "employment_start",
        "2018-03-15T00:00:00.000Z",
        "2018-3-15",
        "date",
        |u, p| {
            u.work.employment_start = typed(p, day);
        },
    ),
    // Accepted unchanged.
    ("address/country_code", "country", "EU", "G1", "country", |u, p| {
        u.address.country = typed(p, of);
    }),
    ("contact/mobile", "mobile", "0", "<string>", "phone", |u, p| u.contact.mobile = typed(p, of)),
];

#[test]
fn each_member_alone_keeps_clears_sets_or_is_a_problem() {
    for (place, name, value, broken, code, expect) in MEMBERS {
        let pointer = at(place);
        let message = |value: Value| with(&document(&json!({})), &pointer, value);
        let (group, member) = place.split_once('/').unwrap();
        let keeps = read(&document(&json!({ group: {} }))).unwrap();
        assert_eq!(keeps, (expected(|_| ()), vec!["id /data/id".to_owned()]), "{place} absent");
        for blank in [json!(null), json!("")] {
            let (update, read_from) = read(&message(blank.clone())).unwrap();
            assert_eq!(update, expected(|update| expect(update, Patch::Clear)), "{place} {blank}");
            assert_eq!(
                read_from,
                sorted(vec!["id /data/id".to_owned(), format!("{name} {pointer}")]),
                "{place} {blank}"
            );
            assert_eq!(
                write_update(&json_api(), &update, &UpdateContext::EMPTY),
                Ok(message(json!(""))),
                "{place} {blank}"
            );
        }
        let (update, _) = read(&message(json!(value))).unwrap();
        assert_eq!(update, expected(|update| expect(update, Patch::Set(value))), "{place}");
        let written = write_update(&json_api(), &update, &UpdateContext::EMPTY).unwrap();
        let midnight =
            if member == "dob" { format!("{value}T00:00:00.000Z") } else { value.to_owned() };
        assert_eq!(written, message(json!(midnight)), "{place}");
        for mistyped in [json!(7), json!(true), json!([]), json!({}), json!(["x"])] {
            assert_eq!(read(&message(mistyped)), Err(vec![format!("{pointer} type")]), "{place}");
        }
        assert_eq!(
            read(&message(json!(broken))),
            Err(vec![format!("{pointer} {code}")]),
            "{place} {broken}"
        );
    }
}

#[test]
fn a_group_that_is_null_clears_each_of_its_members() {
    for group in ["address", "contact", "personal", "settings", "work"] {
        let members: Vec<_> =
            MEMBERS[..20].iter().filter(|(place, ..)| place.starts_with(group)).collect();
        let (update, read_from) = read(&document(&json!({ group: null }))).unwrap();
        assert_eq!(
            update,
            expected(|update| members.iter().for_each(|(.., expect)| expect(update, Patch::Clear)))
        );
        let mut places: Vec<String> =
            members.iter().map(|(_, name, ..)| format!("{name} {}", at(group))).collect();
        places.push("id /data/id".to_owned());
        assert_eq!(read_from, sorted(places), "{group}");
        let cleared: Vec<String> =
            members.iter().map(|(place, ..)| place.split_once('/').unwrap().1.to_owned()).collect();
        let blank: Value = cleared
            .into_iter()
            .map(|member| (member, json!("")))
            .collect::<serde_json::Map<_, _>>()
            .into();
        assert_eq!(
            write_update(&json_api(), &update, &UpdateContext::EMPTY),
            Ok(document(&json!({ group: blank })))
        );
        for mistyped in [json!(""), json!(7), json!([])] {
            assert_eq!(
                read(&document(&json!({ group: mistyped }))),
                Err(vec![format!("{} type", at(group))])
            );
        }
    }
    let identified = json!({"type": "users", "id": ID});
    for (pointer, outer) in
        [("/data", ""), ("/data/attributes", "/data"), ("/data/attributes/profile", "/data")]
    {
        for wrong in [json!(null), json!(""), json!([])] {
            let body = with(&with(&json!({}), "/data", identified.clone()), pointer, wrong);
            assert_eq!(read(&body), Err(vec![format!("{pointer} type")]), "{pointer} in {outer}");
        }
    }
}

#[test]
fn dates_are_read_in_every_notation_and_written_as_midnight() {
    let pointer = at("personal/dob");
    let born = |text: &str| read(&document(&json!({"personal": {"dob": text}})));
    let day = expected(|update| update.profile.date_of_birth = Patch::Set(day("1985-06-15")));
    let fractions = (1..=9).map(|digits| format!("1985-06-15T00:00:00.{}Z", "0".repeat(digits)));
    let midnights = [
        "1985-06-15".to_owned(),
        "1985-06-15T00:00:00Z".to_owned(),
        "1985-06-15T00:00:00+00:00".to_owned(),
    ];
    for midnight in midnights.into_iter().chain(fractions) {
        assert_eq!(
            born(&midnight),
            Ok((day.clone(), vec![format!("date_of_birth {pointer}"), "id /data/id".to_owned()]))
        );
    }
    let cut = format!("date_of_birth {pointer} (time of day cut from a date)");
    for other in
        ["1985-06-15T10:30:00Z", "1985-06-15T00:00:00.000000001Z", "1985-06-15T23:59:59.5Z"]
    {
        assert_eq!(
            born(other),
            Ok((day.clone(), vec![cut.clone(), "id /data/id".to_owned()])),
            "{other}"
        );
    }
    let wrong = [
        "1985-02-29",
        "1985-13-01",
        "1985-6-15",
        "85-06-15",
        "1985-06-15T",
        "1985-06-15 00:00:00Z",
        "1985-06-15T24:00:00Z",
    ];
    for wrong in wrong.into_iter().chain([
        "1985-06-15T00:00:00",
        "1985-06-15T00:00:00.0000000000Z",
        "0",
        " ",
    ]) {
        assert_eq!(born(wrong), Err(vec![format!("{pointer} date")]), "{wrong}");
    }
}

#[test]
fn texts_with_their_own_rules_are_unchanged() {
    let cases = [
        (
            "settings/preferred_language",
            &["en", "en-gb", "zh-Hant-TW"][..],
            &["english language", "e", "-"][..],
            "language-tag",
        ),
        (
            "settings/timezone",
            &["UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires"],
            &["Europe/", "Europe London"],
            "time-zone",
        ),
        (
            "contact/landline",
            &["+44 (0)20-3728.5000", "0000000000", "020 1 ext 2"],
            &["-", "020a"],
            "phone",
        ),
        (
            "address/what3words",
            &["///spark.dizzy.ramp", "дом.сад.лес"],
            &["a.b.c.d", "a b.c.d", "..", "a..b"],
            "what3words",
        ),
        ("address/country_code", &["gb", "XX"], &["G", "United Kingdom", "Ü1"], "country"),
    ];
    for (place, right, wrong, code) in cases {
        let message = |text: &str| with(&document(&json!({})), &at(place), json!(text));
        for text in right {
            let (update, _) =
                read(&message(text)).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
            assert_eq!(
                write_update(&json_api(), &update, &UpdateContext::EMPTY),
                Ok(message(text))
            );
        }
        for text in wrong {
            assert_eq!(read(&message(text)), Err(vec![format!("{} {code}", at(place))]), "{text}");
        }
    }
}
