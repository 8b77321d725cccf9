//! The schemas of the model's value types.

use super::definition::Schema;
use super::patterns;
use super::rule::Rule;
use crate::json::Node;
use crate::model::{
    AccountId, Country, Date, Email, HttpUrl, LanguageTag, MembershipId, Password, Phone,
    RecurrenceRule, ResourceId, RoleId, RoleTemplateId, SettingKey, Text, TimeZone, Timestamp,
    UserId, Username, What3Words,
};

/// A type whose values have a schema in JSON.
///
/// ```
/// use idiolect::model::Country;
/// use idiolect::codec::schema::ValueSchema;
///
/// assert!(Country::schema().to_json().contains(r#""pattern":"^"#));
/// ```
pub trait ValueSchema {
    /// Returns the schema, which accepts every value that the type's `parse` accepts.
    fn schema() -> Schema;
}

/// A day as `YYYY-MM-DD`, alone or as midnight UTC.
#[must_use]
pub(crate) fn day() -> Schema {
    Schema::text()
        .with_pattern(patterns::DAY)
        .with_max_length(35)
        .with_example(Node::text("1985-06-15"))
        .with_rule(Rule::CALENDAR_DATE)
}

/// A country code of two letters, in either case.
#[must_use]
pub(crate) fn country_code() -> Schema {
    Schema::text()
        .with_pattern(patterns::COUNTRY_CODE)
        .with_max_length(2)
        .with_example(Node::text("GB"))
}

/// A UUID of 36 characters, in either case.
#[must_use]
pub(crate) fn uuid() -> Schema {
    Schema::text()
        .with_format("uuid")
        .with_pattern(patterns::UUID)
        .with_max_length(36)
        .with_example(Node::text("3c90c3cc-0d44-4b50-8888-8dd25736052a"))
}

macro_rules! lines {
    ($($type:ty,)*) => {
        $(impl ValueSchema for $type {
            fn schema() -> Schema {
                Schema::text().with_pattern(patterns::LINE)
            }
        })*
    };
}

lines! {
    Text,
    Username,
    Country,
    UserId,
    RoleId,
    RoleTemplateId,
    MembershipId,
    AccountId,
    ResourceId,
    SettingKey,
}

impl ValueSchema for Email {
    fn schema() -> Schema {
        Schema::text()
            .with_pattern(patterns::EMAIL)
            .with_example(Node::text("user@example.com"))
            .with_rule(Rule::EMAIL_LENGTH)
            .with_rule(Rule::DOMAIN_NAME)
    }
}

impl ValueSchema for HttpUrl {
    fn schema() -> Schema {
        Schema::text()
            .with_pattern(patterns::WEB_LINK)
            .with_example(Node::text("https://example.com/me"))
            .with_rule(Rule::WEB_ADDRESS)
    }
}

impl ValueSchema for LanguageTag {
    fn schema() -> Schema {
        Schema::text().with_pattern(patterns::LANGUAGE_TAG).with_example(Node::text("en-GB"))
    }
}

impl ValueSchema for TimeZone {
    fn schema() -> Schema {
        Schema::text().with_pattern(patterns::TIME_ZONE).with_example(Node::text("Europe/London"))
    }
}

impl ValueSchema for What3Words {
    fn schema() -> Schema {
        let example = Node::text("spark.dizzy.ramp");
        Schema::text().with_pattern(patterns::WHAT3WORDS).with_example(example)
    }
}

impl ValueSchema for Phone {
    fn schema() -> Schema {
        Schema::text()
            .with_pattern(patterns::PHONE)
            .with_max_length(64)
            .with_example(Node::text("+44 20 3728 5000"))
    }
}

impl ValueSchema for RecurrenceRule {
    fn schema() -> Schema {
        Schema::text()
            .with_pattern(patterns::SCHEDULE)
            .with_example(Node::text("FREQ=MONTHLY;BYDAY=1FR"))
            .with_rule(Rule::RRULE_DUPLICATE_PART)
            .with_rule(Rule::RRULE_UNTIL_AND_COUNT)
            .with_rule(Rule::RRULE_NUMBER)
    }
}

/// A day, with or without a time.
impl ValueSchema for Date {
    fn schema() -> Schema {
        Schema::text()
            .with_pattern(patterns::DATE)
            .with_example(Node::text("1985-06-15"))
            .with_example(Node::text("1985-06-15T00:00:00.000Z"))
            .with_rule(Rule::CALENDAR_DATE)
            .with_rule(Rule::LEAP_SECOND)
    }
}

impl ValueSchema for Timestamp {
    fn schema() -> Schema {
        Schema::text()
            .with_pattern(patterns::TIMESTAMP)
            .with_example(Node::text("2023-11-07T05:31:56Z"))
            .with_rule(Rule::CALENDAR_DATE)
            .with_rule(Rule::LEAP_SECOND)
    }
}

/// Any text except the empty one. A vendor's further rules are rules of its dialect.
impl ValueSchema for Password {
    fn schema() -> Schema {
        Schema::text().with_format("password").with_min_length(1).write_only()
    }
}

/// Any text, such as the value of a custom setting.
impl ValueSchema for String {
    fn schema() -> Schema {
        Schema::text()
    }
}

impl ValueSchema for bool {
    fn schema() -> Schema {
        Schema::boolean()
    }
}

impl ValueSchema for u64 {
    fn schema() -> Schema {
        Schema::whole_number().with_minimum(0).with_rule(Rule::UNSIGNED_64_BIT)
    }
}
