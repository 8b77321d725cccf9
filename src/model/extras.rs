//! What a dialect could not put into the model, kept for that dialect alone.

use std::fmt;

/// The parts of an answer that the model has no room for, word for word, by the dialect that wrote them.
///
/// Opaque here: texts that only `wire` reads and only the dialect of the same name gets back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Extras {
    entries: Vec<Extra>,
}

/// One place where an answer differed from what its dialect would write for the same user.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Extra {
    /// The name of the dialect.
    pub dialect: String,
    /// Where in the message.
    pub pointer: String,
    /// What the answer had there; nothing, if it had nothing.
    pub original: Option<String>,
    /// What the dialect writes there for the same user; nothing, if it writes nothing.
    pub encoded: Option<String>,
}

impl Extra {
    /// The difference at `pointer` between an `original` answer and what is `encoded` for the same user.
    #[must_use]
    pub const fn new(
        dialect: String,
        pointer: String,
        original: Option<String>,
        encoded: Option<String>,
    ) -> Self {
        Self { dialect, pointer, original, encoded }
    }
}

impl fmt::Debug for Extra {
    /// Where, not what: nobody knows what an undocumented member holds.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dialect, pointer, original: _, encoded: _ } = self;
        write!(formatter, "Extra({dialect} {pointer})")
    }
}

impl Extras {
    /// Whether nothing was left over.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// These entries, and then those of another.
    #[must_use]
    pub fn chain(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self
    }

    /// Every entry, in the order in which they came.
    pub fn entries(&self) -> impl Iterator<Item = &Extra> {
        self.entries.iter()
    }

    /// The entries of one dialect.
    pub fn for_dialect<'a>(&'a self, dialect: &'a str) -> impl Iterator<Item = &'a Extra> {
        self.entries.iter().filter(move |entry| entry.dialect == dialect)
    }
}

impl FromIterator<Extra> for Extras {
    fn from_iter<I: IntoIterator<Item = Extra>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
}
