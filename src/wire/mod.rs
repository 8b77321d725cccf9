//! JSON in and out: a borrowed document, a reader that finds everything that is wrong, and a writer. Knows no vendor.
//!
//! [`Document::parse`] reads a body. A [`Reader`] goes through it, [`Object`] by [`Object`] and [`Field`] by [`Field`],
//! and [`write()`] builds another message, a tree of [`Node`]s, with an [`ObjectWriter`]. Both keep a [`Provenance`] of what
//! they read and wrote, with pointers; nothing else can put a pointer there.

mod blank;
mod document;
#[cfg(feature = "conformance")]
mod edit;
mod entry;
mod field;
mod lexer;
mod limits;
mod name;
mod node;
mod object;
mod parse;
mod part;
mod place;
mod plain;
mod pointer;
mod print;
mod problem;
mod reader;
mod extras;
mod sink;
mod source;
mod provenance;
mod writer;

pub use blank::{EmptyMeaning, EmptyValues, ClearWith};
pub use document::{Document, Elements, Members, Value};
pub use field::Field;
pub(crate) use field::STRING_EXPECTED;
pub use limits::Limits;
pub use name::Name;
pub use node::{Member, Node, Number};
pub use object::Object;
pub use parse::parse;
pub use pointer::Pointer;
pub use problem::Problem;
pub use reader::{Parsed, Reader, Strictness};
#[cfg(feature = "http")]
pub(crate) use remainder::relinked;
pub use remainder::remainder_of;
pub use trace::{Conversion, DropReason, ReadOutcome, Provenance, WriteOutcome};
pub(crate) use writer::write_into;
pub use writer::{ObjectWriter, Encoding, EncodedTree, as_bool, as_text, texts, write};
