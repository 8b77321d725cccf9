//! GoRules BRMS's flat JSON with roles: `PUT /api/users/{id}`, its user, and its failures.

#![cfg(feature = "flat-roles")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "flat_roles/complete.rs"]
mod complete;
#[path = "flat_roles/failures.rs"]
mod failures;
#[path = "flat_roles/members.rs"]
mod members;
#[path = "flat_roles/updates.rs"]
mod updates;
#[path = "flat_roles/users.rs"]
mod users;

use idiolect::dialect::UpdateContext;
use idiolect::dialect::flat_roles::FlatRoles;
use idiolect::model::UserUpdate;
use serde_json::Value;

use support::updates::read_traced;

fn flat_roles() -> FlatRoles {
    FlatRoles::default()
}

/// A decoded update and the paths from which it was read, or its problems.
fn read(body: &Value) -> Result<(UserUpdate, Vec<String>), Vec<String>> {
    read_traced(&flat_roles(), body.to_string().as_bytes(), &UpdateContext::EMPTY)
}
