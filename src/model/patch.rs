//! What an update does to one value that may also be cleared.

/// Keep the value, clear it, or set it.
///
/// Dialects spell the three differently (an absent member, `null`, `""`); the model knows only what is meant.
/// Something that can never be cleared is an `Option` instead, so that clearing it cannot be written.
///
/// ```
/// use idiolect::model::Patch;
///
/// let mut company = Some("Acme");
/// Patch::Keep.apply(&mut company);
/// assert_eq!(company, Some("Acme"));
/// Patch::Clear.apply(&mut company);
/// assert_eq!(company, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(clippy::exhaustive_enums, reason = "there is no fourth thing to do to a value")]
pub enum Patch<T> {
    /// Leave the value as it is.
    #[default]
    Keep,
    /// Take the value away.
    Clear,
    /// Replace the value.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the value stays as it is.
    #[must_use]
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The same intent over a reference.
    #[must_use]
    pub const fn as_ref(&self) -> Patch<&T> {
        match self {
            Self::Keep => Patch::Keep,
            Self::Clear => Patch::Clear,
            Self::Set(value) => Patch::Set(value),
        }
    }

    /// The value to set, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Sets what is there, and clears what is not.
    #[must_use]
    pub fn from_option(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }

    /// Does to `value` what this says.
    pub fn apply(self, value: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *value = None,
            Self::Set(new) => *value = Some(new),
        }
    }

    /// This, unless it keeps: then `earlier`.
    #[must_use]
    pub fn or_else_keep(self, earlier: Self) -> Self {
        match self {
            Self::Keep => earlier,
            Self::Clear | Self::Set(_) => self,
        }
    }

    /// What stands after this has been done to `current`.
    #[must_use]
    pub fn resolve(self, mut current: Option<T>) -> Option<T> {
        self.apply(&mut current);
        current
    }
}
