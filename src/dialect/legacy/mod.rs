//! MediaSilo / Shift "Phoenix" v3: camelCase with password rules, changed by `PUT /users/{id}`.
//!
//! # In an update
//! Absent keeps, and so does `null`: the vendor's own client sends one for everything it does not change. `""` clears
//! the names (documented), and company, telephone numbers, `ssoId` and the parts of the address (inferred); it is a
//! problem for `userName`, `password`, `email` and `defaultRoleTemplateId`. Unknown keys of `address`, an "object hash",
//! are told and no problem.
//!
//! The password has at least 8 characters, among them a digit, an upper-case and a lower-case letter, and one of
//! ``-+_!@#$%^&*,``. A full stop may be in it but does not count as one of these: the vendor's sentence can be read
//! either way. It must not hold the user name, whatever the case.
//!
//! # What it cannot say
//! House number and street share `address1`. There is no disabled user: one is told as `LOCKED`, by which the vendor
//! means a deactivated user. An answer never tells the password. The body of a success is undocumented and may be empty.

mod address;
mod endpoint;
mod failure;
mod password;
mod update;
mod user;

use super::contract::{Context, Dialect, DialectId, Settings};
use super::endpoint::Endpoint;
use super::told::{FailureReading, Told};
use crate::model::{FailureKind, User, UserUpdate};
use crate::wire::{Object, ObjectWriter};

/// The dialect of MediaSilo / Shift "Phoenix".
#[derive(Debug, Clone, Default)]
pub struct Legacy {
    settings: Settings,
}

impl Legacy {
    /// The dialect's name, `legacy`.
    pub const ID: DialectId = DialectId::new("legacy");

    /// The dialect, used in this way.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Dialect for Legacy {
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
