//! The change of one value that can also be cleared.

/// Keep the value, clear it, or set it. Dialects encode the three differently (an absent member,
/// `null`, `""`); the model has only the meaning. A value that can never be cleared is an `Option`
/// instead, so that the type excludes clearing.
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
#[expect(clippy::exhaustive_enums, reason = "a value can be kept, cleared or set")]
pub enum Patch<T> {
    /// Leave the value unchanged.
    #[default]
    Keep,
    /// Remove the value.
    Clear,
    /// Replace the value.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the value is left unchanged.
    #[must_use]
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The same change with a reference to the value.
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

    /// Returns `Set` for a value, `Clear` for `None`.
    #[must_use]
    pub fn from_option(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }

    /// Applies the change to `value`.
    pub fn apply(self, value: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *value = None,
            Self::Set(new) => *value = Some(new),
        }
    }

    /// Returns this change, or `earlier` if this one is `Keep`.
    #[must_use]
    pub fn or_else_keep(self, earlier: Self) -> Self {
        match self {
            Self::Keep => earlier,
            Self::Clear | Self::Set(_) => self,
        }
    }

    /// Returns the value after this change of `current`.
    #[must_use]
    pub fn resolve(self, mut current: Option<T>) -> Option<T> {
        self.apply(&mut current);
        current
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}
