//! Ids of users as the vendors have them, and updates that name a user.

use idiolect::problem::Problem;
use serde_json::json;

use super::values::UUID;

/// An id of `TextUs`.
pub const HASH_ID: &str = "wqyODPA";
/// An id of `MediaSilo`: of 35 characters, and no UUID.
pub const NEAR_UUID: &str = "9E024A11-EE81-4ACF-B07EA2C40930E85E";
/// Ids that a service with UUIDs cannot have.
pub const NO_UUIDS: [&str; 3] = [HASH_ID, NEAR_UUID, "3c90c3cc0d444b5088888dd25736052a"];

/// Ids that a service of this dialect may have.
pub fn ids_of(name: &str) -> &'static [&'static str] {
    match name {
        "legacy" => &[NEAR_UUID, UUID],
        "textus" => &[HASH_ID, "PWApBE3"],
        "canonical" => &[HASH_ID, NEAR_UUID, UUID],
        _ => &[UUID, "7D1F2C54-97A5-4D0E-9A53-0C6A3F0F5B11"],
    }
}

/// An update without changes and without an id, as far as the dialect has such.
pub fn unnamed_body(name: &str) -> String {
    match name {
        "json-api" => json!({"data": {"type": "users"}}).to_string(),
        "canonical" => json!({"version": 1}).to_string(),
        _ => "{}".to_owned(),
    }
}

/// An update without changes that holds the id.
pub fn body_naming(name: &str, id: &str) -> String {
    match name {
        "json-api" => json!({"data": {"type": "users", "id": id}}),
        "textus" => json!({"id": format!("/users/{id}")}),
        "canonical" => json!({"version": 1, "id": id}),
        _ => json!({"id": id}),
    }
    .to_string()
}

/// The place of the id in an update.
pub fn pointer_of_id(name: &str) -> &'static str {
    if name == "json-api" { "/data/id" } else { "/id" }
}

/// Problems, each as its pointer and its code.
pub fn listed(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|one| format!("{} {}", one.pointer(), one.code())).collect()
}
