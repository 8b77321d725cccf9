//! Upsun (Platform.sh): a flat JSON object, changed by `PATCH /users/{id}`.
//!
//! # In an update
//! Absent keeps. `null` is a problem: the vendor's schema has none. `""` clears the names and the company; that is
//! inferred, as the vendor documents no clearing. User name, country, and links cannot be cleared.
//!
//! # What it cannot say
//! An update writes neither e-mail (the vendor has another call for it) nor status; a user has no address but the
//! country, no telephone numbers, no roles. `deactivated` tells a disabled user; a locked or deleted one is told so too.

mod endpoint;
mod failure;
mod update;
mod user;

use super::contract::{Context, Dialect, DialectId, Settings};
use super::endpoint::Endpoint;
use super::told::{FailureReading, Told};
use crate::model::{FailureKind, User, UserUpdate};
use crate::wire::{Object, ObjectWriter};

/// The dialect of Upsun.
#[derive(Debug, Clone, Default)]
pub struct Upsun {
    settings: Settings,
}

impl Upsun {
    /// The dialect's name, `upsun`.
    pub const ID: DialectId = DialectId::new("upsun");

    /// The dialect, used in this way.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Dialect for Upsun {
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

    fn write_update<'u>(&self, update: &'u UserUpdate, _: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
        update::write(update, out);
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
