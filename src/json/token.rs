//! One value of a parsed message, before it is decoded.

use std::cell::Cell;

use super::source::{Source, Span};

/// A value with its member name.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Empty for the message itself and for array elements.
    pub(crate) name: Span,
    pub(crate) tag: NameTag,
    /// Whether a later member has the same name.
    pub(crate) is_repeated: Cell<bool>,
    pub(crate) visit: Cell<Visit>,
    pub(crate) kind: Kind,
    /// The text of a number or a string; of an unrepresentable string, its JSON text.
    pub(crate) text: Span,
    end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    True,
    False,
    Number,
    Text,
    /// A string with an unpaired surrogate, which cannot be a `str`.
    Unrepresentable,
    Array,
    Object,
}

/// How a reader has read a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visit {
    /// It has not been read.
    Unread,
    /// It was read as a whole.
    Consumed,
    /// It was read as a whole, and must not be kept.
    Discarded,
    /// It was entered; each child has its own visit.
    Entered,
}

/// A tag for quick comparison of names: the first eight bytes of a name, the last of them mixed
/// with its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NameTag(u64);

/// The number of bytes of a name in its tag.
const PREFIX: usize = 8;

/// The first byte of the tag of a name with an unpaired surrogate.
const UNREPRESENTABLE: u64 = 0xff;

impl Entry {
    #[inline]
    pub(crate) fn new(name: Span, tag: NameTag, kind: Kind, text: Span, end: usize) -> Self {
        let (is_repeated, visit) = (Cell::new(false), Cell::new(Visit::Unread));
        let mut entry = Self { name, tag, is_repeated, visit, kind, text, end: 0 };
        entry.set_end(end);
        entry
    }

    /// The index of the first entry after this one and its children.
    #[inline]
    pub(crate) const fn end(&self) -> usize {
        self.end as usize
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "an entry takes at least one byte of the message"
    )]
    #[inline]
    pub(crate) const fn set_end(&mut self, end: usize) {
        self.end = end as u32;
    }

    /// Whether its name is `name`, which has the tag `tag`.
    #[inline]
    pub(crate) fn is_named(&self, name: &[u8], tag: NameTag, source: &Source<'_>) -> bool {
        self.tag == tag
            && self.name.len() == name.len()
            && (name.len() <= PREFIX || have_same_end(source.bytes(self.name), name))
    }

    /// Whether its name has an unpaired surrogate. `name` is then the JSON text of the name.
    #[inline]
    pub(crate) const fn has_unrepresentable_name(&self) -> bool {
        self.tag.is_unrepresentable()
    }

    /// Whether a reader can find it: its name is representable, and no later member repeats it.
    #[inline]
    pub(crate) const fn is_effective(&self) -> bool {
        !self.is_repeated.get() && !self.has_unrepresentable_name()
    }

    /// Whether a reader has read it and must not keep it.
    pub(crate) fn is_discarded(&self) -> bool {
        self.visit.get() == Visit::Discarded
    }

    /// Whether a reader has entered it.
    pub(crate) fn is_opened(&self) -> bool {
        self.visit.get() == Visit::Entered
    }
}

/// Whether two names with the same tag and length, which exceeds that of a tag, are equal.
#[inline]
fn have_same_end(one: &[u8], other: &[u8]) -> bool {
    one.last_chunk::<PREFIX>() == other.last_chunk() && (one.len() <= 2 * PREFIX || one == other)
}

impl NameTag {
    /// The tag of an empty name.
    pub(crate) const NONE: Self = Self(0);

    /// The tag of `name`.
    #[inline]
    pub(crate) const fn of(name: &[u8]) -> Self {
        let mut prefix: u64 = 0;
        let mut rest = name;
        let mut shift = 0;
        while let Some((byte, after)) = rest.split_first()
            && shift < u64::BITS
        {
            prefix |= (*byte as u64) << shift;
            shift += 8;
            rest = after;
        }
        Self::new(prefix.to_le_bytes(), name.len())
    }

    /// The tag of the first `length` bytes of `bytes`.
    #[inline]
    pub(crate) fn of_first(bytes: &[u8], length: usize) -> Self {
        match bytes.first_chunk() {
            Some(prefix) if length >= PREFIX => Self::new(*prefix, length),
            Some(prefix) => {
                let after_name = u64::MAX << (8 * length);
                Self::new((u64::from_le_bytes(*prefix) & !after_name).to_le_bytes(), length)
            }
            None => Self::of(bytes.get(..length).unwrap_or_default()),
        }
    }

    /// The tag of a name with an unpaired surrogate, whose JSON text is `json`. Instead of the
    /// quotation mark, the tag begins with a byte that no UTF-8 contains, so that it differs from
    /// the tags of all other names.
    pub(crate) const fn of_unrepresentable(json: &[u8]) -> Self {
        Self(Self::of(json).0 | UNREPRESENTABLE)
    }

    #[inline]
    const fn is_unrepresentable(self) -> bool {
        self.0 & UNREPRESENTABLE == UNREPRESENTABLE
    }

    #[inline]
    const fn new(prefix: [u8; PREFIX], length: usize) -> Self {
        Self(u64::from_le_bytes(prefix) ^ (length as u64) << (u64::BITS - 8))
    }

    /// Whether all `tags` differ, by a test in one pass. `false` may be wrong; for few tags it
    /// rarely is.
    pub(crate) fn all_differ(tags: impl Iterator<Item = Self>) -> bool {
        // Two hash sets of 64 slots each: few pairs of different tags collide in both.
        let (mut ones, mut others) = (0_u64, 0_u64);
        let mut differ = true;
        for Self(tag) in tags {
            let hash = tag.wrapping_mul(0xff51_afd7_ed55_8ccd);
            let (one, other) = (1 << (hash >> 58), 1 << (hash >> 52 & 63));
            differ &= ones & one == 0 || others & other == 0;
            ones |= one;
            others |= other;
        }
        differ
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Kind, NameTag};
    use crate::json::source::{Source, Span};

    const LONGEST: usize = 25;

    /// Names of each length, each alone and with following text.
    fn names() -> impl Iterator<Item = (String, String)> {
        let name = "abcdefghijklmnopqrstuvwxy";
        (0..=LONGEST).flat_map(move |length| {
            ["", "\"", "\":1}", "\": 1, \"next\": 2}"]
                .map(|after| (name[..length].to_owned(), name[..length].to_owned() + after))
        })
    }

    #[test]
    fn the_tag_of_a_name_does_not_depend_on_the_text_after_it() {
        for (name, text) in names() {
            assert_eq!(
                NameTag::of_first(text.as_bytes(), name.len()),
                NameTag::of(name.as_bytes()),
                "{text}"
            );
        }
    }

    /// Other names: with a zero byte appended, with one byte changed, or cut short.
    #[test]
    fn an_entry_matches_only_its_own_name() {
        for (name, text) in names() {
            let (source, tag) =
                (Source::new(&text), NameTag::of_first(text.as_bytes(), name.len()));
            let entry = Entry::new(Span::new(0, name.len()), tag, Kind::Null, Span::EMPTY, 1);
            let is_named = |name: &[u8]| entry.is_named(name, NameTag::of(name), &source);
            assert!(is_named(name.as_bytes()), "{text}");
            assert!(!is_named(&[name.as_bytes(), b"\0"].concat()), "{text}");
            for at in 0..name.len() {
                let mut other = name.clone().into_bytes();
                other[at] ^= 1;
                assert!(!is_named(&other), "{text}, {at}");
                assert!(!is_named(&other[..at]), "{text}, {at}");
            }
        }
    }

    /// A tag mixes the length of a name with its eighth byte.
    #[test]
    fn an_entry_does_not_match_a_name_of_another_length_with_the_same_tag() {
        let (name, other) = ("abcdefgi?", "abcdefgh");
        let tag = NameTag::of(name.as_bytes());
        assert_eq!(tag, NameTag::of(other.as_bytes()));
        let entry = Entry::new(Span::new(0, name.len()), tag, Kind::Null, Span::EMPTY, 1);
        assert!(!entry.is_named(other.as_bytes(), tag, &Source::new(name)));
    }

    #[test]
    fn names_with_equal_tags_are_never_reported_as_different() {
        let tags = |names: [&str; 2]| names.map(|name| NameTag::of(name.as_bytes()));
        assert!(NameTag::all_differ(tags(["first_name", "last_name"]).into_iter()));
        assert!(!NameTag::all_differ(tags(["preferred_a", "preferred_b"]).into_iter()));
        assert!(!NameTag::all_differ(tags(["name", "name"]).into_iter()));
    }
}
