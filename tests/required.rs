//! The members that an update or a user of each vendor always has, as the vendors document them.

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

use idiolect::dialect::{DialectExt as _, MessageKind};
use serde_json::Value;
use support::{dialect, json};

/// The paths of all required members in a schema; `*` is any element of a list.
fn required(schema: &Value) -> Vec<String> {
    let mut paths = Vec::new();
    collect(schema, "", &mut paths);
    paths.sort();
    paths
}

fn collect(schema: &Value, path: &str, into: &mut Vec<String>) {
    for name in schema["required"].as_array().into_iter().flatten() {
        into.push(format!("{path}/{}", name.as_str().unwrap()));
    }
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        collect(member, &format!("{path}/{name}"), into);
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        collect(one, path, into);
    }
    if let Some(items) = schema.get("items") {
        collect(items, &format!("{path}/*"), into);
    }
}

fn assert_required(name: &str, message: MessageKind, expected: &[&str]) {
    let schema = json(dialect(name).schema(message).to_json().as_bytes());
    assert_eq!(required(&schema), expected, "{name} {}", message.as_str());
}

#[test]
fn json_api_requires_the_document_and_its_identifiers() {
    let included = [
        "/included/*/id",
        "/included/*/relationships/groups/data/*/id",
        "/included/*/relationships/service_accounts/data/*/id",
        "/included/*/relationships/teams/data/*/id",
        "/included/*/relationships/users/data/*/id",
        "/included/*/type",
    ];
    let update = ["/data", "/data/attributes/identities/*/id", "/data/type"];
    assert_required("json-api", MessageKind::Update, &[&update[..], &included].concat());
    let user = [
        "/data",
        "/data/attributes/identities/*/id",
        "/data/id",
        "/data/relationships/organisations/data/*/id",
        "/data/relationships/teams/data/*/id",
    ];
    let expected = [&user[..], &included, &["/jsonapi"]].concat();
    assert_required("json-api", MessageKind::User, &expected);
}

#[test]
fn flat_roles_requires_ids() {
    assert_required("flat-roles", MessageKind::Update, &[]);
    assert_required("flat-roles", MessageKind::User, &["/id", "/roles/*/id"]);
}

#[test]
fn legacy_requires_ids() {
    assert_required("legacy", MessageKind::Update, &["/roles/*/id"]);
    assert_required("legacy", MessageKind::User, &["/id", "/roles/*/id"]);
}

/// The vendor's schema of a user lists these; an update requires nothing.
#[test]
fn upsun_requires_what_its_schema_lists() {
    assert_required("upsun", MessageKind::Update, &[]);
    let user = [
        "/company",
        "/country",
        "/created_at",
        "/deactivated",
        "/email",
        "/email_verified",
        "/first_name",
        "/id",
        "/last_name",
        "/namespace",
        "/picture",
        "/updated_at",
        "/username",
        "/website",
    ];
    assert_required("upsun", MessageKind::User, &user);
}

#[test]
fn textus_requires_the_parts_of_memberships_and_reports() {
    let reports = [
        "/settings/analyticsReports/*/account",
        "/settings/analyticsReports/*/reports",
        "/settings/analyticsReports/*/schedule",
        "/settings/analyticsReports/*/timePeriod",
    ];
    let update = ["/memberships/*/account", "/memberships/*/role"];
    assert_required("textus", MessageKind::Update, &[&update[..], &reports].concat());
    let user = [
        "/id",
        "/memberships/members/*/account",
        "/memberships/members/*/account/id",
        "/memberships/members/*/role",
    ];
    assert_required("textus", MessageKind::User, &[&user[..], &reports].concat());
}

#[test]
fn canonical_requires_its_version_and_the_ids_of_elements() {
    let members = |message| {
        let schema = json(dialect("canonical").schema(message).to_json().as_bytes());
        let mut members = required(&schema);
        members.retain(|path| !path.contains("/remainder/"));
        members
    };
    let elements = [
        "/analytics_reports/*/account",
        "/analytics_reports/*/reports",
        "/analytics_reports/*/schedule",
        "/analytics_reports/*/time_period",
        "/identities/*/id",
        "/memberships/*/account",
        "/memberships/*/role",
        "/organisations/*/id",
        "/teams/*/id",
        "/version",
    ];
    assert_eq!(members(MessageKind::Update), elements);
    let mut user = [&elements[..], &["/id", "/roles/*/id"]].concat();
    user.sort_unstable();
    assert_eq!(members(MessageKind::User), user);
}
