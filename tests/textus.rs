//! TextUs Next: `PUT /users/{id}`, its user, and its failures.

#![cfg(feature = "textus")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "textus/failures.rs"]
mod failures;
#[path = "textus/members.rs"]
mod members;
#[path = "textus/names.rs"]
mod names;
#[path = "textus/updates.rs"]
mod updates;
#[path = "textus/users.rs"]
mod users;

use idiolect::codec::DropReason;
use idiolect::dialect::textus::TextUs;
use idiolect::dialect::{DialectExt, Error, LossPolicy, UpdateContext};
use idiolect::model::{AnalyticsReport, User, UserUpdate};
use idiolect::problem::ReportedField;
use serde_json::Value;

use support::values::of;

fn textus() -> TextUs {
    TextUs::default()
}

fn fixture(name: &str) -> Value {
    support::json(&support::fixture(&format!("textus/{name}.json")))
}

/// The analytics report of the fixture.
fn report() -> AnalyticsReport {
    let reports = vec![of("users_by_organization"), of("message_deliverability")];
    AnalyticsReport::new(
        of("my_account"),
        of("FREQ=MONTHLY;BYDAY=1FR"),
        of("previous_month"),
        reports,
    )
}

/// The encoded update, or what would be lost.
fn encode(
    update: &UserUpdate,
    current: Option<&User>,
) -> Result<Value, Vec<(ReportedField, DropReason)>> {
    let context = UpdateContext::EMPTY.with_current(current);
    match textus().encode_update(update, &context, &LossPolicy::Reject) {
        Ok(encoded) => Ok(support::json(&encoded.body)),
        Err(Error::Loss(loss)) => Err(loss.losses().to_vec()),
        Err(other) => panic!("{other:?}"),
    }
}
