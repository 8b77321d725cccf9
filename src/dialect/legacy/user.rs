//! The user that MediaSilo / Shift "Phoenix" answers with.

use super::password::parse_username;
use super::address;
use crate::dialect::ids::answered_id;
use crate::dialect::names;
use crate::dialect::words::Words;
use crate::model::{
    Access, Attribute, Contact, Email, Name, Phone, Profile, Role, RoleId, RoleTemplateId, SignIn, Status, Text, User,
    UserId,
};
use crate::wire::{Adaptation, Blank, Field, Node, Object, ObjectWriter, Spelling, as_bool, as_text};

pub(super) fn read(message: &Object<'_, '_>) -> Option<User> {
    let mut user = User::new(answered_id(&message.member("id"), UserId::parse)?);
    user.sign_in.username = message.member("userName").value(Attribute::Username, parse_username);
    let given = message.member("firstName").value(Attribute::GivenName, Text::parse);
    let family = message.member("lastName").value(Attribute::FamilyName, Text::parse);
    user.name = Name::new(None, given, family);
    user.profile.company = message.member("company").value(Attribute::Company, Text::parse);
    user.sign_in.email = message.member("email").value(Attribute::Email, Email::parse);
    user.contact.landline = message.member("phone").value(Attribute::Landline, Phone::parse);
    user.contact.mobile = message.member("mobile").value(Attribute::Mobile, Phone::parse);
    address::read_user(&message.member("address"), &mut user);
    user.access.status = message.member("status").value(Attribute::Status, |text| STATUSES.parse(text));
    user.sign_in.sso_enabled = message.member("sso").flag(Attribute::SsoEnabled);
    user.sign_in.sso_id = message.member("ssoId").value(Attribute::SsoId, Text::parse);
    let template = message.member("defaultRoleTemplateId");
    user.access.default_role_template = template.value(Attribute::DefaultRoleTemplate, RoleTemplateId::parse);
    user.access.roles = message.member("roles").list(Attribute::Roles, Blank::Keep, read_role);
    Some(user)
}

fn read_role(field: Field<'_, '_>) -> Option<Role> {
    let object = field.object(Blank::Keep);
    let mut role = Role::new(object.member("id").text(RoleId::parse)?);
    role.name = object.member("displayName").text(Text::parse);
    role.description = object.member("description").text(Text::parse);
    role.context = object.member("context").text(Text::parse);
    role.level = object.member("level").text(Text::parse);
    object.accept(&["visible", "permissionGroups", "default"]);
    role.remainder = field.remainder(|out| write_role(&role, out));
    Some(role)
}

pub(super) fn write<'u>(user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
    let User {
        id,
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
        remainder: _,
    } = user;
    let SignIn { username, email, sso_enabled, sso_id, email_verified: _, has_password: _ } = sign_in;
    let Profile { company, date_of_birth: _, website: _, picture: _, preferred_language: _, time_zone: _ } = profile;
    let Contact { landline, mobile } = contact;
    let Access {
        status,
        default_role_template,
        roles,
        user_type: _,
        memberships: _,
        service_account: _,
        organisations: _,
        teams: _,
        grants: _,
        identities: _,
        namespace: _,
    } = access;

    out.say("id", Attribute::Id, as_text(id));
    out.value("userName", Attribute::Username, username.as_ref(), as_text);
    names::write_halves_of_user(out, ["firstName", "lastName"], name);
    out.value("company", Attribute::Company, company.as_ref(), as_text);
    out.value("email", Attribute::Email, email.as_ref(), as_text);
    out.value("phone", Attribute::Landline, landline.as_ref(), as_text);
    out.value("mobile", Attribute::Mobile, mobile.as_ref(), as_text);
    address::write_user(address, out);
    out.value("status", Attribute::Status, status.as_ref(), as_status);
    out.value("sso", Attribute::SsoEnabled, sso_enabled.as_ref(), as_bool);
    out.value("ssoId", Attribute::SsoId, sso_id.as_ref(), as_text);
    out.value("defaultRoleTemplateId", Attribute::DefaultRoleTemplate, default_role_template.as_ref(), as_text);
    out.list("roles", Attribute::Roles, roles.as_deref(), |role| Some(&role.remainder), write_role);
}

fn write_role<'u>(role: &'u Role, out: &mut ObjectWriter<'_, 'u>) {
    let Role { id, name, description, context, level, remainder: _ } = role;
    out.put_text("id", id.as_str());
    out.text("displayName", name.as_ref());
    out.text("description", description.as_ref());
    out.text("context", context.as_ref());
    out.text("level", level.as_ref());
}

pub(super) const STATUSES: Words<Status> = Words::new(
    &[("ACTIVE", Status::Active), ("LOCKED", Status::Locked), ("DELETED", Status::Deleted)],
    "`ACTIVE`, `LOCKED` or `DELETED` is expected",
);

/// The vendor has no word for a disabled user, and says that a locked one is deactivated.
pub(super) fn as_status(status: &Status) -> Spelling<'_> {
    match status {
        Status::Disabled => Ok((Node::text("LOCKED"), Some(Adaptation::NearestStatus))),
        other => STATUSES.spell(other),
    }
}
