//! The validator of law 15, for the package `tests/schemas`, which compares it with another.

use crate::codec::schema::{Schema, SchemaChecker};
use crate::json::{Limits, parse};

/// Checks JSON texts by one schema; a `format` is an annotation.
#[derive(Debug)]
pub struct SchemaValidator(SchemaChecker);

impl SchemaValidator {
    /// Compiles the patterns of `schema`.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        Self(SchemaChecker::new(schema))
    }

    /// The first keyword that rejects the text, and where: nothing if it is valid.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn rejection(&self, json: &[u8]) -> Result<Option<(&'static str, String)>, String> {
        let value = parse(json, &Limits::NONE).map_err(|error| error.to_string())?;
        let first = self.0.check(&value).into_iter().next();
        Ok(first.map(|one| (one.keyword, one.pointer.as_str().to_owned())))
    }
}
