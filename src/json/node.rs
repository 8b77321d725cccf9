//! A JSON value as a tree, borrowed from the text or the user that it represents.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use super::pointer;

/// A JSON value.
/// Two nodes are equal if they are the same JSON; the order of members is not significant.
#[derive(Clone)]
#[expect(
    clippy::exhaustive_enums,
    reason = "RFC 8259 defines exactly these types, and strings that are not Unicode"
)]
pub enum Node<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number<'a>),
    /// A string.
    Text(Cow<'a, str>),
    /// A string with an unpaired surrogate, such as `"\ud83d"`, which cannot be a `str`: its JSON
    /// text, with the quotation marks. It is of none of the other types.
    Unrepresentable(Cow<'a, str>),
    /// An array.
    Array(Vec<Self>),
    /// An object, with its members in the order of the message.
    Object(Vec<Member<'a>>),
}

/// A JSON number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a number that does not fit an integer of 64 bits stays as it was written"
)]
pub enum Number<'a> {
    /// An integer of 0 or more.
    Unsigned(u64),
    /// An integer below 0.
    Negative(i64),
    /// Any other number, as it was written.
    Verbatim(&'a str),
}

impl<'a> Number<'a> {
    /// Converts `text`, which is a valid JSON number.
    pub(crate) fn of(text: &'a str) -> Self {
        match text.strip_prefix('-') {
            None => text.parse().map_or(Self::Verbatim(text), Self::Unsigned),
            // As an integer, `-0` would lose its sign.
            Some("0") => Self::Verbatim(text),
            Some(_) => text.parse().map_or(Self::Verbatim(text), Self::Negative),
        }
    }
}

/// A name and its value.
#[derive(Debug, Clone)]
pub struct Member<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) value: Node<'a>,
    /// Whether the name has an unpaired surrogate, and `name` is its JSON text.
    pub(crate) is_verbatim: bool,
}

impl<'a> Member<'a> {
    pub(crate) const fn new(name: Cow<'a, str>, value: Node<'a>) -> Self {
        Self { name, value, is_verbatim: false }
    }

    /// Whether its name is `name`.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.name == name && !self.is_verbatim
    }

    /// The member's name; of a name with an unpaired surrogate, its JSON text. Such a member is not
    /// found by name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The member's value.
    #[must_use]
    pub const fn value(&self) -> &Node<'a> {
        &self.value
    }
}

impl<'a> Node<'a> {
    /// Creates a string, borrowed or owned.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    #[cfg(feature = "http")]
    /// The value, with all its texts copied.
    #[must_use]
    pub(crate) fn into_owned<'n>(self) -> Node<'n> {
        match self {
            Self::Null => Node::Null,
            Self::Bool(value) => Node::Bool(value),
            Self::Number(number) => match number {
                Number::Unsigned(number) => Node::Number(Number::Unsigned(number)),
                Number::Negative(number) => Node::Number(Number::Negative(number)),
                // Numbers that are no integers of 64 bits are only ever read.
                Number::Verbatim(_) => Node::Null,
            },
            Self::Text(text) => Node::Text(Cow::Owned(text.into_owned())),
            Self::Unrepresentable(json) => Node::Unrepresentable(Cow::Owned(json.into_owned())),
            Self::Array(elements) => {
                Node::Array(elements.into_iter().map(Self::into_owned).collect())
            }
            Self::Object(members) => {
                let member = |one: Member<'a>| Member {
                    name: Cow::Owned(one.name.into_owned()),
                    value: one.value.into_owned(),
                    is_verbatim: one.is_verbatim,
                };
                Node::Object(members.into_iter().map(member).collect())
            }
        }
    }

    /// The text of a string; `None` for another type.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
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
    pub fn members(&self) -> Option<&[Member<'a>]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The elements of an array; `None` for another type.
    #[must_use]
    pub fn elements(&self) -> Option<&[Self]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The value of the member `name`.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Self> {
        find(self.members()?, name).map(|member| &member.value)
    }

    /// The value at the RFC 6901 `pointer`.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        pointer::segments(pointer).try_fold(self, |node, segment| match node {
            Self::Object(_) => node.member(&segment),
            // RFC 6901, section 4: an index has neither sign nor leading zeros.
            Self::Array(elements) => {
                let index: usize = segment.parse().ok()?;
                elements.get(index).filter(|_| index.to_string() == segment)
            }
            _ => None,
        })
    }
}

pub(crate) fn find<'m, 'a>(members: &'m [Member<'a>], name: &str) -> Option<&'m Member<'a>> {
    members.iter().rev().find(|member| member.is_named(name))
}

impl fmt::Debug for Node<'_> {
    /// Writes names and types only, because values may be secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("Null"),
            Self::Bool(_) => formatter.write_str("Bool(..)"),
            Self::Number(_) => formatter.write_str("Number(..)"),
            Self::Text(_) => formatter.write_str("Text(..)"),
            Self::Unrepresentable(_) => formatter.write_str("Unrepresentable(..)"),
            Self::Array(elements) => formatter.debug_list().entries(elements).finish(),
            Self::Object(members) => formatter
                .debug_map()
                .entries(members.iter().map(|member| (&member.name, &member.value)))
                .finish(),
        }
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(one), Self::Bool(two)) => one == two,
            (Self::Number(one), Self::Number(two)) => one == two,
            (Self::Text(one), Self::Text(two))
            | (Self::Unrepresentable(one), Self::Unrepresentable(two)) => one == two,
            (Self::Array(one), Self::Array(two)) => one == two,
            (Self::Object(one), Self::Object(two)) => same_members(one, two),
            _ => false,
        }
    }
}

/// Whether both have the same members, in any order.
fn same_members(one: &[Member<'_>], two: &[Member<'_>]) -> bool {
    let index = Index::new(two);
    let counterpart = |member: &Member<'_>| {
        if member.is_verbatim {
            two.iter().rev().find(|other| other.is_verbatim && other.name == member.name)
        } else {
            index.find(&member.name)
        }
    };
    one.len() == two.len()
        && one
            .iter()
            .all(|member| counterpart(member).is_some_and(|other| other.value == member.value))
}

/// Finds members by name. Searches a few linearly, hashes many.
pub(crate) enum Index<'m, 'a> {
    Few(&'m [Member<'a>]),
    Many(HashMap<&'m str, &'m Member<'a>>),
}

impl<'m, 'a> Index<'m, 'a> {
    pub(crate) fn new(members: &'m [Member<'a>]) -> Self {
        const FEW: usize = 16;
        if members.len() <= FEW {
            Self::Few(members)
        } else {
            let named = members.iter().filter(|member| !member.is_verbatim);
            Self::Many(named.map(|member| (member.name.as_ref(), member)).collect())
        }
    }

    pub(crate) fn find(&self, name: &str) -> Option<&'m Member<'a>> {
        match self {
            Self::Few(members) => find(members, name),
            Self::Many(members) => members.get(name).copied(),
        }
    }
}
