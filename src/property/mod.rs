//! What a dialect is made of: one row for each member, which reads, writes and describes it in both messages.

mod alias;
mod constant;
mod context;
mod elements;
mod list;
mod members;
mod object;
mod part;
mod single;
pub mod unit;
pub mod value;

pub use alias::{Alias, alias};
pub use constant::{Constant, Envelope, ReadOnlyMembers, constant, envelope, read_only_members};
pub use context::UpdateContext;
pub use elements::{Elements, Texts, read_parts, texts_of, write_parts};
pub use list::{List, list, read_only_list};
pub use members::{Message, Properties, Property};
pub use object::{ObjectProperty, object, object_named};
pub use part::{
    Part, PartConstant, PartEnvelope, PartGroup, PartList, PartReferences, PartTexts, Parts, SinglePart, part,
    part_constant, part_envelope, part_group, part_list, part_read_only, part_references, part_texts,
};
pub use single::{ClearedBy, ReadOnly, ValueProperty, property, property_named};
