//! What a dialect is.

use std::borrow::Cow;
use std::fmt;

use super::endpoint::Endpoint;
pub use crate::property::Context;
use super::told::{FailureReading, Told};
use crate::model::{FailureKind, User, UserId, UserUpdate};
use crate::property::{Properties, Property};
use crate::wire::{Limits, Object, ObjectWriter};

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
    Refuse,
    /// It is told in the report, and goes no further.
    Report,
}

/// How much of the user an update writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Writes {
    /// What changes.
    #[default]
    Changes,
    /// With the current user known, everything that can be written: a server that replaces what it has wipes nothing.
    Complete,
}

/// What becomes of `charset=utf-8` behind a media type that has no such parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Charset {
    /// What the media type's specification says: JSON:API refuses it.
    #[default]
    ByTheBook,
    /// It says nothing that is not so anyway.
    Tolerate,
}

/// How a dialect is used; the same choices for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Settings {
    /// What becomes of members of an update that the dialect does not document.
    pub unknown_members: UnknownMembers,
    /// How much an update writes.
    pub writes: Writes,
    /// How much of a message is read.
    pub limits: Limits,
    /// What becomes of a `charset` where the media type has none.
    pub charset: Charset,
}

impl Settings {
    /// Unknown members are problems, what changes is written, the limits are the usual ones.
    pub const DEFAULT: Self = Self {
        unknown_members: UnknownMembers::Refuse,
        writes: Writes::Changes,
        limits: Limits::DEFAULT,
        charset: Charset::ByTheBook,
    };

    /// Tells of unknown members of an update instead of refusing it.
    #[must_use]
    pub const fn tolerate_unknown_members(mut self) -> Self {
        self.unknown_members = UnknownMembers::Report;
        self
    }

    /// Writes everything that can be written, where the current user is known.
    #[must_use]
    pub const fn write_complete(mut self) -> Self {
        self.writes = Writes::Complete;
        self
    }

    /// Takes `charset=utf-8` behind a media type that has no such parameter.
    #[must_use]
    pub const fn tolerate_charset(mut self) -> Self {
        self.charset = Charset::Tolerate;
        self
    }

    /// Reads at most this much.
    #[must_use]
    pub const fn limit(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// One vendor's way to speak of a user: six conversions between its JSON and the model.
///
/// This is the contract with those who write a dialect. Those who use one call [`DialectExt`](super::DialectExt), which
/// adds what is the same for all: bytes, limits, accounting, the refusal of loss, and the remainder of an answer.
///
/// * Pure: no I/O, no clock, nothing remembered between calls.
/// * A reader asks for every member that it documents, each once, and leaves the rest to be found as unknown.
/// * A writer tells of each attribute that it is given: written, or dropped for a reason. What it does not mention
///   counts as unsupported.
/// * `write_user` writes what the user holds and invents nothing. What `read_user` cannot put into the model need not
///   concern it: the remainder brings it back.
pub trait Dialect: fmt::Debug + Send + Sync {
    /// The dialect's name.
    fn id(&self) -> DialectId;

    /// How this one is used.
    fn settings(&self) -> &Settings;

    /// How it is reached over HTTP.
    fn endpoint(&self) -> &'static Endpoint;

    /// The members of its update and its user.
    fn properties(&self) -> &dyn Property {
        const NONE: Properties = &[];
        &NONE
    }

    /// Reads a caller's update.
    fn read_update(&self, message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
        let mut update = UserUpdate::default();
        self.properties().read_update(message, &mut update, context);
        update
    }

    /// Writes an update.
    fn write_update<'u>(&'u self, update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
        self.properties().write_update(update, context, out);
    }

    /// Reads the user that an answer tells of, unless it has no id.
    fn read_user(&self, message: &Object<'_, '_>) -> Option<User> {
        let mut user = User::new(UserId::BLANK);
        self.properties().read_user(message, &mut user);
        (user.id != UserId::BLANK).then_some(user)
    }

    /// Writes an answer that tells of a user.
    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.properties().write_user(user, out);
    }

    /// Reads a refusal.
    fn read_failure(&self, message: &Object<'_, '_>) -> FailureReading;

    /// Writes a refusal, and says with which HTTP status. A message left empty is a body of no bytes.
    fn write_failure<'u>(&self, kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16;
}
