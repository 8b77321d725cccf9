//! Names of members, with what tells them apart at a glance worked out beforehand.

use std::borrow::Cow;

use super::token::NameTag;

/// The name of a member that a row reads and writes: fixed in the code, or known at run time only.
#[derive(Debug, Clone, Copy)]
pub struct Name<'n> {
    text: NameText<'n>,
    tag: NameTag,
    /// Whether it stands in JSON as it is.
    is_plain: bool,
}

#[derive(Debug, Clone, Copy)]
enum NameText<'n> {
    Static(&'static str),
    Dynamic(&'n str),
}

impl<'n> Name<'n> {
    /// A name that is fixed in the code. A place with such a name is noted without a copy of it.
    #[must_use]
    #[inline]
    pub const fn fixed(name: &'static str) -> Self {
        Self {
            text: NameText::Static(name),
            tag: NameTag::of(name.as_bytes()),
            is_plain: is_plain(name.as_bytes()),
        }
    }

    /// A name that is known at run time only.
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

    /// The name, for longer than this is kept.
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

/// Whether nothing in `name` has to be escaped in JSON.
const fn is_plain(name: &[u8]) -> bool {
    let mut rest = name;
    while let Some((byte, behind)) = rest.split_first() {
        if matches!(*byte, b'"' | b'\\' | ..b' ') {
            return false;
        }
        rest = behind;
    }
    true
}

impl From<&'static str> for Name<'_> {
    #[inline]
    fn from(name: &'static str) -> Self {
        Self::fixed(name)
    }
}
