//! What empty values mean in an update, and which one clears.

/// What `null` and `""` mean in one member of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EmptyValues {
    /// What `null` means.
    pub null: EmptyMeaning,
    /// What `""` means.
    pub empty: EmptyMeaning,
}

/// What an empty value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EmptyMeaning {
    /// No change.
    Keep,
    /// The value is cleared.
    Clear,
    /// The empty value is rejected.
    Reject,
}

/// How an update of one dialect clears a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClearWith {
    /// By `null`.
    Null,
    /// By `""`.
    Empty,
    /// It cannot be cleared.
    Impossible,
}

impl EmptyValues {
    /// Both are rejected.
    pub const REJECTED: Self = Self::new(EmptyMeaning::Reject, EmptyMeaning::Reject);

    /// The meaning `null` of a JSON `null`, and the meaning `empty` of `""`.
    #[must_use]
    pub const fn new(null: EmptyMeaning, empty: EmptyMeaning) -> Self {
        Self { null, empty }
    }
}
