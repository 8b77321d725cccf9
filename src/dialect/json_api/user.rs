//! The document that Ctrl Hub answers with.

use super::document::{TEAMS, USERS, as_day, day, read_reference, write_reference};
use super::{included, organisation};
use crate::dialect::country::as_country_code;
use crate::dialect::ids::answered_id;
use crate::dialect::names;
use crate::model::{
    Access, Address, Attribute, Contact, Country, Email, Identity, LanguageTag, Name, Phone, Profile, ResourceId,
    SignIn, Team, Text, TimeZone, User, UserId, Username, What3Words, Work,
};
use crate::wire::{Blank, Field, Object, ObjectWriter, as_text, texts};

pub(super) fn read(message: &Object<'_, '_>) -> Option<User> {
    message.accept(&["meta", "links"]);
    message.member("jsonapi").object(Blank::Keep).accept(&["version", "meta"]);
    let data = message.member("data").object(Blank::Keep);
    let mut user = User::new(answered_id(&data.member("id"), UserId::parse)?);
    data.accept(&["type", "links"]);
    let attributes = data.member("attributes").object(Blank::Keep);
    user.sign_in.email = attributes.member("email").value(Attribute::Email, Email::parse);
    user.access.identities = attributes.member("identities").list(Attribute::Identities, Blank::Keep, read_identity);
    read_profile(&attributes.member("profile").object(Blank::Keep), &mut user);
    let grants = data.member("meta").object(Blank::Keep);
    user.access.grants =
        grants.member("grants").list(Attribute::Grants, Blank::Keep, |grant| grant.needed(Text::parse));
    let relationships = data.member("relationships").object(Blank::Keep);
    let teams = relationships.member(TEAMS).object(Blank::Keep);
    user.access.teams = teams.member("data").list(Attribute::Teams, Blank::Keep, read_team);
    user.access.organisations = organisation::read(&relationships);
    included::read(message, &mut user.access.organisations);
    Some(user)
}

fn read_profile(profile: &Object<'_, '_>, user: &mut User) {
    let personal = profile.member("personal").object(Blank::Keep);
    let given = personal.member("first_name").value(Attribute::GivenName, Text::parse);
    let family = personal.member("last_name").value(Attribute::FamilyName, Text::parse);
    user.name = Name::new(None, given, family);
    user.profile.date_of_birth = personal.member("dob").value(Attribute::DateOfBirth, day);
    user.sign_in.username = personal.member("username").value(Attribute::Username, Username::parse);

    let settings = profile.member("settings").object(Blank::Keep);
    let language = settings.member("preferred_language");
    user.profile.preferred_language = language.value(Attribute::PreferredLanguage, LanguageTag::parse);
    user.profile.time_zone = settings.member("timezone").value(Attribute::TimeZone, TimeZone::parse);

    let contact = profile.member("contact").object(Blank::Keep);
    user.contact.landline = contact.member("landline").value(Attribute::Landline, Phone::parse);
    user.contact.mobile = contact.member("mobile").value(Attribute::Mobile, Phone::parse);

    let work = profile.member("work").object(Blank::Keep);
    user.work.occupation = work.member("occupation").value(Attribute::Occupation, Text::parse);
    user.work.cscs = work.member("cscs").value(Attribute::Cscs, Text::parse);
    user.work.eusr = work.member("eusr").value(Attribute::Eusr, Text::parse);
    user.work.employment_start = work.member("start_date").value(Attribute::EmploymentStart, day);

    let address = profile.member("address").object(Blank::Keep);
    let text = |name, attribute| address.member(name).value(attribute, Text::parse);
    user.address.building = text("name", Attribute::Building);
    user.address.house_number = text("number", Attribute::HouseNumber);
    user.address.street = text("street", Attribute::Street);
    user.address.area = text("area", Attribute::Area);
    user.address.town = text("town", Attribute::Town);
    user.address.county = text("county", Attribute::County);
    user.address.postcode = text("postcode", Attribute::Postcode);
    user.address.country = address.member("country_code").value(Attribute::Country, Country::parse_code);
    user.address.what3words = address.member("what3words").value(Attribute::What3Words, What3Words::parse);
}

fn read_identity(field: Field<'_, '_>) -> Option<Identity> {
    let object = field.object(Blank::Keep);
    let mut identity = Identity::new(object.member("id").text(ResourceId::parse)?);
    identity.platform = object.member("platform").text(Text::parse);
    // Free JSON, which only this dialect can say: the remainder has it.
    object.accept(&["meta"]);
    identity.remainder = field.remainder(|out| write_identity(&identity, out));
    Some(identity)
}

fn read_team(field: Field<'_, '_>) -> Option<Team> {
    let mut team = Team::new(read_reference(&field)?);
    team.remainder = field.remainder(|out| write_reference(TEAMS, &team.id, out));
    Some(team)
}

pub(super) fn write<'u>(user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
    let User {
        id,
        name,
        sign_in,
        profile,
        address,
        contact,
        work,
        access,
        preferences: _,
        history: _,
        custom_settings: _,
        remainder: _,
    } = user;
    let SignIn { username, email, email_verified: _, has_password: _, sso_enabled: _, sso_id: _ } = sign_in;
    let Profile { date_of_birth, preferred_language, time_zone, company: _, website: _, picture: _ } = profile;
    let Address { country, building, house_number, street, area, town, county, postcode, what3words } = address;
    let Contact { landline, mobile } = contact;
    let Work { occupation, cscs, eusr, employment_start } = work;
    let Access {
        organisations,
        teams,
        grants,
        identities,
        status: _,
        user_type: _,
        default_role_template: _,
        roles: _,
        memberships: _,
        service_account: _,
        namespace: _,
    } = access;

    let write_profile = |out: &mut ObjectWriter<'_, 'u>| {
        out.object("work", |out| {
            out.value("occupation", Attribute::Occupation, occupation.as_ref(), as_text);
            out.value("cscs", Attribute::Cscs, cscs.as_ref(), as_text);
            out.value("eusr", Attribute::Eusr, eusr.as_ref(), as_text);
            out.value("start_date", Attribute::EmploymentStart, employment_start.as_ref(), as_day);
        });
        out.object("personal", |out| {
            names::write_halves_of_user(out, ["first_name", "last_name"], name);
            out.value("dob", Attribute::DateOfBirth, date_of_birth.as_ref(), as_day);
            out.value("username", Attribute::Username, username.as_ref(), as_text);
        });
        out.object("contact", |out| {
            out.value("mobile", Attribute::Mobile, mobile.as_ref(), as_text);
            out.value("landline", Attribute::Landline, landline.as_ref(), as_text);
        });
        out.object("address", |out| {
            out.value("name", Attribute::Building, building.as_ref(), as_text);
            out.value("number", Attribute::HouseNumber, house_number.as_ref(), as_text);
            out.value("street", Attribute::Street, street.as_ref(), as_text);
            out.value("area", Attribute::Area, area.as_ref(), as_text);
            out.value("town", Attribute::Town, town.as_ref(), as_text);
            out.value("county", Attribute::County, county.as_ref(), as_text);
            out.value("postcode", Attribute::Postcode, postcode.as_ref(), as_text);
            out.value("country_code", Attribute::Country, country.as_ref(), as_country_code);
            out.value("what3words", Attribute::What3Words, what3words.as_ref(), as_text);
        });
        out.object("settings", |out| {
            out.value("preferred_language", Attribute::PreferredLanguage, preferred_language.as_ref(), as_text);
            out.value("timezone", Attribute::TimeZone, time_zone.as_ref(), as_text);
        });
    };
    out.whole_object("data", |data| {
        data.put_text("type", USERS);
        data.say("id", Attribute::Id, as_text(id));
        data.object("attributes", |out| {
            out.value("email", Attribute::Email, email.as_ref(), as_text);
            let identities = identities.as_deref();
            out.list("identities", Attribute::Identities, identities, |one| Some(&one.remainder), write_identity);
            out.object("profile", write_profile);
        });
        data.object("meta", |out| {
            out.value("grants", Attribute::Grants, grants.as_ref(), |grants| Ok((texts(grants), None)));
        });
        data.object("relationships", |out| {
            out.object("organisations", |out| organisation::write_references(organisations.as_deref(), out));
            out.object(TEAMS, |out| {
                let write = |team: &'u Team, out: &mut ObjectWriter<'_, 'u>| write_reference(TEAMS, &team.id, out);
                out.list("data", Attribute::Teams, teams.as_deref(), |team| Some(&team.remainder), write);
            });
        });
    });
    out.whole_object("jsonapi", |out| out.put_text("version", "1.0"));
    included::write(organisations.as_deref(), out);
}

fn write_identity<'u>(identity: &'u Identity, out: &mut ObjectWriter<'_, 'u>) {
    let Identity { id, platform, remainder: _ } = identity;
    out.put_text("id", id.as_str());
    out.text("platform", platform.as_ref());
}
