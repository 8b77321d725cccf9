//! The most common row: one member that holds one attribute.

use std::fmt::Debug;
use std::marker::PhantomData;

use super::context::UpdateContext;
use super::description::{Description, MemberDescription, Represents, Support};
use super::property::{Message, Property};
use super::schema::Schema;
use super::value::Codec;
use crate::codec::{ClearWith, EmptyMeaning, EmptyValues, Object, ObjectWriter};
use crate::json::Name;
use crate::model::{ClearableSlot, Patch, Slot, UpdateSlot, User, UserSlot, UserUpdate};

/// One member that holds one attribute.
#[derive(Debug, Clone, Copy)]
pub struct ValueProperty<N, S, C> {
    name: N,
    slot: PhantomData<S>,
    codec: C,
    empty: EmptyValues,
    clearing: ClearWith,
    is_required: bool,
}

/// What clears an attribute in an update. If both values do, `""` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClearedBy {
    /// `null`.
    Null,
    /// `""`.
    EmptyString,
    /// `null` and `""`.
    NullOrEmptyString,
}

/// A row in which an update can only repeat the value of the current user.
#[derive(Debug, Clone, Copy)]
pub struct ReadOnly<P>(P);

/// Returns a member with this name that holds the attribute `slot`, read and written by `codec`.
///
/// In an update neither `null` nor `""` is accepted, unless [`ValueProperty::cleared_by`] or
/// [`ValueProperty::null_keeps`] is set.
#[must_use]
pub const fn property<S: Slot, C>(
    name: &'static str,
    slot: S,
    codec: C,
) -> ValueProperty<Name<'static>, S, C> {
    ValueProperty::new(Name::fixed(name), slot, codec)
}

/// Like [`property`], with a name that is known only at run time.
#[must_use]
pub fn property_named<S: Slot, C>(name: String, slot: S, codec: C) -> ValueProperty<String, S, C> {
    ValueProperty::new(name, slot, codec)
}

impl<N, S: Slot, C> ValueProperty<N, S, C> {
    const fn new(name: N, _: S, codec: C) -> Self {
        let (empty, clearing) = (EmptyValues::REJECTED, ClearWith::Impossible);
        Self { name, slot: PhantomData, codec, empty, clearing, is_required: false }
    }

    /// Reads `null` in an update as no change.
    #[must_use]
    pub const fn null_keeps(mut self) -> Self {
        self.empty.null = EmptyMeaning::Keep;
        self
    }

    /// Documents that every user has the member.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Documents that the member is read-only.
    #[must_use]
    pub const fn read_only(self) -> ReadOnly<Self> {
        ReadOnly(self)
    }
}

impl<N, S: ClearableSlot, C> ValueProperty<N, S, C> {
    /// Documents how an update clears the attribute.
    #[must_use]
    pub const fn cleared_by(mut self, cleared_by: ClearedBy) -> Self {
        match cleared_by {
            ClearedBy::Null => self.empty.null = EmptyMeaning::Clear,
            ClearedBy::EmptyString => self.empty.empty = EmptyMeaning::Clear,
            ClearedBy::NullOrEmptyString => {
                self.empty = EmptyValues::new(EmptyMeaning::Clear, EmptyMeaning::Clear);
            }
        }
        self.clearing = match cleared_by {
            ClearedBy::Null => ClearWith::Null,
            ClearedBy::EmptyString | ClearedBy::NullOrEmptyString => ClearWith::Empty,
        };
        self
    }
}

impl<P> ReadOnly<P> {
    pub(super) const fn new(row: P) -> Self {
        Self(row)
    }

    pub(super) const fn row(&self) -> &P {
        &self.0
    }
}

impl<N, S, C> ReadOnly<ValueProperty<N, S, C>> {
    /// Documents that every user has the member.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.0.is_required = true;
        self
    }
}

/// The name of the member of a row.
pub(super) trait RowName: Debug + Send + Sync {
    fn name(&self) -> Name<'_>;
}

impl RowName for Name<'static> {
    #[inline]
    fn name(&self) -> Name<'_> {
        *self
    }
}

impl RowName for String {
    fn name(&self) -> Name<'_> {
        Name::dynamic(self)
    }
}

#[expect(private_bounds, reason = "the two types of names are closed")]
impl<N: RowName, S: UserSlot, C: Codec<Value = S::Value>> ValueProperty<N, S, C> {
    fn read_into_user(&self, object: &Object<'_, '_>, user: &mut User) {
        if let Some(value) = object.member(self.name.name()).value(S::ATTRIBUTE, &self.codec) {
            S::set(user, Some(value));
        }
    }

    /// Describes the member in users.
    fn description(&self, is_for_paths: bool) -> MemberDescription {
        let support = if self.codec.may_convert() { Support::Converted } else { Support::Exact };
        let member = MemberDescription::new(self.name.name().to_cow())
            .holding(Represents::new(S::ATTRIBUTE).in_users(support));
        if is_for_paths {
            return member;
        }
        member.in_users(self.codec.schema(Message::User)).required_in_users(self.is_required)
    }

    fn write_of_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        if let Some(value) = S::of(user) {
            out.attribute(self.name.name(), S::ATTRIBUTE, self.codec.print(value, Message::User));
        }
        if self.is_required {
            out.require(self.name.name(), S::ATTRIBUTE);
        }
    }
}

impl<N: RowName, S: UpdateSlot + UserSlot, C: Codec<Value = S::Value>> Property
    for ValueProperty<N, S, C>
{
    fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, _: &UpdateContext<'_>) {
        let change = object.member(self.name.name()).change(S::ATTRIBUTE, self.empty, &self.codec);
        if !change.is_keep() {
            S::set_change(update, change);
        }
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        _: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        match S::change(update) {
            Patch::Set(value) => {
                out.attribute(
                    self.name.name(),
                    S::ATTRIBUTE,
                    self.codec.print(value, Message::Update),
                );
            }
            Patch::Clear => out.clear(self.name.name(), S::ATTRIBUTE, self.clearing),
            Patch::Keep => {
                if let Some(value) = out.repeated().and_then(S::of) {
                    out.repeat(self.name.name(), self.codec.print(value, Message::Update));
                }
            }
        }
    }

    fn describe(&self, description: &mut Description) {
        let mut member = self.description(description.is_for_paths());
        let is_clearable = self.clearing != ClearWith::Impossible;
        for represents in &mut member.attributes {
            *represents = represents.in_updates(represents.user, is_clearable);
        }
        if description.is_for_paths() {
            description.members.push(member);
            return;
        }
        let mut accepted = vec![self.codec.schema(Message::Update)];
        if self.codec.is_text() && self.empty.empty != EmptyMeaning::Reject {
            accepted.push(Schema::text_constant(""));
        }
        if self.empty.null != EmptyMeaning::Reject {
            accepted.push(Schema::null());
        }
        description.members.push(member.in_updates(Schema::one_of(accepted)));
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        self.read_into_user(object, user);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.write_of_user(user, out);
    }
}

impl<N: RowName, S: UserSlot, C: Codec<Value = S::Value>> Property
    for ReadOnly<ValueProperty<N, S, C>>
{
    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        self.0.read_into_user(object, user);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.0.write_of_user(user, out);
    }

    fn describe(&self, description: &mut Description) {
        let member = self.0.description(description.is_for_paths());
        description.members.push(if description.is_for_paths() {
            member
        } else {
            member.read_only()
        });
    }

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        object.read_only(message, &[self.0.name.name().as_str()]);
    }
}
