//! This crate's own dialect: every attribute both ways, versioned, and no secret.

#![cfg(all(feature = "json-api", feature = "flat-roles", feature = "legacy", feature = "upsun", feature = "textus"))]
#![allow(unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may")]

mod probe;
mod support;

#[path = "canonical/failure.rs"]
mod failure;
#[path = "canonical/update.rs"]
mod update;
#[path = "canonical/user.rs"]
mod user;

use idiolect::dialect::canonical::Canonical;
use idiolect::model::{AnalyticsReport, Date, MembershipGrant, parse_date};

use probe::of;

fn canonical() -> Canonical {
    Canonical::default()
}

fn day(text: &str) -> Date {
    parse_date(text).unwrap().date
}

fn grant(role: &str, account: &str) -> MembershipGrant {
    MembershipGrant::new(of(role), of(account))
}

fn report() -> AnalyticsReport {
    AnalyticsReport::new(of("my account"), of("FREQ=MONTHLY;BYDAY=1FR"), of("previous_month"), vec![of("users")])
}
