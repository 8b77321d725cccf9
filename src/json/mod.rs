//! JSON: a borrowed document, a tree, and text. Independent of the model. [`Document::parse`]
//! parses a body into one flat list, [`parse`] into a tree of [`Node`]s, both within [`Limits`].

mod deserialize_members;
mod document;
mod lexer;
mod limits;
mod name;
mod node;
pub(crate) mod output;
mod parser;
mod pointer;
mod print;
mod redacted;
mod source;
pub(crate) mod token;
mod unescaped;

pub(crate) use deserialize_members::deserialize_members;
pub(crate) use document::NodeRef;
pub use document::{Document, Elements, Members, Value};
pub use limits::Limits;
pub use name::Name;
pub(crate) use node::Index;
pub use node::{Member, Node, Number};
pub(crate) use parser::parse_text;
pub use parser::{ParseError, ParseErrorKind, parse};
pub use pointer::Pointer;
pub(crate) use pointer::{push_segment, segments};
pub(crate) use redacted::Redacted;
