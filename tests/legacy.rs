//! MediaSilo's camelCase with its password rule: `PUT /users/{id}`, its user, and its failures.

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
#[path = "legacy/failures.rs"]
mod failures;
#[path = "legacy/members.rs"]
mod members;
#[path = "legacy/password.rs"]
mod password;
#[path = "legacy/updates.rs"]
mod updates;
#[path = "legacy/users.rs"]
mod users;

use idiolect::dialect::UpdateContext;
use idiolect::dialect::legacy::Legacy;
use idiolect::model::UserUpdate;
use serde_json::Value;

use support::updates::read_traced;

fn legacy() -> Legacy {
    Legacy::default()
}

/// A decoded update and the paths from which it was read, or its problems.
fn read(body: &Value) -> Result<(UserUpdate, Vec<String>), Vec<String>> {
    read_traced(&legacy(), body.to_string().as_bytes(), &UpdateContext::EMPTY)
}
