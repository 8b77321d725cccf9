//! Somebody's own dialects, for what no built-in one does: told apart by the media type alone, or not to be served.

use idiolect::dialect::legacy::Legacy;
use idiolect::dialect::{Context, Dialect, DialectId, Endpoint, FailureReading, Settings, Told};
use idiolect::model::{FailureKind, User, UserUpdate};
use idiolect::wire::{Object, ObjectWriter};

pub(crate) const MINE: &str = "mine";
pub(crate) const MINE_TYPE: &str = "application/vnd.mine+json";

const ENDPOINT: Endpoint = Endpoint::new("PUT", "/users/{id}", MINE_TYPE, &[MINE_TYPE]);

/// MediaSilo's messages at another endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Mine {
    legacy: Legacy,
    endpoint: &'static Endpoint,
}

impl Mine {
    pub(crate) fn at(endpoint: &'static Endpoint) -> Self {
        Self { legacy: Legacy::default(), endpoint }
    }
}

impl Default for Mine {
    fn default() -> Self {
        Self::at(&ENDPOINT)
    }
}

impl Dialect for Mine {
    fn id(&self) -> DialectId {
        DialectId::new(MINE)
    }

    fn settings(&self) -> &Settings {
        self.legacy.settings()
    }

    fn endpoint(&self) -> &'static Endpoint {
        self.endpoint
    }

    fn read_update(&self, message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
        self.legacy.read_update(message, context)
    }

    fn write_update<'u>(&'u self, update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
        self.legacy.write_update(update, context, out);
    }

    fn read_user(&self, message: &Object<'_, '_>) -> Option<User> {
        self.legacy.read_user(message)
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.legacy.write_user(user, out);
    }

    fn read_failure(&self, message: &Object<'_, '_>) -> FailureReading {
        self.legacy.read_failure(message)
    }

    fn write_failure<'u>(&self, kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
        self.legacy.write_failure(kind, told, out)
    }
}
