//! Messages to check by the schemas of the built-in dialects, and an independent validator.

mod examples;
mod generated;
mod mutations;
mod random;
mod validators;

pub use examples::{Example, examples};
pub use generated::generated;
pub use mutations::{all_mutations, some_mutations};
pub use random::Random;
pub use validators::{Formats, schema, validator};

use idiolect::dialect::{Dialect, Settings, built_in};

/// The built-in dialects with the default settings.
#[must_use]
pub fn dialects() -> Vec<Box<dyn Dialect>> {
    built_in(Settings::default())
}
