//! Ctrl Hub: a JSON:API document, changed by `PUT /v3/users/{id}`.
//!
//! # In an update
//! Absent keeps, as for a merge; the vendor does not say whether its `PUT` merges or replaces
//! ([`Settings::write_complete`](super::Settings::write_complete) is for a server that replaces). `null` and `""` clear;
//! a group that is null (`"contact": null`) clears everything in it. An unset value, a date too, is `""` in the vendor's
//! own answers. Dates are written as midnight UTC, in answers as days.
//!
//! # What it cannot say
//! An update writes the profile, and nothing else of the user: neither e-mail nor user name. There is no status.

mod document;
mod endpoint;
mod failure;
mod organisation;
mod update;
mod user;

use super::contract::{Context, Dialect, DialectId, Settings};
use super::endpoint::Endpoint;
use super::told::{FailureReading, Told};
use crate::model::{FailureKind, User, UserUpdate};
use crate::wire::{Object, ObjectWriter};

/// The dialect of Ctrl Hub.
#[derive(Debug, Clone, Default)]
pub struct JsonApi {
    settings: Settings,
}

impl JsonApi {
    /// The dialect's name, `json-api`.
    pub const ID: DialectId = DialectId::new("json-api");

    /// The dialect, used in this way.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Dialect for JsonApi {
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
