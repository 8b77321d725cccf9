//! Text to tree, through `serde_json`, within limits.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::limits::Limits;
use super::node::{Member, Node, Number};
use super::pointer::Pointer;
use super::problem::Problem;
use crate::model::Code;

/// What `serde_json` calls a number where another crate has switched `arbitrary_precision` on.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// Reads a message into a tree that borrows from it.
///
/// # Errors
/// One problem with the whole message: it is not UTF-8, not JSON, or exceeds a limit.
pub fn parse<'a>(body: &'a [u8], limits: &Limits) -> Result<Node<'a>, Problem> {
    let whole = |code, detail: String| Problem::new(Pointer::ROOT, code, detail);
    if body.len() > limits.bytes {
        return Err(whole(Code::TOO_LARGE, format!("at most {} bytes are taken", limits.bytes)));
    }
    let text = std::str::from_utf8(body).map_err(|error| {
        whole(Code::ENCODING, format!("UTF-8 is expected; this is none at byte {}", error.valid_up_to()))
    })?;
    parse_text(text, limits)
}

/// Reads a message that is known to be UTF-8.
pub(super) fn parse_text<'a>(text: &'a str, limits: &Limits) -> Result<Node<'a>, Problem> {
    let depth = limits.depth.min(Limits::NONE.depth);
    let budget = Budget { text, limits, members: Cell::new(limits.members), fault: Cell::new(None) };
    // serde_json rounds a number that is no 64-bit integer. The quick way gives up at the first such number, and the
    // exact one, which reads every value as text first, goes over the message again.
    match from_text(text, NodeSeed { budget: &budget, depth, numbers: Numbers::Integers }) {
        Ok(node) => return Ok(node),
        Err(_) if matches!(budget.fault.get(), Some(Fault::Limit(_))) => return Err(budget.problem()),
        Err(_) => {}
    }
    budget.members.set(limits.members);
    budget.fault.set(None);
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => {
            let exact = NodeSeed { budget: &budget, depth, numbers: Numbers::Exact };
            exact.read_raw(raw).map_err(|_| budget.problem())
        }
        Err(error) => {
            budget.fault_at(text, &error);
            Err(budget.problem())
        }
    }
}

fn from_text<'a>(text: &'a str, seed: NodeSeed<'_>) -> Result<Node<'a>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = seed.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(node)
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

/// What is left of the limits, and what went wrong first, shared by all levels of one message.
struct Budget<'l> {
    text: &'l str,
    limits: &'l Limits,
    members: Cell<usize>,
    fault: Cell<Option<Fault>>,
}

impl Budget<'_> {
    fn spend_member<E: serde::de::Error>(&self) -> Result<(), E> {
        match self.members.get().checked_sub(1) {
            Some(left) => {
                self.members.set(left);
                Ok(())
            }
            None => Err(self.exceed(Limit::Members)),
        }
    }

    fn check_text<E: serde::de::Error>(&self, text: &str) -> Result<(), E> {
        if text.len() > self.limits.text { Err(self.exceed(Limit::Text)) } else { Ok(()) }
    }

    fn exceed<E: serde::de::Error>(&self, limit: Limit) -> E {
        self.fault.set(Some(Fault::Limit(limit)));
        E::custom("limit exceeded")
    }

    /// Notes an error in `part` of the message, unless one has been noted deeper within.
    fn fault_at(&self, part: &str, error: &serde_json::Error) {
        if self.fault.get().is_none() {
            let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
            let before = self.text.get(..start).unwrap_or_default();
            let (lines, last) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default());
            let column = if error.line() <= 1 { last.len() + error.column() } else { error.column() };
            self.fault.set(Some(Fault::Syntax(lines + error.line().max(1), column)));
        }
    }

    fn problem(&self) -> Problem {
        let Limits { depth, members, text, .. } = self.limits;
        let (code, detail) = match self.fault.get() {
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

#[derive(Clone, Copy)]
struct NodeSeed<'l> {
    budget: &'l Budget<'l>,
    /// The levels that may still be opened.
    depth: usize,
    numbers: Numbers,
}

impl NodeSeed<'_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth, ..self }),
            None => Err(self.budget.exceed(Limit::Depth)),
        }
    }

    fn read_raw(self, raw: &RawValue) -> Result<Node<'_>, serde_json::Error> {
        let text = raw.get();
        if text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return Ok(Node::Number(number(text)));
        }
        from_text(text, self).inspect_err(|error| self.budget.fault_at(text, error))
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

impl<'a> DeserializeSeed<'a> for NodeSeed<'_> {
    type Value = Node<'a>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Node<'a>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A value inside an array or object, read the way its seed says.
struct Inner<'l>(NodeSeed<'l>);

impl<'a> DeserializeSeed<'a> for Inner<'_> {
    type Value = Node<'a>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Node<'a>, D::Error> {
        match self.0.numbers {
            Numbers::Integers => self.0.deserialize(deserializer),
            Numbers::Exact => {
                let raw = <&RawValue as serde::Deserialize>::deserialize(deserializer)?;
                self.0.read_raw(raw).map_err(D::Error::custom)
            }
        }
    }
}

impl<'a> Visitor<'a> for NodeSeed<'_> {
    type Value = Node<'a>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node<'a>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'a>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'a>, E> {
        Ok(Node::Number(Number::Unsigned(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'a>, E> {
        Ok(Node::Number(Number::Negative(value)))
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Node<'a>, E> {
        Err(E::custom("no 64-bit integer"))
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'a str) -> Result<Node<'a>, E> {
        self.budget.check_text(text)?;
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Node<'a>, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Node<'a>, E> {
        self.budget.check_text(&text)?;
        Ok(Node::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut elements: A) -> Result<Node<'a>, A::Error> {
        let inner = self.deeper()?;
        let mut read = Vec::new();
        while let Some(element) = elements.next_element_seed(Inner(inner))? {
            self.budget.spend_member()?;
            read.push(element);
        }
        Ok(Node::Array(read))
    }

    fn visit_map<A: MapAccess<'a>>(self, mut members: A) -> Result<Node<'a>, A::Error> {
        let mut next = members.next_key_seed(NameSeed)?;
        if self.numbers == Numbers::Integers && next.as_deref() == Some(NUMBER_TOKEN) {
            return Err(A::Error::custom("no 64-bit integer"));
        }
        let inner = self.deeper()?;
        let mut read = Vec::with_capacity(8);
        while let Some(name) = next {
            self.budget.check_text(&name)?;
            self.budget.spend_member()?;
            let ordinal = self.budget.limits.members - self.budget.members.get();
            let value = members.next_value_seed(Inner(inner))?;
            read.push(Member { ordinal, ..Member::new(name, value) });
            next = members.next_key_seed(NameSeed)?;
        }
        mark_repeated(&mut read);
        Ok(Node::Object(read))
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

/// Marks every member that has a namesake further on; compares few names, hashes many.
fn mark_repeated(members: &mut [Member<'_>]) {
    const FEW: usize = 16;
    if members.len() <= FEW {
        let mut rest = members;
        while let Some((first, others)) = rest.split_first_mut() {
            first.is_repeated = others.iter().any(|other| other.name == first.name);
            rest = others;
        }
    } else {
        let mut seen = HashSet::with_capacity(members.len());
        for member in members.iter_mut().rev() {
            let Member { name, is_repeated, .. } = member;
            *is_repeated = !seen.insert(&**name);
        }
    }
}
