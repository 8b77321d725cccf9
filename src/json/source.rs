//! The text of a message, and parts of it.

use std::borrow::Cow;
use std::ops::Range;

/// The text of a message, with what strings mean that do not stand there as they are.
#[derive(Debug, Clone)]
pub(crate) struct Source<'a> {
    text: &'a str,
    /// The strings with escapes, unescaped, one behind the other.
    unescaped: String,
}

/// A part of a [`Source`]; one beyond the end of its text is a part of what has been unescaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Of no text at all.
    pub(crate) const EMPTY: Self = Self { start: 0, end: 0 };

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a text and what of it is unescaped are within the limit of bytes"
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
        Self { text, unescaped: String::new() }
    }

    /// The text as it came.
    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// Keeps what a string means.
    pub(crate) fn push_unescaped(&mut self, text: &str) -> Span {
        let start = self.text.len() + self.unescaped.len();
        self.unescaped.push_str(text);
        Span::new(start, start + text.len())
    }

    /// What the string at `span` means.
    #[inline]
    pub(crate) fn get(&self, span: Span) -> &str {
        if span.range().end <= self.text.len() { self.raw(span) } else { self.get_unescaped(span) }
    }

    /// The bytes of what the string at `span` means, to be compared.
    #[inline]
    pub(crate) fn bytes(&self, span: Span) -> &[u8] {
        match self.text.as_bytes().get(span.range()) {
            Some(bytes) => bytes,
            None => self.get_unescaped(span).as_bytes(),
        }
    }

    /// What the string at `span` means, for longer than this is kept.
    pub(crate) fn take(&self, span: Span) -> Cow<'a, str> {
        if span.range().end <= self.text.len() {
            Cow::Borrowed(self.raw(span))
        } else {
            Cow::Owned(self.get_unescaped(span).to_owned())
        }
    }

    /// What stands at `span` in the text.
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
