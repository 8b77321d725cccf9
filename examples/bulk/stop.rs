//! Why a run ends before its input does.

use std::fmt::Display;
use std::io;

#[derive(Debug)]
pub(crate) enum Stop {
    /// It was started in a wrong way.
    Usage(String),
    /// Something could not be read or written.
    Failed(String),
}

impl Stop {
    /// What the system says of the file `name`.
    pub(crate) fn file(name: impl Display, error: &io::Error) -> Self {
        Self::Failed(format!("{name}: {error}"))
    }
}
