//! A member that is a list: one attribute, replaced as a whole by an update.

use std::fmt::Debug;
use std::marker::PhantomData;

use super::context::UpdateContext;
use super::description::{Description, MemberDescription, Represents, Support};
use super::elements::Elements;
use super::property::{Message, Property};
use super::schema::Schema;
use super::value_property::{ReadOnly, RowName};
use crate::codec::{Conversion, EmptyMeaning, Object, ObjectWriter};
use crate::json::Name;
use crate::model::{Element, ListSlot, User, UserSlot, UserUpdate};

/// A member that is a list.
#[derive(Debug, Clone, Copy)]
pub struct List<N, S, C, E, T> {
    name: N,
    slot: PhantomData<S>,
    changes: C,
    elements: E,
    is_partial: Option<fn(&T) -> bool>,
}

/// Returns a list with this name, whose elements are `changes` in updates and `elements` in users.
#[must_use]
pub const fn list<S: ListSlot, C, E>(
    name: &'static str,
    _: S,
    changes: C,
    elements: E,
) -> List<Name<'static>, S, C, E, S::Element> {
    List { name: Name::fixed(name), slot: PhantomData, changes, elements, is_partial: None }
}

/// Like [`list`], with a name that is known only at run time.
#[must_use]
pub const fn list_named<S: ListSlot, C, E>(
    name: String,
    _: S,
    changes: C,
    elements: E,
) -> List<String, S, C, E, S::Element> {
    List { name, slot: PhantomData, changes, elements, is_partial: None }
}

/// Returns a read-only list with this name.
#[must_use]
pub const fn read_only_list<S: UserSlot<Value = Vec<T>>, E, T>(
    name: &'static str,
    _: S,
    elements: E,
) -> ReadOnly<List<Name<'static>, S, (), E, T>> {
    ReadOnly::new(List {
        name: Name::fixed(name),
        slot: PhantomData,
        changes: (),
        elements,
        is_partial: None,
    })
}

impl<N, S, C, E, T> List<N, S, C, E, T> {
    /// Documents which elements are represented only in part in a user.
    #[must_use]
    pub const fn partial_where(mut self, is_partial: fn(&T) -> bool) -> Self {
        self.is_partial = Some(is_partial);
        self
    }
}

#[expect(private_bounds, reason = "the two types of names are closed")]
impl<N: RowName, S: UserSlot<Value = Vec<T>>, C, E: Elements<T>, T: Debug + 'static>
    List<N, S, C, E, T>
{
    fn read_into_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let field = object.member(self.name.name());
        if let Some(list) = field
            .list(S::ATTRIBUTE, EmptyMeaning::Keep, |one| self.elements.read(&one, Message::User))
        {
            S::set(user, Some(list));
        }
    }

    /// Describes the member in users.
    fn description(&self, is_for_paths: bool) -> MemberDescription {
        let is_partial = self.is_partial.is_some();
        let support = if is_partial { Support::Converted } else { Support::Exact };
        let member = MemberDescription::new(self.name.name().to_cow())
            .holding(Represents::new(S::ATTRIBUTE).in_users(support));
        if is_for_paths {
            return member;
        }
        member.in_users(Schema::array(self.elements.schema(Message::User)))
    }

    fn write_of_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        let Some(list) = S::of(user) else { return };
        self.elements.write(self.name.name(), S::ATTRIBUTE, list, out, Message::User);
        if self.is_partial.is_some_and(|is_partial| list.iter().any(is_partial)) {
            out.record_also(self.name.name(), S::ATTRIBUTE, Some(Conversion::Partial));
        }
    }
}

impl<N, S, C, E> Property for List<N, S, C, E, S::Element>
where
    N: RowName,
    S: ListSlot,
    C: Elements<<S::Element as Element>::Change>,
    E: Elements<S::Element>,
{
    fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, _: &UpdateContext<'_>) {
        let field = object.member(self.name.name());
        let change = field.list(S::ATTRIBUTE, EmptyMeaning::Reject, |one| {
            self.changes.read(&one, Message::Update)
        });
        if change.is_some() {
            S::set_change(update, change);
        }
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        _: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        if let Some(changes) = S::change(update) {
            self.changes.write(self.name.name(), S::ATTRIBUTE, changes, out, Message::Update);
        }
    }

    fn describe(&self, description: &mut Description) {
        let mut member = self.description(description.is_for_paths());
        for represents in &mut member.attributes {
            *represents = represents.in_updates(Support::Exact, false);
        }
        if !description.is_for_paths() {
            member = member.in_updates(Schema::array(self.changes.schema(Message::Update)));
        }
        description.members.push(member);
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        self.read_into_user(object, user);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.write_of_user(user, out);
    }
}

impl<N, S, E, T> Property for ReadOnly<List<N, S, (), E, T>>
where
    N: RowName,
    S: UserSlot<Value = Vec<T>>,
    E: Elements<T>,
    T: Debug + 'static,
{
    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        self.row().read_into_user(object, user);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.row().write_of_user(user, out);
    }

    fn describe(&self, description: &mut Description) {
        let member = self.row().description(description.is_for_paths());
        description.members.push(if description.is_for_paths() {
            member
        } else {
            member.read_only()
        });
    }

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        object.read_only(message, &[self.row().name.name().as_str()]);
    }
}
