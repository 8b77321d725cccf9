//! The text of a message, and spans of it.

use std::borrow::Cow;
use std::ops::Range;

/// The text of a message, with the unescaped form of each string that has escapes.
#[derive(Debug, Clone)]
pub(crate) struct Source<'a> {
    text: &'a str,
    /// The strings with escapes, unescaped and concatenated.
    unescaped: String,
    has_unrepresentable: bool,
}

/// A span of a [`Source`]. One after the end of the text refers to the unescaped strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of an empty text.
    pub(crate) const EMPTY: Self = Self { start: 0, end: 0 };

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the text and the unescaped strings are within the limit of bytes"
    )]
    #[inline]
    pub(crate) const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    #[inline]
    pub(crate) const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    #[inline]
    const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<'a> Source<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, unescaped: String::new(), has_unrepresentable: false }
    }

    /// The text of the message.
    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// Notes that a string or a name has an unpaired surrogate.
    pub(crate) const fn note_unrepresentable(&mut self) {
        self.has_unrepresentable = true;
    }

    /// Whether any string or name has an unpaired surrogate.
    pub(crate) const fn has_unrepresentable(&self) -> bool {
        self.has_unrepresentable
    }

    /// Stores an unescaped string.
    pub(crate) fn push_unescaped(&mut self, text: &str) -> Span {
        let start = self.text.len() + self.unescaped.len();
        self.unescaped.push_str(text);
        Span::new(start, start + text.len())
    }

    /// The unescaped string at `span`.
    #[inline]
    pub(crate) fn get(&self, span: Span) -> &str {
        if span.range().end <= self.text.len() { self.raw(span) } else { self.get_unescaped(span) }
    }

    /// The bytes of the unescaped string at `span`, for comparison.
    #[inline]
    pub(crate) fn bytes(&self, span: Span) -> &[u8] {
        match self.text.as_bytes().get(span.range()) {
            Some(bytes) => bytes,
            None => self.get_unescaped(span).as_bytes(),
        }
    }

    /// The unescaped string at `span`, independent of the lifetime of this source.
    pub(crate) fn take(&self, span: Span) -> Cow<'a, str> {
        if span.range().end <= self.text.len() {
            Cow::Borrowed(self.raw(span))
        } else {
            Cow::Owned(self.get_unescaped(span).to_owned())
        }
    }

    /// The text at `span`, with escapes.
    #[inline]
    pub(crate) fn raw(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    #[cold]
    fn get_unescaped(&self, span: Span) -> &str {
        let start = span.range().start.saturating_sub(self.text.len());
        self.unescaped.get(start..start + span.len()).unwrap_or_default()
    }
}
