//! What empty values mean in an update, and how one is said.

/// What `null` and `""` mean in an update of one dialect, for one member.
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
    /// Take the value away.
    Clear,
    /// Nothing that may be said.
    Reject,
}

/// How an update of one dialect takes a value away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClearWith {
    /// By `null`.
    Null,
    /// By `""`.
    Empty,
    /// It cannot.
    Impossible,
}

impl EmptyValues {
    /// Neither may be said.
    pub const REJECTED: Self = Self::new(EmptyMeaning::Reject, EmptyMeaning::Reject);

    /// `null` means `null`, and `""` means `empty`.
    #[must_use]
    pub const fn new(null: EmptyMeaning, empty: EmptyMeaning) -> Self {
        Self { null, empty }
    }
}
