//! Schema to JSON. The keywords are in a fixed order.

use std::borrow::Cow;

use super::definition::{Kind, Schema};
use super::members::{AdditionalMembers, MemberSchema};
use crate::json::{Member, Node, Number};

/// JSON Schema 2020-12, Core, section 8.1.1.
const VERSION: &str = "https://json-schema.org/draft/2020-12/schema";

impl Schema {
    /// Returns the schema as a JSON value.
    #[must_use]
    pub(crate) fn to_node(&self) -> Node<'_> {
        let Self { kind, keywords, annotations } = self;
        let mut members = Vec::new();
        push(&mut members, "$schema", annotations.is_document.then(|| Node::text(VERSION)));
        push(&mut members, "title", annotations.title.as_deref().map(Node::text));
        push_kind(&mut members, kind);
        push(&mut members, "format", keywords.format.as_deref().map(Node::text));
        push(&mut members, "pattern", keywords.pattern.as_deref().map(Node::text));
        push(&mut members, "minLength", keywords.min_length.map(unsigned));
        push(&mut members, "maxLength", keywords.max_length.map(unsigned));
        push(&mut members, "minimum", keywords.minimum.map(signed));
        push(&mut members, "maximum", keywords.maximum.map(signed));
        let names = keywords.member_names.as_deref();
        push(&mut members, "propertyNames", names.map(Self::to_node));
        push(&mut members, "readOnly", annotations.is_read_only.then_some(Node::Bool(true)));
        push(&mut members, "writeOnly", annotations.is_write_only.then_some(Node::Bool(true)));
        push(&mut members, "examples", non_empty(annotations.examples.iter().cloned()));
        push(&mut members, "x-rules", non_empty(self.rules().map(Node::text)));
        object(members)
    }

    #[cfg(feature = "http")]
    /// Converts the schema into an owned JSON value.
    #[must_use]
    pub(crate) fn into_node<'n>(self) -> Node<'n> {
        self.to_node().into_owned()
    }

    /// Returns the schema as JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_node().to_json()
    }
}

type Members<'s> = Vec<(Cow<'s, str>, Node<'s>)>;

fn push<'s>(members: &mut Members<'s>, keyword: &'static str, value: Option<Node<'s>>) {
    members.extend(value.map(|value| (keyword.into(), value)));
}

/// Pushes the type, and the keywords that describe values of that type alone.
fn push_kind<'s>(members: &mut Members<'s>, kind: &'s Kind) {
    let name = match kind {
        Kind::Any | Kind::AnyOf(_) => None,
        Kind::Null => Some("null"),
        Kind::Boolean | Kind::BooleanEnum(_) => Some("boolean"),
        Kind::WholeNumber => Some("integer"),
        Kind::Text | Kind::TextEnum(_) => Some("string"),
        Kind::Array(_) => Some("array"),
        Kind::Object(..) => Some("object"),
    };
    push(members, "type", name.map(Node::text));
    match kind {
        Kind::Any | Kind::Null | Kind::Boolean | Kind::WholeNumber | Kind::Text => {}
        Kind::BooleanEnum(values) => {
            push_enum(members, values.iter().map(|value| Node::Bool(*value)).collect());
        }
        Kind::TextEnum(values) => {
            push_enum(members, values.iter().map(|value| Node::text(value.as_ref())).collect());
        }
        Kind::Array(items) => push(members, "items", Some(items.to_node())),
        Kind::Object(named, additional) => push_object(members, named, additional),
        Kind::AnyOf(schemas) => {
            let schemas = schemas.iter().map(Schema::to_node).collect();
            push(members, "anyOf", Some(Node::Array(schemas)));
        }
    }
}

fn push_enum<'s>(members: &mut Members<'s>, values: Vec<Node<'s>>) {
    match <[Node<'s>; 1]>::try_from(values) {
        Ok([value]) => push(members, "const", Some(value)),
        Err(values) => push(members, "enum", Some(Node::Array(values))),
    }
}

fn push_object<'s>(
    members: &mut Members<'s>,
    named: &'s [MemberSchema],
    additional: &'s AdditionalMembers,
) {
    if !named.is_empty() {
        let properties = named.iter().map(|one| (one.name().into(), one.schema().to_node()));
        push(members, "properties", Some(object(properties.collect())));
    }
    let required = named.iter().filter(|member| member.is_required());
    push(members, "required", non_empty(required.map(|member| Node::text(member.name()))));
    let additional = match additional {
        AdditionalMembers::Allowed => None,
        AdditionalMembers::Forbidden => Some(Node::Bool(false)),
        AdditionalMembers::Of(schema) => Some(schema.to_node()),
    };
    push(members, "additionalProperties", additional);
}

fn non_empty<'s>(values: impl Iterator<Item = Node<'s>>) -> Option<Node<'s>> {
    let values: Vec<Node<'s>> = values.collect();
    (!values.is_empty()).then_some(Node::Array(values))
}

const fn unsigned<'s>(number: u64) -> Node<'s> {
    Node::Number(Number::Unsigned(number))
}

fn signed<'s>(number: i64) -> Node<'s> {
    Node::Number(u64::try_from(number).map_or(Number::Negative(number), Number::Unsigned))
}

fn object(members: Members<'_>) -> Node<'_> {
    Node::Object(members.into_iter().map(|(name, value)| Member::new(name, value)).collect())
}
