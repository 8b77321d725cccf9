//! Output of the encoder: a tree, for comparison and merging, or a text, for sending.

use std::fmt;

use super::name::Name;
use super::node::{Member, Node};
use super::print::print_string;
use super::redacted::Redacted;

/// The output for one object.
pub(crate) enum ObjectSink<'s, 'u> {
    /// The members so far.
    Tree(&'s mut Vec<Member<'u>>),
    /// The message so far; its end is inside this object.
    Text(&'s mut String),
}

impl fmt::Debug for ObjectSink<'_, '_> {
    /// Writes the length of the text only: it may hold a password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tree(members) => formatter.debug_tuple("Tree").field(members).finish(),
            Self::Text(text) => {
                formatter.debug_tuple("Text").field(&Redacted(text.as_bytes())).finish()
            }
        }
    }
}

/// The output for one array.
pub(crate) enum ArraySink<'s, 'u> {
    /// The elements so far.
    Tree(&'s mut Vec<Node<'u>>),
    /// The message so far; its end is inside this array.
    Text(&'s mut String),
}

/// How an object without members is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty {
    Omitted,
    Written,
}

/// Returns the object that `write` fills, as a tree.
pub(crate) fn tree<'u>(write: impl FnOnce(ObjectSink<'_, 'u>)) -> Node<'u> {
    const USUAL: usize = 8;
    let mut members = Vec::with_capacity(USUAL);
    write(ObjectSink::Tree(&mut members));
    Node::Object(members)
}

/// Appends the object that `write` fills to `text`.
pub(crate) fn append<'u>(text: &mut String, write: impl FnOnce(ObjectSink<'_, 'u>)) {
    text.push('{');
    write(ObjectSink::Text(text));
    text.push('}');
}

impl<'u> ObjectSink<'_, 'u> {
    #[inline]
    pub(crate) fn put(&mut self, name: &Name<'u>, node: Node<'u>) {
        match self {
            Self::Tree(members) => members.push(Member::new(name.as_str().into(), node)),
            Self::Text(text) => {
                begin_member(text, name);
                // Most values are texts, and a text is cheaper to drop than a node.
                match node {
                    Node::Text(string) => print_string(&string, text),
                    node => node.append(text),
                }
            }
        }
    }

    /// Writes a member with an owned name.
    pub(crate) fn put_made(&mut self, name: String, node: Node<'u>) {
        match self {
            Self::Tree(members) => members.push(Member::new(name.into(), node)),
            Self::Text(text) => {
                begin_member(text, &Name::dynamic(&name));
                node.append(text);
            }
        }
    }

    /// Writes the object that `write` fills.
    pub(crate) fn put_object(
        &mut self,
        name: &Name<'u>,
        empty: Empty,
        write: impl FnOnce(ObjectSink<'_, 'u>),
    ) {
        match self {
            Self::Tree(members) => {
                let object = tree(write);
                if empty == Empty::Written
                    || object.members().is_some_and(|members| !members.is_empty())
                {
                    members.push(Member::new(name.as_str().into(), object));
                }
            }
            Self::Text(text) => {
                let before = text.len();
                begin_member(text, name);
                append(text, write);
                if empty == Empty::Omitted && text.ends_with("{}") {
                    text.truncate(before);
                }
            }
        }
    }

    /// Writes the object that `write` fills, if `write` returns `true`.
    pub(crate) fn put_object_if(
        &mut self,
        name: &Name<'u>,
        write: impl FnOnce(ObjectSink<'_, 'u>) -> bool,
    ) {
        let mut is_put = false;
        match self {
            Self::Tree(members) => {
                let object = tree(|sink| is_put = write(sink));
                if is_put {
                    members.push(Member::new(name.as_str().into(), object));
                }
            }
            Self::Text(text) => {
                let before = text.len();
                begin_member(text, name);
                append(text, |sink| is_put = write(sink));
                if !is_put {
                    text.truncate(before);
                }
            }
        }
    }

    /// Writes the array that `write` fills.
    pub(crate) fn put_array(&mut self, name: &Name<'u>, write: impl FnOnce(ArraySink<'_, 'u>)) {
        match self {
            Self::Tree(members) => {
                let mut elements = Vec::new();
                write(ArraySink::Tree(&mut elements));
                members.push(Member::new(name.as_str().into(), Node::Array(elements)));
            }
            Self::Text(text) => {
                begin_member(text, name);
                text.push('[');
                write(ArraySink::Text(text));
                text.push(']');
            }
        }
    }
}

impl<'u> ArraySink<'_, 'u> {
    pub(crate) fn put(&mut self, node: Node<'u>) {
        match self {
            Self::Tree(elements) => elements.push(node),
            Self::Text(text) => {
                begin(text);
                node.append(text);
            }
        }
    }

    /// Writes the object that `write` fills.
    pub(crate) fn put_object(&mut self, write: impl FnOnce(ObjectSink<'_, 'u>)) {
        match self {
            Self::Tree(elements) => elements.push(tree(write)),
            Self::Text(text) => {
                begin(text);
                append(text, write);
            }
        }
    }
}

#[inline]
fn begin_member(text: &mut String, name: &Name<'_>) {
    begin(text);
    if name.is_plain() {
        text.reserve(name.as_str().len() + "\"\":".len());
        text.push('"');
        text.push_str(name.as_str());
        text.push('"');
    } else {
        print_string(name.as_str(), text);
    }
    text.push(':');
}

/// Appends the comma before a member or element that is not the first: only then does the text not
/// end with an opening bracket, because every value ends with another character.
fn begin(text: &mut String) {
    if !matches!(text.as_bytes().last(), Some(b'{' | b'[')) {
        text.push(',');
    }
}
