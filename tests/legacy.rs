//! MediaSilo's camelCase with its password rule: `PUT /users/{id}`, its user, and its refusals.

#![cfg(feature = "legacy")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "legacy/address.rs"]
mod address;
#[path = "legacy/answers.rs"]
mod answers;
#[path = "legacy/failures.rs"]
mod failures;
#[path = "legacy/members.rs"]
mod members;
#[path = "legacy/password.rs"]
mod password;
#[path = "legacy/updates.rs"]
mod updates;

use idiolect::dialect::UpdateContext;
use idiolect::dialect::legacy::Legacy;
use idiolect::model::UserUpdate;
use serde_json::Value;

use support::updates::read_traced;

fn legacy() -> Legacy {
    Legacy::default()
}

/// What an update says and what was read from where, or its problems.
fn read(body: &Value) -> Result<(UserUpdate, Vec<String>), Vec<String>> {
    read_traced(&legacy(), body.to_string().as_bytes(), &UpdateContext::EMPTY)
}
