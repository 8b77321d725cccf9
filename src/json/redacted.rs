//! How a body is shown: by its length, because it may hold a secret.

use std::fmt;

/// The `Debug` of a body: its length.
pub(crate) struct Redacted<'b>(pub(crate) &'b [u8]);

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "({} bytes)", self.0.len())
    }
}
