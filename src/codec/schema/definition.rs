//! The schema of a JSON value, by the type of the value.

use std::borrow::Cow;

use super::annotations::Annotations;
use super::keywords::Keywords;
use super::members::{AdditionalMembers, MemberSchema};

/// A schema of JSON Schema 2020-12, with the keywords that messages need.
///
/// ```
/// use idiolect::codec::schema::Schema;
///
/// let schema = Schema::any_of([Schema::text().with_max_length(10), Schema::null()]);
/// let json = r#"{"anyOf":[{"type":"string","maxLength":10},{"type":"null"}]}"#;
/// assert_eq!(schema.to_json(), json);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    pub(super) kind: Kind,
    pub(super) keywords: Keywords,
    pub(super) annotations: Annotations,
}

/// The type of the values that a schema describes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Any,
    Null,
    Boolean,
    BooleanEnum(Vec<bool>),
    WholeNumber,
    Text,
    TextEnum(Vec<Cow<'static, str>>),
    Array(Box<Schema>),
    Object(Vec<MemberSchema>, AdditionalMembers),
    AnyOf(Vec<Schema>),
}

impl Schema {
    const fn new(kind: Kind) -> Self {
        Self { kind, keywords: Keywords::NONE, annotations: Annotations::NONE }
    }

    /// Any value.
    #[must_use]
    pub const fn any() -> Self {
        Self::new(Kind::Any)
    }

    /// `null`
    #[must_use]
    pub const fn null() -> Self {
        Self::new(Kind::Null)
    }

    /// `true` or `false`
    #[must_use]
    pub const fn boolean() -> Self {
        Self::new(Kind::Boolean)
    }

    /// A number without a fraction; `1.0` is one too (JSON Schema, section 4.2.3).
    #[must_use]
    pub const fn whole_number() -> Self {
        Self::new(Kind::WholeNumber)
    }

    /// A string.
    #[must_use]
    pub const fn text() -> Self {
        Self::new(Kind::Text)
    }

    /// Exactly this string.
    #[must_use]
    pub(crate) fn text_constant(value: impl Into<Cow<'static, str>>) -> Self {
        Self::text_enum([value.into()])
    }

    /// One of these strings, of which there is at least one.
    #[must_use]
    pub fn text_enum<T: Into<Cow<'static, str>>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::new(Kind::TextEnum(values.into_iter().map(Into::into).collect()))
    }

    /// One of these booleans, of which there is at least one.
    #[must_use]
    pub(crate) fn boolean_enum(values: impl IntoIterator<Item = bool>) -> Self {
        Self::new(Kind::BooleanEnum(values.into_iter().collect()))
    }

    /// An array of any length, with these elements.
    #[must_use]
    pub fn array(items: Self) -> Self {
        Self::new(Kind::Array(Box::new(items)))
    }

    /// An object with these members, each name once.
    #[must_use]
    pub fn object(
        members: impl IntoIterator<Item = MemberSchema>,
        additional: AdditionalMembers,
    ) -> Self {
        Self::new(Kind::Object(members.into_iter().collect(), additional))
    }

    /// A value of at least one of `schemas`, of which there is at least one.
    #[must_use]
    pub fn any_of(schemas: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Kind::AnyOf(schemas.into_iter().collect()))
    }

    /// The schema with any additional members wherever it forbids them, at any depth.
    #[must_use]
    pub(crate) fn with_additional_members(mut self) -> Self {
        self.allow_additional_members();
        self
    }

    fn allow_additional_members(&mut self) {
        match &mut self.kind {
            Kind::Array(items) => items.allow_additional_members(),
            Kind::AnyOf(schemas) => schemas.iter_mut().for_each(Self::allow_additional_members),
            Kind::Object(members, additional) => {
                let schemas = members.iter_mut().map(|member| &mut member.schema);
                schemas.for_each(Self::allow_additional_members);
                if *additional == AdditionalMembers::Forbidden {
                    *additional = AdditionalMembers::Allowed;
                }
            }
            Kind::Any
            | Kind::Null
            | Kind::Boolean
            | Kind::BooleanEnum(_)
            | Kind::WholeNumber
            | Kind::Text
            | Kind::TextEnum(_) => {}
        }
    }

    /// A value of one of `schemas`. A single schema is returned unchanged.
    #[must_use]
    pub(crate) fn one_of(mut schemas: Vec<Self>) -> Self {
        match (schemas.pop(), schemas.is_empty()) {
            (Some(schema), true) => schema,
            (last, _) => Self::any_of(schemas.into_iter().chain(last)),
        }
    }
}
