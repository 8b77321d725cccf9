//! A message that was read: flat, in the order in which its sender wrote it, and borrowed from its text.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use super::limits::Limits;
use super::node::{Member, Node, Number};
use super::parse;
use super::problem::Problem;

/// A message in JSON, to be read with a [`Reader`](super::Reader).
///
/// All its values stand in one list, each before what is within it, so that a message of any size is read into one piece
/// of memory.
#[derive(Clone)]
pub struct Document<'a> {
    pub(super) entries: Vec<Entry<'a>>,
}

/// A value, and what the object around it calls it.
#[derive(Clone)]
pub(super) struct Entry<'a> {
    /// None for the message itself, and for the elements of arrays.
    pub(super) name: Cow<'a, str>,
    pub(super) content: Content<'a>,
    /// Another member of the same name stands further on.
    pub(super) is_repeated: bool,
    pub(super) touch: Cell<Touch>,
}

#[derive(Clone)]
pub(super) enum Content<'a> {
    Null,
    Bool(bool),
    Number(Number<'a>),
    Text(Cow<'a, str>),
    /// So many entries behind this one are within it, at whatever depth.
    Array(usize),
    /// As in an array.
    Object(usize),
}

/// How far a reader has gone into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// Nobody has asked for it.
    None,
    /// Read as a whole.
    Taken,
    /// Looked into; what is inside answers for itself.
    Opened,
    /// Looked into; what else is inside is nobody's problem.
    OpenedLoosely,
}

/// One value of a [`Document`].
#[derive(Clone, Copy)]
#[expect(clippy::exhaustive_enums, reason = "RFC 8259 names these and no more")]
pub enum Value<'d> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number<'d>),
    /// A string.
    Text(&'d str),
    /// An array.
    Array(Elements<'d>),
    /// An object.
    Object(Members<'d>),
}

/// The elements of an array.
#[derive(Clone, Copy)]
pub struct Elements<'d>(Within<'d>);

/// The members of an object, in the order in which they came.
#[derive(Clone, Copy)]
pub struct Members<'d>(Within<'d>);

/// The entries within an array or object.
#[derive(Clone, Copy)]
struct Within<'d> {
    entries: &'d [Entry<'d>],
    /// How many entries of the document stand before them.
    before: usize,
}

/// One entry, with what is within it.
#[derive(Clone, Copy)]
pub(super) struct Slot<'d> {
    pub(super) entry: &'d Entry<'d>,
    /// How many entries of the document stand before it.
    pub(super) ordinal: usize,
    within: &'d [Entry<'d>],
}

impl<'a> Document<'a> {
    /// Reads a message.
    ///
    /// # Errors
    /// One problem with the whole message: it is not UTF-8, not JSON, or exceeds a limit.
    pub fn parse(body: &'a [u8], limits: &Limits) -> Result<Self, Problem> {
        parse::document(body, limits)
    }

    /// The message as a tree of its own.
    pub(super) fn into_node(self) -> Node<'a> {
        let mut entries = self.entries.into_iter();
        entries.next().map_or(Node::Null, |entry| take_node(entry, &mut entries))
    }

    /// The message as one value.
    #[must_use]
    pub fn value(&self) -> Value<'_> {
        match self.entries.split_first() {
            Some((entry, within)) => Slot { entry, ordinal: 0, within }.value(),
            None => Value::Null,
        }
    }
}

/// The value of `entry` with what is within it, which comes next.
fn take_node<'a>(entry: Entry<'a>, next: &mut std::vec::IntoIter<Entry<'a>>) -> Node<'a> {
    let end = next.len() - entry.extent();
    match entry.content {
        Content::Null => Node::Null,
        Content::Bool(value) => Node::Bool(value),
        Content::Number(number) => Node::Number(number),
        Content::Text(text) => Node::Text(text),
        Content::Array(_) => {
            let mut elements = Vec::new();
            while next.len() > end
                && let Some(entry) = next.next()
            {
                elements.push(take_node(entry, next));
            }
            Node::Array(elements)
        }
        Content::Object(_) => {
            let mut members = Vec::new();
            while next.len() > end
                && let Some(mut entry) = next.next()
            {
                let (name, is_repeated) = (std::mem::take(&mut entry.name), entry.is_repeated);
                let node = take_node(entry, next);
                if !is_repeated {
                    members.push(Member::new(name, node));
                }
            }
            Node::Object(members)
        }
    }
}

impl<'a> Entry<'a> {
    pub(super) const fn new(name: Cow<'a, str>) -> Self {
        Self { name, content: Content::Null, is_repeated: false, touch: Cell::new(Touch::None) }
    }

    /// Whether a reader has looked into it.
    pub(super) fn is_opened(&self) -> bool {
        matches!(self.touch.get(), Touch::Opened | Touch::OpenedLoosely)
    }

    /// How many entries are within it.
    pub(super) const fn extent(&self) -> usize {
        match self.content {
            Content::Array(extent) | Content::Object(extent) => extent,
            _ => 0,
        }
    }
}

impl<'d> Slot<'d> {
    pub(super) fn name(&self) -> &'d str {
        &self.entry.name
    }

    pub(super) fn value(&self) -> Value<'d> {
        let within = Within { entries: self.within, before: self.ordinal + 1 };
        match &self.entry.content {
            Content::Null => Value::Null,
            Content::Bool(value) => Value::Bool(*value),
            Content::Number(number) => Value::Number(*number),
            Content::Text(text) => Value::Text(text),
            Content::Array(_) => Value::Array(Elements(within)),
            Content::Object(_) => Value::Object(Members(within)),
        }
    }
}

impl<'d> Within<'d> {
    /// The entries directly within, each with what is within it in turn.
    fn slots(mut self) -> impl Iterator<Item = Slot<'d>> {
        std::iter::from_fn(move || {
            let (entry, rest) = self.entries.split_first()?;
            let (within, behind) = rest.split_at_checked(entry.extent())?;
            let slot = Slot { entry, ordinal: self.before, within };
            self = Self { entries: behind, before: self.before + 1 + within.len() };
            Some(slot)
        })
    }
}

impl<'d> Elements<'d> {
    /// The elements, in order.
    pub fn iter(&self) -> impl Iterator<Item = Value<'d>> + use<'d> {
        self.0.slots().map(|slot| slot.value())
    }

    pub(super) fn slots(self) -> impl Iterator<Item = Slot<'d>> {
        self.0.slots()
    }
}

impl<'d> Members<'d> {
    pub(super) const NONE: Self = Self(Within { entries: &[], before: 0 });

    /// The names and values, in order; of several with one name, the last.
    pub fn iter(&self) -> impl Iterator<Item = (&'d str, Value<'d>)> + use<'d> {
        self.effective().map(|slot| (slot.name(), slot.value()))
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.entries.is_empty()
    }

    pub(super) fn slots(self) -> impl Iterator<Item = Slot<'d>> {
        self.0.slots()
    }

    /// Those that no other of the same name follows.
    pub(super) fn effective(self) -> impl Iterator<Item = Slot<'d>> {
        self.0.slots().filter(|slot| !slot.entry.is_repeated)
    }

    pub(super) fn find(self, name: &str) -> Option<Slot<'d>> {
        self.0.slots().find(|slot| slot.entry.name == name && !slot.entry.is_repeated)
    }

    /// The names, to be asked for many times.
    pub(super) fn names(self) -> Names<'d> {
        const FEW: usize = 16;
        if self.slots().nth(FEW).is_none() {
            Names::Few(self)
        } else {
            Names::Many(self.slots().map(|slot| slot.name()).collect())
        }
    }
}

/// The names of the members of an object; goes through few, hashes many.
pub(super) enum Names<'d> {
    Few(Members<'d>),
    Many(HashSet<&'d str>),
}

impl Names<'_> {
    pub(super) fn contains(&self, name: &str) -> bool {
        match self {
            Self::Few(members) => members.find(name).is_some(),
            Self::Many(names) => names.contains(name),
        }
    }
}

impl<'d> Value<'d> {
    /// The text, if it is a string.
    #[must_use]
    pub const fn as_text(&self) -> Option<&'d str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The members, if it is an object.
    #[must_use]
    pub const fn members(&self) -> Option<Members<'d>> {
        match self {
            Self::Object(members) => Some(*members),
            _ => None,
        }
    }

    /// The elements, if it is an array.
    #[must_use]
    pub const fn elements(&self) -> Option<Elements<'d>> {
        match self {
            Self::Array(elements) => Some(*elements),
            _ => None,
        }
    }

    /// The value of the member `name`; of several, the last.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<Self> {
        self.members()?.find(name).map(|slot| slot.value())
    }

    /// The value as a tree of its own; of several members with one name, the last.
    #[must_use]
    pub fn to_node(self) -> Node<'d> {
        match self {
            Self::Null => Node::Null,
            Self::Bool(value) => Node::Bool(value),
            Self::Number(number) => Node::Number(number),
            Self::Text(text) => Node::text(text),
            Self::Array(elements) => Node::Array(elements.iter().map(Self::to_node).collect()),
            Self::Object(members) => {
                let member = |slot: Slot<'d>| Member::new(slot.name().into(), slot.value().to_node());
                Node::Object(members.effective().map(member).collect())
            }
        }
    }
}

impl PartialEq<Node<'_>> for Value<'_> {
    fn eq(&self, other: &Node<'_>) -> bool {
        match (self, other) {
            (Self::Text(text), Node::Text(other)) => text == other,
            _ => self.to_node() == *other,
        }
    }
}

impl fmt::Debug for Document<'_> {
    /// Names and types; values may be secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(formatter)
    }
}

impl fmt::Debug for Value<'_> {
    /// Names and types; values may be secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_node().fmt(formatter)
    }
}

impl fmt::Debug for Elements<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Value::Array(*self).fmt(formatter)
    }
}

impl fmt::Debug for Members<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Value::Object(*self).fmt(formatter)
    }
}
