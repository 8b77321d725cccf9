//! A member that is an object of rows.

use super::context::UpdateContext;
use super::description::{Description, MemberDescription};
use super::property::{Message, Properties, Property};
use super::value_property::RowName;
use crate::codec::{DropReason, EmptyMeaning, Object, ObjectWriter};
use crate::json::Name;
use crate::model::{Attribute, AttributeSet, Extra, User, UserUpdate};

/// A member that is an object.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is an independent option")]
pub struct ObjectProperty<N, P> {
    name: N,
    members: P,
    null: EmptyMeaning,
    is_required: bool,
    is_only_in_users: bool,
    is_whole: bool,
    is_always_written: bool,
}

/// Returns an object with this name and these members. It is omitted if nothing is written into it.
///
/// In an update `null` is a problem, unless [`ObjectProperty::cleared_by_null`] or
/// [`ObjectProperty::null_keeps`] is set.
#[must_use]
pub const fn object(
    name: &'static str,
    members: Properties,
) -> ObjectProperty<Name<'static>, Properties> {
    ObjectProperty::new(Name::fixed(name), members)
}

/// Like [`object`], with a name and members that are known only at run time.
#[must_use]
pub const fn object_named(
    name: String,
    members: Vec<Box<dyn Property>>,
) -> ObjectProperty<String, Vec<Box<dyn Property>>> {
    ObjectProperty::new(name, members)
}

impl<N, P> ObjectProperty<N, P> {
    const fn new(name: N, members: P) -> Self {
        Self {
            name,
            members,
            null: EmptyMeaning::Reject,
            is_required: false,
            is_only_in_users: false,
            is_whole: false,
            is_always_written: false,
        }
    }

    /// Reads `null` in an update as `null` in each of the members.
    #[must_use]
    pub const fn cleared_by_null(mut self) -> Self {
        self.null = EmptyMeaning::Clear;
        self
    }

    /// Reads `null` in an update as no change.
    #[must_use]
    pub const fn null_keeps(mut self) -> Self {
        self.null = EmptyMeaning::Keep;
        self
    }

    /// Documents that every update has the object, and writes it even without members.
    #[must_use]
    pub const fn required_in_updates(mut self) -> Self {
        self.is_required = true;
        self.is_always_written = true;
        self
    }

    /// Writes the object of a user even without members.
    #[must_use]
    pub const fn always_written(mut self) -> Self {
        self.is_always_written = true;
        self
    }

    /// Reads and writes the object in users only.
    #[must_use]
    pub const fn only_in_users(mut self) -> Self {
        self.is_only_in_users = true;
        self
    }

    /// Writes all members in an update that changes one of them, if the current user is known,
    /// because the vendor may replace the whole object.
    #[must_use]
    pub const fn written_whole(mut self) -> Self {
        self.is_whole = true;
        self
    }
}

#[expect(private_bounds, reason = "the two types of names are closed")]
impl<N: RowName, P: Property> ObjectProperty<N, P> {
    /// Records what the object, written whole, erases: values of other dialects' responses that are
    /// not representable.
    #[cold]
    fn drop_originals(
        &self,
        current: &User,
        changed: AttributeSet,
        out: &mut ObjectWriter<'_, '_>,
    ) {
        let mut within = Description::for_paths();
        self.members.describe(&mut within);
        let members = within.paths();
        let is_within = |attribute: &Attribute| {
            let mut held = members.iter().flat_map(|(_, member)| &member.attributes);
            held.any(|held| held.attribute == *attribute)
        };
        let unrepresentable = current.unrepresentable_attributes();
        for extra in current.extras.entries() {
            let is_erased = extra.dialect != out.dialect() && !extra.is_note();
            if is_erased {
                let erased = extra
                    .attributes()
                    .filter(|one| unrepresentable.contains(*one) && !changed.contains(*one));
                for attribute in erased.filter(is_within) {
                    out.record_dropped(attribute, DropReason::NotRepresentable);
                }
            }
        }
    }
}

impl<N: RowName, P: Property> Property for ObjectProperty<N, P> {
    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        if self.is_only_in_users {
            return;
        }
        let name = self.name.name();
        let field = if self.is_required { object.required(name) } else { object.member(name) };
        self.members.read_update(&field.object(self.null), update, context);
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        if self.is_only_in_users {
            return;
        }
        let name = self.name.name();
        let write =
            |out: &mut ObjectWriter<'_, 'u>| self.members.write_update(update, context, out);
        match context.current {
            Some(current) if self.is_whole => {
                let changed = update.changed_attributes();
                let is_passed_on = |extra: &Extra| {
                    let mut own = update.extras.for_dialect(&extra.dialect);
                    own.any(|one| one.pointer == extra.pointer)
                };
                let is_replaced = |extra: &Extra| {
                    let attributes = extra.attribute_set();
                    let is_changed =
                        !attributes.is_empty() && attributes.without(changed).is_empty();
                    is_changed || is_passed_on(extra)
                };
                let is_extended = out.has_extras_within(&name, &update.extras);
                let replaced = (is_extended, is_replaced);
                if out.repeating_object(name, current, replaced, write)
                    && !current.extras.is_empty()
                {
                    self.drop_originals(current, changed, out);
                }
            }
            _ if self.is_required => out.object_or_empty(name, write),
            _ => out.object(name, write),
        }
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        self.members.read_user(&object.member(self.name.name()).object(EmptyMeaning::Keep), user);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        let write = |out: &mut ObjectWriter<'_, 'u>| self.members.write_user(user, out);
        if self.is_always_written {
            out.object_or_empty(self.name.name(), write);
        } else {
            out.object(self.name.name(), write);
        }
    }

    fn describe(&self, description: &mut Description) {
        let mut within = description.of_object();
        self.members.describe(&mut within);
        if self.is_only_in_users {
            within.keep_users_only();
        }
        let mut member = MemberDescription::new(self.name.name().to_cow());
        member.within = Some(within);
        member.is_required_in_updates = self.is_required;
        member.is_required_in_users = self.is_always_written;
        member.accepts_null = self.null != EmptyMeaning::Reject;
        description.members.push(member);
    }

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        if message == Message::User || !self.is_only_in_users {
            self.members.read_rest(&object.member(self.name.name()).reopen(), message);
        }
    }
}
