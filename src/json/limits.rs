//! Limits on the size of a message.

use super::deserialize_members::deserialize_members;

/// The size limits of a message. A message that exceeds one is rejected before anything is built
/// from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The bytes of the body; at most 2 GiB, whatever is set.
    pub bytes: usize,
    /// The nesting of objects and arrays; at most 127 levels, whatever is set.
    pub depth: usize,
    /// The members of all objects and the elements of all arrays together.
    pub members: usize,
    /// The bytes of one string or member name.
    pub text: usize,
}

impl Limits {
    /// The default: 2 MiB, 64 levels, 65,536 members, 1 MiB per string.
    pub const DEFAULT: Self = Self { bytes: 2 << 20, depth: 64, members: 1 << 16, text: 1 << 20 };

    /// The highest possible limits, for trusted messages.
    pub const NONE: Self =
        Self { bytes: (1 << 31) - 1, depth: 127, members: usize::MAX, text: usize::MAX };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

deserialize_members! {
    Limits, "the limits of a message" {
        "bytes" => bytes,
        "depth" => depth,
        "members" => members,
        "text" => text,
    }
}
