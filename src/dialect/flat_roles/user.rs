//! The user that GoRules BRMS answers with.

use crate::dialect::ids::answered_id;
use crate::dialect::names;
use crate::dialect::words::Words;
use crate::model::{
    Access, Attribute, Email, History, Name, Role, RoleId, SignIn, Status, Text, Timestamp, User, UserId, UserType,
};
use crate::wire::{Adaptation, Blank, Field, Object, ObjectWriter, as_bool, as_text};

pub(super) fn read(message: &Object<'_, '_>) -> Option<User> {
    let mut user = User::new(answered_id(&message.member("id"), UserId::parse)?);
    user.sign_in.email = message.member("email").value(Attribute::Email, Email::parse);
    let given = message.member("firstName").value(Attribute::GivenName, Text::parse);
    let family = message.member("lastName").value(Attribute::FamilyName, Text::parse);
    user.name = Name::new(None, given, family);
    user.access.status = message.member("status").value(Attribute::Status, |text| STATUSES.parse(text));
    user.access.user_type = message.member("type").value(Attribute::UserType, |text| USER_TYPES.parse(text));
    user.access.service_account = message.member("isService").flag(Attribute::ServiceAccount);
    user.access.roles = message.member("roles").list(Attribute::Roles, Blank::Keep, read_role);
    user.history.created_at = message.member("createdAt").value(Attribute::CreatedAt, Timestamp::parse);
    user.history.updated_at = message.member("updatedAt").value(Attribute::UpdatedAt, Timestamp::parse);
    Some(user)
}

fn read_role(field: Field<'_, '_>) -> Option<Role> {
    let object = field.object(Blank::Keep);
    let mut role = Role::new(object.member("id").text(RoleId::parse)?);
    role.name = object.member("name").text(Text::parse);
    role.description = object.member("description").text(Text::parse);
    role.remainder = field.remainder(|out| write_role(&role, out));
    Some(role)
}

pub(super) fn write<'u>(user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
    let User {
        id,
        name,
        sign_in,
        profile: _,
        address: _,
        contact: _,
        work: _,
        access,
        preferences: _,
        history,
        custom_settings: _,
        remainder: _,
    } = user;
    let SignIn { email, username: _, email_verified: _, has_password: _, sso_enabled: _, sso_id: _ } = sign_in;
    let Access {
        status,
        user_type,
        service_account,
        roles,
        default_role_template: _,
        memberships: _,
        organisations: _,
        teams: _,
        grants: _,
        identities: _,
        namespace: _,
    } = access;
    let History { created_at, updated_at, consented_at: _, consent_method: _ } = history;

    out.say("id", Attribute::Id, as_text(id));
    out.value("email", Attribute::Email, email.as_ref(), as_text);
    out.value("type", Attribute::UserType, user_type.as_ref(), |one| USER_TYPES.spell(one));
    out.value("status", Attribute::Status, status.as_ref(), |status| STATUSES.spell(status));
    out.value("createdAt", Attribute::CreatedAt, created_at.as_ref(), as_text);
    out.value("updatedAt", Attribute::UpdatedAt, updated_at.as_ref(), as_text);
    names::write_halves_of_user(out, ["firstName", "lastName"], name);
    out.value("isService", Attribute::ServiceAccount, service_account.as_ref(), as_bool);
    out.list("roles", Attribute::Roles, roles.as_deref(), |role| Some(&role.remainder), write_role);
    if roles.iter().flatten().any(|role| role.context.is_some() || role.level.is_some()) {
        out.also_says("roles", Attribute::Roles, Some(Adaptation::InPart));
    }
}

fn write_role<'u>(role: &'u Role, out: &mut ObjectWriter<'_, 'u>) {
    let Role { id, name, description, context: _, level: _, remainder: _ } = role;
    out.put_text("id", id.as_str());
    out.text("name", name.as_ref());
    out.text("description", description.as_ref());
}

pub(super) const STATUSES: Words<Status> = Words::new(
    &[("active", Status::Active), ("disabled", Status::Disabled), ("locked", Status::Locked)],
    "`active`, `disabled` or `locked` is expected",
);

pub(super) const USER_TYPES: Words<UserType> = Words::new(
    &[
        ("invited", UserType::Invited),
        ("member", UserType::Member),
        ("author", UserType::Author),
        ("admin", UserType::Admin),
        ("owner", UserType::Owner),
    ],
    "`invited`, `member`, `author`, `admin` or `owner` is expected",
);
