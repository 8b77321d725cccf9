//! What empty values mean in an update, and how one is said.

/// What `null` and `""` mean in an update of one dialect, for one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blanks {
    /// What `null` means.
    pub null: Blank,
    /// What `""` means.
    pub empty: Blank,
}

/// What an empty value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Blank {
    /// No change.
    Keep,
    /// Take the value away.
    Clear,
    /// Nothing that may be said.
    Refuse,
}

/// How an update of one dialect takes a value away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clearing {
    /// By `null`.
    Null,
    /// By `""`.
    Empty,
    /// It cannot.
    Impossible,
}

impl Blanks {
    /// Neither may be said.
    pub const REFUSED: Self = Self::new(Blank::Refuse, Blank::Refuse);

    /// `null` means `null`, and `""` means `empty`.
    #[must_use]
    pub const fn new(null: Blank, empty: Blank) -> Self {
        Self { null, empty }
    }
}
