//! Shared test support: dialects by name, fixtures, and JSON to compare.

#![allow(dead_code, unreachable_pub, reason = "each test file uses some of it")]

pub mod changes;
pub mod failures;
pub mod ids;
pub mod lines;
pub mod members;
pub mod updates;
pub mod users;
pub mod values;
pub mod variations;

use std::path::Path;

use idiolect::dialect::{Dialect, Settings, built_in};
use idiolect::{Translation, TranslationError, Translator, UpdateOptions};
use serde_json::Value;

/// The names of all built-in dialects.
pub const ALL: [&str; 6] = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"];

/// The dialect `name` with the default settings.
pub fn dialect(name: &str) -> Box<dyn Dialect> {
    built_in(Settings::default())
        .into_iter()
        .find(|dialect| dialect.id().as_str() == name)
        .expect("a built-in dialect")
}

/// The bytes of `tests/fixtures/{path}`.
pub fn fixture(path: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The fixtures of one dialect whose names begin with `prefix`, in order: file name and bytes.
pub fn fixtures(dialect: &str, prefix: &str) -> Vec<(String, Vec<u8>)> {
    let folder = dialect.replace('-', "_");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(&folder);
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(prefix))
        .collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), fixture(&format!("{folder}/{name}")))).collect()
}

/// JSON, compared by value.
pub fn json(body: &[u8]) -> Value {
    serde_json::from_slice(body)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(body)))
}

/// The same JSON with the members of every object sorted, for any features of `serde_json`.
pub fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let sorted: std::collections::BTreeMap<String, Value> =
                members.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            Value::Object(sorted.into_iter().collect())
        }
        Value::Array(elements) => elements.into_iter().map(sorted).collect(),
        other => other,
    }
}

/// Translates an update with an empty context and without allowed losses.
pub fn update(from: &str, to: &str, body: &[u8]) -> Result<Translation, Box<TranslationError>> {
    Translator::new(&*dialect(from), &*dialect(to))
        .translate_update(body, &UpdateOptions::default())
}

/// Translates a user.
pub fn user(from: &str, to: &str, body: &[u8]) -> Translation {
    Translator::new(&*dialect(from), &*dialect(to))
        .translate_user(body)
        .expect("a response with a user")
}
