//! This crate's own: flat, versioned JSON that says every attribute, to store a user, queue an update, or audit either.
//!
//! # In an update
//! Absent keeps, `null` clears, and is a problem where nothing can be cleared. The password is the one attribute that
//! it cannot say: what is stored or queued holds no secret.
//!
//! # In an answer
//! The remainders of other dialects go along, so that a user read from a vendor and stored here can be told in that
//! vendor's words to the letter.

mod element;
mod endpoint;
mod failure;
mod update;
mod user;
mod value;

use super::contract::{Context, Dialect, DialectId, Settings};
use super::endpoint::Endpoint;
use super::told::{FailureReading, Told};
use crate::model::{FailureKind, User, UserUpdate};
use crate::wire::{Object, ObjectWriter};

/// The dialect of this crate.
#[derive(Debug, Clone, Default)]
pub struct Canonical {
    settings: Settings,
}

impl Canonical {
    /// The dialect's name, `canonical`.
    pub const ID: DialectId = DialectId::new("canonical");

    /// The dialect, used in this way.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self { settings }
    }
}

impl Dialect for Canonical {
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
