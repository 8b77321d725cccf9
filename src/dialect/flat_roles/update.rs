//! The body of `PUT /api/users/{id}`.

use super::user::{STATUSES, USER_TYPES};
use crate::dialect::contract::Context;
use crate::dialect::ids::{parse_uuid, read_id};
use crate::dialect::names;
use crate::model::{AccessUpdate, Attribute, Fault, RoleId, Text, UserUpdate, check_uuid};
use crate::wire::{Blank, Blanks, DropReason, Object, ObjectWriter, Spelling, texts};

const CLEARED_BY_EMPTY: Blanks = Blanks::new(Blank::Refuse, Blank::Clear);

pub(super) fn read(message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
    let mut update = UserUpdate { id: read_id(&message.member("id"), context, parse_uuid), ..UserUpdate::default() };

    let first_name = message.member("firstName");
    update.name.given = first_name.patch(Attribute::GivenName, CLEARED_BY_EMPTY, Text::parse);
    let last_name = message.member("lastName");
    update.name.family = last_name.patch(Attribute::FamilyName, CLEARED_BY_EMPTY, Text::parse);
    update.access.status =
        message.member("status").set(Attribute::Status, Blanks::REFUSED, |text| STATUSES.parse(text));
    update.access.user_type =
        message.member("type").set(Attribute::UserType, Blanks::REFUSED, |text| USER_TYPES.parse(text));
    let roles = message.member("roles");
    update.access.roles = roles.list(Attribute::Roles, Blank::Refuse, |role| role.needed(role_id));

    message.read_only(&["email", "createdAt", "updatedAt", "isService"]);
    update
}

pub(super) fn write<'u>(update: &'u UserUpdate, _: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
    let UserUpdate {
        id: _,
        name,
        sign_in: _,
        profile: _,
        address: _,
        contact: _,
        work: _,
        access,
        preferences: _,
        history: _,
        custom_settings: _,
    } = update;
    let AccessUpdate { status, user_type, roles, default_role_template: _, memberships: _ } = access;

    names::write_halves_of_update(out, ["firstName", "lastName"], name);
    out.value("status", Attribute::Status, status.as_ref(), |status| STATUSES.spell(status));
    out.value("type", Attribute::UserType, user_type.as_ref(), |one| USER_TYPES.spell(one));
    out.value("roles", Attribute::Roles, roles.as_ref(), as_ids);
}

fn role_id(text: &str) -> Result<RoleId, Fault> {
    check_uuid(text)?;
    RoleId::parse(text)
}

fn as_ids(roles: &Vec<RoleId>) -> Spelling<'_> {
    if roles.iter().any(|role| check_uuid(role.as_str()).is_err()) {
        return Err(DropReason::OutOfRule);
    }
    Ok((texts(roles), None))
}
