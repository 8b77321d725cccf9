//! What is known about an update besides its body.

use crate::model::{InvalidValue, User, UserId, check_uuid};

/// What is known about an update besides its body.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct UpdateContext<'c> {
    /// The user id in the path of the request.
    pub id: Option<&'c UserId>,
    /// The current user. What an update that is decoded repeats of it changes nothing; where it is
    /// encoded, it completes values that need it, and what is not representable in it is not
    /// erased.
    pub current: Option<&'c User>,
    /// The format of user ids, where they are not those of the dialect that decodes the update.
    pub id_format: Option<IdFormat>,
}

impl<'c> UpdateContext<'c> {
    /// Only the body is known.
    pub const EMPTY: Self = Self { id: None, current: None, id_format: None };

    /// Sets the user id in the path.
    #[must_use]
    pub const fn with_id(mut self, id: Option<&'c UserId>) -> Self {
        self.id = id;
        self
    }

    /// Sets the current user.
    #[must_use]
    pub const fn with_current(mut self, current: Option<&'c User>) -> Self {
        self.current = current;
        self
    }

    /// Sets the format of user ids, in the path and in the body, for an update that is decoded for
    /// another service: its ids are not those of the dialect. Encoding ignores it.
    #[must_use]
    pub const fn with_id_format(mut self, format: IdFormat) -> Self {
        self.id_format = Some(format);
        self
    }
}

/// The format of user ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdFormat {
    /// Any text.
    Opaque,
    /// A UUID of 36 characters.
    Uuid,
}

impl IdFormat {
    /// Checks `id` against the format.
    ///
    /// # Errors
    /// [`Code::UUID`](crate::model::Code::UUID) if a UUID is required and `id` is not a valid one.
    pub fn check(self, id: &str) -> Result<(), InvalidValue> {
        match self {
            Self::Opaque => Ok(()),
            Self::Uuid => check_uuid(id),
        }
    }
}
