//! A user, one member an attribute, by the attribute's own name.

use super::element::{
    others, read_answered_report, read_identity, read_membership, read_organisation, read_remainder, read_role,
    read_team, write_analytics_report, write_identity, write_membership, write_organisation, write_remainder,
    write_role, write_team,
};
use super::value::{CONSENT_METHODS, STATUSES, USER_TYPES, as_day, check_version, day, write_version};
use crate::dialect::custom_settings;
use crate::dialect::ids::answered_id;
use crate::model::{
    Access, AccountId, Address, Attribute, Contact, Country, Email, History, LanguageTag, Name, Phone, Preferences,
    Profile, RoleTemplateId, SignIn, Text, TimeZone, Timestamp, User, UserId, Username, WebLink, What3Words, Work,
};
use crate::wire::{Blank, Object, ObjectWriter, as_bool, as_text, texts};

pub(super) fn read(message: &Object<'_, '_>) -> Option<User> {
    check_version(message);
    let mut user = User::new(answered_id(&message.member("id"), UserId::parse)?);
    let full = message.member("full_name").value(Attribute::FullName, Text::parse);
    let given = message.member("given_name").value(Attribute::GivenName, Text::parse);
    let family = message.member("family_name").value(Attribute::FamilyName, Text::parse);
    user.name = Name::as_given(full, given, family);
    user.sign_in.username = message.member("username").value(Attribute::Username, Username::parse);
    user.sign_in.email = message.member("email").value(Attribute::Email, Email::parse);
    user.sign_in.sso_enabled = message.member("sso_enabled").flag(Attribute::SsoEnabled);
    user.sign_in.sso_id = message.member("sso_id").value(Attribute::SsoId, Text::parse);
    user.sign_in.email_verified = message.member("email_verified").flag(Attribute::EmailVerified);
    user.sign_in.has_password = message.member("has_password").flag(Attribute::HasPassword);
    user.profile.date_of_birth = message.member("date_of_birth").value(Attribute::DateOfBirth, day);
    user.profile.company = message.member("company").value(Attribute::Company, Text::parse);
    user.profile.website = message.member("website").value(Attribute::Website, WebLink::parse);
    user.profile.picture = message.member("picture").value(Attribute::Picture, WebLink::parse);
    user.profile.preferred_language =
        message.member("preferred_language").value(Attribute::PreferredLanguage, LanguageTag::parse);
    user.profile.time_zone = message.member("time_zone").value(Attribute::TimeZone, TimeZone::parse);
    user.address.country = message.member("country").value(Attribute::Country, Country::parse);
    user.address.building = message.member("building").value(Attribute::Building, Text::parse);
    user.address.house_number = message.member("house_number").value(Attribute::HouseNumber, Text::parse);
    user.address.street = message.member("street").value(Attribute::Street, Text::parse);
    user.address.area = message.member("area").value(Attribute::Area, Text::parse);
    user.address.town = message.member("town").value(Attribute::Town, Text::parse);
    user.address.county = message.member("county").value(Attribute::County, Text::parse);
    user.address.postcode = message.member("postcode").value(Attribute::Postcode, Text::parse);
    user.address.what3words = message.member("what3words").value(Attribute::What3Words, What3Words::parse);
    user.contact.landline = message.member("landline").value(Attribute::Landline, Phone::parse);
    user.contact.mobile = message.member("mobile").value(Attribute::Mobile, Phone::parse);
    user.work.occupation = message.member("occupation").value(Attribute::Occupation, Text::parse);
    user.work.cscs = message.member("cscs").value(Attribute::Cscs, Text::parse);
    user.work.eusr = message.member("eusr").value(Attribute::Eusr, Text::parse);
    user.work.employment_start = message.member("employment_start").value(Attribute::EmploymentStart, day);
    user.access.status = message.member("status").value(Attribute::Status, |text| STATUSES.parse(text));
    user.access.user_type = message.member("user_type").value(Attribute::UserType, |text| USER_TYPES.parse(text));
    user.access.default_role_template =
        message.member("default_role_template").value(Attribute::DefaultRoleTemplate, RoleTemplateId::parse);
    user.access.roles = message.member("roles").list(Attribute::Roles, Blank::Keep, |one| read_role(&one));
    user.access.memberships =
        message.member("memberships").list(Attribute::Memberships, Blank::Keep, |one| read_membership(&one));
    user.access.service_account = message.member("service_account").flag(Attribute::ServiceAccount);
    user.access.organisations =
        message.member("organisations").list(Attribute::Organisations, Blank::Keep, |one| read_organisation(&one));
    user.access.teams = message.member("teams").list(Attribute::Teams, Blank::Keep, |one| read_team(&one));
    user.access.grants = message.member("grants").list(Attribute::Grants, Blank::Keep, |one| one.needed(Text::parse));
    user.access.identities =
        message.member("identities").list(Attribute::Identities, Blank::Keep, |one| read_identity(&one));
    user.access.namespace = message.member("namespace").value(Attribute::Namespace, Text::parse);
    user.preferences.notify_by_email = message.member("notify_by_email").flag(Attribute::NotifyByEmail);
    user.preferences.notify_by_audio = message.member("notify_by_audio").flag(Attribute::NotifyByAudio);
    user.preferences.default_messaging_account =
        message.member("default_messaging_account").value(Attribute::DefaultMessagingAccount, AccountId::parse);
    user.preferences.analytics_reports =
        message
            .member("analytics_reports")
            .list(Attribute::AnalyticsReports, Blank::Keep, |one| read_answered_report(&one));
    user.history.created_at = message.member("created_at").value(Attribute::CreatedAt, Timestamp::parse);
    user.history.updated_at = message.member("updated_at").value(Attribute::UpdatedAt, Timestamp::parse);
    user.history.consented_at = message.member("consented_at").value(Attribute::ConsentedAt, Timestamp::parse);
    user.history.consent_method =
        message.member("consent_method").value(Attribute::ConsentMethod, |text| CONSENT_METHODS.parse(text));
    user.custom_settings = custom_settings::read_user(&message.member("custom_settings"));
    user.remainder = read_remainder(message);
    Some(user)
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
        preferences,
        history,
        custom_settings: settings,
        remainder,
    } = user;
    let SignIn { username, email, sso_enabled, sso_id, email_verified, has_password } = sign_in;
    let Profile { date_of_birth, company, website, picture, preferred_language, time_zone } = profile;
    let Address { country, building, house_number, street, area, town, county, postcode, what3words } = address;
    let Contact { landline, mobile } = contact;
    let Work { occupation, cscs, eusr, employment_start } = work;
    let Preferences { notify_by_email, notify_by_audio, default_messaging_account, analytics_reports } = preferences;
    let History { created_at, updated_at, consented_at, consent_method } = history;

    write_version(out);
    out.say("id", Attribute::Id, as_text(id));
    out.value("full_name", Attribute::FullName, name.full(), as_text);
    out.value("given_name", Attribute::GivenName, name.given(), as_text);
    out.value("family_name", Attribute::FamilyName, name.family(), as_text);
    out.value("username", Attribute::Username, username.as_ref(), as_text);
    out.value("email", Attribute::Email, email.as_ref(), as_text);
    out.value("sso_enabled", Attribute::SsoEnabled, sso_enabled.as_ref(), as_bool);
    out.value("sso_id", Attribute::SsoId, sso_id.as_ref(), as_text);
    out.value("email_verified", Attribute::EmailVerified, email_verified.as_ref(), as_bool);
    out.value("has_password", Attribute::HasPassword, has_password.as_ref(), as_bool);
    out.value("date_of_birth", Attribute::DateOfBirth, date_of_birth.as_ref(), as_day);
    out.value("company", Attribute::Company, company.as_ref(), as_text);
    out.value("website", Attribute::Website, website.as_ref(), as_text);
    out.value("picture", Attribute::Picture, picture.as_ref(), as_text);
    out.value("preferred_language", Attribute::PreferredLanguage, preferred_language.as_ref(), as_text);
    out.value("time_zone", Attribute::TimeZone, time_zone.as_ref(), as_text);
    out.value("country", Attribute::Country, country.as_ref(), as_text);
    out.value("building", Attribute::Building, building.as_ref(), as_text);
    out.value("house_number", Attribute::HouseNumber, house_number.as_ref(), as_text);
    out.value("street", Attribute::Street, street.as_ref(), as_text);
    out.value("area", Attribute::Area, area.as_ref(), as_text);
    out.value("town", Attribute::Town, town.as_ref(), as_text);
    out.value("county", Attribute::County, county.as_ref(), as_text);
    out.value("postcode", Attribute::Postcode, postcode.as_ref(), as_text);
    out.value("what3words", Attribute::What3Words, what3words.as_ref(), as_text);
    out.value("landline", Attribute::Landline, landline.as_ref(), as_text);
    out.value("mobile", Attribute::Mobile, mobile.as_ref(), as_text);
    out.value("occupation", Attribute::Occupation, occupation.as_ref(), as_text);
    out.value("cscs", Attribute::Cscs, cscs.as_ref(), as_text);
    out.value("eusr", Attribute::Eusr, eusr.as_ref(), as_text);
    out.value("employment_start", Attribute::EmploymentStart, employment_start.as_ref(), as_day);
    write_access(access, out);
    out.value("notify_by_email", Attribute::NotifyByEmail, notify_by_email.as_ref(), as_bool);
    out.value("notify_by_audio", Attribute::NotifyByAudio, notify_by_audio.as_ref(), as_bool);
    out.value(
        "default_messaging_account",
        Attribute::DefaultMessagingAccount,
        default_messaging_account.as_ref(),
        as_text,
    );
    out.list(
        "analytics_reports",
        Attribute::AnalyticsReports,
        analytics_reports.as_deref(),
        |one| Some(&one.remainder),
        write_analytics_report,
    );
    out.value("created_at", Attribute::CreatedAt, created_at.as_ref(), as_text);
    out.value("updated_at", Attribute::UpdatedAt, updated_at.as_ref(), as_text);
    out.value("consented_at", Attribute::ConsentedAt, consented_at.as_ref(), as_text);
    out.value("consent_method", Attribute::ConsentMethod, consent_method.as_ref(), |one| CONSENT_METHODS.spell(one));
    custom_settings::write_user("custom_settings", settings, out);
    write_remainder(remainder, out);
    out.keeps("remainder", others(remainder).map(|entry| entry.pointer.as_str()));
}

fn write_access<'u>(access: &'u Access, out: &mut ObjectWriter<'_, 'u>) {
    let Access {
        status,
        user_type,
        default_role_template,
        roles,
        memberships,
        service_account,
        organisations,
        teams,
        grants,
        identities,
        namespace,
    } = access;
    out.value("status", Attribute::Status, status.as_ref(), |one| STATUSES.spell(one));
    out.value("user_type", Attribute::UserType, user_type.as_ref(), |one| USER_TYPES.spell(one));
    out.value("default_role_template", Attribute::DefaultRoleTemplate, default_role_template.as_ref(), as_text);
    out.list("roles", Attribute::Roles, roles.as_deref(), |one| Some(&one.remainder), write_role);
    out.list(
        "memberships",
        Attribute::Memberships,
        memberships.as_deref(),
        |one| Some(&one.remainder),
        write_membership,
    );
    out.value("service_account", Attribute::ServiceAccount, service_account.as_ref(), as_bool);
    out.list(
        "organisations",
        Attribute::Organisations,
        organisations.as_deref(),
        |one| Some(&one.remainder),
        write_organisation,
    );
    out.list("teams", Attribute::Teams, teams.as_deref(), |one| Some(&one.remainder), write_team);
    out.value("grants", Attribute::Grants, grants.as_ref(), |grants| Ok((texts(grants), None)));
    out.list("identities", Attribute::Identities, identities.as_deref(), |one| Some(&one.remainder), write_identity);
    out.value("namespace", Attribute::Namespace, namespace.as_ref(), as_text);
}
