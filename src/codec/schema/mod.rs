//! JSON Schema 2020-12: schemas as values, and those of every value type of the model.
//!
//! [`Schema`] is built from Rust and printed as JSON. [`ValueSchema`] gives the schema of a value
//! type; [`day`], [`country_code`] and [`uuid`] give those of the narrower forms.
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
//! A `pattern` has the same meaning in ECMA-262 (with the flag `u`), in Rust's `regex` and in
//! Python's `re`: neither look-around nor properties, no class that depends on Unicode tables, and
//! every character outside ASCII as `\uXXXX`. There is one exception that no pattern can avoid:
//! Python's `$` also matches before a final line feed. Each pattern here begins with `^` and ends
//! with its only `$`, so that a Python program can replace that `$` by `\Z`; schemas of a fixed
//! length also have `maxLength`.
//!
//! A schema accepts every text that `parse` accepts. What `parse` rejects beyond the schema is named
//! in the array `x-rules`:
//!
//! | type | format | `x-rules` |
//! |---|---|---|
//! | [`Text`](crate::model::Text), [`Username`](crate::model::Username), the ids, [`SettingKey`](crate::model::SettingKey), [`Country`](crate::model::Country) | – | – |
//! | [`Email`](crate::model::Email) | – | `email-length`, `domain-name` |
//! | [`HttpUrl`](crate::model::HttpUrl) | – | `web-address` |
//! | [`country_code`] | – | – |
//! | [`LanguageTag`](crate::model::LanguageTag), [`TimeZone`](crate::model::TimeZone), [`What3Words`](crate::model::What3Words), [`Phone`](crate::model::Phone) | – | – |
//! | [`RecurrenceRule`](crate::model::RecurrenceRule) | – | `rrule-duplicate-part`, `rrule-until-and-count`, `rrule-number` |
//! | [`Date`](crate::model::Date), [`Timestamp`](crate::model::Timestamp) | – | `calendar-date`, `leap-second` |
//! | [`day`] | – | `calendar-date` |
//! | [`uuid`] | `uuid` | – |
//! | [`Password`](crate::model::Password) | `password` | – |
//! | `u64` | – | `unsigned-64-bit` |
//!
//! There is a `format` only where validators that assert formats accept everything that `parse`
//! accepts. That excludes `date` and `date-time` (the year 0000, leap seconds), `email` (a domain
//! outside ASCII, a domain without a dot) and `uri` (characters such as `{` or `|` in a path).
//!
//! # Rules
//!
//! | rule | what it requires |
//! |---|---|
//! | `calendar-date` | the day exists in its month, and 29 February in that year |
//! | `leap-second` | a second 60 is the last of its month in UTC |
//! | `email-length` | at most 64 characters before the `@` and 255 after it |
//! | `domain-name` | a domain outside ASCII converts to ASCII by UTS #46, in labels of 1 to 63 characters |
//! | `web-address` | the host is valid by the URL Standard, and the port is at most 65535 |
//! | `rrule-duplicate-part` | no part of the recurrence rule is there twice |
//! | `rrule-until-and-count` | the recurrence rule has not both `UNTIL` and `COUNT` |
//! | `rrule-number` | `COUNT` and `INTERVAL` are at most 4294967295 |
//! | `unsigned-64-bit` | the number is below 2^64, without fraction and exponent |

mod annotations;
#[cfg(feature = "conformance")]
mod check;
mod definition;
mod keywords;
mod members;
pub(crate) mod patterns;
mod print;
mod rule;
mod values;
#[cfg(feature = "conformance")]
mod whole_number;

#[cfg(feature = "conformance")]
pub use check::{SchemaChecker, SchemaViolation};
pub use definition::Schema;
pub use members::{AdditionalMembers, MemberSchema};
pub use rule::Rule;
pub use values::{ValueSchema, country_code, day, uuid};
