//! How much of a message is taken.

/// The largest message that is read. What exceeds it is a problem, found before anything is built from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes in all; at most 2 GiB, whatever is set.
    pub bytes: usize,
    /// Objects and arrays within each other; at most 127, whatever is set.
    pub depth: usize,
    /// Members of objects and elements of arrays, in all.
    pub members: usize,
    /// Bytes of one string or one name.
    pub text: usize,
}

impl Limits {
    /// 2 MiB, 64 levels, 65,536 members, 1 MiB a string.
    pub const DEFAULT: Self = Self { bytes: 2 << 20, depth: 64, members: 1 << 16, text: 1 << 20 };

    /// No limits but those that nothing can be set above, for what is known to be one's own.
    pub const NONE: Self =
        Self { bytes: (1 << 31) - 1, depth: 127, members: usize::MAX, text: usize::MAX };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
