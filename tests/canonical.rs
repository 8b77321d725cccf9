//! The canonical dialect: every attribute in both directions, a version, and no secret.

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

#[path = "canonical/changes.rs"]
mod changes;
#[path = "canonical/failures.rs"]
mod failures;
#[path = "canonical/rules.rs"]
mod rules;
#[path = "canonical/updates.rs"]
mod updates;
#[path = "canonical/users.rs"]
mod users;

use idiolect::dialect::canonical::Canonical;
use idiolect::model::AnalyticsReport;

use support::values::of;

fn canonical() -> Canonical {
    Canonical::default()
}

fn report() -> AnalyticsReport {
    AnalyticsReport::new(
        of("my account"),
        of("FREQ=MONTHLY;BYDAY=1FR"),
        of("previous_month"),
        vec![of("users")],
    )
}
