//! Why a run ends before the end of its input.

use std::fmt::Display;
use std::io;

#[derive(Debug)]
pub(crate) enum Stop {
    /// The arguments are not valid.
    Usage(String),
    /// A file cannot be read or written.
    Failed(String),
}

impl Stop {
    /// An I/O error of the file `name`.
    pub(crate) fn file(name: impl Display, error: &io::Error) -> Self {
        Self::Failed(format!("{name}: {error}"))
    }
}
