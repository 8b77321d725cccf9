//! One value of a message as it was read, before anybody asks what it means.

use std::cell::Cell;

use super::source::Span;

/// A value, and what the object around it calls it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Empty for the message itself, and for the elements of arrays.
    pub(super) name: Span,
    pub(super) tag: NameTag,
    /// Another member of the same name stands further on.
    pub(super) is_repeated: Cell<bool>,
    pub(super) touch: Cell<Touch>,
    pub(super) kind: Kind,
    /// What a number or a string says.
    pub(super) text: Span,
    end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    True,
    False,
    Number,
    Text,
    Array,
    Object,
}

/// How far a reader has gone into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// Nobody has asked for it.
    None,
    /// Read as a whole.
    Taken,
    /// Looked into; what is inside answers for itself.
    Opened,
    /// Looked into; what else is inside is nobody's problem.
    OpenedLoosely,
}

/// What tells most names apart at a glance: the length of a name, its first byte and its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameTag([u8; 4]);

impl Entry {
    #[inline]
    pub(super) fn new(name: Span, tag: NameTag, kind: Kind, text: Span, end: usize) -> Self {
        let (is_repeated, touch) = (Cell::new(false), Cell::new(Touch::None));
        let mut entry = Self { name, tag, is_repeated, touch, kind, text, end: 0 };
        entry.set_end(end);
        entry
    }

    /// How many entries of the document stand before the first behind this one that is not within it.
    #[inline]
    pub(super) const fn end(&self) -> usize {
        self.end as usize
    }

    #[expect(clippy::cast_possible_truncation, reason = "an entry is a byte of the message or more")]
    #[inline]
    pub(super) const fn set_end(&mut self, end: usize) {
        self.end = end as u32;
    }

    /// Whether a reader has looked into it.
    pub(super) fn is_opened(&self) -> bool {
        matches!(self.touch.get(), Touch::Opened | Touch::OpenedLoosely)
    }
}

impl NameTag {
    /// That of no name.
    pub(super) const NONE: Self = Self([0; 4]);

    #[inline]
    pub(super) fn of(name: &[u8]) -> Self {
        let [low, high, ..] = name.len().to_le_bytes();
        let [first, last] = [name.first(), name.last()].map(|byte| byte.copied().unwrap_or_default());
        Self([low, high, first, last])
    }

    /// Whether no two of `tags` are the same, as far as a look at each alone can tell; holds for few of them, mostly.
    pub(super) fn all_differ(tags: impl Iterator<Item = Self>) -> bool {
        // Two sets of so many slots each: few pairs of tags meet in both.
        const SLOTS: u8 = 64;
        let (mut ones, mut others) = (0_u64, 0_u64);
        let mut differ = true;
        for Self(tag) in tags {
            let [.., one, other] = u32::from_le_bytes(tag).wrapping_mul(0x9e37_79b1).to_le_bytes();
            let [one, other] = [one, other].map(|slot| 1 << (slot % SLOTS));
            differ &= ones & one == 0 || others & other == 0;
            ones |= one;
            others |= other;
        }
        differ
    }
}
