//! The full name and its halves, each unchanged.

use crate::codec::schema::{Schema, ValueSchema as _};
use crate::codec::value::text;
use crate::codec::{ClearWith, EmptyMeaning, EmptyValues, Object, ObjectWriter, as_text};
use crate::codec::{Description, MemberDescription, Represents, Support};
use crate::codec::{Property, UpdateContext};
use crate::json::Name;
use crate::model::Name as PersonName;
use crate::model::Text;
use crate::model::{Attribute, NameUpdate, Patch, User, UserUpdate};

/// The three members that hold a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct ThreeNames {
    full: Name<'static>,
    given: Name<'static>,
    family: Name<'static>,
}

pub(super) const THREE_NAMES: ThreeNames = ThreeNames {
    full: Name::fixed("full_name"),
    given: Name::fixed("given_name"),
    family: Name::fixed("family_name"),
};

const CLEARED_BY_NULL: EmptyValues = EmptyValues::new(EmptyMeaning::Clear, EmptyMeaning::Reject);

impl Property for ThreeNames {
    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        let full = object
            .member(self.full)
            .change(Attribute::FullName, EmptyValues::REJECTED, &text())
            .resolve(None);
        let given =
            object.member(self.given).change(Attribute::GivenName, CLEARED_BY_NULL, &text());
        let family =
            object.member(self.family).change(Attribute::FamilyName, CLEARED_BY_NULL, &text());
        let current = context.current.map(|user| &user.name);
        let repeats = |half: &Patch<Text>, of: fn(&PersonName) -> Option<&Text>| {
            half.is_keep()
                || current.is_some_and(|name| half.value().is_some() && half.value() == of(name))
        };
        let only_full = repeats(&given, PersonName::given) && repeats(&family, PersonName::family);
        update.name = match full {
            Some(full) if only_full && current.is_none_or(|name| name.full() != Some(&full)) => {
                NameUpdate::from_full(full, current)
            }
            full => NameUpdate::from_parts(full, given, family),
        };
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        _: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        let NameUpdate { full, given, family } = &update.name;
        out.value(self.full, Attribute::FullName, full.as_ref(), as_text);
        out.change(self.given, Attribute::GivenName, given, ClearWith::Null, as_text);
        out.change(self.family, Attribute::FamilyName, family, ClearWith::Null, as_text);
    }

    fn describe(&self, description: &mut Description) {
        let all = [
            (self.full, Attribute::FullName, false),
            (self.given, Attribute::GivenName, true),
            (self.family, Attribute::FamilyName, true),
        ];
        for (name, attribute, is_clearable) in all {
            let represents = Represents::new(attribute).in_updates(Support::Exact, is_clearable);
            let mut accepted = vec![Text::schema()];
            if is_clearable {
                accepted.push(Schema::null());
            }
            let member = MemberDescription::new(name.to_cow())
                .holding(represents.in_users(Support::Exact))
                .in_updates(Schema::one_of(accepted))
                .in_users(Text::schema());
            description.members.push(member);
        }
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let full = object.member(self.full).value(Attribute::FullName, &text());
        let given = object.member(self.given).value(Attribute::GivenName, &text());
        let family = object.member(self.family).value(Attribute::FamilyName, &text());
        user.name = PersonName::without_splitting(full, given, family);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        out.value(self.full, Attribute::FullName, user.name.full(), as_text);
        out.value(self.given, Attribute::GivenName, user.name.given(), as_text);
        out.value(self.family, Attribute::FamilyName, user.name.family(), as_text);
    }
}
