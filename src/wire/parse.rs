//! Text to document, within limits.

use std::collections::HashSet;

use super::document::Document;
use super::entry::{Entry, Kind, NameTag};
use super::lexer::{Lexer, NoToken};
use super::limits::Limits;
use super::node::Node;
use super::pointer::Pointer;
use super::problem::Problem;
use super::source::{Source, Span};
use crate::model::Code;

/// Reads JSON into a tree of its own. A message to be read is better parsed into a [`Document`].
///
/// # Errors
/// One problem with the whole message: it is not UTF-8, not JSON, or exceeds a limit.
pub fn parse<'a>(body: &'a [u8], limits: &Limits) -> Result<Node<'a>, Problem> {
    document(body, limits).map(|document| document.to_node())
}

pub(super) fn document<'a>(body: &'a [u8], limits: &Limits) -> Result<Document<'a>, Problem> {
    check_length(body.len(), limits)?;
    let text = std::str::from_utf8(body).map_err(|error| {
        let detail = format!("UTF-8 is expected; this is none at byte {}", error.valid_up_to());
        Problem::new(Pointer::ROOT, Code::ENCODING, detail)
    })?;
    document_of_text(text, limits)
}

/// Reads JSON that is known to be UTF-8.
pub(super) fn parse_text<'a>(text: &'a str, limits: &Limits) -> Result<Node<'a>, Problem> {
    check_length(text.len(), limits)?;
    document_of_text(text, limits).map(|document| document.to_node())
}

fn check_length(length: usize, limits: &Limits) -> Result<(), Problem> {
    let most = limits.bytes.min(Limits::NONE.bytes);
    if length > most {
        return Err(Problem::new(Pointer::ROOT, Code::TOO_LARGE, format!("at most {most} bytes are taken")));
    }
    Ok(())
}

fn document_of_text<'a>(text: &'a str, limits: &Limits) -> Result<Document<'a>, Problem> {
    const BYTES_A_MEMBER: usize = 32;
    let room = 1 + text.len().div_ceil(BYTES_A_MEMBER).min(limits.members);
    let entries = Vec::with_capacity(room);
    let mut parser = Parser { lexer: Lexer::new(text), limits, entries, innermost: 0, depth: 0 };
    match parser.message() {
        Ok(()) => Ok(Document::new(parser.lexer.into_source(), parser.entries)),
        Err(fault) => Err(parser.problem(fault)),
    }
}

/// Why a message cannot be read.
#[derive(Clone, Copy)]
enum Fault {
    Depth,
    Members,
    Text,
    /// No JSON from where the lexer stands.
    Syntax,
}

impl From<NoToken> for Fault {
    fn from(_: NoToken) -> Self {
        Self::Syntax
    }
}

/// What is being read of a message, and what has been read.
struct Parser<'l, 'a> {
    lexer: Lexer<'a>,
    limits: &'l Limits,
    entries: Vec<Entry>,
    /// How many arrays and objects are open.
    depth: usize,
    /// Which entry is the one that was opened last. As long as it is open, its end is not known, and it keeps instead which
    /// entry is the one around it.
    innermost: usize,
}

#[expect(clippy::inline_always, reason = "one loop, whose state stays in registers: a sixth of the time of parsing")]
impl Parser<'_, '_> {
    /// Reads the message. What is within each other is not read by functions within each other, so that depth costs nothing.
    fn message(&mut self) -> Result<(), Fault> {
        self.value(Span::EMPTY, NameTag::NONE)?;
        while self.depth > 0 {
            match self.entries.get(self.innermost).map(|open| open.kind) {
                Some(Kind::Object) => self.member()?,
                _ => self.element()?,
            }
        }
        if self.lexer.peek().is_none() { Ok(()) } else { Err(Fault::Syntax) }
    }

    /// Reads the next member of the innermost object, or its end.
    #[inline(always)]
    fn member(&mut self) -> Result<(), Fault> {
        if !self.goes_on(b'}')? {
            let object = self.innermost;
            self.close();
            mark_repeated(self.lexer.source(), &self.entries, object);
            return Ok(());
        }
        if self.lexer.peek() != Some(b'"') {
            return Err(Fault::Syntax);
        }
        let name = self.text()?;
        let tag = NameTag::of(self.lexer.source().bytes(name));
        if !self.lexer.take(b':') {
            return Err(Fault::Syntax);
        }
        self.value(name, tag)
    }

    /// Reads the next element of the innermost array, or its end.
    fn element(&mut self) -> Result<(), Fault> {
        if self.goes_on(b']')? {
            return self.value(Span::EMPTY, NameTag::NONE);
        }
        self.close();
        Ok(())
    }

    /// Reads a value that is called `name`; of an array or object, the bracket that opens it.
    #[inline(always)]
    fn value(&mut self, name: Span, tag: NameTag) -> Result<(), Fault> {
        let at = self.entries.len();
        // The message itself is no member.
        if at > self.limits.members {
            return Err(Fault::Members);
        }
        let mut end = at + 1;
        let mut text = Span::EMPTY;
        let kind = match self.lexer.peek() {
            Some(b'"') => {
                text = self.text()?;
                Kind::Text
            }
            Some(b'{') => {
                end = self.open(at)?;
                Kind::Object
            }
            Some(b'[') => {
                end = self.open(at)?;
                Kind::Array
            }
            Some(b'-' | b'0'..=b'9') => {
                text = self.lexer.number()?;
                Kind::Number
            }
            Some(b't') => self.lexer.word("true").map(|()| Kind::True)?,
            Some(b'f') => self.lexer.word("false").map(|()| Kind::False)?,
            _ => self.lexer.word("null").map(|()| Kind::Null)?,
        };
        self.entries.push(Entry::new(name, tag, kind, text, end));
        Ok(())
    }

    /// Whether something comes before `closing`; if not, that is read, and if so, the comma before it.
    #[inline(always)]
    fn goes_on(&mut self, closing: u8) -> Result<bool, Fault> {
        let is_empty = self.entries.len() == self.innermost + 1;
        match self.lexer.peek() {
            Some(byte) if byte == closing => {
                self.lexer.skip();
                Ok(false)
            }
            Some(b',') if !is_empty => {
                self.lexer.skip();
                Ok(true)
            }
            Some(_) if is_empty => Ok(true),
            _ => Err(Fault::Syntax),
        }
    }

    /// Opens the array or object that is the entry `at`, and tells which is around it.
    fn open(&mut self, at: usize) -> Result<usize, Fault> {
        if self.depth == self.limits.depth.min(Limits::NONE.depth) {
            return Err(Fault::Depth);
        }
        self.lexer.skip();
        self.depth += 1;
        Ok(std::mem::replace(&mut self.innermost, at))
    }

    /// Closes the innermost array or object.
    fn close(&mut self) {
        let end = self.entries.len();
        self.depth -= 1;
        if let Some(entry) = self.entries.get_mut(self.innermost) {
            self.innermost = entry.end();
            entry.set_end(end);
        }
    }

    #[inline(always)]
    fn text(&mut self) -> Result<Span, Fault> {
        let text = self.lexer.string()?;
        if text.len() > self.limits.text { Err(Fault::Text) } else { Ok(text) }
    }

    fn problem(&self, fault: Fault) -> Problem {
        let Limits { depth, members, text, .. } = self.limits;
        let (code, detail) = match fault {
            Fault::Depth => (Code::TOO_DEEP, format!("at most {depth} levels are taken")),
            Fault::Members => (Code::TOO_MANY_MEMBERS, format!("at most {members} members are taken")),
            Fault::Text => (Code::TOO_LONG, format!("strings of at most {text} bytes are taken")),
            Fault::Syntax => {
                let (line, column) = self.lexer.line_and_column();
                (Code::SYNTAX, format!("JSON is expected; this is none at line {line} column {column}"))
            }
        };
        Problem::new(Pointer::ROOT, code, detail)
    }
}

/// Marks every member of the entry `object` that has a namesake further on. Where two names may be the same, few are
/// compared, and many hashed.
fn mark_repeated(source: &Source<'_>, entries: &[Entry], object: usize) {
    const FEW: usize = 16;
    let mut rest = members(entries, object);
    if NameTag::all_differ(rest.clone().map(|member| member.tag)) {
        return;
    }
    if rest.clone().nth(FEW).is_none() {
        while let Some(member) = rest.next() {
            let is_namesake =
                |other: &Entry| other.tag == member.tag && source.bytes(other.name) == source.bytes(member.name);
            member.is_repeated.set(rest.clone().any(is_namesake));
        }
        return;
    }
    let members: Vec<&Entry> = rest.collect();
    let mut names = HashSet::with_capacity(members.len());
    for member in members.into_iter().rev() {
        member.is_repeated.set(!names.insert(source.get(member.name)));
    }
}

/// The members of the entry `object`, without what is within them.
fn members(entries: &[Entry], object: usize) -> impl Iterator<Item = &Entry> + Clone {
    let mut next = object + 1;
    let end = entries.get(object).map_or(next, Entry::end);
    std::iter::from_fn(move || {
        let member = if next < end { entries.get(next)? } else { return None };
        next = member.end();
        Some(member)
    })
}
