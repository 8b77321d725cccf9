//! What a dialect is.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::failure_format::FailureFormat;
use super::operation::{Operation, OperationKind};
use crate::codec::Property;
pub use crate::codec::UpdateContext;
use crate::json::Limits;

/// The name of a dialect, such as `json-api`. The set is open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DialectId(Cow<'static, str>);

impl DialectId {
    /// A dialect's name: lower-case words joined by hyphens.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DialectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

/// What becomes of a member of an update that the dialect does not document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UnknownMembers {
    /// It is a problem.
    #[default]
    Reject,
    /// It is told in the report, and goes no further.
    Report,
}

/// How much of the user an update writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UpdateMode {
    /// What changes.
    #[default]
    Partial,
    /// With the current user known, everything that can be written: a server that replaces what it has wipes nothing.
    Full,
}

/// What becomes of `charset=utf-8` behind a media type that has no such parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum CharsetParameter {
    /// What the media type's specification says: JSON:API refuses it.
    #[default]
    Reject,
    /// It says nothing that is not so anyway.
    Ignore,
}

/// How a dialect is used; the same choices for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Settings {
    /// What becomes of members of an update that the dialect does not document.
    pub unknown_members: UnknownMembers,
    /// How much an update writes.
    pub writes: UpdateMode,
    /// How much of a message is read.
    pub limits: Limits,
    /// What becomes of a `charset` where the media type has none.
    pub charset: CharsetParameter,
}

impl Settings {
    /// Unknown members are problems, what changes is written, the limits are the usual ones.
    pub const DEFAULT: Self = Self {
        unknown_members: UnknownMembers::Reject,
        writes: UpdateMode::Partial,
        limits: Limits::DEFAULT,
        charset: CharsetParameter::Reject,
    };

    /// Tells of unknown members of an update instead of refusing it.
    #[must_use]
    pub const fn with_unknown_members_reported(mut self) -> Self {
        self.unknown_members = UnknownMembers::Report;
        self
    }

    /// Writes everything that can be written, where the current user is known.
    #[must_use]
    pub const fn with_full_updates(mut self) -> Self {
        self.writes = UpdateMode::Full;
        self
    }

    /// Takes `charset=utf-8` behind a media type that has no such parameter.
    #[must_use]
    pub const fn with_lenient_charset(mut self) -> Self {
        self.charset = CharsetParameter::Ignore;
        self
    }

    /// Reads at most this much.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// One vendor's format of a user: the members of its messages, the shape of its failures, and how it is reached.
///
/// This is what the author of a dialect implements. [`DialectExt`](super::DialectExt) is what its users call: it adds what
/// is the same for all dialects.
///
/// Pure: no I/O, no clock, nothing remembered between calls.
pub trait Dialect: fmt::Debug + Send + Sync {
    /// The dialect's name.
    fn id(&self) -> DialectId;

    /// How this one is used.
    fn settings(&self) -> &Settings;

    /// Its calls over HTTP.
    fn operations(&self) -> &[Operation];

    /// The call that updates a user.
    ///
    /// That of a dialect without one is `PATCH /users/{id}` in `application/json`.
    fn update_operation(&self) -> &Operation {
        let is_update = |one: &&Operation| one.kind == OperationKind::UpdateUser;
        self.operations().iter().find(is_update).unwrap_or(&Operation::USUAL)
    }

    /// The members of an update and of a user.
    fn properties(&self) -> &dyn Property;

    /// The members of a failure.
    fn failure(&self) -> &dyn FailureFormat;
}

/// A dialect behind a pointer is that dialect.
macro_rules! behind {
    ($($pointer:ty)*) => {$(
        impl<D: Dialect + ?Sized> Dialect for $pointer {
            fn id(&self) -> DialectId {
                (**self).id()
            }

            fn settings(&self) -> &Settings {
                (**self).settings()
            }

            fn operations(&self) -> &[Operation] {
                (**self).operations()
            }

            fn properties(&self) -> &dyn Property {
                (**self).properties()
            }

            fn failure(&self) -> &dyn FailureFormat {
                (**self).failure()
            }
        }
    )*};
}

behind! { &D Box<D> Arc<D> }
