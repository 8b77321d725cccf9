//! Closed sets, one word a value.

use crate::model::{Code, Fault};
use crate::wire::{DropReason, Node, Spelling};

/// The words that a dialect has for the values of a closed set.
#[derive(Debug, Clone, Copy)]
pub struct Words<T: 'static> {
    words: &'static [(&'static str, T)],
    expected: &'static str,
}

impl<T: Copy + PartialEq> Words<T> {
    /// These words; `expected` says which they are, to whoever uses another.
    #[must_use]
    pub const fn new(words: &'static [(&'static str, T)], expected: &'static str) -> Self {
        Self { words, expected }
    }

    /// The value that `text` is the word for.
    ///
    /// # Errors
    /// [`Code::NOT_ALLOWED`] for any other text.
    pub fn parse(&self, text: &str) -> Result<T, Fault> {
        let found = self.words.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| *value).ok_or(Fault::new(Code::NOT_ALLOWED, self.expected))
    }

    /// The word for `value`.
    ///
    /// # Errors
    /// [`DropReason::OutOfRule`] if the dialect has none.
    pub fn spell<'u>(&self, value: &T) -> Spelling<'u> {
        let found = self.words.iter().find(|(_, one)| one == value);
        found.map(|(word, _)| (Node::text(*word), None)).ok_or(DropReason::OutOfRule)
    }
}
