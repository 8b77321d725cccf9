//! JSON Schema 2020-12: schemas as values, and those of every value type of the model.
//!
//! [`Schema`] is built from Rust and printed as JSON. [`ValueSchema`] gives the schema of a value
//! type.
//!
//! ```
//! use idiolect::model::Email;
//! use idiolect::codec::schema::{AdditionalMembers, MemberSchema, Schema, ValueSchema};
//!
//! let schema = Schema::object(
//!     [
//!         MemberSchema::required("email", Email::schema()),
//!         MemberSchema::optional("active", Schema::boolean()),
//!     ],
//!     AdditionalMembers::Forbidden,
//! );
//! assert!(schema.to_json().starts_with(r#"{"type":"object","properties":{"email":{"#));
//! ```
//!
//! # Patterns
//!
//! A `pattern` means the same in ECMA-262 (with the flag `u`), in Rust's `regex` and in Python's
//! `re`: no look-around, no class that depends on tables of Unicode, no `.`, and every character
//! outside ASCII written `\uXXXX`. One difference cannot be avoided by any pattern: Python's `$`
//! also matches before a final line feed. Each pattern here begins with `^` and ends with its only
//! `$`, which a Python program can replace by `\Z`; forms of a fixed length also have `maxLength`.
//!
//! A schema accepts every text that `parse` accepts. Rules that only `parse` checks are named in
//! the array `x-rules`:
//!
//! | type or form | `format` | `x-rules` |
//! |---|---|---|
//! | [`Text`], [`Username`], [`SettingKey`], [`Country`], the ids | | |
//! | [`Email`] | | `email-length`, `domain-name` |
//! | [`HttpUrl`] | | `web-address` |
//! | country codes | | |
//! | [`LanguageTag`], [`TimeZone`], [`What3Words`], [`Phone`] | | |
//! | [`RecurrenceRule`] | | `rrule-duplicate-part`, `rrule-until-and-count`, `rrule-number` |
//! | [`Date`], [`Timestamp`] | | `calendar-date`, `leap-second` |
//! | days | | `calendar-date` |
//! | UUIDs | `uuid` | |
//! | [`Password`] | `password` | |
//! | `u64` | | `unsigned-64-bit` |
//!
//! There is a `format` only where validators that assert formats accept everything that `parse`
//! accepts. `date` and `date-time` are not among them (some reject the year 0000 and leap seconds),
//! nor are `email` (domains outside ASCII) and `uri` (characters such as `{` in a path).
//!
//! # Rules
//!
//! | rule | what it requires |
//! |---|---|
//! | `calendar-date` | the day exists in its month, and 29 February in that year |
//! | `leap-second` | a second 60 is the last of its month in UTC |
//! | `email-length` | at most 64 characters before the `@` and 255 after it |
//! | `domain-name` | a domain outside ASCII is valid by UTS #46, in labels of 1 to 63 characters |
//! | `web-address` | the host is valid by the URL Standard, and the port is at most 65535 |
//! | `rrule-duplicate-part` | no part of the recurrence rule is there twice |
//! | `rrule-until-and-count` | the recurrence rule does not have both `UNTIL` and `COUNT` |
//! | `rrule-number` | `COUNT` and `INTERVAL` are at most 4294967295 |
//! | `unsigned-64-bit` | the number is below 2^64, without fraction and exponent |
//!
//! [`Country`]: crate::model::Country
//! [`Date`]: crate::model::Date
//! [`Email`]: crate::model::Email
//! [`LanguageTag`]: crate::model::LanguageTag
//! [`Password`]: crate::model::Password
//! [`Phone`]: crate::model::Phone
//! [`RecurrenceRule`]: crate::model::RecurrenceRule
//! [`SettingKey`]: crate::model::SettingKey
//! [`Text`]: crate::model::Text
//! [`TimeZone`]: crate::model::TimeZone
//! [`Timestamp`]: crate::model::Timestamp
//! [`Username`]: crate::model::Username
//! [`HttpUrl`]: crate::model::HttpUrl
//! [`What3Words`]: crate::model::What3Words

mod annotations;
#[cfg(feature = "conformance")]
mod check;
mod definition;
mod keywords;
mod members;
pub(crate) mod patterns;
mod print;
mod rule;
#[cfg(feature = "conformance")]
#[cfg(test)]
mod tests;
mod values;
#[cfg(feature = "conformance")]
mod whole_number;

#[cfg(feature = "conformance")]
pub(crate) use check::SchemaChecker;
pub use definition::Schema;
pub use members::{AdditionalMembers, MemberSchema};
#[cfg(test)]
pub(crate) use rule::Rule;
pub use values::ValueSchema;
pub(crate) use values::{country_code, day, uuid};
