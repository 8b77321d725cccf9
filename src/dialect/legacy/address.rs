//! The `address` of a user, an object that the vendor types as a string.

use crate::dialect::contract::Context;
use crate::model::{Address, AddressUpdate, Attribute, Country, Patch, Text, User};
use crate::wire::{Adaptation, Blank, Blanks, Clearing, DropReason, Field, Node, ObjectWriter, Spelling, as_text};

const CLEARED_BY_EMPTY: Blanks = Blanks::new(Blank::Keep, Blank::Clear);

pub(super) fn read_update(field: &Field<'_, '_>) -> AddressUpdate {
    let address = field.loose_object(Blank::Keep);
    let text = |name, attribute| address.member(name).patch(attribute, CLEARED_BY_EMPTY, Text::parse);
    let mut update = AddressUpdate::default();
    let line = address.member("address1");
    update.street = line.patch(Attribute::Street, CLEARED_BY_EMPTY, Text::parse);
    if !update.street.is_keep() {
        // The line is the street with its number, so no other number is left.
        line.account(Attribute::HouseNumber);
        update.house_number = Patch::Clear;
    }
    update.building = text("address2", Attribute::Building);
    update.town = text("city", Attribute::Town);
    update.county = text("province", Attribute::County);
    update.postcode = text("postalCode", Attribute::Postcode);
    update.country = address.member("country").patch(Attribute::Country, CLEARED_BY_EMPTY, Country::parse);
    update
}

pub(super) fn read_user(field: &Field<'_, '_>, user: &mut User) {
    let address = field.object(Blank::Keep);
    let text = |name, attribute| address.member(name).value(attribute, Text::parse);
    user.address.street = text("address1", Attribute::Street);
    user.address.building = text("address2", Attribute::Building);
    user.address.town = text("city", Attribute::Town);
    user.address.county = text("province", Attribute::County);
    user.address.postcode = text("postalCode", Attribute::Postcode);
    user.address.country = address.member("country").value(Attribute::Country, Country::parse);
}

/// With the current user known, the whole address is written: the vendor does not say whether it merges one.
pub(super) fn write_update<'u>(update: &'u AddressUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
    let AddressUpdate { country, building, house_number, street, area: _, town, county, postcode, what3words: _ } =
        update;
    let texts = [building, house_number, street, town, county, postcode];
    if country.is_keep() && texts.into_iter().all(Patch::is_keep) {
        return;
    }
    let current = context.current.map(|user| &user.address);
    let now = |part: fn(&'u Address) -> Option<&'u Text>| current.and_then(part);
    out.object("address", |out| {
        write_line(house_number, street, current, out);
        write_part(out, "address2", Attribute::Building, building, now(|now| now.building.as_ref()));
        write_part(out, "city", Attribute::Town, town, now(|now| now.town.as_ref()));
        write_part(out, "province", Attribute::County, county, now(|now| now.county.as_ref()));
        write_part(out, "postalCode", Attribute::Postcode, postcode, now(|now| now.postcode.as_ref()));
        write_part(out, "country", Attribute::Country, country, current.and_then(|now| now.country.as_ref()));
    });
}

pub(super) fn write_user<'u>(address: &'u Address, out: &mut ObjectWriter<'_, 'u>) {
    let Address { country, building, house_number, street, area: _, town, county, postcode, what3words: _ } = address;
    out.object("address", |out| {
        if let Some((line, adaptation)) = join(house_number.as_ref(), street.as_ref()) {
            let parts = [(Attribute::HouseNumber, house_number), (Attribute::Street, street)];
            let stated = parts.into_iter().filter(|(_, part)| part.is_some()).map(|(attribute, _)| attribute);
            out.say_all("address1", stated, Ok((line, adaptation)));
        }
        out.value("address2", Attribute::Building, building.as_ref(), as_text);
        out.value("city", Attribute::Town, town.as_ref(), as_text);
        out.value("province", Attribute::County, county.as_ref(), as_text);
        out.value("postalCode", Attribute::Postcode, postcode.as_ref(), as_text);
        out.value("country", Attribute::Country, country.as_ref(), as_text);
    });
}

fn write_part<'u, T: AsRef<str>>(
    out: &mut ObjectWriter<'_, 'u>,
    name: &'static str,
    attribute: Attribute,
    patch: &'u Patch<T>,
    current: Option<&'u T>,
) {
    match patch {
        Patch::Keep => out.text(name, current),
        Patch::Clear | Patch::Set(_) => out.patch(name, attribute, patch, Clearing::Empty, as_text),
    }
}

/// House number and street in the one line that there is for them. Half of it would wipe the other half.
fn write_line<'u>(
    house_number: &'u Patch<Text>,
    street: &'u Patch<Text>,
    current: Option<&'u Address>,
    out: &mut ObjectWriter<'_, 'u>,
) {
    let parts = [(Attribute::HouseNumber, house_number), (Attribute::Street, street)];
    let mut stated = parts.into_iter().filter(|(_, part)| !part.is_keep()).map(|(attribute, _)| attribute).peekable();
    let now =
        |part: fn(&'u Address) -> Option<&'u Text>| current.map_or(Patch::Keep, |now| Patch::set_or_clear(part(now)));
    let number = house_number.as_ref().or(now(|now| now.house_number.as_ref()));
    let street = street.as_ref().or(now(|now| now.street.as_ref()));
    if number.is_keep() || street.is_keep() {
        stated.for_each(|attribute| out.drop(attribute, DropReason::NeedsCurrentUser));
        return;
    }
    match join(number.over(None), street.over(None)) {
        Some((line, adaptation)) => out.say_all("address1", stated, Ok((line, adaptation))),
        None if stated.peek().is_none() => {}
        None => out.say_all("address1", stated, Ok((Node::text(""), None))),
    }
}

/// The line; adapted where there is a number in it, which nobody can take out again.
fn join<'u>(number: Option<&'u Text>, street: Option<&'u Text>) -> Option<(Node<'u>, Option<Adaptation>)> {
    let joined: Spelling<'u> = match (number, street) {
        (Some(number), Some(street)) => {
            Ok((Node::text([number.as_str(), " ", street.as_str()].concat()), Some(Adaptation::StreetJoined)))
        }
        (Some(number), None) => Ok((Node::text(number.as_str()), Some(Adaptation::StreetJoined))),
        (None, Some(street)) => as_text(street),
        (None, None) => return None,
    };
    joined.ok()
}
