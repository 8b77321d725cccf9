//! Values of the model, each parsed from its text.

use std::fmt::Debug;
use std::str::FromStr;

use idiolect::conformance::generate;
use idiolect::model::{Date, MembershipChange, Patch, Timestamp, parse_date};

/// The id in the fixtures.
pub const ID: &str = generate::ID;
/// The same, where it must be a UUID.
pub const UUID: &str = ID;
/// A password that no output may contain.
pub const CANARY: &str = generate::PASSWORD;
/// Another one.
pub const OTHER_ID: &str = "7d1f2c54-97a5-4d0e-9a53-0c6a3f0f5b11";

/// The value, which must be valid.
pub fn of<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

pub fn day(text: &str) -> Date {
    parse_date(text).unwrap_or_else(|error| panic!("{text}: {error:?}")).date
}

pub fn time(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

pub fn grant(role: &str, account: &str) -> MembershipChange {
    MembershipChange::new(of(role), of(account))
}

/// The same patch, with the value that `make` returns for the text.
pub fn typed<T>(patch: Patch<&str>, make: fn(&str) -> T) -> Patch<T> {
    match patch {
        Patch::Keep => Patch::Keep,
        Patch::Clear => Patch::Clear,
        Patch::Set(text) => Patch::Set(make(text)),
    }
}
