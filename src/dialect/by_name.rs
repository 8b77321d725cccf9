//! Look-up of a built-in dialect by its name.

use std::str::FromStr;

use super::traits::{Dialect, Settings};

/// Returns the built-in dialect `name`, such as `json-api`, with these settings.
///
#[cfg_attr(feature = "upsun", doc = "```")]
#[cfg_attr(not(feature = "upsun"), doc = "```ignore")]
/// use idiolect::dialect::{Dialect, DialectExt as _, Settings, by_name};
///
/// let upsun = by_name("upsun", Settings::default())?;
/// assert_eq!(upsun.update_operation().method, "PATCH");
///
/// let same: Box<dyn Dialect> = "upsun".parse()?;
/// assert_eq!(same.id(), upsun.id());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// This build has no dialect of that name.
pub fn by_name(name: &str, settings: Settings) -> Result<Box<dyn Dialect>, UnknownDialect> {
    let found = super::built_in(settings).into_iter().find(|one| one.id().as_str() == name);
    found.ok_or(UnknownDialect(()))
}

impl FromStr for Box<dyn Dialect> {
    type Err = UnknownDialect;

    /// Returns the built-in dialect of that name with the default settings.
    fn from_str(name: &str) -> Result<Self, UnknownDialect> {
        by_name(name, Settings::default())
    }
}

/// No built-in dialect has the given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown dialect; expected one of: {}", names())]
pub struct UnknownDialect(());

fn names() -> String {
    let all = super::built_in(Settings::default());
    all.iter().map(|one| one.id().to_string()).collect::<Vec<_>>().join(", ")
}
