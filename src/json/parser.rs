//! Parses text into a document, within limits.

use std::collections::HashSet;

use super::document::Document;
use super::lexer::{Lexer, StringToken, SyntaxError};
use super::limits::Limits;
use super::node::Node;
use super::source::{Source, Span};
use super::token::{Entry, Kind, NameTag};

/// Parses JSON into a tree. For decoding, [`Document::parse`] is faster.
///
/// # Errors
/// The body is not UTF-8, not JSON, or exceeds a limit.
pub fn parse<'a>(body: &'a [u8], limits: &Limits) -> Result<Node<'a>, ParseError> {
    document(body, limits).map(|document| document.to_node())
}

pub(crate) fn document<'a>(body: &'a [u8], limits: &Limits) -> Result<Document<'a>, ParseError> {
    check_length(body.len(), limits)?;
    let text = std::str::from_utf8(body)
        .map_err(|error| ParseError(ParseErrorKind::Encoding { at: error.valid_up_to() }))?;
    document_of_text(text, limits)
}

/// Parses JSON that is known to be UTF-8.
pub(crate) fn parse_text<'a>(text: &'a str, limits: &Limits) -> Result<Node<'a>, ParseError> {
    check_length(text.len(), limits)?;
    document_of_text(text, limits).map(|document| document.to_node())
}

fn check_length(length: usize, limits: &Limits) -> Result<(), ParseError> {
    let limit = limits.bytes.min(Limits::NONE.bytes);
    if length > limit { Err(ParseError(ParseErrorKind::TooLarge { limit })) } else { Ok(()) }
}

fn document_of_text<'a>(text: &'a str, limits: &Limits) -> Result<Document<'a>, ParseError> {
    /// The first allocation is at most one KiB, which is cheap for allocators.
    const MAX_ENTRIES: usize = 1024 / size_of::<Entry>();
    const BYTES_PER_MEMBER: usize = 20;
    let capacity = 1 + text.len().div_ceil(BYTES_PER_MEMBER).min(limits.members);
    let entries = Vec::with_capacity(capacity.min(MAX_ENTRIES));
    let mut parser = Parser {
        source: Source::new(text),
        limits,
        entries,
        depth: 0,
        innermost: 0,
        closing: ARRAY_END,
    };
    match parser.message(&mut Lexer::new(text)) {
        Ok(()) => Ok(Document::new(parser.source, parser.entries)),
        Err(stop) => Err(stop.error(text, limits)),
    }
}

/// A parse error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ParseError(ParseErrorKind);

/// The kind of a parse error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// The body is not UTF-8.
    #[error("invalid UTF-8 at byte {at}")]
    Encoding {
        /// The number of valid bytes before the error.
        at: usize,
    },
    /// The body is not JSON.
    #[error("invalid JSON at line {line} column {column}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// The body exceeds the limit of bytes.
    #[error("the body exceeds {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// The nesting exceeds the limit.
    #[error("nesting exceeds {limit} levels")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// The body has more members and elements than the limit.
    #[error("more than {limit} members")]
    TooManyMembers {
        /// The limit.
        limit: usize,
    },
    /// A string or a member name exceeds the limit.
    #[error("a string exceeds {limit} bytes")]
    TooLongText {
        /// The limit.
        limit: usize,
    },
}

impl ParseError {
    /// The kind of the error, with its position.
    #[must_use]
    pub const fn kind(self) -> ParseErrorKind {
        self.0
    }
}

/// The reason why parsing stops.
#[derive(Clone, Copy)]
enum Stop {
    Depth,
    Members,
    Text,
    Syntax(SyntaxError),
}

impl From<SyntaxError> for Stop {
    fn from(error: SyntaxError) -> Self {
        Self::Syntax(error)
    }
}

impl Stop {
    fn error(self, text: &str, limits: &Limits) -> ParseError {
        ParseError(match self {
            Self::Depth => ParseErrorKind::TooDeep { limit: limits.depth },
            Self::Members => ParseErrorKind::TooManyMembers { limit: limits.members },
            Self::Text => ParseErrorKind::TooLongText { limit: limits.text },
            Self::Syntax(error) => {
                let (line, column) = error.line_and_column(text);
                ParseErrorKind::Syntax { line, column }
            }
        })
    }
}

/// The state of the parser.
struct Parser<'l, 'a> {
    source: Source<'a>,
    limits: &'l Limits,
    entries: Vec<Entry>,
    /// The number of open arrays and objects.
    depth: usize,
    /// The index of the array or object that was opened last. While it is open, its end is not
    /// known; its field `end` holds the index of its parent instead.
    innermost: usize,
    /// The bracket that closes the innermost array or object.
    closing: u8,
}

const ARRAY_END: u8 = b']';
const OBJECT_END: u8 = b'}';

#[expect(
    clippy::inline_always,
    reason = "one loop with its state in registers saves a sixth of the parse time"
)]
impl<'a> Parser<'_, 'a> {
    /// Parses the message. Parsing is iterative, so that nesting does not use the stack.
    #[inline(always)]
    fn message(&mut self, lexer: &mut Lexer<'a>) -> Result<(), Stop> {
        let (mut name, mut tag) = (Span::EMPTY, NameTag::NONE);
        loop {
            self.value(lexer, name, tag)?;
            while self.depth > 0 && self.ends(lexer)? {}
            if self.depth == 0 {
                return if lexer.peek().is_none() {
                    Ok(())
                } else {
                    Err(lexer.syntax_error().into())
                };
            }
            (name, tag) = if self.closing == OBJECT_END {
                self.name(lexer)?
            } else {
                (Span::EMPTY, NameTag::NONE)
            };
        }
    }

    /// Whether the innermost array or object ends here. If not, reads the comma before any value
    /// but the first.
    #[inline(always)]
    fn ends(&mut self, lexer: &mut Lexer<'a>) -> Result<bool, Stop> {
        let is_empty = self.entries.len() == self.innermost + 1;
        match lexer.peek() {
            Some(byte) if byte == self.closing => {
                lexer.skip();
                self.close();
                Ok(true)
            }
            Some(b',') if !is_empty => {
                lexer.skip();
                Ok(false)
            }
            Some(_) if is_empty => Ok(false),
            _ => Err(lexer.syntax_error().into()),
        }
    }

    /// Reads the name of the next member, and the colon.
    #[inline(always)]
    fn name(&mut self, lexer: &mut Lexer<'a>) -> Result<(Span, NameTag), Stop> {
        lexer.take(b'"')?;
        let StringToken { text, tag, .. } = self.string(lexer)?;
        lexer.take(b':')?;
        Ok((text, tag))
    }

    /// Reads the value of the member `name`; of an array or object, only the opening bracket.
    #[inline(always)]
    fn value(&mut self, lexer: &mut Lexer<'a>, name: Span, tag: NameTag) -> Result<(), Stop> {
        let at = self.entries.len();
        // The entry of the message itself does not count as a member.
        if at > self.limits.members {
            return Err(Stop::Members);
        }
        let mut end = at + 1;
        let mut text = Span::EMPTY;
        let kind = match lexer.peek() {
            Some(b'"') => {
                lexer.skip();
                let string = self.string(lexer)?;
                text = string.text;
                string.kind
            }
            Some(b'{') => {
                lexer.skip();
                end = self.open(at, OBJECT_END)?;
                Kind::Object
            }
            Some(b'[') => {
                lexer.skip();
                end = self.open(at, ARRAY_END)?;
                Kind::Array
            }
            Some(b'-' | b'0'..=b'9') => {
                text = lexer.number()?;
                Kind::Number
            }
            Some(b't') => lexer.literal("true").map(|()| Kind::True)?,
            Some(b'f') => lexer.literal("false").map(|()| Kind::False)?,
            _ => lexer.literal("null").map(|()| Kind::Null)?,
        };
        self.entries.push(Entry::new(name, tag, kind, text, end));
        Ok(())
    }

    #[inline(always)]
    fn string(&mut self, lexer: &mut Lexer<'a>) -> Result<StringToken, Stop> {
        let string = lexer.string(&mut self.source)?;
        if string.text.len() > self.limits.text { Err(Stop::Text) } else { Ok(string) }
    }

    /// Opens the array or object at the index `at`, and returns the index of its parent.
    #[inline(always)]
    fn open(&mut self, at: usize, closing: u8) -> Result<usize, Stop> {
        if self.depth == self.limits.depth.min(Limits::NONE.depth) {
            return Err(Stop::Depth);
        }
        self.depth += 1;
        self.closing = closing;
        Ok(std::mem::replace(&mut self.innermost, at))
    }

    /// Closes the innermost array or object.
    fn close(&mut self) {
        let (at, end) = (self.innermost, self.entries.len());
        self.depth -= 1;
        if let Some(entry) = self.entries.get_mut(at) {
            self.innermost = entry.end();
            entry.set_end(end);
        }
        if self.closing == OBJECT_END {
            mark_repeated(&self.source, &self.entries, at);
        }
        let parent = self.entries.get(self.innermost).map(|entry| entry.kind);
        self.closing = if parent == Some(Kind::Object) { OBJECT_END } else { ARRAY_END };
    }
}

/// Marks every member of the entry `object` that a later member with the same name repeats. If the
/// tags permit duplicates, compares a few names pairwise and hashes many.
fn mark_repeated(source: &Source<'_>, entries: &[Entry], object: usize) {
    const FEW: usize = 16;
    let mut rest = members(entries, object);
    if NameTag::all_differ(rest.clone().map(|member| member.tag)) {
        return;
    }
    if rest.clone().nth(FEW).is_none() {
        while let Some(member) = rest.next() {
            let name = source.bytes(member.name);
            let is_duplicate = |other: &Entry| other.is_named(name, member.tag, source);
            member.is_repeated.set(rest.clone().any(is_duplicate));
        }
        return;
    }
    let members: Vec<&Entry> = rest.collect();
    let mut names = HashSet::with_capacity(members.len());
    // Another name may be equal to the JSON text of an unrepresentable one.
    let mut unrepresentable = HashSet::new();
    for member in members.into_iter().rev() {
        let is_unrepresentable = member.has_unrepresentable_name();
        let names = if is_unrepresentable { &mut unrepresentable } else { &mut names };
        member.is_repeated.set(!names.insert(source.get(member.name)));
    }
}

/// The members of the entry `object`, without their children.
fn members(entries: &[Entry], object: usize) -> impl Iterator<Item = &Entry> + Clone {
    let mut next = object + 1;
    let end = entries.get(object).map_or(next, Entry::end);
    std::iter::from_fn(move || {
        let member = if next < end { entries.get(next)? } else { return None };
        next = member.end();
        Some(member)
    })
}
