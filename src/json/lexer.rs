//! The tokens of a JSON text: RFC 8259.

use super::source::{Source, Span};
use super::token::{Kind, NameTag};
use super::unescaped::plain_length;

/// A cursor in a text that is read token by token.
/// Only one loop borrows it, so that its fields stay in registers while a message is parsed.
#[derive(Debug)]
pub(crate) struct Lexer<'a> {
    /// The unread part.
    rest: &'a [u8],
    /// The length of the whole text.
    length: usize,
}

/// A string or a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StringToken {
    /// The unescaped string; of an unrepresentable one, its JSON text.
    pub(crate) text: Span,
    /// The tag of the string as a name.
    pub(crate) tag: NameTag,
    /// Text, or unrepresentable.
    pub(crate) kind: Kind,
}

/// The byte at which the text stops being valid JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    at: usize,
}

impl SyntaxError {
    /// The line and the column in bytes, both from 1.
    pub(crate) fn line_and_column(self, text: &str) -> (usize, usize) {
        let read = text.as_bytes().get(..self.at).unwrap_or(text.as_bytes());
        let lines = read.split(|byte| *byte == b'\n');
        let (line, last) = lines.enumerate().last().unwrap_or_default();
        (line + 1, last.len() + 1)
    }
}

#[expect(
    clippy::inline_always,
    reason = "the position stays in a register only if all methods are inlined"
)]
impl<'a> Lexer<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { rest: text.as_bytes(), length: text.len() }
    }

    /// The error that no token begins here.
    #[inline(always)]
    pub(crate) const fn syntax_error(&self) -> SyntaxError {
        SyntaxError { at: self.at() }
    }

    /// The next byte after white space: section 2.
    #[inline(always)]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        const WHITE_SPACE: u64 = 1 << b' ' | 1 << b'\n' | 1 << b'\r' | 1 << b'\t';
        loop {
            let (byte, rest) = self.rest.split_first()?;
            if *byte > b' ' || WHITE_SPACE >> *byte & 1 == 0 {
                return Some(*byte);
            }
            self.rest = rest;
            if *byte == b'\n' {
                self.skip_indentation();
            }
        }
    }

    /// Reads the peeked byte.
    #[inline(always)]
    pub(crate) fn skip(&mut self) {
        self.skip_bytes(1);
    }

    /// Reads `byte`, the only valid byte after optional white space.
    #[inline(always)]
    pub(crate) fn take(&mut self, byte: u8) -> Result<(), SyntaxError> {
        if self.peek() != Some(byte) {
            return Err(self.syntax_error());
        }
        self.skip();
        Ok(())
    }

    /// Reads a string, whose quotation mark was read. A string with escapes is unescaped into
    /// `source`.
    #[inline(always)]
    pub(crate) fn string(&mut self, source: &mut Source<'a>) -> Result<StringToken, SyntaxError> {
        let start = self.at();
        let length = plain_length(self.rest);
        let end = start + length;
        match self.rest.get(length..) {
            Some([b'"', rest @ ..]) => {
                let tag = NameTag::of_first(self.rest, length);
                self.rest = rest;
                Ok(StringToken { text: Span::new(start, end), tag, kind: Kind::Text })
            }
            Some([b'\\', ..]) => {
                let (string, rest) = string_with_escapes(source, start, end)?;
                self.skip_bytes(length + rest);
                Ok(string)
            }
            _ => Err(SyntaxError { at: end }),
        }
    }

    /// Reads a number, whose first byte was peeked.
    #[inline(always)]
    pub(crate) fn number(&mut self) -> Result<Span, SyntaxError> {
        let start = self.at();
        let length = number_length(self.rest).map_err(|read| SyntaxError { at: start + read })?;
        self.skip_bytes(length);
        Ok(Span::new(start, start + length))
    }

    /// Reads `literal`, the only valid token here.
    #[inline(always)]
    pub(crate) fn literal(&mut self, literal: &str) -> Result<(), SyntaxError> {
        let start = self.at();
        self.skip_bytes(
            literal_length(self.rest, literal).map_err(|read| SyntaxError { at: start + read })?,
        );
        Ok(())
    }

    /// Skips the indentation of a line, eight spaces at a time.
    #[inline(always)]
    fn skip_indentation(&mut self) {
        const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
        while let Some((next, rest)) = self.rest.split_first_chunk() {
            let others = u64::from_le_bytes(*next) ^ SPACES;
            if others != 0 {
                self.skip_bytes(others.trailing_zeros() as usize / 8);
                return;
            }
            self.rest = rest;
        }
    }

    /// The number of bytes read.
    #[inline(always)]
    const fn at(&self) -> usize {
        self.length - self.rest.len()
    }

    #[inline(always)]
    fn skip_bytes(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }
}

/// Section 6: returns the length of a number, or of its valid part as the error.
#[inline(never)]
fn number_length(bytes: &[u8]) -> Result<usize, usize> {
    let is_at =
        |at: usize, expected: &[u8]| bytes.get(at).is_some_and(|byte| expected.contains(byte));
    let digits = |start: usize| {
        let digits = bytes
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits > 0 { Ok(start + digits) } else { Err(start) }
    };
    let mut at = usize::from(is_at(0, b"-"));
    at = if is_at(at, b"0") { at + 1 } else { digits(at)? };
    if is_at(at, b".") {
        at = digits(at + 1)?;
    }
    if is_at(at, b"eE") {
        at += 1;
        at = digits(at + usize::from(is_at(at, b"+-")))?;
    }
    Ok(at)
}

/// Section 3: returns the length of `literal`, or of its valid part as the error.
#[inline(never)]
fn literal_length(bytes: &[u8], literal: &str) -> Result<usize, usize> {
    let valid = bytes
        .iter()
        .zip(literal.as_bytes())
        .take_while(|(byte, expected)| byte == expected)
        .count();
    if valid == literal.len() { Ok(valid) } else { Err(valid) }
}

/// Section 7: reads a string that begins at `start` from its first reverse solidus, at `escape`,
/// and returns it with the length of the rest. `serde_json` decodes the escapes.
///
/// A surrogate without its other half is valid JSON and not a `str`: section 8.2. Such a string is
/// kept as its JSON text.
#[cold]
#[inline(never)]
fn string_with_escapes(
    source: &mut Source<'_>,
    start: usize,
    escape: usize,
) -> Result<(StringToken, usize), SyntaxError> {
    let bytes = source.text().as_bytes();
    let mut at = escape;
    loop {
        match bytes.get(at) {
            Some(b'"') => break,
            // The next byte belongs to the escape.
            Some(b'\\') => at += 2,
            Some(_) => return Err(SyntaxError { at }),
            None => return Err(SyntaxError { at: bytes.len() }),
        }
        at += plain_length(bytes.get(at..).unwrap_or_default());
    }
    at += 1;
    let quotation_mark = start - 1;
    let span = Span::new(quotation_mark, at);
    let json = source.raw(span);
    let string = if let Ok(text) = serde_json::from_str::<String>(json) {
        let (text, tag) = (source.push_unescaped(&text), NameTag::of(text.as_bytes()));
        StringToken { text, tag, kind: Kind::Text }
    } else {
        // This accepts every valid string, so that what it accepts has an unpaired surrogate.
        serde_json::from_str::<serde::de::IgnoredAny>(json).map_err(|error| SyntaxError {
            at: quotation_mark + error.column().saturating_sub(1),
        })?;
        source.note_unrepresentable();
        let tag = NameTag::of_unrepresentable(json.as_bytes());
        StringToken { text: span, tag, kind: Kind::Unrepresentable }
    };
    Ok((string, at - escape))
}
