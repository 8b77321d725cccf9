//! The laws, for every dialect of this crate and for one from outside; and that each catches who
//! breaks it.

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

#[path = "conformance/breaches.rs"]
mod breaches;
#[path = "conformance/broken.rs"]
mod broken;
#[path = "../examples/custom_dialect.rs"]
#[allow(dead_code, reason = "only its dialect is held to the laws here")]
mod custom_dialect;
#[path = "conformance/numbered.rs"]
mod numbered;
mod support;

use idiolect::conformance::{Conformance, check};
use idiolect::dialect::{Dialect, FailureResponse, Settings, built_in};
use support::{dialect, fixtures};

/// Holds a built-in dialect to every law, with its vendor's own messages among the others.
fn check_built_in(name: &str) {
    let dialect = dialect(name);
    with_messages(&*dialect).check().unwrap();
}

/// The laws, with the messages of the dialect's vendor.
fn with_messages(dialect: &dyn Dialect) -> Conformance<'_> {
    let id = dialect.id();
    let name = id.as_str();
    let mut laws = Conformance::new(dialect);
    for (_, body) in fixtures(name, "update") {
        laws = laws.update(body);
    }
    for (_, body) in fixtures(name, "user") {
        laws = laws.user(body);
    }
    for (_, body) in fixtures(name, "failure") {
        laws = laws.failure(FailureResponse::new(Some(400), body));
    }
    if name == "textus" {
        laws = laws.user(PAGE_OF_MEMBERSHIPS);
    }
    laws
}

/// A response of TextUs with one of three memberships.
const PAGE_OF_MEMBERSHIPS: &str = r#"{"id": "/users/x", "memberships": {"totalItems": 3,
    "members": [{"id": "/users/x/memberships/1", "role": "user",
        "user": "/users/x", "account": {"id": "/accounts/a"}}]}}"#;

#[test]
fn json_api_keeps_the_laws() {
    check_built_in("json-api");
}

#[test]
fn flat_roles_keeps_the_laws() {
    check_built_in("flat-roles");
}

#[test]
fn legacy_keeps_the_laws() {
    check_built_in("legacy");
}

#[test]
fn upsun_keeps_the_laws() {
    check_built_in("upsun");
}

#[test]
fn textus_keeps_the_laws() {
    check_built_in("textus");
}

#[test]
fn canonical_keeps_the_laws() {
    check_built_in("canonical");
}

#[test]
fn full_updates_keep_the_laws() {
    for dialect in built_in(Settings::default().with_full_updates()) {
        with_messages(&*dialect).cases(32).check().unwrap();
    }
}

#[test]
fn a_dialect_from_outside_keeps_the_laws() {
    check(&custom_dialect::Acme::default()).unwrap();
}
