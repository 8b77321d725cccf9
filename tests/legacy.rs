//! MediaSilo's camelCase with its password rule: updates, answers and refusals, documented and in every odd spelling.
#![cfg(feature = "legacy")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod adapter;
#[path = "legacy/address.rs"]
mod address;
#[path = "legacy/answers.rs"]
mod answers;
#[path = "legacy/failures.rs"]
mod failures;
#[path = "legacy/password.rs"]
mod password;
mod support;
#[path = "legacy/updates.rs"]
mod updates;

use idiolect::dialect::Context;
use idiolect::model::{Text, UserUpdate};
use serde_json::Value;

const NAME: &str = "legacy";

fn text(value: &str) -> Option<Text> {
    Some(adapter::parsed(value, Text::parse))
}

fn expected(change: impl FnOnce(&mut UserUpdate)) -> UserUpdate {
    let mut update = UserUpdate::default();
    change(&mut update);
    update
}

fn read(body: &Value) -> Result<(UserUpdate, Vec<String>), Vec<String>> {
    adapter::read_with(&*support::dialect(NAME), body.to_string().as_bytes(), &Context::UNKNOWN)
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
