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
use idiolect::dialect::FailureResponse;
use support::{dialect, fixtures};

/// Holds a built-in dialect to every law, with its vendor's own messages among the others.
fn check_built_in(name: &str) {
    let dialect = dialect(name);
    let mut laws = Conformance::new(&*dialect);
    for (_, body) in fixtures(name, "update") {
        laws = laws.update(body);
    }
    for (_, body) in fixtures(name, "user") {
        laws = laws.user(body);
    }
    for (_, body) in fixtures(name, "failure") {
        laws = laws.failure(FailureResponse::new(Some(400), body));
    }
    laws.check().unwrap();
}

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
fn a_dialect_from_outside_keeps_the_laws() {
    check(&custom_dialect::Acme::default()).unwrap();
}
