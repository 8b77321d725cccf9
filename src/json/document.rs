//! A parsed message: a flat list of values in the order of the message, borrowed from its text.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use super::limits::Limits;
use super::node::{Member, Node, Number};
use super::parser::{self, ParseError};
use super::pointer::Pointer;
use super::source::{Source, Span};
use super::token::{Entry, Kind, NameTag, Visit};

/// A parsed JSON message, which the `codec` layer decodes. All values are in one list, each before
/// its children, so that a message of any size needs only one allocation for them.
#[derive(Clone)]
pub struct Document<'a> {
    source: Source<'a>,
    entries: Vec<Entry>,
    was_read: Cell<bool>,
}

/// One value of a [`Document`].
#[derive(Clone, Copy)]
#[expect(
    clippy::exhaustive_enums,
    reason = "RFC 8259 defines exactly these types, and strings that are not Unicode"
)]
pub enum Value<'d> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number<'d>),
    /// A string.
    Text(&'d str),
    /// A string with an unpaired surrogate, such as `"\ud83d"`, which cannot be a `str`: its JSON
    /// text, with the quotation marks. It is of none of the other types.
    Unrepresentable(&'d str),
    /// An array.
    Array(Elements<'d>),
    /// An object.
    Object(Members<'d>),
}

/// The elements of an array.
#[derive(Clone, Copy)]
pub struct Elements<'d>(ChildRange<'d>);

/// The members of an object, in the order of the message.
#[derive(Clone, Copy)]
pub struct Members<'d>(ChildRange<'d>);

/// The children of an array or object.
#[derive(Clone, Copy)]
struct ChildRange<'d> {
    document: &'d Document<'d>,
    /// The index of the next child in the document.
    next: usize,
    /// The index of the first entry after the children.
    end: usize,
}

/// One entry with its children.
#[derive(Clone, Copy)]
pub(crate) struct NodeRef<'d> {
    document: &'d Document<'d>,
    pub(crate) entry: &'d Entry,
    /// The index of the entry in the document.
    pub(crate) ordinal: usize,
}

impl<'a> Document<'a> {
    /// Parses a message.
    ///
    /// # Errors
    /// The body is not UTF-8, not JSON, or exceeds a limit.
    pub fn parse(body: &'a [u8], limits: &Limits) -> Result<Self, ParseError> {
        parser::document(body, limits)
    }

    pub(crate) const fn new(source: Source<'a>, entries: Vec<Entry>) -> Self {
        Self { source, entries, was_read: Cell::new(false) }
    }

    /// The message as one value.
    #[must_use]
    pub fn value(&self) -> Value<'_> {
        self.slot(0).map_or(Value::Null, |slot| slot.value())
    }

    /// Resets the visits of an earlier reader, so that a document can be read more than once.
    pub(crate) fn begin_reading(&self) {
        if self.was_read.replace(true) {
            self.entries.iter().for_each(|entry| entry.visit.set(Visit::Unread));
        }
    }

    /// Whether every member was read and is unique, so that there are no unknown members.
    pub(crate) fn is_read(&self) -> bool {
        let mut is_read = true;
        // The children of a consumed value are read with it.
        let mut consumed = 0;
        for (at, entry) in self.entries.iter().enumerate().skip(1) {
            let visit = entry.visit.get();
            is_read &= at < consumed || (visit != Visit::Unread && !entry.is_repeated.get());
            let is_whole = matches!(visit, Visit::Consumed | Visit::Discarded);
            consumed = consumed.max(if is_whole { entry.end() } else { 0 });
        }
        is_read
    }

    /// Whether any string or name has an unpaired surrogate.
    pub(crate) const fn has_unrepresentable(&self) -> bool {
        self.source.has_unrepresentable()
    }

    /// Converts the message to a tree.
    pub(crate) fn to_node(&self) -> Node<'a> {
        self.slot(0).map_or(Node::Null, |slot| self.node(slot))
    }

    /// The index of the entry at `pointer`; 0 if it does not exist.
    pub(crate) fn ordinal_at(&self, pointer: &Pointer) -> usize {
        let mut slot = self.slot(0);
        for segment in pointer.segments() {
            slot = slot.and_then(|slot| match slot.members() {
                Some(members) => members.find(&segment),
                None => slot.within().slots().nth(segment.parse().ok()?),
            });
        }
        slot.map_or(0, |slot| slot.ordinal)
    }

    /// The value with this index.
    pub(crate) fn slot(&self, ordinal: usize) -> Option<NodeRef<'_>> {
        Some(self.slot_of(self.entries.get(ordinal)?, ordinal))
    }

    /// Returns the reference to `entry`, whose index is `ordinal`.
    pub(crate) const fn slot_of<'d>(&'d self, entry: &'d Entry, ordinal: usize) -> NodeRef<'d> {
        NodeRef { document: self, entry, ordinal }
    }

    /// Converts the value at `slot` to a tree; of duplicate members, the last.
    fn node(&self, slot: NodeRef<'_>) -> Node<'a> {
        match slot.entry.kind {
            Kind::Null => Node::Null,
            Kind::True => Node::Bool(true),
            Kind::False => Node::Bool(false),
            Kind::Number => Node::Number(self.number(slot.entry.text)),
            Kind::Text => Node::Text(self.source.take(slot.entry.text)),
            Kind::Unrepresentable => Node::Unrepresentable(self.source.take(slot.entry.text)),
            Kind::Array => {
                Node::Array(slot.within().slots().map(|element| self.node(element)).collect())
            }
            Kind::Object => {
                let members =
                    slot.within().slots().filter(|member| !member.entry.is_repeated.get());
                let member = |slot: NodeRef<'_>| Member {
                    name: self.source.take(slot.entry.name),
                    value: self.node(slot),
                    is_verbatim: slot.entry.has_unrepresentable_name(),
                };
                Node::Object(members.map(member).collect())
            }
        }
    }

    fn number(&self, span: Span) -> Number<'a> {
        Number::of(self.source.raw(span))
    }
}

impl<'d> NodeRef<'d> {
    /// The name; if it is unrepresentable, its JSON text.
    pub(crate) fn name(&self) -> &'d str {
        self.document.source.get(self.entry.name)
    }

    #[expect(
        clippy::inline_always,
        reason = "the compiler removes the cases that a caller does not use"
    )]
    #[inline(always)]
    pub(crate) fn value(&self) -> Value<'d> {
        match self.entry.kind {
            Kind::Null => Value::Null,
            Kind::True => Value::Bool(true),
            Kind::False => Value::Bool(false),
            Kind::Number => Value::Number(self.document.number(self.entry.text)),
            Kind::Text => Value::Text(self.document.source.get(self.entry.text)),
            Kind::Unrepresentable => {
                Value::Unrepresentable(self.document.source.raw(self.entry.text))
            }
            Kind::Array => Value::Array(Elements(self.within())),
            Kind::Object => Value::Object(Members(self.within())),
        }
    }

    #[inline]
    pub(crate) fn text(&self) -> Option<&'d str> {
        (self.entry.kind == Kind::Text).then(|| self.document.source.get(self.entry.text))
    }

    /// Converts the member to a tree, unless a later member repeats it.
    fn to_member(self) -> Option<Member<'d>> {
        let is_verbatim = self.entry.has_unrepresentable_name();
        (!self.entry.is_repeated.get()).then(|| Member {
            name: self.name().into(),
            value: self.value().to_node(),
            is_verbatim,
        })
    }

    pub(crate) fn members(&self) -> Option<Members<'d>> {
        (self.entry.kind == Kind::Object).then(|| Members(self.within()))
    }

    const fn within(&self) -> ChildRange<'d> {
        ChildRange { document: self.document, next: self.ordinal + 1, end: self.entry.end() }
    }
}

impl<'d> ChildRange<'d> {
    /// The children, each with its own children.
    fn slots(mut self) -> impl Iterator<Item = NodeRef<'d>> {
        std::iter::from_fn(move || {
            if self.next >= self.end {
                return None;
            }
            let slot = self.document.slot(self.next)?;
            self.next = slot.entry.end();
            Some(slot)
        })
    }
}

impl<'d> Elements<'d> {
    /// The elements, in order.
    pub fn iter(&self) -> impl Iterator<Item = Value<'d>> + use<'d> {
        self.0.slots().map(|slot| slot.value())
    }

    pub(crate) fn slots(self) -> impl Iterator<Item = NodeRef<'d>> {
        self.0.slots()
    }
}

impl<'d> Members<'d> {
    /// The names and values, in order; of duplicate members, the last. A member whose name has an
    /// unpaired surrogate is not among them.
    pub fn iter(&self) -> impl Iterator<Item = (&'d str, Value<'d>)> + use<'d> {
        self.effective().map(|slot| (slot.name(), slot.value()))
    }

    /// Whether the object has no members, not even one whose name has an unpaired surrogate.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.next == self.0.end
    }

    pub(crate) fn slots(self) -> impl Iterator<Item = NodeRef<'d>> {
        self.0.slots()
    }

    /// The members without earlier duplicates and unrepresentable names.
    pub(crate) fn effective(self) -> impl Iterator<Item = NodeRef<'d>> {
        self.0.slots().filter(|slot| slot.entry.is_effective())
    }

    /// Whether the name of any member is unrepresentable.
    pub(crate) fn has_unrepresentable_name(self) -> bool {
        self.0.document.has_unrepresentable()
            && self.0.slots().any(|slot| slot.entry.has_unrepresentable_name())
    }

    /// The object of only those members whose names are unrepresentable.
    pub(crate) fn with_unrepresentable_names(self) -> Node<'d> {
        let members = self.0.slots().filter(|slot| slot.entry.has_unrepresentable_name());
        Node::Object(members.filter_map(NodeRef::to_member).collect())
    }

    #[inline]
    pub(crate) fn find(self, name: &str) -> Option<NodeRef<'d>> {
        self.find_tagged(NameTag::of(name.as_bytes()), name)
    }

    #[inline]
    pub(crate) fn find_tagged(self, tag: NameTag, name: &str) -> Option<NodeRef<'d>> {
        let ChildRange { document, mut next, end } = self.0;
        let entries = document.entries.get(..end)?;
        while let Some(entry) = entries.get(next) {
            if entry.is_named(name.as_bytes(), tag, &document.source) && !entry.is_repeated.get() {
                return Some(NodeRef { document, entry, ordinal: next });
            }
            next = entry.end();
        }
        None
    }

    /// The names, for repeated lookups.
    pub(crate) fn names(self) -> Names<'d> {
        const FEW: usize = 16;
        if self.slots().nth(FEW).is_none() {
            Names::Few(self)
        } else {
            Names::Many(self.effective().map(|slot| slot.name()).collect())
        }
    }
}

/// The names of the members of an object. Searches a few linearly, hashes many.
pub(crate) enum Names<'d> {
    Few(Members<'d>),
    Many(HashSet<&'d str>),
}

impl Names<'_> {
    pub(crate) fn contains(&self, name: &str) -> bool {
        match self {
            Self::Few(members) => members.find(name).is_some(),
            Self::Many(names) => names.contains(name),
        }
    }
}

impl<'d> Value<'d> {
    /// The text of a string; `None` for another type.
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

    /// The members of an object; `None` for another type.
    #[must_use]
    pub const fn members(&self) -> Option<Members<'d>> {
        match self {
            Self::Object(members) => Some(*members),
            _ => None,
        }
    }

    /// The elements of an array; `None` for another type.
    #[must_use]
    pub const fn elements(&self) -> Option<Elements<'d>> {
        match self {
            Self::Array(elements) => Some(*elements),
            _ => None,
        }
    }

    /// The value of the member `name`; of duplicate members, the last.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<Self> {
        self.members()?.find(name).map(|slot| slot.value())
    }

    /// Converts the value to a tree; of duplicate members, the last.
    #[must_use]
    pub fn to_node(self) -> Node<'d> {
        match self {
            Self::Null => Node::Null,
            Self::Bool(value) => Node::Bool(value),
            Self::Number(number) => Node::Number(number),
            Self::Text(text) => Node::text(text),
            Self::Unrepresentable(json) => Node::Unrepresentable(json.into()),
            Self::Array(elements) => Node::Array(elements.iter().map(Self::to_node).collect()),
            Self::Object(members) => {
                Node::Object(members.slots().filter_map(NodeRef::to_member).collect())
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
    /// Writes names and types only, because values may be secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(formatter)
    }
}

impl fmt::Debug for Value<'_> {
    /// Writes names and types only, because values may be secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_node().fmt(formatter)
    }
}

impl fmt::Debug for NodeRef<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(formatter)
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
