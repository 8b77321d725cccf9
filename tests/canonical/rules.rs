//! The values of the model: which are valid, which are equal, and how they are shown.

use idiolect::model::Name;
use idiolect::model::{
    Email, Extra, Extras, HttpUrl, InvalidValue, Password, RecurrenceRule, Text, Timestamp,
    What3Words,
};
use idiolect::problem::VendorText;

use super::support::values::{of, time};

/// Asserts that each text is accepted unchanged, or rejected.
fn holds<T: AsRef<str>>(
    parse: fn(&str) -> Result<T, InvalidValue>,
    taken: &[&str],
    refused: &[&str],
) {
    for text in taken {
        let value = parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(value.as_ref(), *text);
    }
    for text in refused {
        assert!(parse(text).is_err(), "{text}");
    }
}

#[test]
fn an_email_address_has_two_complete_sides() {
    holds(
        Email::parse,
        &["ada@example.com", "a.b+c@example.com", "a@b"],
        &[
            "ada",
            "@example.com",
            "ada@",
            "ada@-",
            ".ada@example.com",
            "ada.@example.com",
            "a..da@example.com",
            "ada@[127.0.0.1]",
            "ada@[::1]",
            "a da@example.com",
            "ada@exam ple.com",
        ],
    );
}

#[test]
fn a_web_address_needs_no_repair() {
    holds(
        HttpUrl::parse,
        &["https://example.com", "http://example.com:8080/a?b=c#d", "HTTPS://example.com/%20"],
        &[
            "ada",
            "example.com",
            "//example.com",
            "https:example.com",
            "https:/example.com",
            "https:///example.com",
            "https://example.com/a b",
            "https://example.com\\a",
            "https:\\\\example.com",
            "https://example.com/\u{e9}",
            "https://ada@example.com",
            "https://:secret@example.com",
            "ftp://example.com",
            "https://",
        ],
    );
}

#[test]
fn a_recurrence_ends_on_a_whole_day_or_instant() {
    holds(
        RecurrenceRule::parse,
        &[
            "FREQ=DAILY;UNTIL=20301231",
            "FREQ=DAILY;UNTIL=20301231T235959",
            "FREQ=DAILY;UNTIL=20301231T235959Z",
        ],
        &[
            "FREQ=DAILY;UNTIL=",
            "FREQ=DAILY;UNTIL=2030",
            "FREQ=DAILY;UNTIL=2030123x",
            "FREQ=DAILY;UNTIL=2030-12-31",
            "FREQ=DAILY;UNTIL=20301231T",
            "FREQ=DAILY;UNTIL=20301231T2359",
            "FREQ=DAILY;UNTIL=20301231T23595x",
            "FREQ=DAILY;UNTIL=20301231T235959ZZ",
        ],
    );
}

#[test]
fn a_what3words_address_has_words_and_dots_only() {
    holds(
        What3Words::parse,
        &["spark.dizzy.ramp", "///spark.dizzy.ramp", "\u{91d1}\u{3002}\u{6728}\u{3002}\u{6c34}"],
        &[
            "spark.dizzy",
            "spark.dizzy.ramp.",
            "a.b c.d",
            "a.b-c.d",
            "a.b\u{7}c.d",
            "//spark.dizzy.ramp",
            "..",
            "",
        ],
    );
}

#[test]
fn a_timestamp_keeps_its_text() {
    for text in ["2023-11-07T05:31:56Z", "2021-01-27t13:58:38.06968+01:00"] {
        let time = time(text);
        assert_eq!((time.as_str(), time.as_ref(), time.to_string().as_str()), (text, text, text));
    }
    assert_eq!(format!("[{:>24}]", time("0001-01-01T00:00:00Z")), "[    0001-01-01T00:00:00Z]");
    let (here, there): (Timestamp, Timestamp) =
        (time("2023-11-07T06:31:56+01:00"), time("2023-11-07T05:31:56Z"));
    assert_eq!(here.instant(), there.instant());
    assert_ne!(here, there);
}

#[test]
fn passwords_are_the_same_only_byte_for_byte() {
    let password = |text: &str| Password::parse(text).unwrap();
    assert_eq!(password("Ch@ng3d"), password("Ch@ng3d"));
    for other in ["ch@ng3d", "Ch@ng3D", "Ch@ng3", "Ch@ng3dd", "hC@ng3d", "Ch@ngd3", "C"] {
        assert_ne!(password("Ch@ng3d"), password(other), "{other}");
        assert_ne!(password(other), password("Ch@ng3d"), "{other}");
    }
    // The differences of their bytes cancel each other.
    assert_ne!(password("aa"), password("bb"));
}

#[test]
fn a_name_is_joined_if_it_equals_its_halves() {
    let name = |full: &str, given: Option<&str>, family: Option<&str>| {
        Name::without_splitting(Some(of::<Text>(full)), given.map(of), family.map(of))
    };
    assert!(name("Ada Byron", Some("Ada"), Some("Byron")).is_joined());
    assert!(name("Ada", Some("Ada"), None).is_joined());
    assert!(Name::default().is_joined());
    assert!(!name("Countess Lovelace", Some("Ada"), Some("Byron")).is_joined());
    assert!(!name("Ada Byron", Some("Ada"), None).is_joined());
    assert!(!name("Ada", None, None).is_joined());
}

#[test]
fn debug_output_shows_that_a_secret_is_present_and_no_more() {
    assert_eq!(format!("{:?}", Password::parse("hunter2").unwrap()), "Password(..)");
    assert_eq!(format!("{:?}", VendorText::new("hunter2".to_owned())), "VendorText(..)");
    let [dialect, pointer, secret] = ["upsun", "/a~1b", "\"hunter2\""].map(str::to_owned);
    let left: Extras =
        [Extra::new(dialect, pointer, Some(secret.clone()), Some(secret))].into_iter().collect();
    assert_eq!(format!("{left:?}"), "Extras { entries: [Extra(upsun /a~1b)] }");
}
