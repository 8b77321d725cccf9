//! A name in two members: given name and family name.

use crate::codec::Property;
use crate::codec::UpdateContext;
use crate::codec::description::{Description, MemberDescription, Represents, Support};
use crate::codec::schema::{Schema, ValueSchema as _};
use crate::codec::value::text;
use crate::codec::{
    ClearWith, Conversion, DropReason, EmptyMeaning, EmptyValues, Object, ObjectWriter, as_text,
};
use crate::json::{Name, Node};
use crate::model::Name as PersonName;
use crate::model::{Attribute, NameUpdate, Patch, Text, User, UserUpdate};

/// The members that hold the two halves of a name. `""` clears a half.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    given: Name<'static>,
    family: Name<'static>,
    empty: EmptyValues,
    is_required: bool,
}

/// Returns the members `given` and `family` that hold the two halves of a name. In an update `""`
/// clears a half, and a full name is split.
#[must_use]
pub const fn names(given: &'static str, family: &'static str) -> Names {
    let empty = EmptyValues::new(EmptyMeaning::Reject, EmptyMeaning::Clear);
    Names { given: Name::fixed(given), family: Name::fixed(family), empty, is_required: false }
}

impl Names {
    /// Reads `null` in an update as no change.
    #[must_use]
    pub const fn null_keeps(mut self) -> Self {
        self.empty.null = EmptyMeaning::Keep;
        self
    }

    /// Reads `null` in an update as `""`.
    #[must_use]
    pub const fn cleared_by_null_too(mut self) -> Self {
        self.empty.null = EmptyMeaning::Clear;
        self
    }

    /// Documents that every user has both members.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }
}

impl Property for Names {
    fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, _: &UpdateContext<'_>) {
        update.name.given =
            object.member(self.given).change(Attribute::GivenName, self.empty, &text());
        update.name.family =
            object.member(self.family).change(Attribute::FamilyName, self.empty, &text());
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        let name = &update.name;
        let NameUpdate { full, given, family } = name;
        if full.is_some() && given.is_keep() && family.is_keep() {
            let (given, family) = name.halves();
            // A half that is not representable is not in the name that the caller has seen.
            let is_unseen = |half: &Patch<Text>, attribute| {
                *half == Patch::Clear
                    && context.current.is_some_and(|user| {
                        user.is_unrepresentable(attribute)
                            && !user.is_unrepresentable(Attribute::FullName)
                    })
            };
            if is_unseen(&given, Attribute::GivenName) || is_unseen(&family, Attribute::FamilyName)
            {
                out.record_dropped(Attribute::FullName, DropReason::NotRepresentable);
                return;
            }
            for (member, half) in [(self.given, given), (self.family, family)] {
                let text = half.value().map_or("", Text::as_str).to_owned();
                out.attribute(
                    member,
                    Attribute::FullName,
                    Ok((Node::text(text), Some(Conversion::NameSplit))),
                );
            }
            return;
        }
        out.change(self.given, Attribute::GivenName, given, ClearWith::Empty, as_text);
        out.change(self.family, Attribute::FamilyName, family, ClearWith::Empty, as_text);
        if full.is_some() && is_split(name) {
            out.record_also(self.given, Attribute::FullName, Some(Conversion::NameSplit));
            out.record_also(self.family, Attribute::FullName, Some(Conversion::NameSplit));
        }
    }

    fn describe(&self, description: &mut Description) {
        let mut accepted = vec![Text::schema(), Schema::text_constant("")];
        if self.empty.null != EmptyMeaning::Reject {
            accepted.push(Schema::null());
        }
        for (name, half) in
            [(self.given, Attribute::GivenName), (self.family, Attribute::FamilyName)]
        {
            let half = Represents::new(half).in_updates(Support::Exact, true);
            let full = Represents::new(Attribute::FullName).in_updates(Support::Converted, false);
            let member = MemberDescription::new(name.to_cow())
                .holding(half.in_users(Support::Exact))
                .holding(full.in_users(Support::Converted))
                .in_updates(Schema::any_of(accepted.clone()))
                .in_users(Text::schema())
                .required_in_users(self.is_required);
            description.members.push(member);
        }
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let given = object.member(self.given).value(Attribute::GivenName, &text());
        let family = object.member(self.family).value(Attribute::FamilyName, &text());
        user.name = PersonName::new(None, given, family);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        let name = &user.name;
        let halves = [
            (self.given, Attribute::GivenName, name.given()),
            (self.family, Attribute::FamilyName, name.family()),
        ];
        for (member, attribute, half) in halves {
            out.value(member, attribute, half, as_text);
            if half.is_some() && name.is_joined() {
                out.record_also(member, Attribute::FullName, Some(Conversion::NameSplit));
            }
        }
        if let (Some(full), None, None) = (name.full(), name.given(), name.family()) {
            let split = PersonName::new(Some(full.clone()), None, None);
            for (member, half) in [(self.given, split.given()), (self.family, split.family())] {
                if let Some(half) = half {
                    let text = Node::text(half.as_str().to_owned());
                    out.attribute(
                        member,
                        Attribute::FullName,
                        Ok((text, Some(Conversion::NameSplit))),
                    );
                }
            }
        }
        if self.is_required {
            out.require(self.given, Attribute::GivenName);
            out.require(self.family, Attribute::FamilyName);
        }
    }
}

/// Whether the update changes both halves, and its full name is the two, white space aside.
fn is_split(name: &NameUpdate) -> bool {
    let parts = |text: Option<&Text>| -> Vec<String> {
        text.map(Text::as_str).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
    };
    let halves = [parts(name.given.value()), parts(name.family.value())].concat();
    !name.given.is_keep() && !name.family.is_keep() && parts(name.full.as_ref()) == halves
}

/// Whether the update changes both halves, and its full name is the two joined.
pub(super) fn is_joined(name: &NameUpdate) -> bool {
    let known = |half: &Patch<Text>| !half.is_keep();
    let halves = (name.given.value().cloned(), name.family.value().cloned());
    known(&name.given)
        && known(&name.family)
        && PersonName::without_splitting(name.full.clone(), halves.0, halves.1).is_joined()
}
