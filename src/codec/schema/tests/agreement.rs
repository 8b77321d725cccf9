//! A schema accepts everything that `parse` accepts; what only `parse` rejects breaks a rule.

use super::texts::texts;
use super::*;

#[test]
fn a_schema_accepts_what_parse_accepts_and_lists_a_rule_where_it_accepts_more() {
    for case in cases() {
        let checker = SchemaChecker::new(case.schema.clone());
        let (mut accepted, mut rejected, mut looser) = (0, 0, 0);
        for text in texts(&case, 600) {
            match ((case.parse)(&text), is_accepted(&checker, &text)) {
                (true, true) => accepted += 1,
                (false, false) => rejected += 1,
                (false, true) => {
                    let is_named = case.rules().iter().any(|rule| may_break(rule, &text));
                    assert!(is_named, "{}: {text:?} breaks no rule of the schema", case.name);
                    looser += 1;
                }
                (true, false) => panic!("{}: {text:?} is accepted by parse alone", case.name),
            }
        }
        assert!(accepted > 300, "{}: {accepted}", case.name);
        assert!(case.name == "Password" || rejected > 200, "{}: {rejected}", case.name);
        assert_eq!(looser > 0, !case.rules().is_empty(), "{}: {looser}", case.name);
    }
}

/// Whether `text`, which the schema accepts, may break the rule, by a simple check.
fn may_break(rule: &str, text: &str) -> bool {
    let (local, domain) = text.split_once('@').unwrap_or_default();
    let parts: Vec<(&str, &str)> =
        text.split(';').filter_map(|part| part.split_once('=')).collect();
    let has = |name| parts.iter().any(|(one, _)| *one == name);
    match rule {
        "calendar-date" => text[8..10].parse::<u8>().is_ok_and(|day| day > 28),
        "leap-second" => text.contains(":60"),
        "email-length" => local.len() > 64 || domain.chars().count() > 255,
        "domain-name" => !domain.is_ascii(),
        "web-address" => true,
        "rrule-duplicate-part" => {
            (1..parts.len()).any(|at| parts[..at].iter().any(|(name, _)| *name == parts[at].0))
        }
        "rrule-until-and-count" => has("UNTIL") && has("COUNT"),
        "rrule-number" => parts.iter().any(|(name, value)| {
            matches!(*name, "COUNT" | "INTERVAL") && value.parse::<u32>().is_err()
        }),
        _ => false,
    }
}

#[test]
fn every_sample_and_every_example_is_valid() {
    for case in cases() {
        let checker = SchemaChecker::new(case.schema.clone());
        let examples = case.schema.annotations.examples.iter().map(|one| one.as_text().unwrap());
        for text in case.samples.iter().copied().chain(examples) {
            assert!((case.parse)(text) && is_accepted(&checker, text), "{}: {text:?}", case.name);
        }
    }
}

/// Tries each of these characters before, within and after a sample.
#[test]
fn no_character_is_accepted_by_parse_alone() {
    let low = '\0'..='\u{3100}';
    let high = ('\u{3100}'..=char::MAX).step_by(499).chain('\u{fe00}'..='\u{ffff}');
    let characters: Vec<char> = low.chain(high).collect();
    let mut patterns = Vec::new();
    for case in cases() {
        if patterns.contains(&case.pattern().map(str::to_owned)) {
            continue;
        }
        patterns.push(case.pattern().map(str::to_owned));
        let checker = SchemaChecker::new(case.schema.clone());
        let sample = case.samples[0];
        for at in [0, sample.len() / 2, sample.len()] {
            let (before, after) = sample.split_at(at);
            for character in &characters {
                let text = format!("{before}{character}{after}");
                let (parses, accepts) = ((case.parse)(&text), is_accepted(&checker, &text));
                assert!(accepts || !parses, "{}: {text:?}", case.name);
                assert!(parses || !accepts || !case.rules().is_empty(), "{}: {text:?}", case.name);
            }
        }
    }
}

/// For each rule of each type, texts that the schema accepts and `parse` rejects.
#[test]
fn each_rule_rejects_something_that_the_schema_accepts() {
    let long_local = format!("{}@example.com", "a".repeat(65));
    let long_domain = format!("a@{}com", "example.".repeat(32));
    let long_label = format!("a@é{}", "a".repeat(60));
    let broken: [(&str, Rule, &[&str]); 12] = [
        ("Email", Rule::EMAIL_LENGTH, &[&long_local, &long_domain]),
        ("Email", Rule::DOMAIN_NAME, &["a@é..b", "a@é.", "a@b\u{202e}c", &long_label]),
        (
            "HttpUrl",
            Rule::WEB_ADDRESS,
            &["https://1.2.3.256", "https://a:65536", "https://[::1::]", "https://a%40b"],
        ),
        ("RecurrenceRule", Rule::RRULE_DUPLICATE_PART, &["FREQ=DAILY;WKST=MO;WKST=MO"]),
        ("RecurrenceRule", Rule::RRULE_UNTIL_AND_COUNT, &["COUNT=1;FREQ=DAILY;UNTIL=20240101"]),
        ("RecurrenceRule", Rule::RRULE_NUMBER, &["FREQ=DAILY;COUNT=4294967296"]),
        ("Date", Rule::CALENDAR_DATE, &["2023-02-29", "2023-04-31", "2023-02-30T00:00:00Z"]),
        ("Date", Rule::LEAP_SECOND, &["2023-11-07T05:31:60Z"]),
        ("day", Rule::CALENDAR_DATE, &["1900-02-29", "2023-11-31"]),
        ("Timestamp", Rule::CALENDAR_DATE, &["2023-02-29T00:00:00Z"]),
        ("Timestamp", Rule::LEAP_SECOND, &["2016-12-31T23:59:60+01:00"]),
        ("", Rule::UNSIGNED_64_BIT, &[]),
    ];
    let cases = cases();
    for (name, rule, texts) in &broken {
        for case in cases.iter().filter(|case| case.name == *name) {
            assert!(case.rules().contains(&rule.name()), "{name}: {}", rule.name());
            let checker = SchemaChecker::new(case.schema.clone());
            for text in *texts {
                let is_looser = is_accepted(&checker, text) && !(case.parse)(text);
                assert!(is_looser, "{name}: {} of {text:?}", rule.name());
            }
        }
    }
    for case in &cases {
        for rule in case.rules() {
            let is_tried =
                broken.iter().any(|(name, one, _)| *name == case.name && one.name() == rule);
            assert!(is_tried, "{}: {rule}", case.name);
        }
    }
    for rule in Rule::ALL {
        assert!(broken.iter().any(|(_, one, _)| one == rule), "{}", rule.name());
    }
}

/// Wide brackets are mapped to those of an address literal, which is not a domain.
#[test]
fn no_email_address_has_a_domain_in_wide_brackets_with_other_text() {
    for text in ["a@x y\n\u{ff3b}::1\u{ff3d}", "a@!\u{ff3b}127.0.0.1\u{ff3d}"] {
        assert!(!Email::schema().check(&Node::text(text)).is_empty(), "{text:?}");
    }
}
