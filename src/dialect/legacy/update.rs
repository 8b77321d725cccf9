//! The body of `PUT /users/{id}`.

use super::address;
use super::password::{faults, parse_username};
use super::user::{STATUSES, as_status};
use crate::dialect::contract::Context;
use crate::dialect::ids::read_id;
use crate::dialect::names;
use crate::model::{
    AccessUpdate, Attribute, ContactUpdate, Email, Password, Phone, ProfileUpdate, RoleTemplateId, SignInUpdate, Text,
    UserId, UserUpdate, Username,
};
use crate::wire::{Blank, Blanks, Clearing, DropReason, Node, Object, ObjectWriter, Spelling, as_bool, as_text};

const CLEARED_BY_EMPTY: Blanks = Blanks::new(Blank::Keep, Blank::Clear);
const NEVER_CLEARED: Blanks = Blanks::new(Blank::Keep, Blank::Refuse);

pub(super) fn read(message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
    let mut update = UserUpdate { id: read_id(&message.member("id"), context, UserId::parse), ..UserUpdate::default() };

    let username = message.member("userName");
    update.sign_in.username = username.set(Attribute::Username, NEVER_CLEARED, parse_username);
    update.sign_in.password = read_password(message, update.sign_in.username.as_ref(), context);
    let first_name = message.member("firstName");
    update.name.given = first_name.patch(Attribute::GivenName, CLEARED_BY_EMPTY, Text::parse);
    let last_name = message.member("lastName");
    update.name.family = last_name.patch(Attribute::FamilyName, CLEARED_BY_EMPTY, Text::parse);
    let company = message.member("company");
    update.profile.company = company.patch(Attribute::Company, CLEARED_BY_EMPTY, Text::parse);
    update.sign_in.email = message.member("email").set(Attribute::Email, NEVER_CLEARED, Email::parse);
    update.contact.landline = message.member("phone").patch(Attribute::Landline, CLEARED_BY_EMPTY, Phone::parse);
    update.contact.mobile = message.member("mobile").patch(Attribute::Mobile, CLEARED_BY_EMPTY, Phone::parse);
    update.address = address::read_update(&message.member("address"));
    update.access.status = message.member("status").set(Attribute::Status, NEVER_CLEARED, |text| STATUSES.parse(text));
    update.sign_in.sso_enabled = message.member("sso").set_bool(Attribute::SsoEnabled, Blank::Keep);
    update.sign_in.sso_id = message.member("ssoId").patch(Attribute::SsoId, CLEARED_BY_EMPTY, Text::parse);
    let template = message.member("defaultRoleTemplateId");
    update.access.default_role_template =
        template.set(Attribute::DefaultRoleTemplate, NEVER_CLEARED, RoleTemplateId::parse);

    message.read_only(&["roles", "numericId", "accountId", "tags", "preferences"]);
    update
}

fn read_password(message: &Object<'_, '_>, username: Option<&Username>, context: &Context<'_>) -> Option<Password> {
    let field = message.member("password");
    let password = field.set(Attribute::Password, NEVER_CLEARED, Password::parse)?;
    let username = username.or_else(|| context.current?.sign_in.username.as_ref());
    for fault in faults(&password, username) {
        field.refuse(&fault);
    }
    Some(password)
}

pub(super) fn write<'u>(update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
    let UserUpdate {
        id: _,
        name,
        sign_in,
        profile,
        address,
        contact,
        work: _,
        access,
        preferences: _,
        history: _,
        custom_settings: _,
    } = update;
    let SignInUpdate { username, email, password, sso_enabled, sso_id } = sign_in;
    let ProfileUpdate { company, date_of_birth: _, website: _, picture: _, preferred_language: _, time_zone: _ } =
        profile;
    let ContactUpdate { landline, mobile } = contact;
    let AccessUpdate { status, default_role_template, user_type: _, roles: _, memberships: _ } = access;

    out.value("userName", Attribute::Username, username.as_ref(), as_username);
    let known_name = username.as_ref().or_else(|| context.current?.sign_in.username.as_ref());
    out.value("password", Attribute::Password, password.as_ref(), |password| as_password(password, known_name));
    names::write_halves_of_update(out, ["firstName", "lastName"], name);
    out.patch("company", Attribute::Company, company, Clearing::Empty, as_text);
    out.value("email", Attribute::Email, email.as_ref(), as_text);
    out.patch("phone", Attribute::Landline, landline, Clearing::Empty, as_text);
    out.patch("mobile", Attribute::Mobile, mobile, Clearing::Empty, as_text);
    address::write_update(address, context, out);
    out.value("status", Attribute::Status, status.as_ref(), as_status);
    out.value("sso", Attribute::SsoEnabled, sso_enabled.as_ref(), as_bool);
    out.patch("ssoId", Attribute::SsoId, sso_id, Clearing::Empty, as_text);
    out.value("defaultRoleTemplateId", Attribute::DefaultRoleTemplate, default_role_template.as_ref(), as_text);
}

fn as_username(username: &Username) -> Spelling<'_> {
    parse_username(username.as_str()).map_err(|_| DropReason::OutOfRule)?;
    as_text(username)
}

fn as_password<'u>(password: &'u Password, username: Option<&Username>) -> Spelling<'u> {
    if faults(password, username).is_empty() {
        Ok((Node::text(password.expose()), None))
    } else {
        Err(DropReason::OutOfRule)
    }
}
