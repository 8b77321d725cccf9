//! The parts of a response that the model cannot represent, preserved for the same dialect.

use std::fmt;

/// The parts of a response that the model cannot represent, verbatim, by dialect.
/// The texts are opaque here: only the `codec` layer reads them, and only for the same dialect.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Extras {
    entries: Vec<Extra>,
}

/// One difference between a response and the message that its dialect would write for the same
/// user.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Extra {
    /// The id of the dialect.
    pub dialect: String,
    /// The RFC 6901 pointer in the message.
    pub pointer: String,
    /// The JSON in the response, if any.
    pub original: Option<String>,
    /// The JSON that the dialect writes for the same user, if any.
    pub encoded: Option<String>,
}

impl Extra {
    /// The difference at `pointer` between the `original` response and the JSON `encoded` for the
    /// same user.
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
    /// Writes the path only: the content of an undocumented member may be a secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dialect, pointer, original: _, encoded: _ } = self;
        write!(formatter, "Extra({dialect} {pointer})")
    }
}

impl Extras {
    /// Whether there are no extras.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Appends the entries of `other`.
    #[must_use]
    pub fn chain(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self
    }

    /// All entries, in the order of the response.
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
