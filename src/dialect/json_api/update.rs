//! The body of `PUT /v3/users/{id}`.

use super::document::{USERS, as_midnight, check_type, day};
use crate::dialect::contract::Context;
use crate::dialect::country::as_country_code;
use crate::dialect::ids::{parse_uuid, read_id};
use crate::dialect::names;
use crate::model::{
    AddressUpdate, Attribute, ContactUpdate, Country, LanguageTag, Phone, ProfileUpdate, Text, TimeZone, UserUpdate,
    What3Words, WorkUpdate,
};
use crate::wire::{Blank, Blanks, Clearing, Object, ObjectWriter, as_text};

const CLEARED_BY_BOTH: Blanks = Blanks::new(Blank::Clear, Blank::Clear);

pub(super) fn read(message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
    let data = message.required("data").object(Blank::Refuse);
    let mut update = UserUpdate { id: read_id(&data.member("id"), context, parse_uuid), ..UserUpdate::default() };
    if !data.is_absent() {
        check_type(&data);
    }
    let attributes = data.member("attributes").object(Blank::Refuse);
    read_profile(&attributes.member("profile").object(Blank::Refuse), &mut update);
    attributes.read_only(&["email", "identities"]);
    data.accept(&["meta", "relationships", "links"]);
    message.accept(&["jsonapi", "meta", "links"]);
    message.read_only(&["included"]);
    update
}

fn read_profile(profile: &Object<'_, '_>, update: &mut UserUpdate) {
    let personal = profile.member("personal").object(Blank::Clear);
    update.name.given = personal.member("first_name").patch(Attribute::GivenName, CLEARED_BY_BOTH, Text::parse);
    update.name.family = personal.member("last_name").patch(Attribute::FamilyName, CLEARED_BY_BOTH, Text::parse);
    update.profile.date_of_birth = personal.member("dob").patch(Attribute::DateOfBirth, CLEARED_BY_BOTH, day);
    personal.read_only(&["username"]);

    let settings = profile.member("settings").object(Blank::Clear);
    let language = settings.member("preferred_language");
    update.profile.preferred_language =
        language.patch(Attribute::PreferredLanguage, CLEARED_BY_BOTH, LanguageTag::parse);
    update.profile.time_zone = settings.member("timezone").patch(Attribute::TimeZone, CLEARED_BY_BOTH, TimeZone::parse);

    let contact = profile.member("contact").object(Blank::Clear);
    update.contact.landline = contact.member("landline").patch(Attribute::Landline, CLEARED_BY_BOTH, Phone::parse);
    update.contact.mobile = contact.member("mobile").patch(Attribute::Mobile, CLEARED_BY_BOTH, Phone::parse);

    let work = profile.member("work").object(Blank::Clear);
    update.work.occupation = work.member("occupation").patch(Attribute::Occupation, CLEARED_BY_BOTH, Text::parse);
    update.work.cscs = work.member("cscs").patch(Attribute::Cscs, CLEARED_BY_BOTH, Text::parse);
    update.work.eusr = work.member("eusr").patch(Attribute::Eusr, CLEARED_BY_BOTH, Text::parse);
    update.work.employment_start = work.member("start_date").patch(Attribute::EmploymentStart, CLEARED_BY_BOTH, day);

    let address = profile.member("address").object(Blank::Clear);
    let text = |name, attribute| address.member(name).patch(attribute, CLEARED_BY_BOTH, Text::parse);
    update.address.building = text("name", Attribute::Building);
    update.address.house_number = text("number", Attribute::HouseNumber);
    update.address.street = text("street", Attribute::Street);
    update.address.area = text("area", Attribute::Area);
    update.address.town = text("town", Attribute::Town);
    update.address.county = text("county", Attribute::County);
    update.address.postcode = text("postcode", Attribute::Postcode);
    let country = address.member("country_code");
    update.address.country = country.patch(Attribute::Country, CLEARED_BY_BOTH, Country::parse_code);
    let what3words = address.member("what3words");
    update.address.what3words = what3words.patch(Attribute::What3Words, CLEARED_BY_BOTH, What3Words::parse);
}

pub(super) fn write<'u>(update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
    out.whole_object("data", |data| {
        data.put_text("type", USERS);
        if update.id.is_some() {
            data.value("id", Attribute::Id, context.id, as_text);
        } else {
            data.text("id", context.id);
        }
        data.object("attributes", |attributes| attributes.object("profile", |profile| write_profile(update, profile)));
    });
}

fn write_profile<'u>(update: &'u UserUpdate, out: &mut ObjectWriter<'_, 'u>) {
    let UserUpdate {
        id: _,
        name,
        sign_in: _,
        profile,
        address,
        contact,
        work,
        access: _,
        preferences: _,
        history: _,
        custom_settings: _,
    } = update;
    let ProfileUpdate { date_of_birth, preferred_language, time_zone, company: _, website: _, picture: _ } = profile;
    let AddressUpdate { country, building, house_number, street, area, town, county, postcode, what3words } = address;
    let ContactUpdate { landline, mobile } = contact;
    let WorkUpdate { occupation, cscs, eusr, employment_start } = work;

    out.object("address", |out| {
        out.patch("area", Attribute::Area, area, Clearing::Empty, as_text);
        out.patch("country_code", Attribute::Country, country, Clearing::Empty, as_country_code);
        out.patch("county", Attribute::County, county, Clearing::Empty, as_text);
        out.patch("name", Attribute::Building, building, Clearing::Empty, as_text);
        out.patch("number", Attribute::HouseNumber, house_number, Clearing::Empty, as_text);
        out.patch("postcode", Attribute::Postcode, postcode, Clearing::Empty, as_text);
        out.patch("street", Attribute::Street, street, Clearing::Empty, as_text);
        out.patch("town", Attribute::Town, town, Clearing::Empty, as_text);
        out.patch("what3words", Attribute::What3Words, what3words, Clearing::Empty, as_text);
    });
    out.object("contact", |out| {
        out.patch("landline", Attribute::Landline, landline, Clearing::Empty, as_text);
        out.patch("mobile", Attribute::Mobile, mobile, Clearing::Empty, as_text);
    });
    out.object("personal", |out| {
        out.patch("dob", Attribute::DateOfBirth, date_of_birth, Clearing::Empty, as_midnight);
        names::write_halves_of_update(out, ["first_name", "last_name"], name);
    });
    out.object("settings", |out| {
        out.patch("preferred_language", Attribute::PreferredLanguage, preferred_language, Clearing::Empty, as_text);
        out.patch("timezone", Attribute::TimeZone, time_zone, Clearing::Empty, as_text);
    });
    out.object("work", |out| {
        out.patch("cscs", Attribute::Cscs, cscs, Clearing::Empty, as_text);
        out.patch("eusr", Attribute::Eusr, eusr, Clearing::Empty, as_text);
        out.patch("occupation", Attribute::Occupation, occupation, Clearing::Empty, as_text);
        out.patch("start_date", Attribute::EmploymentStart, employment_start, Clearing::Empty, as_midnight);
    });
}
