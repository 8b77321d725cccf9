//! The members of an object.

use std::borrow::Cow;

use super::definition::Schema;

/// A member of an object: its name, its schema, and whether it is required.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberSchema {
    pub(super) name: Cow<'static, str>,
    pub(super) schema: Schema,
    pub(super) is_required: bool,
}

impl MemberSchema {
    /// A member that every such object has.
    pub fn required(name: impl Into<Cow<'static, str>>, schema: Schema) -> Self {
        Self { name: name.into(), schema, is_required: true }
    }

    /// A member that such an object may have.
    pub fn optional(name: impl Into<Cow<'static, str>>, schema: Schema) -> Self {
        Self { name: name.into(), schema, is_required: false }
    }

    /// The member's name.
    #[must_use]
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The schema of the member's value.
    #[must_use]
    pub(crate) const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Whether every such object has the member.
    #[must_use]
    pub(crate) const fn is_required(&self) -> bool {
        self.is_required
    }
}

/// The members that an object may have besides those that its schema names.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "JSON Schema has a schema here, `false`, or nothing")]
pub enum AdditionalMembers {
    /// None.
    Forbidden,
    /// Any.
    Allowed,
    /// Members of any name, with values of this schema.
    Of(Box<Schema>),
}

impl From<Schema> for AdditionalMembers {
    fn from(schema: Schema) -> Self {
        Self::Of(Box::new(schema))
    }
}
