//! The body of `PUT /users/{id}`.

use super::{iri, settings};
use crate::dialect::contract::Context;
use crate::dialect::custom_settings;
use crate::dialect::ids::read_id;
use crate::dialect::names;
use crate::model::{AccessUpdate, Attribute, Code, Email, Fault, MembershipGrant, SignInUpdate, Text, UserUpdate};
use crate::wire::{Blank, Blanks, Field, Object, ObjectWriter, Value, as_text};

pub(super) fn read(message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
    let mut update = UserUpdate { id: read_id(&message.member("id"), context, iri::user), ..UserUpdate::default() };
    read_type(&message.member("@type"));
    message.accept(&["@context"]);

    update.name.full = message.member("name").set(Attribute::FullName, Blanks::REFUSED, Text::parse);
    update.sign_in.email = message.member("email").set(Attribute::Email, Blanks::REFUSED, Email::parse);
    update.access.memberships = read_memberships(&message.member("memberships"));
    settings::read_update(message, &mut update);

    message.read_only(&["firstName", "lastName", "avatar", "automatedActor", "hasPassword", "discarded"]);
    update
}

fn read_type(field: &Field<'_, '_>) {
    if !field.is_absent() {
        field.needed(|text| match text {
            "User" => Ok(()),
            _ => Err(Fault::new(Code::CONFLICT, "the type `User` is expected")),
        });
    }
}

/// An answer has a collection or the IRI of one, which an update may only repeat.
fn read_memberships(field: &Field<'_, '_>) -> Option<Vec<MembershipGrant>> {
    if matches!(field.take(), Some(Value::Object(_) | Value::Text(_))) && field.repeats_current() {
        return None;
    }
    field.list(Attribute::Memberships, Blank::Refuse, |membership| read_grant(&membership))
}

fn read_grant(field: &Field<'_, '_>) -> Option<MembershipGrant> {
    let object = field.object(Blank::Refuse);
    let role = object.required("role").needed(Text::parse);
    let account = object.required("account").needed(iri::account);
    object.accept(&["@type", "@context"]);
    object.read_only(&["id", "user"]);
    Some(MembershipGrant::new(role?, account?))
}

pub(super) fn write<'u>(update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
    let UserUpdate {
        id: _,
        name,
        sign_in,
        profile: _,
        address: _,
        contact: _,
        work: _,
        access,
        preferences: _,
        history: _,
        custom_settings: custom,
    } = update;
    let SignInUpdate { email, username: _, password: _, sso_enabled: _, sso_id: _ } = sign_in;
    let AccessUpdate { memberships, status: _, user_type: _, default_role_template: _, roles: _ } = access;

    names::write_full_of_update(out, "name", name, context);
    out.value("email", Attribute::Email, email.as_ref(), as_text);
    settings::write(settings::Choices::of_update(update), out, |out| {
        custom_settings::write_update("customSettings", custom, out);
    });
    out.list("memberships", Attribute::Memberships, memberships.as_deref(), |_| None, write_grant);
}

fn write_grant<'u>(grant: &'u MembershipGrant, out: &mut ObjectWriter<'_, 'u>) {
    let MembershipGrant { role, account } = grant;
    out.put_text("role", role.as_str());
    out.put_text("account", iri::of_account(account));
}
