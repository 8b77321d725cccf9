//! What is known about an update besides its body.

use crate::model::{User, UserId};

/// What is known about an update besides its body.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct UpdateContext<'c> {
    /// The user id in the path of the request.
    pub id: Option<&'c UserId>,
    /// The current user.
    pub current: Option<&'c User>,
}

impl<'c> UpdateContext<'c> {
    /// Only the body is known.
    pub const EMPTY: Self = Self { id: None, current: None };

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
}
