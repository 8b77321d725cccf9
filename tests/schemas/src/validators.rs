//! The schemas as JSON values, and validators of the crate `jsonschema` for them.

use std::error::Error;

use idiolect::dialect::{Dialect, DialectExt as _, MessageKind};
use jsonschema::Validator;
use serde_json::Value;

/// Whether a `format` restricts a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Formats {
    /// It does, as many validators have it.
    Asserted,
    /// It does not, as JSON Schema 2020-12 has it by default.
    Annotations,
}

/// The schema of one message, parsed from its JSON.
///
/// # Errors
/// It is not JSON.
pub fn schema(dialect: &dyn Dialect, message: MessageKind) -> Result<Value, serde_json::Error> {
    serde_json::from_str(&dialect.schema(message).to_json())
}

/// A validator for one message.
///
/// # Errors
/// The schema is not valid.
pub fn validator(
    dialect: &dyn Dialect,
    message: MessageKind,
    formats: Formats,
) -> Result<Validator, Box<dyn Error>> {
    let options =
        jsonschema::draft202012::options().should_validate_formats(formats == Formats::Asserted);
    Ok(options.build(&schema(dialect, message)?)?)
}
