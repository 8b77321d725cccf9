//! The building blocks of a dialect: one row for each member, which reads, writes and describes it
//! in both messages.

mod alias;
mod constant;
pub(crate) mod context;
mod current_list;
mod description;
mod element;
mod elements;
mod empty_values;
mod encoded_tree;
mod encoding;
mod extra_owners;
mod extras;
mod field;
mod field_context;
mod list;
mod object;
mod object_property;
mod part;
mod path;
mod property;
mod provenance;
mod reader;
#[cfg(feature = "http")]
mod relink;
mod repetition;
pub mod schema;
pub mod unit;
mod unknown_members;
mod unread;
mod unrepresentable;
pub mod value;
mod value_property;
mod whole_object;
mod writer;

pub use alias::alias;
pub use constant::{Constant, Envelope, constant, envelope, read_only_members};
// Their public paths are `dialect::IdFormat` and `dialect::UpdateContext`.
pub(crate) use context::{IdFormat, UpdateContext};
pub use description::{Description, MemberDescription, Represents, Support};
pub use elements::{Elements, Texts, texts_of};
pub(crate) use elements::{parts_schema, read_parts, write_parts};
pub use empty_values::{ClearWith, EmptyMeaning, EmptyValues};
pub(crate) use encoded_tree::{Beside, write_into};
pub use encoded_tree::{EncodedTree, write};
pub use encoding::{Encoding, as_bool, as_text, texts};
pub use extras::extras_of;
pub use field::Field;
pub(crate) use field::STRING_EXPECTED;
pub use list::{List, list, list_named, read_only_list};
pub use object::Object;
pub use object_property::{ObjectProperty, object, object_named};
pub use part::{
    Part, PartTexts, Parts, SinglePart, part, part_constant, part_envelope, part_group, part_list,
    part_read_only, part_references, part_texts,
};
pub use property::{Message, Properties, Property};
pub use provenance::{Conversion, DropReason, Provenance, ReadOutcome, WriteOutcome};
pub use reader::{Parsed, Reader, Strictness};
#[cfg(feature = "http")]
pub(crate) use relink::relinked;
pub(crate) use repetition::Current;
pub use value_property::{ClearedBy, ReadOnly, ValueProperty, property, property_named};
pub use writer::ObjectWriter;
