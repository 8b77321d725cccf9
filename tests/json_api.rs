//! Ctrl Hub's JSON:API: `PUT /v3/users/{id}`, its user, and its failures.

#![cfg(feature = "json-api")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "json_api/failures.rs"]
mod failures;
#[path = "json_api/members.rs"]
mod members;
#[path = "json_api/updates.rs"]
mod updates;
#[path = "json_api/users.rs"]
mod users;

use idiolect::dialect::UpdateContext;
use idiolect::dialect::json_api::JsonApi;
use idiolect::model::UserUpdate;
use serde_json::{Value, json};

use support::updates::read_traced;
use support::values::{ID, of};

const PROFILE: &str = "/data/attributes/profile";

fn json_api() -> JsonApi {
    JsonApi::default()
}

/// An update of this profile.
fn document(profile: &Value) -> Value {
    json!({"data": {"type": "users", "id": ID, "attributes": {"profile": profile}}})
}

/// The path of a member of the profile.
fn at(member: &str) -> String {
    format!("{PROFILE}/{member}")
}

/// An update of the document's user with this change only.
fn expected(change: impl FnOnce(&mut UserUpdate)) -> UserUpdate {
    let mut update = UserUpdate::new(of(ID));
    change(&mut update);
    update
}

/// A decoded update and the paths from which it was read, or its problems.
fn read(body: &Value) -> Result<(UserUpdate, Vec<String>), Vec<String>> {
    read_traced(&json_api(), body.to_string().as_bytes(), &UpdateContext::EMPTY)
}
