//! Text to document, through `serde_json`, within limits.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::document::{Content, Document, Entry};
use super::limits::Limits;
use super::node::{Node, Number};
use super::pointer::Pointer;
use super::problem::Problem;
use crate::model::Code;

/// What `serde_json` calls a number where another crate has switched `arbitrary_precision` on.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// Reads JSON into a tree of its own. A message to be read is better parsed into a [`Document`].
///
/// # Errors
/// One problem with the whole message: it is not UTF-8, not JSON, or exceeds a limit.
pub fn parse<'a>(body: &'a [u8], limits: &Limits) -> Result<Node<'a>, Problem> {
    document(body, limits).map(Document::into_node)
}

pub(super) fn document<'a>(body: &'a [u8], limits: &Limits) -> Result<Document<'a>, Problem> {
    let whole = |code, detail: String| Problem::new(Pointer::ROOT, code, detail);
    if body.len() > limits.bytes {
        return Err(whole(Code::TOO_LARGE, format!("at most {} bytes are taken", limits.bytes)));
    }
    let text = std::str::from_utf8(body).map_err(|error| {
        whole(Code::ENCODING, format!("UTF-8 is expected; this is none at byte {}", error.valid_up_to()))
    })?;
    document_of_text(text, limits)
}

/// Reads JSON that is known to be UTF-8.
pub(super) fn parse_text<'a>(text: &'a str, limits: &Limits) -> Result<Node<'a>, Problem> {
    document_of_text(text, limits).map(Document::into_node)
}

fn document_of_text<'a>(text: &'a str, limits: &Limits) -> Result<Document<'a>, Problem> {
    let depth = limits.depth.min(Limits::NONE.depth);
    let mut builder = Builder::new(text, limits);
    // serde_json rounds a number that is no 64-bit integer. The quick way gives up at the first such number, and the
    // exact one, which reads every value as text first, goes over the message again.
    let integers = ValueSeed { builder: &mut builder, depth, numbers: Numbers::Integers };
    if from_text(text, integers).is_ok() {
        return Ok(Document { entries: builder.entries });
    }
    if matches!(builder.fault, Some(Fault::Limit(_))) {
        return Err(builder.problem());
    }
    let mut builder = Builder::new(text, limits);
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => {
            let exact = ValueSeed { builder: &mut builder, depth, numbers: Numbers::Exact };
            match exact.read_raw(raw) {
                Ok(()) => Ok(Document { entries: builder.entries }),
                Err(_) => Err(builder.problem()),
            }
        }
        Err(error) => {
            builder.fault_at(text, &error);
            Err(builder.problem())
        }
    }
}

fn from_text<'a>(text: &'a str, seed: ValueSeed<'_, '_, 'a>) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    seed.deserialize(&mut deserializer)?;
    deserializer.end()
}

#[derive(Clone, Copy)]
enum Limit {
    Depth,
    Members,
    Text,
}

/// Why a message cannot be read.
#[derive(Clone, Copy)]
enum Fault {
    Limit(Limit),
    /// No JSON from this line and column on.
    Syntax(usize, usize),
}

/// What has been read of a message, and what went wrong first.
struct Builder<'l, 'a> {
    text: &'a str,
    limits: &'l Limits,
    entries: Vec<Entry<'a>>,
    fault: Option<Fault>,
}

impl<'l, 'a> Builder<'l, 'a> {
    fn new(text: &'a str, limits: &'l Limits) -> Self {
        const BYTES_A_MEMBER: usize = 32;
        let mut entries = Vec::with_capacity(1 + text.len().div_ceil(BYTES_A_MEMBER).min(limits.members));
        entries.push(Entry::new(Cow::Borrowed("")));
        Self { text, limits, entries, fault: None }
    }

    /// Begins a value, which is null until more is known.
    fn begin<E: serde::de::Error>(&mut self, name: Cow<'a, str>) -> Result<(), E> {
        // The message itself is no member.
        if self.entries.len() > self.limits.members {
            return Err(self.exceed(Limit::Members));
        }
        self.entries.push(Entry::new(name));
        Ok(())
    }

    /// What the value is that was begun last.
    fn set(&mut self, content: Content<'a>) {
        if let Some(entry) = self.entries.last_mut() {
            entry.content = content;
        }
    }

    /// Ends the array or object that was begun at `at`.
    fn end(&mut self, at: usize, content: fn(usize) -> Content<'a>) {
        let extent = self.entries.len() - at - 1;
        if let Some(entry) = self.entries.get_mut(at) {
            entry.content = content(extent);
        }
    }

    fn check_text<E: serde::de::Error>(&mut self, text: &str) -> Result<(), E> {
        if text.len() > self.limits.text { Err(self.exceed(Limit::Text)) } else { Ok(()) }
    }

    fn exceed<E: serde::de::Error>(&mut self, limit: Limit) -> E {
        self.fault = Some(Fault::Limit(limit));
        E::custom("limit exceeded")
    }

    /// Notes an error in `part` of the message, unless one has been noted deeper within.
    fn fault_at(&mut self, part: &str, error: &serde_json::Error) {
        if self.fault.is_none() {
            let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
            let before = self.text.get(..start).unwrap_or_default();
            let (lines, last) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default());
            let column = if error.line() <= 1 { last.len() + error.column() } else { error.column() };
            self.fault = Some(Fault::Syntax(lines + error.line().max(1), column));
        }
    }

    fn problem(&self) -> Problem {
        let Limits { depth, members, text, .. } = self.limits;
        let (code, detail) = match self.fault {
            Some(Fault::Limit(Limit::Depth)) => (Code::TOO_DEEP, format!("at most {depth} levels are taken")),
            Some(Fault::Limit(Limit::Members)) => {
                (Code::TOO_MANY_MEMBERS, format!("at most {members} members are taken"))
            }
            Some(Fault::Limit(Limit::Text)) => (Code::TOO_LONG, format!("strings of at most {text} bytes are taken")),
            Some(Fault::Syntax(line, column)) => {
                (Code::SYNTAX, format!("JSON is expected; this is none at line {line} column {column}"))
            }
            None => (Code::SYNTAX, "JSON is expected".to_owned()),
        };
        Problem::new(Pointer::ROOT, code, detail)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// Fails at a number that is no 64-bit integer.
    Integers,
    /// Keeps such a number as it is written.
    Exact,
}

/// Reads the value that was begun last.
struct ValueSeed<'b, 'l, 'a> {
    builder: &'b mut Builder<'l, 'a>,
    /// The levels that may still be opened.
    depth: usize,
    numbers: Numbers,
}

impl<'l, 'a> ValueSeed<'_, 'l, 'a> {
    /// The seed of a value within this one.
    fn within(&mut self, depth: usize) -> ValueSeed<'_, 'l, 'a> {
        ValueSeed { builder: self.builder, depth, numbers: self.numbers }
    }

    fn deeper<E: serde::de::Error>(&mut self) -> Result<usize, E> {
        self.depth.checked_sub(1).ok_or_else(|| self.builder.exceed(Limit::Depth))
    }

    fn read_raw(self, raw: &'a RawValue) -> Result<(), serde_json::Error> {
        let text = raw.get();
        if text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            self.builder.set(Content::Number(number(text)));
            return Ok(());
        }
        let Self { builder, depth, numbers } = self;
        from_text(text, ValueSeed { builder: &mut *builder, depth, numbers })
            .inspect_err(|error| builder.fault_at(text, error))
    }
}

/// What `text`, a JSON number, is.
fn number(text: &str) -> Number<'_> {
    match (text.parse(), text.parse()) {
        (Ok(number), _) => Number::Unsigned(number),
        // `-0` is no integer: written as one it would lose its sign.
        (_, Ok(number)) if number != 0 => Number::Negative(number),
        _ => Number::Written(text),
    }
}

impl<'a> DeserializeSeed<'a> for ValueSeed<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A value inside an array or object, read the way its seed says.
struct Inner<'b, 'l, 'a>(ValueSeed<'b, 'l, 'a>);

impl<'a> DeserializeSeed<'a> for Inner<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0.numbers {
            Numbers::Integers => self.0.deserialize(deserializer),
            Numbers::Exact => {
                let raw = <&RawValue as serde::Deserialize>::deserialize(deserializer)?;
                self.0.read_raw(raw).map_err(D::Error::custom)
            }
        }
    }
}

/// An element of an array, which begins once there is one.
struct Element<'b, 'l, 'a>(ValueSeed<'b, 'l, 'a>);

impl<'a> DeserializeSeed<'a> for Element<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.builder.begin(Cow::Borrowed(""))?;
        Inner(self.0).deserialize(deserializer)
    }
}

impl<'a> Visitor<'a> for ValueSeed<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.builder.set(Content::Bool(value));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.builder.set(Content::Number(Number::Unsigned(value)));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.builder.set(Content::Number(Number::Negative(value)));
        Ok(())
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        Err(E::custom("no 64-bit integer"))
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'a str) -> Result<(), E> {
        self.builder.check_text(text)?;
        self.builder.set(Content::Text(Cow::Borrowed(text)));
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.builder.check_text(text)?;
        self.builder.set(Content::Text(Cow::Owned(text.to_owned())));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut elements: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let at = self.builder.entries.len() - 1;
        while elements.next_element_seed(Element(self.within(depth)))?.is_some() {}
        self.builder.end(at, Content::Array);
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut next = members.next_key_seed(NameSeed)?;
        if self.numbers == Numbers::Integers && next.as_deref() == Some(NUMBER_TOKEN) {
            return Err(A::Error::custom("no 64-bit integer"));
        }
        let depth = self.deeper()?;
        let at = self.builder.entries.len() - 1;
        let mut count = 0;
        while let Some(name) = next {
            self.builder.check_text(&name)?;
            self.builder.begin(name)?;
            members.next_value_seed(Inner(self.within(depth)))?;
            count += 1;
            next = members.next_key_seed(NameSeed)?;
        }
        self.builder.end(at, Content::Object);
        if let Some(within) = self.builder.entries.get_mut(at + 1..) {
            mark_repeated(within, count);
        }
        Ok(())
    }
}

struct NameSeed;

impl<'a> DeserializeSeed<'a> for NameSeed {
    type Value = Cow<'a, str>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Cow<'a, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a> Visitor<'a> for NameSeed {
    type Value = Cow<'a, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// Marks every one of the `count` members that has a namesake further on; compares few names, hashes many.
fn mark_repeated(within: &mut [Entry<'_>], count: usize) {
    const FEW: usize = 16;
    if count <= FEW {
        let mut rest = within;
        while let Some((first, behind)) = rest.split_first_mut() {
            let Some((_, others)) = behind.split_at_mut_checked(first.extent()) else { return };
            first.is_repeated = names(others).any(|name| *name == first.name);
            rest = others;
        }
        return;
    }
    let mut last = HashSet::with_capacity(count);
    let repeated: Vec<bool> = {
        let names: Vec<&str> = names(within).map(|name| &**name).collect();
        names.into_iter().rev().map(|name| !last.insert(name)).collect()
    };
    let mut repeated = repeated.into_iter().rev();
    let mut rest = within;
    while let Some((first, behind)) = rest.split_first_mut() {
        first.is_repeated = repeated.next().unwrap_or_default();
        let Some((_, others)) = behind.split_at_mut_checked(first.extent()) else { return };
        rest = others;
    }
}

/// The names of the members, without those of what is within them.
fn names<'e, 'a>(mut entries: &'e [Entry<'a>]) -> impl Iterator<Item = &'e Cow<'a, str>> {
    std::iter::from_fn(move || {
        let (first, behind) = entries.split_first()?;
        entries = behind.get(first.extent()..)?;
        Some(&first.name)
    })
}
