//! The messages of `tests/fixtures`.

use std::fs;
use std::io;
use std::path::Path;

use idiolect::dialect::{Dialect, MessageKind};
use serde_json::Value;

/// One file of `tests/fixtures`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Example {
    /// The path within the folder, such as `upsun/user.json`.
    pub path: String,
    /// What the file contains.
    pub value: Value,
}

/// The files of one dialect with messages of one kind, in the order of their names.
///
/// # Errors
/// A file cannot be read, or is not JSON.
pub fn examples(dialect: &dyn Dialect, message: MessageKind) -> io::Result<Vec<Example>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let folder = dialect.id().as_str().replace('-', "_");
    let mut examples = Vec::new();
    for entry in fs::read_dir(root.join(&folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(message.as_str()) {
            let value = serde_json::from_slice(&fs::read(entry.path())?)?;
            examples.push(Example { path: format!("{folder}/{name}"), value });
        }
    }
    examples.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(examples)
}
