//! A full name in one member, optionally with read-only members for its halves.

use super::names::is_joined;
use crate::codec::UpdateContext;
use crate::codec::description::{Description, MemberDescription, Represents, Support};
use crate::codec::schema::ValueSchema as _;
use crate::codec::value::text;
use crate::codec::{Conversion, DropReason, EmptyValues, Object, ObjectWriter, as_text};
use crate::codec::{Message, Property};
use crate::json::{Name, Node};
use crate::model::Name as PersonName;
use crate::model::Text;
use crate::model::{Attribute, NameUpdate, User, UserUpdate};

/// The member that holds the full name, which cannot be cleared.
#[derive(Debug, Clone, Copy)]
pub struct FullName {
    full: Name<'static>,
    halves: Option<[Name<'static>; 2]>,
}

/// Returns the member that holds the full name. For an update that changes only one half, the
/// current user is needed for the other.
#[must_use]
pub const fn full_name(name: &'static str) -> FullName {
    FullName { full: Name::fixed(name), halves: None }
}

impl FullName {
    /// Adds read-only members for the halves.
    #[must_use]
    pub const fn with_read_only_halves(
        mut self,
        given: &'static str,
        family: &'static str,
    ) -> Self {
        self.halves = Some([Name::fixed(given), Name::fixed(family)]);
        self
    }
}

const HALVES: &[Attribute] = &[Attribute::GivenName, Attribute::FamilyName];

impl Property for FullName {
    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        let full = object.member(self.full);
        let change = full.change(Attribute::FullName, EmptyValues::REJECTED, &text());
        if let Some(full) = change.resolve(None) {
            // A repetition is not a new name, and is not split.
            let current = context.current.map(|user| &user.name);
            let other = current.filter(|name| name.full() != Some(&full));
            update.name = NameUpdate::from_full(full, other);
        }
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        let name = &update.name;
        let halves = [(Attribute::GivenName, &name.given), (Attribute::FamilyName, &name.family)];
        let mut changed = halves
            .into_iter()
            .filter(|(_, half)| !half.is_keep())
            .map(|(attribute, _)| attribute)
            .peekable();
        if let Some(full) = &name.full {
            out.attribute(self.full, Attribute::FullName, as_text(full));
            if is_joined(name) {
                for half in changed {
                    out.record_also(self.full, half, Some(Conversion::NamesJoined));
                }
            }
            return;
        }
        if changed.peek().is_none() {
            return;
        }
        let current = context.current.map(|user| &user.name);
        let is_half_unknown = context.current.is_some_and(|user| {
            // A half that is absent may be within the full name.
            let is_within = user.name.full().is_some() && !user.name.is_joined();
            let is_unknown = |half, value: Option<&Text>| {
                user.is_unrepresentable(half) || value.is_none() && is_within
            };
            name.given.is_keep() && is_unknown(Attribute::GivenName, user.name.given())
                || name.family.is_keep() && is_unknown(Attribute::FamilyName, user.name.family())
        });
        let encoding = match name.resolve_full(current) {
            _ if is_half_unknown => Err(DropReason::NotRepresentable),
            _ if !name.can_resolve_full(current) => Err(DropReason::NeedsCurrentUser),
            Some(full) => Ok((Node::text(full.as_str().to_owned()), Some(Conversion::NamesJoined))),
            None => Err(DropReason::NotClearable),
        };
        out.attributes(self.full, changed, encoding);
    }

    fn describe(&self, description: &mut Description) {
        let full = Represents::new(Attribute::FullName).in_updates(Support::Exact, false);
        let mut member = MemberDescription::new(self.full.to_cow())
            .holding(full.in_users(Support::Exact))
            .in_updates(Text::schema())
            .in_users(Text::schema());
        for half in [Attribute::GivenName, Attribute::FamilyName] {
            let half = Represents::new(half).in_updates(Support::NeedsCurrentUser, true);
            member = member.holding(half.in_users(Support::Converted));
        }
        description.members.push(member);
        let halves = [Attribute::GivenName, Attribute::FamilyName];
        for (name, half) in self.halves.iter().flatten().zip(halves) {
            let member = MemberDescription::new(name.to_cow())
                .holding(Represents::new(half).in_users(Support::Exact))
                .in_users(Text::schema());
            description.members.push(member.read_only());
        }
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let [given, family] = match self.halves {
            Some([given, family]) => {
                [(given, Attribute::GivenName), (family, Attribute::FamilyName)]
                    .map(|(half, attribute)| object.member(half).value(attribute, &text()))
            }
            None => [None, None],
        };
        // A half that has no member of its own may be within the name.
        let unknown: &[Attribute] = match (&given, &family) {
            (None, None) => HALVES,
            (None, Some(_)) => &[Attribute::GivenName],
            (Some(_), None) => &[Attribute::FamilyName],
            (Some(_), Some(_)) => &[],
        };
        let full = object.member(self.full).value_of_unit(Attribute::FullName, unknown, &text());
        user.name = PersonName::new(full, given, family);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        let name = &user.name;
        out.value(self.full, Attribute::FullName, name.full(), as_text);
        let halves = [(Attribute::GivenName, name.given()), (Attribute::FamilyName, name.family())];
        for (attribute, half) in halves {
            if half.is_some() && name.is_joined() {
                out.record_also(self.full, attribute, Some(Conversion::NamesJoined));
            }
        }
        for (member, (attribute, half)) in self.halves.iter().flatten().zip(halves) {
            out.value(*member, attribute, half, as_text);
        }
    }

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        for half in self.halves.iter().flatten() {
            object.read_only(message, &[half.as_str()]);
        }
    }
}
