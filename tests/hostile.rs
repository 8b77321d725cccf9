//! Malicious and corrupted messages, by category.

#![cfg(all(
    feature = "json-api",
    feature = "flat-roles",
    feature = "legacy",
    feature = "upsun",
    feature = "textus"
))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "hostile/messages.rs"]
mod messages;
#[path = "hostile/slots.rs"]
mod slots;

#[path = "hostile/duplicates.rs"]
mod duplicates;
#[path = "hostile/encoding.rs"]
mod encoding;
#[cfg(feature = "http")]
#[path = "hostile/injection.rs"]
mod injection;
#[path = "hostile/keys.rs"]
mod keys;
#[path = "hostile/linear.rs"]
mod linear;
#[path = "hostile/moments.rs"]
mod moments;
#[path = "hostile/schedules.rs"]
mod schedules;
#[path = "hostile/secrets.rs"]
mod secrets;
#[path = "hostile/size.rs"]
mod size;
#[path = "hostile/surrogates.rs"]
mod surrogates;
#[path = "hostile/surrogates_in_updates.rs"]
mod surrogates_in_updates;
#[path = "hostile/syntax.rs"]
mod syntax;
#[path = "hostile/type_confusion.rs"]
mod type_confusion;
#[path = "hostile/values.rs"]
mod values;
