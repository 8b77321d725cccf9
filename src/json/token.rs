//! One value of a message as it was read, before anybody asks what it means.

use std::cell::Cell;

use super::source::{Source, Span};

/// A value, and what the object around it calls it.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Empty for the message itself, and for the elements of arrays.
    pub(crate) name: Span,
    pub(crate) tag: NameTag,
    /// Another member of the same name stands further on.
    pub(crate) is_repeated: Cell<bool>,
    pub(crate) visit: Cell<Visit>,
    pub(crate) kind: Kind,
    /// What a number or a string says.
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
    Array,
    Object,
}

/// How far a reader has gone into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visit {
    /// Nobody has asked for it.
    Unread,
    /// Read as a whole.
    Consumed,
    /// Looked into; what is inside answers for itself.
    Entered,
    /// Looked into; what else is inside is nobody's problem.
    EnteredLenient,
}

/// What tells names apart at a glance: the first eight bytes of a name, the last of them mixed with its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NameTag(u64);

/// How many bytes of a name are in its tag.
const PREFIX: usize = 8;

impl Entry {
    #[inline]
    pub(crate) fn new(name: Span, tag: NameTag, kind: Kind, text: Span, end: usize) -> Self {
        let (is_repeated, visit) = (Cell::new(false), Cell::new(Visit::Unread));
        let mut entry = Self { name, tag, is_repeated, visit, kind, text, end: 0 };
        entry.set_end(end);
        entry
    }

    /// How many entries of the document stand before the first behind this one that is not within it.
    #[inline]
    pub(crate) const fn end(&self) -> usize {
        self.end as usize
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "an entry is a byte of the message or more"
    )]
    #[inline]
    pub(crate) const fn set_end(&mut self, end: usize) {
        self.end = end as u32;
    }

    /// Whether it is called `name`, which has the tag `tag`.
    #[inline]
    pub(crate) fn is_called(&self, name: &[u8], tag: NameTag, source: &Source<'_>) -> bool {
        self.tag == tag
            && self.name.len() == name.len()
            && (name.len() <= PREFIX || have_same_end(source.bytes(self.name), name))
    }

    /// Whether a reader has looked into it.
    pub(crate) fn is_opened(&self) -> bool {
        matches!(self.visit.get(), Visit::Entered | Visit::EnteredLenient)
    }
}

/// Whether two names of one tag and one length, which is more than the tag has, are the same.
#[inline]
fn have_same_end(one: &[u8], other: &[u8]) -> bool {
    one.last_chunk::<PREFIX>() == other.last_chunk() && (one.len() <= 2 * PREFIX || one == other)
}

impl NameTag {
    /// That of no name.
    pub(crate) const NONE: Self = Self(0);

    /// That of `name`.
    #[inline]
    pub(crate) const fn of(name: &[u8]) -> Self {
        let mut prefix: u64 = 0;
        let mut rest = name;
        let mut shift = 0;
        while let Some((byte, behind)) = rest.split_first()
            && shift < u64::BITS
        {
            prefix |= (*byte as u64) << shift;
            shift += 8;
            rest = behind;
        }
        Self::new(prefix.to_le_bytes(), name.len())
    }

    /// That of the name which `bytes` begin with, and which is so long.
    #[inline]
    pub(crate) fn of_first(bytes: &[u8], length: usize) -> Self {
        match bytes.first_chunk() {
            Some(prefix) if length >= PREFIX => Self::new(*prefix, length),
            Some(prefix) => {
                let behind = u64::MAX << (8 * length);
                Self::new((u64::from_le_bytes(*prefix) & !behind).to_le_bytes(), length)
            }
            None => Self::of(bytes.get(..length).unwrap_or_default()),
        }
    }

    #[inline]
    const fn new(prefix: [u8; PREFIX], length: usize) -> Self {
        Self(u64::from_le_bytes(prefix) ^ (length as u64) << (u64::BITS - 8))
    }

    /// Whether no two of `tags` are the same, as far as a look at each alone can tell; holds for few of them, mostly.
    pub(crate) fn all_differ(tags: impl Iterator<Item = Self>) -> bool {
        // Two sets of 64 slots each: few pairs of tags meet in both.
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

    /// Of each length, each with something behind it.
    fn names() -> impl Iterator<Item = (String, String)> {
        let name = "abcdefghijklmnopqrstuvwxy";
        (0..=LONGEST).flat_map(move |length| {
            ["", "\"", "\":1}", "\": 1, \"next\": 2}"]
                .map(|behind| (name[..length].to_owned(), name[..length].to_owned() + behind))
        })
    }

    #[test]
    fn the_tag_of_a_name_does_not_depend_on_what_stands_behind_it() {
        for (name, text) in names() {
            assert_eq!(
                NameTag::of_first(text.as_bytes(), name.len()),
                NameTag::of(name.as_bytes()),
                "{text}"
            );
        }
    }

    /// One byte is another, wherever it stands, or one more is there, which looks like none.
    #[test]
    fn an_entry_is_called_by_its_name_alone() {
        for (name, text) in names() {
            let (source, tag) =
                (Source::new(&text), NameTag::of_first(text.as_bytes(), name.len()));
            let entry = Entry::new(Span::new(0, name.len()), tag, Kind::Null, Span::EMPTY, 1);
            let is_called = |name: &[u8]| entry.is_called(name, NameTag::of(name), &source);
            assert!(is_called(name.as_bytes()), "{text}");
            assert!(!is_called(&[name.as_bytes(), b"\0"].concat()), "{text}");
            for at in 0..name.len() {
                let mut other = name.clone().into_bytes();
                other[at] ^= 1;
                assert!(!is_called(&other), "{text}, {at}");
                assert!(!is_called(&other[..at]), "{text}, {at}");
            }
        }
    }

    /// The length and the last byte of a tag meet in the same byte.
    #[test]
    fn a_name_is_not_called_by_one_of_another_length_and_the_same_tag() {
        let (name, other) = ("abcdefgi?", "abcdefgh");
        let tag = NameTag::of(name.as_bytes());
        assert_eq!(tag, NameTag::of(other.as_bytes()));
        let entry = Entry::new(Span::new(0, name.len()), tag, Kind::Null, Span::EMPTY, 1);
        assert!(!entry.is_called(other.as_bytes(), tag, &Source::new(name)));
    }

    #[test]
    fn names_of_one_tag_are_never_taken_for_different_ones() {
        let tags = |names: [&str; 2]| names.map(|name| NameTag::of(name.as_bytes()));
        assert!(NameTag::all_differ(tags(["first_name", "last_name"]).into_iter()));
        assert!(!NameTag::all_differ(tags(["preferred_a", "preferred_b"]).into_iter()));
        assert!(!NameTag::all_differ(tags(["name", "name"]).into_iter()));
    }
}
