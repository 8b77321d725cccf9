//! GoRules BRMS: a flat JSON object with roles, changed by `PUT /api/users/{id}`.
//!
//! # In an update
//! Absent keeps, as for a merge; the vendor does not say whether its `PUT` merges or replaces
//! ([`Settings::write_complete`](super::Settings::write_complete) is for a server that replaces). `null` is a problem.
//! `""` clears the names; that is inferred. Roles are named by their ids; an empty list removes all.
//!
//! # What it cannot say
//! An update writes names, status, type and roles, and nothing else. There is no deleted user.

mod endpoint;
mod failure;
mod update;
mod user;

use super::contract::{Context, Dialect, DialectId, Settings};
use super::endpoint::Endpoint;
use super::told::{FailureReading, Told};
use crate::model::{FailureKind, User, UserUpdate};
use crate::wire::{Object, ObjectWriter};

/// The dialect of GoRules BRMS.
#[derive(Debug, Clone, Default)]
pub struct FlatRoles {
    settings: Settings,
}

impl FlatRoles {
    /// The dialect's name, `flat-roles`.
    pub const ID: DialectId = DialectId::new("flat-roles");

    /// The dialect, used in this way.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Dialect for FlatRoles {
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
