//! The dialects that another is translated into and from.

use crate::dialect::{Dialect, Settings, built_in};

/// Every dialect that this build has.
pub(super) fn neighbours() -> Vec<Box<dyn Dialect>> {
    built_in(Settings::default())
}
