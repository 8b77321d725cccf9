//! The parts of a list element. They are recorded with the list, not one by one.

use std::fmt::Debug;

use super::elements::{check_elements, parts_schema, read_element, read_parts, write_parts};
use super::property::Message;
use super::schema::{AdditionalMembers, MemberSchema, Schema, ValueSchema as _};
use super::value::Codec;
use crate::codec::value::text_value;
use crate::codec::{Conversion, DropReason, EmptyMeaning, Object, ObjectWriter};
use crate::json::Name;
use crate::model::{Composite, Lens, ResourceId};

/// A row of a list element.
pub trait Part<T>: Debug + Send + Sync {
    /// Reads the part. Returns whether the element is still valid; without a required part it is
    /// not.
    fn read(&self, object: &Object<'_, '_>, element: &mut T, message: Message) -> bool;

    /// Returns how the part is converted in messages of this kind, if it is.
    ///
    /// # Errors
    /// Returns why the part cannot be written: an update then drops the whole list, a user omits
    /// the part.
    fn check(&self, element: &T, message: Message) -> Result<Option<Conversion>, DropReason> {
        let _ = (element, message);
        Ok(None)
    }

    /// Writes the part.
    fn write<'u>(&'u self, element: &'u T, message: Message, out: &mut ObjectWriter<'_, 'u>);

    /// Describes the members of the part in one message.
    fn describe(&self, message: Message, members: &mut Vec<MemberSchema>);

    /// Reads members of this part that are still unread after all parts have been read.
    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        let _ = (object, message);
    }
}

/// The rows of an element, written in this order.
pub type Parts<T> = &'static [&'static dyn Part<T>];

/// A member of an element that holds one value.
#[derive(Debug, Clone, Copy)]
pub struct SinglePart<L, C> {
    name: Name<'static>,
    lens: L,
    codec: C,
    is_required: bool,
}

/// Returns a member of an element that holds one value.
#[must_use]
pub const fn part<L, C>(name: &'static str, lens: L, codec: C) -> SinglePart<L, C> {
    SinglePart { name: Name::fixed(name), lens, codec, is_required: false }
}

impl<L, C> SinglePart<L, C> {
    /// Documents that every element has the member.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }
}

impl<L: Lens, C: Codec<Value = L::Value>> Part<L::Of> for SinglePart<L, C> {
    fn read(&self, object: &Object<'_, '_>, element: &mut L::Of, message: Message) -> bool {
        let value = match (message, self.is_required) {
            (Message::Update, true) => object.required(self.name).require(&self.codec),
            (Message::Update, false) => object.member(self.name).require(&self.codec),
            (Message::User, _) => object.member(self.name).part(&self.codec),
        };
        let is_there = value.is_some();
        if let Some(value) = value {
            self.lens.set(element, value);
        }
        is_there || !self.is_required
    }

    fn describe(&self, message: Message, members: &mut Vec<MemberSchema>) {
        let schema = self.codec.schema(message);
        members.push(member(self.name, schema, self.is_required));
    }

    fn check(&self, element: &L::Of, message: Message) -> Result<Option<Conversion>, DropReason> {
        match self.lens.get(element) {
            Some(_) if self.codec.is_exact() => Ok(None),
            Some(value) => self.codec.print(value, message).map(|(_, conversion)| conversion),
            None => Ok(None),
        }
    }

    fn write<'u>(&'u self, element: &'u L::Of, message: Message, out: &mut ObjectWriter<'_, 'u>) {
        if let Some(Ok((node, _))) =
            self.lens.get(element).map(|value| self.codec.print(value, message))
        {
            out.literal(self.name, node);
        }
    }
}

/// A list of texts within an element.
#[derive(Debug, Clone, Copy)]
pub struct PartTexts<L, C>(SinglePart<L, C>);

/// Returns a list of texts within an element.
#[must_use]
pub const fn part_texts<L, C>(name: &'static str, lens: L, codec: C) -> PartTexts<L, C> {
    PartTexts(part(name, lens, codec))
}

impl<L, C> PartTexts<L, C> {
    /// Documents that every element has the member.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.0.is_required = true;
        self
    }
}

impl<T: 'static, L: Lens<Value = Vec<T>>, C: Codec<Value = T>> Part<L::Of> for PartTexts<L, C> {
    fn read(&self, object: &Object<'_, '_>, element: &mut L::Of, message: Message) -> bool {
        let Self(SinglePart { name, lens, codec, is_required }) = self;
        let field = if *is_required && message == Message::Update {
            object.required(*name)
        } else {
            object.member(*name)
        };
        let values = field.all_of(|one| match message {
            Message::Update => one.require(codec),
            Message::User => one.part(codec),
        });
        let is_there = values.is_some();
        if let Some(values) = values {
            lens.set(element, values);
        }
        is_there || !is_required
    }

    fn describe(&self, message: Message, members: &mut Vec<MemberSchema>) {
        let Self(SinglePart { name, codec, is_required, .. }) = self;
        members.push(member(*name, Schema::array(codec.schema(message)), *is_required));
    }

    fn check(&self, element: &L::Of, message: Message) -> Result<Option<Conversion>, DropReason> {
        let Self(SinglePart { lens, codec, .. }) = self;
        let mut worst = None;
        if codec.is_exact() {
            return Ok(worst);
        }
        for value in lens.get(element).into_iter().flatten() {
            worst = codec.print(value, message)?.1.or(worst);
        }
        Ok(worst)
    }

    fn write<'u>(&'u self, element: &'u L::Of, message: Message, out: &mut ObjectWriter<'_, 'u>) {
        let Self(SinglePart { name, lens, codec, .. }) = self;
        if let Some(values) = lens.get(element) {
            let encoded = values.iter().map(|value| codec.print(value, message));
            let nodes = encoded.flatten().map(|(node, _)| node);
            out.literal(*name, crate::json::Node::Array(nodes.collect()));
        }
    }
}

/// A list of objects within an element.
#[derive(Debug)]
pub(crate) struct PartList<L, T: 'static> {
    name: Name<'static>,
    lens: L,
    parts: Parts<T>,
}

/// Returns a list of objects within an element.
#[must_use]
pub const fn part_list<L: Lens<Value = Vec<T>>, T: Composite + 'static>(
    name: &'static str,
    lens: L,
    parts: Parts<T>,
) -> impl Part<L::Of> + Copy {
    PartList { name: Name::fixed(name), lens, parts }
}

impl<L: Copy, T> Clone for PartList<L, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L: Copy, T> Copy for PartList<L, T> {}

impl<T: Composite + 'static, L: Lens<Value = Vec<T>>> Part<L::Of> for PartList<L, T> {
    fn read(&self, object: &Object<'_, '_>, element: &mut L::Of, message: Message) -> bool {
        let field = object.member(self.name);
        let list = match message {
            Message::Update => field.all_of(|one| read_element(self.parts, &one, message)),
            Message::User => field.all(|one| read_element(self.parts, &one, message)),
        };
        if let Some(list) = list {
            self.lens.set(element, list);
        }
        true
    }

    fn describe(&self, message: Message, members: &mut Vec<MemberSchema>) {
        members.push(member(self.name, Schema::array(parts_schema(self.parts, message)), false));
    }

    fn check(&self, element: &L::Of, message: Message) -> Result<Option<Conversion>, DropReason> {
        let list = self.lens.get(element).map(Vec::as_slice).unwrap_or_default();
        check_elements(self.parts, list, message)
    }

    fn write<'u>(&'u self, element: &'u L::Of, message: Message, out: &mut ObjectWriter<'_, 'u>) {
        let list = self.lens.get(element).map(Vec::as_slice);
        out.objects(
            self.name,
            list,
            |one: &&'u T| one.extras(),
            |one, out| write_parts(self.parts, one, message, out),
        );
    }
}

/// An object within an element.
#[derive(Debug)]
pub(crate) struct PartGroup<T: 'static> {
    name: Name<'static>,
    parts: Parts<T>,
}

/// Returns an object within an element, which is omitted if nothing is written into it.
#[must_use]
pub const fn part_group<T: Debug + 'static>(
    name: &'static str,
    parts: Parts<T>,
) -> impl Part<T> + Copy {
    PartGroup { name: Name::fixed(name), parts }
}

impl<T> Clone for PartGroup<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for PartGroup<T> {}

impl<T: 'static + Debug> Part<T> for PartGroup<T> {
    fn read(&self, object: &Object<'_, '_>, element: &mut T, message: Message) -> bool {
        let within = object.member(self.name).object(EmptyMeaning::Keep);
        read_parts(self.parts, &within, element, message)
    }

    fn describe(&self, message: Message, members: &mut Vec<MemberSchema>) {
        members.push(member(self.name, parts_schema(self.parts, message), false));
    }

    fn check(&self, element: &T, message: Message) -> Result<Option<Conversion>, DropReason> {
        check_elements(self.parts, std::slice::from_ref(element), message)
    }

    fn write<'u>(&'u self, element: &'u T, message: Message, out: &mut ObjectWriter<'_, 'u>) {
        out.object(self.name, |out| write_parts(self.parts, element, message, out));
    }
}

/// A member of an element that is always the same text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PartConstant {
    name: Name<'static>,
    value: &'static str,
}

/// Returns a member of an element that is written as this text, and accepted with any value.
#[must_use]
pub const fn part_constant<T>(name: &'static str, value: &'static str) -> impl Part<T> + Copy {
    PartConstant { name: Name::fixed(name), value }
}

impl<T> Part<T> for PartConstant {
    fn read(&self, _: &Object<'_, '_>, _: &mut T, _: Message) -> bool {
        true
    }

    fn describe(&self, message: Message, members: &mut Vec<MemberSchema>) {
        let schema = match message {
            Message::Update => Schema::any(),
            Message::User => Schema::text_constant(self.value),
        };
        members.push(member(self.name, schema, false));
    }

    fn write<'u>(&'u self, _: &'u T, _: Message, out: &mut ObjectWriter<'_, 'u>) {
        out.literal_text(self.name, self.value);
    }

    fn read_rest(&self, object: &Object<'_, '_>, _: Message) {
        object.ignore(&[self.name.as_str()]);
    }
}

/// Members of an element that are accepted and never written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PartEnvelope {
    names: &'static [&'static str],
    is_read_only: bool,
}

/// Returns members of an element that are not part of it, or that only its extras keep.
#[must_use]
pub const fn part_envelope<T>(names: &'static [&'static str]) -> impl Part<T> + Copy {
    PartEnvelope { names, is_read_only: false }
}

/// Returns members of an element in which an update can only repeat the current value.
#[must_use]
pub const fn part_read_only<T>(names: &'static [&'static str]) -> impl Part<T> + Copy {
    PartEnvelope { names, is_read_only: true }
}

impl<T> Part<T> for PartEnvelope {
    fn read(&self, _: &Object<'_, '_>, _: &mut T, _: Message) -> bool {
        true
    }

    fn describe(&self, message: Message, members: &mut Vec<MemberSchema>) {
        for name in self.names {
            let schema = match message {
                Message::Update if self.is_read_only => {
                    Schema::any().read_only().with_rule("read-only")
                }
                _ => Schema::any(),
            };
            members.push(MemberSchema::optional(*name, schema));
        }
    }

    fn write<'u>(&'u self, _: &'u T, _: Message, _: &mut ObjectWriter<'_, 'u>) {}

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        if self.is_read_only && message == Message::Update {
            object.read_only(message, self.names);
        } else {
            object.ignore(self.names);
        }
    }
}

/// References to other resources within an element: objects of a type and an id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PartReferences<L> {
    name: Name<'static>,
    lens: L,
    kind: &'static str,
}

/// Returns references to other resources within an element. They are written with the type `kind`,
/// and read with any type.
#[must_use]
pub const fn part_references<L: Lens<Value = Vec<ResourceId>>>(
    name: &'static str,
    lens: L,
    kind: &'static str,
) -> impl Part<L::Of> + Copy {
    PartReferences { name: Name::fixed(name), lens, kind }
}

impl<L: Lens<Value = Vec<ResourceId>>> Part<L::Of> for PartReferences<L> {
    fn read(&self, object: &Object<'_, '_>, element: &mut L::Of, _: Message) -> bool {
        let ids = object.member(self.name).all(|one| {
            let reference = one.object(EmptyMeaning::Keep);
            reference.ignore(&["type"]);
            reference.member("id").part(&text_value::<ResourceId>())
        });
        if let Some(ids) = ids {
            self.lens.set(element, ids);
        }
        true
    }

    fn describe(&self, _: Message, members: &mut Vec<MemberSchema>) {
        let reference = [
            MemberSchema::optional("type", Schema::any()),
            MemberSchema::required("id", ResourceId::schema()),
        ];
        let reference = Schema::object(reference, AdditionalMembers::Allowed);
        members.push(member(self.name, Schema::array(reference), false));
    }

    fn write<'u>(&'u self, element: &'u L::Of, _: Message, out: &mut ObjectWriter<'_, 'u>) {
        let ids = self.lens.get(element).map(Vec::as_slice);
        out.objects(
            self.name,
            ids,
            |_| None,
            |id: &'u ResourceId, out| {
                out.literal_text("type", self.kind);
                out.literal_text("id", id.as_str());
            },
        );
    }
}

fn member(name: Name<'static>, schema: Schema, is_required: bool) -> MemberSchema {
    if is_required {
        MemberSchema::required(name.to_cow(), schema)
    } else {
        MemberSchema::optional(name.to_cow(), schema)
    }
}
