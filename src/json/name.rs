//! Names of members, with precomputed tags for quick comparison.

use std::borrow::Cow;

use super::token::NameTag;

/// The name of a member that a dialect reads and writes: fixed in the code, or known only at run
/// time.
#[derive(Debug, Clone, Copy)]
pub struct Name<'n> {
    text: NameText<'n>,
    tag: NameTag,
    /// Whether JSON needs no escapes for it.
    is_plain: bool,
}

#[derive(Debug, Clone, Copy)]
enum NameText<'n> {
    Static(&'static str),
    Dynamic(&'n str),
}

impl<'n> Name<'n> {
    /// Creates a name that is fixed in the code. A path with such a name is recorded without a copy
    /// of it.
    #[must_use]
    #[inline]
    pub const fn fixed(name: &'static str) -> Self {
        Self {
            text: NameText::Static(name),
            tag: NameTag::of(name.as_bytes()),
            is_plain: is_plain(name.as_bytes()),
        }
    }

    /// Creates a name that is known only at run time.
    #[must_use]
    pub const fn dynamic(name: &'n str) -> Self {
        Self { text: NameText::Dynamic(name), tag: NameTag::of(name.as_bytes()), is_plain: false }
    }

    /// The name.
    #[must_use]
    #[inline]
    pub const fn as_str(&self) -> &'n str {
        match self.text {
            NameText::Static(name) | NameText::Dynamic(name) => name,
        }
    }

    #[inline]
    pub(crate) const fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// The name, independent of the lifetime `'n`.
    pub(crate) fn to_cow(self) -> Cow<'static, str> {
        match self.text {
            NameText::Static(name) => Cow::Borrowed(name),
            NameText::Dynamic(name) => Cow::Owned(name.to_owned()),
        }
    }

    /// The name, if it is fixed in the code.
    #[inline]
    pub(crate) const fn as_fixed(&self) -> Option<&'static str> {
        match self.text {
            NameText::Static(name) => Some(name),
            NameText::Dynamic(_) => None,
        }
    }

    #[inline]
    pub(crate) const fn tag(&self) -> NameTag {
        self.tag
    }
}

/// Whether JSON needs no escapes for `name`.
const fn is_plain(name: &[u8]) -> bool {
    let mut rest = name;
    while let Some((byte, after)) = rest.split_first() {
        if matches!(*byte, b'"' | b'\\' | ..b' ') {
            return false;
        }
        rest = after;
    }
    true
}

impl From<&'static str> for Name<'_> {
    #[inline]
    fn from(name: &'static str) -> Self {
        Self::fixed(name)
    }
}
