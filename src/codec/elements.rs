//! The elements of a list: objects of parts, or texts.

use std::fmt::Debug;

use super::part::Parts;
use super::property::Message;
use super::schema::{AdditionalMembers, Schema};
use super::value::Codec;
use crate::codec::{Conversion, DropReason, EmptyMeaning, Field, Object, ObjectWriter};
use crate::json::{Name, Node};
use crate::model::{Attribute, Composite};

/// How the elements of a list are read and written.
pub trait Elements<T>: Debug + Send + Sync {
    /// Reads one element. An invalid one is a problem of an update.
    fn read(&self, field: &Field<'_, '_>, message: Message) -> Option<T>;

    /// The schema of one element.
    fn schema(&self, message: Message) -> Schema;

    /// Writes the list, and records that it holds `attribute`.
    fn write<'u>(
        &'u self,
        name: Name<'u>,
        attribute: Attribute,
        elements: &'u [T],
        out: &mut ObjectWriter<'_, 'u>,
        message: Message,
    );
}

impl<T: Composite + 'static> Elements<T> for Parts<T> {
    fn read(&self, field: &Field<'_, '_>, message: Message) -> Option<T> {
        read_element(self, field, message)
    }

    fn schema(&self, message: Message) -> Schema {
        parts_schema(self, message)
    }

    fn write<'u>(
        &'u self,
        name: Name<'u>,
        attribute: Attribute,
        elements: &'u [T],
        out: &mut ObjectWriter<'_, 'u>,
        message: Message,
    ) {
        let conversion = match (check_elements(self, elements, message), message) {
            (Ok(conversion), _) => conversion,
            (Err(reason), Message::Update) => return out.record_dropped(attribute, reason),
            (Err(_), Message::User) => Some(Conversion::Partial),
        };
        let extras =
            |element: &&'u T| if message == Message::User { element.extras() } else { None };
        out.list(name, attribute, Some(elements), extras, |element, out| {
            write_parts(self, element, message, out);
        });
        if conversion.is_some() {
            out.record_also(name, attribute, conversion);
        }
    }
}

/// Reads an element part by part. In a user, what the parts do not hold becomes extras.
pub(super) fn read_element<T: Composite>(
    parts: Parts<T>,
    field: &Field<'_, '_>,
    message: Message,
) -> Option<T> {
    let object = field.object(if message == Message::Update {
        EmptyMeaning::Reject
    } else {
        EmptyMeaning::Keep
    });
    let mut element = T::blank();
    if !read_parts(parts, &object, &mut element, message) {
        return None;
    }
    if message == Message::User {
        // Extras of other dialects that the message holds are written too, so they are not part
        // of the difference.
        let own = field.extras(|out| write_parts(parts, &element, message, out));
        if !own.is_empty()
            && let Some(extras) = element.extras_mut()
        {
            *extras = std::mem::take(extras).chain(own);
        }
    }
    Some(element)
}

/// Reads all parts of one object. Returns whether every required part was read.
pub(crate) fn read_parts<T>(
    parts: Parts<T>,
    object: &Object<'_, '_>,
    element: &mut T,
    message: Message,
) -> bool {
    let is_complete = parts
        .iter()
        .fold(true, |is_complete, part| part.read(object, element, message) & is_complete);
    if object.has_unread() {
        for part in parts {
            part.read_rest(object, message);
        }
    }
    is_complete
}

/// Returns how some part of some element is converted, if one is.
pub(crate) fn check_elements<T>(
    parts: Parts<T>,
    elements: &[T],
    message: Message,
) -> Result<Option<Conversion>, DropReason> {
    let mut conversion = None;
    for element in elements {
        for part in parts {
            conversion = part.check(element, message)?.or(conversion);
        }
    }
    Ok(conversion)
}

/// Writes all parts into one object.
pub(crate) fn write_parts<'u, T>(
    parts: Parts<T>,
    element: &'u T,
    message: Message,
    out: &mut ObjectWriter<'_, 'u>,
) {
    for part in parts {
        part.write(element, message, out);
    }
}

/// A codec for elements that are texts.
#[derive(Debug, Clone, Copy)]
pub struct Texts<C>(C);

/// Returns elements that are texts, read and written by `codec`. If one cannot be written, the
/// whole list is dropped.
#[must_use]
pub const fn texts_of<C>(codec: C) -> Texts<C> {
    Texts(codec)
}

impl<C: Codec<Value: 'static>> Elements<C::Value> for Texts<C> {
    /// An object that repeats an element of the current user stands for its id.
    fn read(&self, field: &Field<'_, '_>, message: Message) -> Option<C::Value> {
        if message == Message::Update && field.stands_for_current(&["id"]) {
            let object = field.object(EmptyMeaning::Reject);
            let value = object.member("id").require(&self.0);
            object.rest_only_repeats();
            return value;
        }
        field.require(&self.0)
    }

    fn schema(&self, message: Message) -> Schema {
        self.0.schema(message)
    }

    fn write<'u>(
        &'u self,
        name: Name<'u>,
        attribute: Attribute,
        elements: &'u [C::Value],
        out: &mut ObjectWriter<'_, 'u>,
        message: Message,
    ) {
        let nodes: Result<Vec<Node<'u>>, _> = elements
            .iter()
            .map(|element| self.0.print(element, message).map(|(node, _)| node))
            .collect();
        out.attribute(name, attribute, nodes.map(|nodes| (Node::Array(nodes), None)));
    }
}

/// Returns the schema of an object with these parts.
pub(crate) fn parts_schema<T>(parts: Parts<T>, message: Message) -> Schema {
    let mut members = Vec::new();
    for part in parts {
        part.describe(message, &mut members);
    }
    let additional = match message {
        Message::Update => AdditionalMembers::Forbidden,
        Message::User => AdditionalMembers::Allowed,
    };
    Schema::object(members, additional)
}
