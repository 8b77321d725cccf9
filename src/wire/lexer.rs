//! The tokens of a JSON text: RFC 8259.

use super::plain::plain_length;
use super::source::{Source, Span};

/// A place in a text that is read token by token.
///
/// It is never lent to what is not inlined, so that it is in registers while a message is read.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    /// How many of them have been read.
    at: usize,
}

/// The text is no JSON from this byte on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoToken {
    at: usize,
}

impl NoToken {
    /// Line and column, in bytes; both from 1.
    pub(super) fn line_and_column(self, text: &str) -> (usize, usize) {
        let read = text.as_bytes().get(..self.at).unwrap_or(text.as_bytes());
        let lines = read.split(|byte| *byte == b'\n');
        let (line, last) = lines.enumerate().last().unwrap_or_default();
        (line + 1, last.len() + 1)
    }
}

#[expect(clippy::inline_always, reason = "where the lexer stands is in a register only where all of it is inlined")]
impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    /// No token begins here.
    #[inline(always)]
    pub(super) const fn no_token(&self) -> NoToken {
        NoToken { at: self.at }
    }

    /// The byte that comes next behind white space.
    #[inline(always)]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.byte()? {
            byte if byte > b' ' => Some(byte),
            _ => {
                self.at = behind_white_space(self.bytes, self.at);
                self.byte()
            }
        }
    }

    /// Reads the byte that was peeked at.
    #[inline(always)]
    pub(super) const fn skip(&mut self) {
        self.at += 1;
    }

    /// Reads `byte`, which is all that may come next behind white space.
    #[inline(always)]
    pub(super) fn take(&mut self, byte: u8) -> Result<(), NoToken> {
        if self.peek() != Some(byte) {
            return Err(self.no_token());
        }
        self.skip();
        Ok(())
    }

    /// Reads a string, whose quotation mark was read; one with escapes is unescaped into `source`.
    #[inline(always)]
    pub(super) fn string(&mut self, source: &mut Source<'a>) -> Result<Span, NoToken> {
        let start = self.at;
        self.at += plain_length(self.bytes.get(start..).unwrap_or_default());
        let mut string = Span::new(start, self.at);
        match self.byte() {
            Some(b'"') => self.at += 1,
            Some(b'\\') => (string, self.at) = string_with_escapes(source, start, self.at)?,
            _ => return Err(self.no_token()),
        }
        Ok(string)
    }

    /// Reads a number, whose first byte was peeked at.
    #[inline(always)]
    pub(super) fn number(&mut self) -> Result<Span, NoToken> {
        let start = self.at;
        self.at = behind_number(self.bytes, start)?;
        Ok(Span::new(start, self.at))
    }

    /// Reads `word`, which is all that may come next.
    #[inline(always)]
    pub(super) fn word(&mut self, word: &str) -> Result<(), NoToken> {
        self.at = behind_word(self.bytes, self.at, word)?;
        Ok(())
    }

    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

/// Section 2: where what comes behind the white space at `at` begins.
#[inline(always)]
fn behind_white_space(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match bytes.get(at) {
            Some(b'\n') => {
                at += 1;
                // Lines begin with many spaces, and eight are looked at at a time.
                while let Some(next) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
                    const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
                    let others = u64::from_le_bytes(*next) ^ SPACES;
                    if others != 0 {
                        at += others.trailing_zeros() as usize / 8;
                        break;
                    }
                    at += 8;
                }
            }
            Some(b' ' | b'\r' | b'\t') => at += 1,
            _ => return at,
        }
    }
}

/// Section 6.
#[inline(never)]
fn behind_number(bytes: &[u8], start: usize) -> Result<usize, NoToken> {
    let is_at = |at: usize, wanted: &[u8]| bytes.get(at).is_some_and(|byte| wanted.contains(byte));
    let digits = |start: usize| {
        let digits = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 { Ok(start + digits) } else { Err(NoToken { at: start }) }
    };
    let mut at = start + usize::from(is_at(start, b"-"));
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

/// Section 3.
#[inline(never)]
fn behind_word(bytes: &[u8], start: usize, word: &str) -> Result<usize, NoToken> {
    let read = bytes.get(start..).unwrap_or_default();
    let alike = read.iter().zip(word.as_bytes()).take_while(|(byte, wanted)| byte == wanted).count();
    if alike == word.len() { Ok(start + alike) } else { Err(NoToken { at: start + alike }) }
}

/// Section 7: a string that begins at `start`, read on at the first reverse solidus, and where what comes behind it begins.
/// What its escapes mean is `serde_json`'s to say.
#[cold]
#[inline(never)]
fn string_with_escapes(source: &mut Source<'_>, start: usize, mut at: usize) -> Result<(Span, usize), NoToken> {
    let bytes = source.whole().as_bytes();
    loop {
        match bytes.get(at) {
            Some(b'"') => break,
            // Whatever comes next belongs to the escape.
            Some(b'\\') => at += 2,
            Some(_) => return Err(NoToken { at }),
            None => return Err(NoToken { at: bytes.len() }),
        }
        at += plain_length(bytes.get(at..).unwrap_or_default());
    }
    at += 1;
    let quotation_mark = start - 1;
    match serde_json::from_str::<String>(source.as_it_came(Span::new(quotation_mark, at))) {
        Ok(text) => Ok((source.keep_unescaped(&text), at)),
        Err(error) => Err(NoToken { at: quotation_mark + error.column().saturating_sub(1) }),
    }
}
