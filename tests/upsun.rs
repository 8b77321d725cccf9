//! Upsun: `PATCH /users/{id}`, its user, and its failures.

#![cfg(feature = "upsun")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "upsun/failures.rs"]
mod failures;
#[path = "upsun/members.rs"]
mod members;
#[path = "upsun/updates.rs"]
mod updates;
#[path = "upsun/users.rs"]
mod users;

use idiolect::dialect::upsun::Upsun;
use serde_json::Value;

fn upsun() -> Upsun {
    Upsun::default()
}

fn fixture(name: &str) -> Value {
    support::json(&support::fixture(&format!("upsun/{name}")))
}
