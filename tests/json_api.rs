//! Ctrl Hub's JSON:API documents: updates, answers and refusals, each as the seed shows them and in every odd spelling.
#![cfg(feature = "json-api")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod adapter;
#[path = "json_api/answers.rs"]
mod answers;
#[path = "json_api/failures.rs"]
mod failures;
mod support;
#[path = "json_api/updates.rs"]
mod updates;

use adapter::ID;
use serde_json::{Value, json};

const NAME: &str = "json-api";
const PROFILE: &str = "/data/attributes/profile";

/// An update of this profile.
fn document(profile: &Value) -> Value {
    json!({"data": {"type": "users", "id": ID, "attributes": {"profile": profile}}})
}

/// The place of a member of the profile.
fn at(member: &str) -> String {
    format!("{PROFILE}/{member}")
}
