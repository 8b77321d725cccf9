//! The body of `PATCH /users/{id}`.

use crate::dialect::contract::Context;
use crate::dialect::country::as_country_code;
use crate::dialect::ids::{parse_uuid, read_id};
use crate::dialect::names;
use crate::model::{
    AddressUpdate, Attribute, Country, ProfileUpdate, SignInUpdate, Text, UserUpdate, Username, WebLink,
};
use crate::wire::{Blank, Blanks, Clearing, Object, ObjectWriter, as_text};

const CLEARED_BY_EMPTY: Blanks = Blanks::new(Blank::Refuse, Blank::Clear);

pub(super) fn read(message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
    let mut update = UserUpdate { id: read_id(&message.member("id"), context, parse_uuid), ..UserUpdate::default() };

    let username = message.member("username");
    update.sign_in.username = username.set(Attribute::Username, Blanks::REFUSED, Username::parse);
    let first_name = message.member("first_name");
    update.name.given = first_name.patch(Attribute::GivenName, CLEARED_BY_EMPTY, Text::parse);
    let last_name = message.member("last_name");
    update.name.family = last_name.patch(Attribute::FamilyName, CLEARED_BY_EMPTY, Text::parse);
    let company = message.member("company");
    update.profile.company = company.patch(Attribute::Company, CLEARED_BY_EMPTY, Text::parse);
    let picture = message.member("picture");
    update.profile.picture = picture.patch(Attribute::Picture, Blanks::REFUSED, WebLink::parse);
    let website = message.member("website");
    update.profile.website = website.patch(Attribute::Website, Blanks::REFUSED, WebLink::parse);
    let country = message.member("country");
    update.address.country = country.patch(Attribute::Country, Blanks::REFUSED, Country::parse_code);

    message.read_only(&["email", "email_verified", "deactivated", "namespace"]);
    message.read_only(&["created_at", "updated_at", "consented_at", "consent_method"]);
    update
}

pub(super) fn write<'u>(update: &'u UserUpdate, _: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
    let UserUpdate {
        id: _,
        name,
        sign_in,
        profile,
        address,
        contact: _,
        work: _,
        access: _,
        preferences: _,
        history: _,
        custom_settings: _,
    } = update;
    let SignInUpdate { username, email: _, password: _, sso_enabled: _, sso_id: _ } = sign_in;
    let ProfileUpdate { company, website, picture, date_of_birth: _, preferred_language: _, time_zone: _ } = profile;
    let AddressUpdate {
        country,
        building: _,
        house_number: _,
        street: _,
        area: _,
        town: _,
        county: _,
        postcode: _,
        what3words: _,
    } = address;

    out.value("username", Attribute::Username, username.as_ref(), as_text);
    names::write_halves_of_update(out, ["first_name", "last_name"], name);
    out.patch("picture", Attribute::Picture, picture, Clearing::Impossible, as_text);
    out.patch("company", Attribute::Company, company, Clearing::Empty, as_text);
    out.patch("website", Attribute::Website, website, Clearing::Impossible, as_text);
    out.patch("country", Attribute::Country, country, Clearing::Impossible, as_country_code);
}
