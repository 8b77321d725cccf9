//! TextUs Next: JSON-LD, changed by `PUT /users/{id}`.
//!
//! # In an update
//! Absent keeps. `null` takes a custom setting away and is a problem elsewhere; so is `""` for `name` and `email`.
//! `memberships` and `analyticsReports` are replaced whole, an empty list removes all. The vendor's own example has
//! `notifications` and `defaultMessagingAccount` (there a bare slug) beside `settings`: they mean the ones within, and
//! may not say otherwise.
//!
//! # What it cannot say
//! Only the whole name is written; a half alone needs the current user. Nothing but a custom setting can be cleared.
//! `discarded` tells a deleted user; a disabled or locked one is told as not discarded.

mod endpoint;
mod failure;
mod iri;
mod settings;
mod update;
mod user;

use super::contract::{Context, Dialect, DialectId, Settings};
use super::endpoint::Endpoint;
use super::told::{FailureReading, Told};
use crate::model::{FailureKind, User, UserUpdate};
use crate::wire::{Object, ObjectWriter};

/// The dialect of TextUs Next.
#[derive(Debug, Clone, Default)]
pub struct TextUs {
    settings: Settings,
}

impl TextUs {
    /// The dialect's name, `textus`.
    pub const ID: DialectId = DialectId::new("textus");

    /// The dialect, used in this way.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Dialect for TextUs {
    fn id(&self) -> DialectId {
        Self::ID
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn endpoint(&self) -> &'static Endpoint {
        &endpoint::ENDPOINT
    }

    fn read_update(&self, message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
        update::read(message, context)
    }

    fn write_update<'u>(&self, update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
        update::write(update, context, out);
    }

    fn read_user(&self, message: &Object<'_, '_>) -> Option<User> {
        user::read(message)
    }

    fn write_user<'u>(&self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        user::write(user, out);
    }

    fn read_failure(&self, message: &Object<'_, '_>) -> FailureReading {
        failure::read(message)
    }

    fn write_failure<'u>(&self, kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
        failure::write(kind, told, out)
    }
}
