//! The tokens of a JSON text: RFC 8259.

use super::plain::plain_length;
use super::source::{Source, Span};

/// A place in a text that is read token by token.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    source: Source<'a>,
    /// How many bytes have been read; where no token stands, all before the byte that does not fit.
    at: usize,
}

/// The text is no JSON from where the lexer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoToken;

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { source: Source::new(text), at: 0 }
    }

    /// What is being read, with what the strings mean that have been read.
    pub(super) const fn source(&self) -> &Source<'a> {
        &self.source
    }

    /// What has been read, with what the strings in it mean.
    pub(super) fn into_source(self) -> Source<'a> {
        self.source
    }

    /// Line and column, in bytes, of where the lexer stands; both from 1.
    pub(super) fn line_and_column(&self) -> (usize, usize) {
        let read = self.bytes().get(..self.at).unwrap_or_default();
        let lines = read.split(|byte| *byte == b'\n');
        let (line, last) = lines.enumerate().last().unwrap_or_default();
        (line + 1, last.len() + 1)
    }

    /// The byte that comes next behind white space.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.byte()? {
            byte if byte > b' ' => Some(byte),
            _ => self.peek_behind_white_space(),
        }
    }

    /// Reads the byte that was peeked at.
    #[inline]
    pub(super) const fn skip(&mut self) {
        self.at += 1;
    }

    /// Reads `byte` if it comes next behind white space.
    #[inline]
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Reads a string, whose quotation mark was peeked at.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Span, NoToken> {
        let start = self.at + 1;
        self.at = start + plain_length(self.bytes().get(start..).unwrap_or_default());
        match self.byte() {
            Some(b'"') => {
                let string = Span::new(start, self.at);
                self.at += 1;
                Ok(string)
            }
            Some(b'\\') => self.string_with_escapes(start - 1),
            _ => Err(NoToken),
        }
    }

    /// Reads a number, whose first byte was peeked at: section 6.
    pub(super) fn number(&mut self) -> Result<Span, NoToken> {
        let start = self.at;
        self.take_one_of(b"-");
        if !self.take_one_of(b"0") {
            self.digits()?;
        }
        if self.take_one_of(b".") {
            self.digits()?;
        }
        if self.take_one_of(b"eE") {
            self.take_one_of(b"+-");
            self.digits()?;
        }
        Ok(Span::new(start, self.at))
    }

    /// Reads `word`, which is all that may come next.
    pub(super) fn word(&mut self, word: &str) -> Result<(), NoToken> {
        if word.as_bytes().iter().all(|byte| self.take_one_of(&[*byte])) { Ok(()) } else { Err(NoToken) }
    }

    fn bytes(&self) -> &'a [u8] {
        self.source.whole().as_bytes()
    }

    fn byte(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    fn take_one_of(&mut self, bytes: &[u8]) -> bool {
        let is_next = self.byte().is_some_and(|byte| bytes.contains(&byte));
        self.at += usize::from(is_next);
        is_next
    }

    fn digits(&mut self) -> Result<(), NoToken> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(NoToken) }
    }

    fn peek_behind_white_space(&mut self) -> Option<u8> {
        loop {
            let byte = self.byte()?;
            if byte == b'\n' {
                self.at += 1;
                self.skip_indentation();
            } else if byte == b' ' || byte == b'\r' || byte == b'\t' {
                self.at += 1;
            } else {
                return Some(byte);
            }
        }
    }

    /// Reads the spaces that a line begins with, eight at a time.
    fn skip_indentation(&mut self) {
        const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
        while let Some(next) = self.bytes().get(self.at..).and_then(<[u8]>::first_chunk) {
            let others = u64::from_le_bytes(*next) ^ SPACES;
            self.at += others.trailing_zeros() as usize / 8;
            if others != 0 {
                break;
            }
        }
    }

    /// Reads on at the first reverse solidus of a string; what its escapes mean is `serde_json`'s to say.
    #[cold]
    fn string_with_escapes(&mut self, quotation_mark: usize) -> Result<Span, NoToken> {
        loop {
            match self.byte() {
                Some(b'"') => break,
                // Whatever comes next belongs to the escape.
                Some(b'\\') => self.at += 2,
                Some(_) => return Err(NoToken),
                None => {
                    self.at = self.bytes().len();
                    return Err(NoToken);
                }
            }
            self.at += plain_length(self.bytes().get(self.at..).unwrap_or_default());
        }
        self.at += 1;
        let token = self.source.as_it_came(Span::new(quotation_mark, self.at));
        match serde_json::from_str::<String>(token) {
            Ok(text) => Ok(self.source.keep_unescaped(&text)),
            Err(error) => {
                self.at = quotation_mark + error.column().saturating_sub(1);
                Err(NoToken)
            }
        }
    }
}
