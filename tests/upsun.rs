//! Upsun: `PATCH /users/{id}`, its user, and its refusals.

#![cfg(feature = "upsun")]
#![allow(unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may")]

mod probe;
mod support;

#[path = "upsun/failure.rs"]
mod failure;
#[path = "upsun/members.rs"]
mod members;
#[path = "upsun/update.rs"]
mod update;
#[path = "upsun/user.rs"]
mod user;

use idiolect::dialect::upsun::Upsun;
use serde_json::Value;

/// The id of the seed.
const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

fn upsun() -> Upsun {
    Upsun::default()
}

fn fixture(name: &str) -> Value {
    support::json(&support::fixture(&format!("upsun/{name}")))
}
