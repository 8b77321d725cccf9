//! House number and street in one line, which cannot be split reliably.

use crate::codec::Property;
use crate::codec::UpdateContext;
use crate::codec::description::{Description, MemberDescription, Represents, Support};
use crate::codec::schema::{Schema, ValueSchema as _};
use crate::codec::value::text;
use crate::codec::{Conversion, DropReason, EmptyMeaning, EmptyValues, Object, ObjectWriter};
use crate::json::{Name, Node};
use crate::model::{Attribute, Patch, Text, User, UserUpdate};

/// The member that holds house number and street. `""` clears both.
#[derive(Debug, Clone, Copy)]
pub struct StreetLine {
    name: Name<'static>,
    empty: EmptyValues,
}

/// Returns the member that holds house number and street. In an update `""` clears both. The line
/// is read as the street.
#[must_use]
pub const fn street_line(name: &'static str) -> StreetLine {
    StreetLine {
        name: Name::fixed(name),
        empty: EmptyValues::new(EmptyMeaning::Reject, EmptyMeaning::Clear),
    }
}

impl StreetLine {
    /// Reads `null` in an update as no change.
    #[must_use]
    pub const fn null_keeps(mut self) -> Self {
        self.empty.null = EmptyMeaning::Keep;
        self
    }
}

impl Property for StreetLine {
    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        let field = object.member(self.name);
        update.address.street = field.change(Attribute::Street, self.empty, &text());
        if update.address.street.is_keep() {
            return;
        }
        // A part that is not representable is not in the line that the caller has seen.
        let is_unseen = |part| {
            context
                .current
                .is_some_and(|user| user.is_unrepresentable(part) && !user.has_inseparable_street())
        };
        if !is_unseen(Attribute::HouseNumber) {
            // The line includes the house number, so a separate one would be wrong.
            field.record(Attribute::HouseNumber);
            update.address.house_number = Patch::Clear;
        }
        if update.address.street == Patch::Clear && is_unseen(Attribute::Street) {
            update.address.street = Patch::Keep;
        }
    }

    /// The line replaces both parts, so both must be known to write it.
    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        let parts = [
            (Attribute::HouseNumber, &update.address.house_number),
            (Attribute::Street, &update.address.street),
        ];
        let changed =
            parts.iter().filter(|(_, part)| !part.is_keep()).map(|(attribute, _)| *attribute);
        if let Some(user) = context.current.filter(|user| would_lose_number(user, update)) {
            for attribute in changed {
                out.record_dropped(attribute, DropReason::NotRepresentable);
            }
            let line = join(user.address.house_number.as_ref(), user.address.street.as_ref());
            if let Some((line, _)) = line.filter(|_| out.repeated().is_some()) {
                out.repeat(self.name, Ok((line, None)));
            }
            return;
        }
        let current =
            context.current.map(|user| [&user.address.house_number, &user.address.street]);
        let [number, street] = match current {
            Some([number, street]) => {
                let now = |now: &'u Option<Text>| Patch::from_option(now.as_ref());
                [
                    parts[0].1.as_ref().or_else_keep(now(number)),
                    parts[1].1.as_ref().or_else_keep(now(street)),
                ]
            }
            None => parts.map(|(_, part)| part.as_ref()),
        };
        if changed.clone().next().is_none() {
            if let Some((line, _)) = join(number.resolve(None), street.resolve(None))
                .filter(|_| out.repeated().is_some())
            {
                out.repeat(self.name, Ok((line, None)));
            }
            return;
        }
        if number.is_keep() || street.is_keep() {
            changed
                .for_each(|attribute| out.record_dropped(attribute, DropReason::NeedsCurrentUser));
            return;
        }
        let line =
            join(number.resolve(None), street.resolve(None)).unwrap_or((Node::text(""), None));
        out.attributes(self.name, changed, Ok(line));
    }

    fn describe(&self, description: &mut Description) {
        let mut accepted = vec![Text::schema(), Schema::text_constant("")];
        if self.empty.null != EmptyMeaning::Reject {
            accepted.push(Schema::null());
        }
        let mut member = MemberDescription::new(self.name.to_cow())
            .in_updates(Schema::any_of(accepted))
            .in_users(Text::schema());
        let part = |attribute| {
            let part = Represents::new(attribute).in_updates(Support::NeedsCurrentUser, true);
            part.in_users(Support::Converted)
        };
        member = member
            .holding(part(Attribute::HouseNumber).never_read())
            .holding(part(Attribute::Street));
        description.members.push(member);
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let field = object.member(self.name);
        let line = field.value_of_unit(Attribute::Street, &[Attribute::HouseNumber], &text());
        if line.is_some() {
            field.record_inseparable(&[Attribute::HouseNumber, Attribute::Street]);
        }
        user.address.street = line;
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        let (number, street) = (user.address.house_number.as_ref(), user.address.street.as_ref());
        if let Some(line) = join(number, street) {
            let parts = [(Attribute::HouseNumber, number), (Attribute::Street, street)];
            let known = parts
                .into_iter()
                .filter(|(_, part)| part.is_some())
                .map(|(attribute, _)| attribute);
            out.attributes(self.name, known, Ok(line));
        }
    }
}

/// Whether the update changes one part of a line of which the number is not known apart, or adds a
/// number to that line. A full update repeats the line, which changes nothing.
fn would_lose_number(user: &User, update: &UserUpdate) -> bool {
    let is_joined = [Attribute::HouseNumber, Attribute::Street]
        .iter()
        .any(|part| user.is_unrepresentable(*part));
    let (number, street) = (&update.address.house_number, &update.address.street);
    let is_repeated = street.value().is_some() && street.value() == user.address.street.as_ref();
    is_joined
        && if is_repeated { number.value().is_some() } else { number.is_keep() != street.is_keep() }
}

/// Joins the line, which is a conversion if there is a house number.
fn join<'u>(
    number: Option<&'u Text>,
    street: Option<&'u Text>,
) -> Option<(Node<'u>, Option<Conversion>)> {
    match (number, street) {
        (Some(number), Some(street)) => {
            let line = [number.as_str(), " ", street.as_str()].concat();
            Some((Node::text(line), Some(Conversion::StreetJoined)))
        }
        (Some(number), None) => Some((Node::text(number.as_str()), Some(Conversion::StreetJoined))),
        (None, Some(street)) => Some((Node::text(street.as_str()), None)),
        (None, None) => None,
    }
}
