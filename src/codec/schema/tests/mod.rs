//! The schemas of the value types, compared with what `parse` accepts.

mod agreement;
mod document;
mod portable;
mod texts;

use super::{Rule, Schema, SchemaChecker, ValueSchema, country_code, day, uuid};
use crate::json::Node;
use crate::model::{
    AccountId, Country, Date, Email, HttpUrl, LanguageTag, MembershipId, Password, Phone,
    RecurrenceRule, ResourceId, RoleId, RoleTemplateId, SettingKey, Text, TimeZone, Timestamp,
    UserId, Username, What3Words, check_uuid, parse_date,
};

/// A value type, or one form of it.
pub(super) struct Case {
    name: &'static str,
    schema: Schema,
    parse: fn(&str) -> bool,
    /// Texts that `parse` accepts.
    samples: &'static [&'static str],
}

impl Case {
    /// The rules in `x-rules`.
    fn rules(&self) -> Vec<&str> {
        self.schema.rules().collect()
    }

    fn pattern(&self) -> Option<&str> {
        self.schema.keywords.pattern.as_deref()
    }
}

fn is_accepted(checker: &SchemaChecker, text: &str) -> bool {
    checker.check(&Node::text(text)).is_empty()
}

/// Every value type and form that has its own schema, except `bool`, `u64` and `String`.
fn cases() -> Vec<Case> {
    macro_rules! case {
        ($type:ident, $samples:expr) => {
            Case {
                name: stringify!($type),
                schema: $type::schema(),
                parse: |text| $type::parse(text).is_ok(),
                samples: $samples,
            }
        };
        ($name:literal, $schema:expr, $parse:expr, $samples:expr) => {
            Case { name: $name, schema: $schema, parse: $parse, samples: $samples }
        };
    }
    vec![
        case!(Text, LINES),
        case!(Username, LINES),
        case!(Country, LINES),
        case!(UserId, LINES),
        case!(RoleId, LINES),
        case!(RoleTemplateId, LINES),
        case!(MembershipId, LINES),
        case!(AccountId, LINES),
        case!(ResourceId, LINES),
        case!(SettingKey, LINES),
        case!(Email, EMAILS),
        case!(HttpUrl, LINKS),
        case!("code", country_code(), |text| Country::parse_code(text).is_ok(), &["GB", "eu"]),
        case!(LanguageTag, LANGUAGES),
        case!(TimeZone, &["UTC", "Europe/London", "America/Argentina/Rio_Gallegos", "Etc/GMT+1"]),
        case!(What3Words, WORDS),
        case!(Phone, PHONES),
        case!(RecurrenceRule, SCHEDULES),
        case!("Date", Date::schema(), |text| parse_date(text).is_ok(), DATES),
        case!("day", day(), |text| parse_date(text).is_ok_and(|date| !date.time_truncated), DAYS),
        case!(Timestamp, TIMES),
        case!("uuid", uuid(), |text| check_uuid(text).is_ok(), UUIDS),
        case!(Password, &["x", " ", "C@nary-Passw0rd", "\n", "🦀"]),
    ]
}

const LINES: &[&str] = &["Ada", "Mary van Dyke", " \u{a0}é🦀 ", "a/b \"c\\", "\u{200b}"];
const DAYS: &[&str] = &["1985-06-15", "2024-02-29", "0000-12-31", "9999-01-01"];
const TIMES: &[&str] = &[
    "1985-06-15T00:00:00.000Z",
    "2023-11-07t05:31:56z",
    "2016-12-31T23:59:60.5Z",
    "2016-12-31T15:59:60-08:00",
    "0000-01-01T00:00:00+23:59",
    "2021-01-27T13:58:38.123456789-00:00",
];
const DATES: &[&str] =
    &["1985-06-15", "2000-02-29", "1985-06-15T00:00:00.000Z", "2016-12-31t23:59:60z"];
const EMAILS: &[&str] = &[
    "user@example.com",
    "a@b",
    "not+chuck.o'neil@x-y.example",
    "A!#$%&'*+/=?^_`{|}~-@EXAMPLE.com",
    "a@bücher.example",
    "a@b。c",
    "a@例え.テスト",
    "a@127.0.0.1",
];
const LINKS: &[&str] = &[
    "https://example.com/me",
    "HTTP://a.example:8080?q=1#x",
    "https://:@a_b..c:",
    "http://[::ffff:1.2.3.4]:80/{|}^`\"<>[]%zz@",
    "https://%C3%A9.example",
    "http://0x7f.1/",
];
const LANGUAGES: &[&str] = &[
    "en",
    "en-GB",
    "zh-cmn-Hans-CN",
    "sl-rozaj-biske-1994",
    "de-DE-u-co-phonebk-x-a-bcdefgh",
    "en-a-bbb-x-a-ccc",
    "x-whatever",
    "i-KLINGON",
    "sgn-be-fr",
    "en-gb-oed",
    "es-419",
    "art-lojban",
    "zh-min-nan",
    "qaaaaaaa-latn",
];
const WORDS: &[&str] = &[
    "spark.dizzy.ramp",
    "///a.b.c",
    "été.9·日本",
    // Full stops of other scripts are separators too.
    "a\u{6d4}b\u{3002}c",
    "a\u{ff0e}b\u{ff61}c",
];
const PHONES: &[&str] = &["0", "+44 (0)20/3728-5000", "303.555,1111;ext#4*", "1x2EXT"];
const SCHEDULES: &[&str] = &[
    "FREQ=MONTHLY;BYDAY=1FR",
    "BYSECOND=0,60;BYMINUTE=059;BYHOUR=23;FREQ=DAILY;COUNT=0004294967295",
    "INTERVAL=2;FREQ=YEARLY;BYDAY=-53MO,+1TU,WE;BYMONTHDAY=-31,31;BYYEARDAY=366,-099",
    "FREQ=WEEKLY;BYWEEKNO=53,-1;BYMONTH=1,12;BYSETPOS=-1;WKST=SU;UNTIL=20240101T000000Z",
    "FREQ=SECONDLY;UNTIL=99999999",
];
const UUIDS: &[&str] =
    &["3c90c3cc-0d44-4b50-8888-8dd25736052a", "FFFFFFFF-0000-0000-0000-00000000000F"];
