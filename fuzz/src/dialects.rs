//! The dialects that are fuzzed.

use std::sync::LazyLock;

use idiolect::dialect::{Dialect, Settings, built_in};
use idiolect::model::UserId;

/// Every dialect, with the default settings.
pub(crate) fn all() -> &'static [Box<dyn Dialect>] {
    static ALL: LazyLock<Vec<Box<dyn Dialect>>> = LazyLock::new(|| built_in(Settings::default()));
    &ALL
}

/// Every dialect, with unknown members reported instead of rejected.
pub(crate) fn tolerant() -> &'static [Box<dyn Dialect>] {
    static TOLERANT: LazyLock<Vec<Box<dyn Dialect>>> =
        LazyLock::new(|| built_in(Settings::default().with_unknown_members_reported()));
    &TOLERANT
}

/// The id in the path.
pub(crate) fn id() -> UserId {
    UserId::parse(idiolect::conformance::generate::ID).expect("an id")
}
