//! What is known of an update besides its body.

use crate::model::{User, UserId};

/// What is known of an update besides its body.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct UpdateContext<'c> {
    /// The user id in the path that the update comes from or goes to.
    pub id: Option<&'c UserId>,
    /// The current user.
    pub current: Option<&'c User>,
}

impl<'c> UpdateContext<'c> {
    /// Nothing is known but the body.
    pub const EMPTY: Self = Self { id: None, current: None };

    /// With the user id in the path.
    #[must_use]
    pub const fn with_id(mut self, id: Option<&'c UserId>) -> Self {
        self.id = id;
        self
    }

    /// With the current user.
    #[must_use]
    pub const fn with_current(mut self, current: Option<&'c User>) -> Self {
        self.current = current;
        self
    }
}
