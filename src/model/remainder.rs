//! What a dialect could not put into the model, kept for that dialect alone.

use std::fmt;

/// The parts of an answer that the model has no room for, word for word, by the dialect that wrote them.
///
/// Opaque here: texts that only `wire` reads and only the dialect of the same name gets back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Remainder {
    entries: Vec<RemainderEntry>,
}

/// One place where an answer differed from what its dialect would write for the same user.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RemainderEntry {
    /// The name of the dialect.
    pub dialect: String,
    /// Where in the message.
    pub pointer: String,
    /// What the answer had there; nothing, if it had nothing.
    pub original: Option<String>,
    /// What the dialect writes there for the same user; nothing, if it writes nothing.
    pub spelled: Option<String>,
}

impl RemainderEntry {
    /// The difference at `pointer` between an `original` answer and what is `spelled` for the same user.
    #[must_use]
    pub const fn new(dialect: String, pointer: String, original: Option<String>, spelled: Option<String>) -> Self {
        Self { dialect, pointer, original, spelled }
    }
}

impl fmt::Debug for RemainderEntry {
    /// Where, not what: nobody knows what an undocumented member holds.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dialect, pointer, original: _, spelled: _ } = self;
        write!(formatter, "RemainderEntry({dialect} {pointer})")
    }
}

impl Remainder {
    /// Whether nothing was left over.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// These entries, and then those of another.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self
    }

    /// Every entry, in the order in which they came.
    pub fn entries(&self) -> impl Iterator<Item = &RemainderEntry> {
        self.entries.iter()
    }

    /// The entries of one dialect.
    pub fn of<'a>(&'a self, dialect: &'a str) -> impl Iterator<Item = &'a RemainderEntry> {
        self.entries.iter().filter(move |entry| entry.dialect == dialect)
    }
}

impl FromIterator<RemainderEntry> for Remainder {
    fn from_iter<I: IntoIterator<Item = RemainderEntry>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
}
