//! E-mail addresses, languages, time zones, countries: valid and invalid values at the edges.

use serde_json::json;

use crate::messages::{holds_unchanged, update, update_json};
use crate::support::dialect;
use crate::support::variations::with;

/// A kind of value: the code of an invalid one, and its paths in each dialect's update and user.
struct Kind {
    code: &'static str,
    attribute: &'static str,
    places: &'static [(&'static str, &'static str)],
}

/// An empty update and a minimal user.
fn bare(name: &str) -> [serde_json::Value; 2] {
    const ID: &str = crate::support::values::UUID;
    match name {
        "json-api" => [
            json!({"data": {"type": "users"}}),
            json!({"data": {"type": "users", "id": ID}, "jsonapi": {}}),
        ],
        "canonical" => [json!({"version": 1}), json!({"version": 1, "id": ID})],
        _ => [json!({}), json!({ "id": ID })],
    }
}

impl Kind {
    fn holds(&self, taken: &[&str], refused: &[&str]) {
        for (name, place) in self.places {
            let dialect = dialect(name);
            let [bare_update, bare_user] = bare(name);
            for text in taken {
                let body = with(&bare_update, place, json!(text)).to_string();
                let read = update(&*dialect, body.as_bytes())
                    .unwrap_or_else(|found| panic!("{name} {text:?}: {found:?}"));
                assert_eq!(
                    update_json(&read.value)[self.attribute],
                    json!(text),
                    "{name} {text:?}"
                );
            }
            for text in refused {
                let body = with(&bare_update, place, json!(text)).to_string();
                let found = update(&*dialect, body.as_bytes()).map(|_| ());
                assert_eq!(found, Err(vec![format!("{place} {}", self.code)]), "{name} {text:?}");
            }
            for (text, is_one) in taken
                .iter()
                .map(|text| (text, true))
                .chain(refused.iter().map(|text| (text, false)))
            {
                let body = with(&bare_user, place, json!(text)).to_string();
                let read = holds_unchanged(&*dialect, body.as_bytes(), &format!("{name} {text:?}"));
                let read = crate::messages::user_json(&read.value);
                assert_eq!(
                    read.get(self.attribute),
                    is_one.then(|| json!(text)).as_ref(),
                    "{name} {text:?}"
                );
            }
        }
    }
}

#[test]
fn addresses_of_mail() {
    let long =
        |local: usize, label: usize| format!("{}@{}.example", "l".repeat(local), "d".repeat(label));
    let (longest_local, longest_label, wider) = (long(64, 63), long(1, 63), long(65, 1));
    let mail = Kind {
        code: "email",
        attribute: "email",
        places: &[("legacy", "/email"), ("textus", "/email"), ("canonical", "/email")],
    };
    mail.holds(
        &[
            "a@b.example",
            "a@example.com",
            "A.B@EXAMPLE.COM",
            "a+b@example.com",
            "a_b-c@ex-ample.co.uk",
            "!#$%&'*+-/=?^_`{|}~@example.com",
            "1@2.example",
            "o'neil@example.com",
            "a@xn--bcher-kva.example",
            "a@b\u{fc}cher.example",
            "a@localhost",
            // Host names follow the rules for internationalized domain names.
            "a@example\u{3002}com",
            &longest_local,
            &longest_label,
        ],
        &[
            " ",
            "a",
            "@",
            "a@",
            "@b.example",
            "a b@example.com",
            " a@example.com",
            "a@example.com ",
            "a@example.com\n",
            "a@example.com\r\nBcc: b@example.com",
            "a@exa mple.com",
            "a@@example.com",
            "a@b@example.com",
            ".a@example.com",
            "a.@example.com",
            "a..b@example.com",
            "a@.example.com",
            "a@example..com",
            "a@example.com.",
            "a@-example.com",
            "a@example-.com",
            "a@[127.0.0.1]",
            "a@[IPv6:::1]",
            "a@example.com,b@example.com",
            "a@example.com;b@example.com",
            "Ada <a@example.com>",
            "<a@example.com>",
            "mailto:a@example.com",
            "\"a b\"@example.com",
            "a(comment)@example.com",
            "a@exam_ple.com",
            "a\u{0}@example.com",
            "a@example.com\u{0}",
            "\u{202e}a@example.com",
            &wider,
        ],
    );
}

#[test]
fn languages() {
    let language = Kind {
        code: "language-tag",
        attribute: "preferred_language",
        places: &[
            ("json-api", "/data/attributes/profile/settings/preferred_language"),
            ("canonical", "/preferred_language"),
        ],
    };
    language.holds(
        &[
            "en",
            "EN",
            "en-gb",
            "EN-gB",
            "de-CH-1996",
            "sl-rozaj-biske",
            "zh-Hant-TW",
            "zh-cmn-Hans-CN",
            "es-419",
            "x-private",
            "en-x-twain",
            "i-klingon",
            "und",
            "mul",
            "qaa-Qaaa-QM",
            "en-a-bbb-x-a-ccc",
            "abcdefgh",
            "tlh",
        ],
        &[
            " ",
            "e",
            "en_GB",
            "en GB",
            "en-",
            "-en",
            "en--GB",
            "english-language-name",
            "abcdefghi",
            "en-GB ",
            "en-\u{df}",
            "\u{435}n",
            "en;q=0.8",
            "en,de",
            "*",
            "1",
            "en-x",
            "en-a",
            "x",
            "en\u{0}",
        ],
    );
}

#[test]
fn time_zones() {
    let zone = Kind {
        code: "time-zone",
        attribute: "time_zone",
        places: &[
            ("json-api", "/data/attributes/profile/settings/timezone"),
            ("canonical", "/time_zone"),
        ],
    };
    zone.holds(
        &[
            "UTC",
            "Europe/London",
            "America/Argentina/Buenos_Aires",
            "America/North_Dakota/New_Salem",
            "America/Port-au-Prince",
            "Etc/GMT+12",
            "Etc/GMT-14",
            "EST5EDT",
            "Z",
            "GB-Eire",
            "Mars/Olympus_Mons",
        ],
        &[
            " ",
            "+01:00",
            "01:00",
            "/London",
            "Europe/",
            "Europe//London",
            "Europe/London ",
            "Europe\\London",
            "Europe/London/City/Street",
            "../../etc/localtime",
            ":Europe/London",
            "Europe/L\u{f6}ndon",
            "Europe/London\u{0}",
            "GMT+1,M3.5.0",
            "1st/Zone",
            "America/New York",
            "<-03>3",
        ],
    );
}

#[test]
fn codes_of_countries() {
    let code = Kind {
        code: "country",
        attribute: "country",
        places: &[
            ("json-api", "/data/attributes/profile/address/country_code"),
            ("upsun", "/country"),
        ],
    };
    code.holds(
        &["GB", "gb", "gB", "EU", "ZZ", "XK", "UK"],
        &[
            " ",
            "  ",
            "G",
            "GBR",
            "826",
            "G1",
            "1G",
            "G ",
            " G",
            "G\u{0}",
            "\u{c9}\u{c9}",
            "\u{1f1ec}\u{1f1e7}",
            "\u{ff27}\u{ff22}",
            "\u{df}",
            "\u{df}\u{df}",
            "United Kingdom",
            "GB-ENG",
            "--",
        ],
    );
}

/// If a country may be a name, its code is found by the English name only.
#[test]
fn names_of_countries() {
    let translated = |country: &str| {
        let body = json!({"address": {"country": country}}).to_string();
        let translation = crate::support::update("legacy", "upsun", body.as_bytes());
        translation
            .map(|translation| crate::support::json(&translation.body)["country"].clone())
            .map_err(|refused| {
                refused
                    .problems
                    .iter()
                    .map(|one| format!("{} {}", one.pointer(), one.code()))
                    .collect::<Vec<_>>()
            })
    };
    for (name, code) in [
        ("United Kingdom", "GB"),
        ("united kingdom", "GB"),
        ("UNITED STATES", "US"),
        ("Germany", "DE"),
        ("GB", "GB"),
        ("gb", "gb"),
        ("zz", "zz"),
    ] {
        assert_eq!(translated(name), Ok(json!(code)), "{name}");
    }
    for name in [
        "Atlantis",
        "Deutschland",
        "United  Kingdom",
        "GBR",
        "U\u{301}K",
        "\u{202e}GB",
        "Uniteds Kingdom",
        "G1",
    ] {
        assert_eq!(translated(name), Err(vec!["/address/country loss".to_owned()]), "{name}");
    }
}
