//! An update, one member an attribute, by the attribute's own name.

use super::element::{read_analytics_report, read_grant, write_analytics_report, write_grant};
use super::value::{STATUSES, USER_TYPES, as_day, check_version, day, write_version};
use crate::dialect::contract::Context;
use crate::dialect::custom_settings;
use crate::dialect::ids::read_id;
use crate::model::{
    AccessUpdate, AccountId, AddressUpdate, Attribute, ContactUpdate, Country, Email, HistoryUpdate, LanguageTag,
    NameUpdate, Phone, PreferencesUpdate, ProfileUpdate, RoleId, RoleTemplateId, SignInUpdate, Text, TimeZone, UserId,
    UserUpdate, Username, WebLink, What3Words, WorkUpdate,
};
use crate::wire::{Blank, Blanks, Clearing, Object, ObjectWriter, as_bool, as_text, texts};

const CLEARED_BY_NULL: Blanks = Blanks::new(Blank::Clear, Blank::Refuse);

pub(super) fn read(message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
    check_version(message);
    let mut update = UserUpdate { id: read_id(&message.member("id"), context, UserId::parse), ..UserUpdate::default() };
    update.name.full = message.member("full_name").set(Attribute::FullName, Blanks::REFUSED, Text::parse);
    update.name.given = message.member("given_name").patch(Attribute::GivenName, CLEARED_BY_NULL, Text::parse);
    update.name.family = message.member("family_name").patch(Attribute::FamilyName, CLEARED_BY_NULL, Text::parse);
    update.sign_in.username = message.member("username").set(Attribute::Username, Blanks::REFUSED, Username::parse);
    update.sign_in.email = message.member("email").set(Attribute::Email, Blanks::REFUSED, Email::parse);
    update.sign_in.sso_enabled = message.member("sso_enabled").set_bool(Attribute::SsoEnabled, Blank::Refuse);
    update.sign_in.sso_id = message.member("sso_id").patch(Attribute::SsoId, CLEARED_BY_NULL, Text::parse);
    update.profile.date_of_birth = message.member("date_of_birth").patch(Attribute::DateOfBirth, CLEARED_BY_NULL, day);
    update.profile.company = message.member("company").patch(Attribute::Company, CLEARED_BY_NULL, Text::parse);
    update.profile.website = message.member("website").patch(Attribute::Website, CLEARED_BY_NULL, WebLink::parse);
    update.profile.picture = message.member("picture").patch(Attribute::Picture, CLEARED_BY_NULL, WebLink::parse);
    update.profile.preferred_language =
        message.member("preferred_language").patch(Attribute::PreferredLanguage, CLEARED_BY_NULL, LanguageTag::parse);
    update.profile.time_zone = message.member("time_zone").patch(Attribute::TimeZone, CLEARED_BY_NULL, TimeZone::parse);
    update.address.country = message.member("country").patch(Attribute::Country, CLEARED_BY_NULL, Country::parse);
    update.address.building = message.member("building").patch(Attribute::Building, CLEARED_BY_NULL, Text::parse);
    update.address.house_number =
        message.member("house_number").patch(Attribute::HouseNumber, CLEARED_BY_NULL, Text::parse);
    update.address.street = message.member("street").patch(Attribute::Street, CLEARED_BY_NULL, Text::parse);
    update.address.area = message.member("area").patch(Attribute::Area, CLEARED_BY_NULL, Text::parse);
    update.address.town = message.member("town").patch(Attribute::Town, CLEARED_BY_NULL, Text::parse);
    update.address.county = message.member("county").patch(Attribute::County, CLEARED_BY_NULL, Text::parse);
    update.address.postcode = message.member("postcode").patch(Attribute::Postcode, CLEARED_BY_NULL, Text::parse);
    update.address.what3words =
        message.member("what3words").patch(Attribute::What3Words, CLEARED_BY_NULL, What3Words::parse);
    update.contact.landline = message.member("landline").patch(Attribute::Landline, CLEARED_BY_NULL, Phone::parse);
    update.contact.mobile = message.member("mobile").patch(Attribute::Mobile, CLEARED_BY_NULL, Phone::parse);
    update.work.occupation = message.member("occupation").patch(Attribute::Occupation, CLEARED_BY_NULL, Text::parse);
    update.work.cscs = message.member("cscs").patch(Attribute::Cscs, CLEARED_BY_NULL, Text::parse);
    update.work.eusr = message.member("eusr").patch(Attribute::Eusr, CLEARED_BY_NULL, Text::parse);
    update.work.employment_start =
        message.member("employment_start").patch(Attribute::EmploymentStart, CLEARED_BY_NULL, day);
    update.access.status =
        message.member("status").set(Attribute::Status, Blanks::REFUSED, |text| STATUSES.parse(text));
    update.access.user_type =
        message.member("user_type").set(Attribute::UserType, Blanks::REFUSED, |text| USER_TYPES.parse(text));
    update.access.default_role_template = message.member("default_role_template").set(
        Attribute::DefaultRoleTemplate,
        Blanks::REFUSED,
        RoleTemplateId::parse,
    );
    update.access.roles =
        message.member("roles").list(Attribute::Roles, Blank::Refuse, |role| role.needed(RoleId::parse));
    update.access.memberships =
        message.member("memberships").list(Attribute::Memberships, Blank::Refuse, |one| read_grant(&one));
    update.preferences.notify_by_email =
        message.member("notify_by_email").set_bool(Attribute::NotifyByEmail, Blank::Refuse);
    update.preferences.notify_by_audio =
        message.member("notify_by_audio").set_bool(Attribute::NotifyByAudio, Blank::Refuse);
    update.preferences.default_messaging_account = message.member("default_messaging_account").set(
        Attribute::DefaultMessagingAccount,
        Blanks::REFUSED,
        AccountId::parse,
    );
    update.preferences.analytics_reports =
        message
            .member("analytics_reports")
            .list(Attribute::AnalyticsReports, Blank::Refuse, |one| read_analytics_report(&one));
    update.custom_settings = custom_settings::read_update(&message.member("custom_settings"));
    message.read_only(&[
        "password",
        "email_verified",
        "has_password",
        "service_account",
        "organisations",
        "teams",
        "grants",
        "identities",
        "namespace",
        "created_at",
        "updated_at",
        "consented_at",
        "consent_method",
    ]);
    message.read_only(&["remainder"]);
    update
}

pub(super) fn write<'u>(update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
    let UserUpdate {
        id: _,
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
    } = update;
    let NameUpdate { full, given, family } = name;
    let SignInUpdate { username, email, sso_enabled, sso_id, password: _ } = sign_in;
    let ProfileUpdate { date_of_birth, company, website, picture, preferred_language, time_zone } = profile;
    let AddressUpdate { country, building, house_number, street, area, town, county, postcode, what3words } = address;
    let ContactUpdate { landline, mobile } = contact;
    let WorkUpdate { occupation, cscs, eusr, employment_start } = work;
    let AccessUpdate { status, user_type, default_role_template, roles, memberships } = access;
    let PreferencesUpdate { notify_by_email, notify_by_audio, default_messaging_account, analytics_reports } =
        preferences;
    let HistoryUpdate {} = history;

    write_version(out);
    if update.id.is_some() {
        out.value("id", Attribute::Id, context.id, as_text);
    } else {
        out.text("id", context.id);
    }
    out.value("full_name", Attribute::FullName, full.as_ref(), as_text);
    out.patch("given_name", Attribute::GivenName, given, Clearing::Null, as_text);
    out.patch("family_name", Attribute::FamilyName, family, Clearing::Null, as_text);
    out.value("username", Attribute::Username, username.as_ref(), as_text);
    out.value("email", Attribute::Email, email.as_ref(), as_text);
    out.value("sso_enabled", Attribute::SsoEnabled, sso_enabled.as_ref(), as_bool);
    out.patch("sso_id", Attribute::SsoId, sso_id, Clearing::Null, as_text);
    out.patch("date_of_birth", Attribute::DateOfBirth, date_of_birth, Clearing::Null, as_day);
    out.patch("company", Attribute::Company, company, Clearing::Null, as_text);
    out.patch("website", Attribute::Website, website, Clearing::Null, as_text);
    out.patch("picture", Attribute::Picture, picture, Clearing::Null, as_text);
    out.patch("preferred_language", Attribute::PreferredLanguage, preferred_language, Clearing::Null, as_text);
    out.patch("time_zone", Attribute::TimeZone, time_zone, Clearing::Null, as_text);
    out.patch("country", Attribute::Country, country, Clearing::Null, as_text);
    out.patch("building", Attribute::Building, building, Clearing::Null, as_text);
    out.patch("house_number", Attribute::HouseNumber, house_number, Clearing::Null, as_text);
    out.patch("street", Attribute::Street, street, Clearing::Null, as_text);
    out.patch("area", Attribute::Area, area, Clearing::Null, as_text);
    out.patch("town", Attribute::Town, town, Clearing::Null, as_text);
    out.patch("county", Attribute::County, county, Clearing::Null, as_text);
    out.patch("postcode", Attribute::Postcode, postcode, Clearing::Null, as_text);
    out.patch("what3words", Attribute::What3Words, what3words, Clearing::Null, as_text);
    out.patch("landline", Attribute::Landline, landline, Clearing::Null, as_text);
    out.patch("mobile", Attribute::Mobile, mobile, Clearing::Null, as_text);
    out.patch("occupation", Attribute::Occupation, occupation, Clearing::Null, as_text);
    out.patch("cscs", Attribute::Cscs, cscs, Clearing::Null, as_text);
    out.patch("eusr", Attribute::Eusr, eusr, Clearing::Null, as_text);
    out.patch("employment_start", Attribute::EmploymentStart, employment_start, Clearing::Null, as_day);
    out.value("status", Attribute::Status, status.as_ref(), |one| STATUSES.spell(one));
    out.value("user_type", Attribute::UserType, user_type.as_ref(), |one| USER_TYPES.spell(one));
    out.value("default_role_template", Attribute::DefaultRoleTemplate, default_role_template.as_ref(), as_text);
    out.value("roles", Attribute::Roles, roles.as_ref(), |roles| Ok((texts(roles), None)));
    out.list("memberships", Attribute::Memberships, memberships.as_deref(), |_| None, write_grant);
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
        |_| None,
        write_analytics_report,
    );
    custom_settings::write_update("custom_settings", settings, out);
}
