//! The `User` that TextUs answers with.

use super::{iri, settings};
use crate::dialect::custom_settings;
use crate::dialect::ids::answered_id;
use crate::dialect::names;
use crate::model::{
    Access, Attribute, Email, Membership, MembershipGrant, Name, Profile, SignIn, Status, Text, User, UserId, WebLink,
};
use crate::wire::{Adaptation, Blank, Field, Node, Object, ObjectWriter, Spelling, Value, as_bool, as_text};

pub(super) fn read(message: &Object<'_, '_>) -> Option<User> {
    message.accept(&["@type", "@context"]);
    let mut user = User::new(answered_id(&message.member("id"), iri::answered_user)?);
    let full = message.member("name").value(Attribute::FullName, Text::parse);
    let given = message.member("firstName").value(Attribute::GivenName, Text::parse);
    let family = message.member("lastName").value(Attribute::FamilyName, Text::parse);
    user.name = Name::new(full, given, family);
    user.sign_in.email = message.member("email").value(Attribute::Email, Email::parse);
    user.sign_in.has_password = message.member("hasPassword").flag(Attribute::HasPassword);
    user.profile.picture = message.member("avatar").value(Attribute::Picture, WebLink::parse);
    user.access.service_account = message.member("automatedActor").flag(Attribute::ServiceAccount);
    let discarded = message.member("discarded").flag(Attribute::Status);
    user.access.status = discarded.map(|gone| if gone { Status::Deleted } else { Status::Active });
    settings::read_user(&message.member("settings"), &mut user);
    user.access.memberships = read_memberships(&message.member("memberships"), &user.id);
    Some(user)
}

/// A collection, or the IRI of one, which tells nothing that the model has room for.
fn read_memberships(field: &Field<'_, '_>, user: &UserId) -> Option<Vec<Membership>> {
    if matches!(field.take(), Some(Value::Text(_))) {
        return None;
    }
    let collection = field.object(Blank::Keep);
    collection.accept(&["@type", "@context", "id", "totalItems"]);
    collection.member("members").list(Attribute::Memberships, Blank::Keep, |member| read_membership(&member, user))
}

fn read_membership(field: &Field<'_, '_>, user: &UserId) -> Option<Membership> {
    let object = field.object(Blank::Keep);
    object.accept(&["@type", "@context", "user"]);
    let account = object.member("account").object(Blank::Keep);
    account.accept(&["@type", "@context"]);
    let grant =
        MembershipGrant::new(object.member("role").text(Text::parse)?, account.member("id").text(iri::account)?);
    let mut membership = Membership::new(grant);
    membership.id = object.member("id").text(iri::membership);
    membership.account_name = account.member("name").text(Text::parse);
    membership.remainder = field.remainder(|out| write_membership(&membership, user, out));
    Some(membership)
}

pub(super) fn write<'u>(user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
    let User {
        id,
        name,
        sign_in,
        profile,
        address: _,
        contact: _,
        work: _,
        access,
        preferences: _,
        history: _,
        custom_settings: custom,
        remainder: _,
    } = user;
    let SignIn { email, has_password, username: _, email_verified: _, sso_enabled: _, sso_id: _ } = sign_in;
    let Profile { picture, date_of_birth: _, company: _, website: _, preferred_language: _, time_zone: _ } = profile;
    let Access {
        status,
        memberships,
        service_account,
        user_type: _,
        default_role_template: _,
        roles: _,
        organisations: _,
        teams: _,
        grants: _,
        identities: _,
        namespace: _,
    } = access;

    write_kind("User", "/contexts/User.jsonld", out);
    out.say("id", Attribute::Id, Ok((Node::text(iri::of_user(id)), None)));
    names::write_full_of_user(out, "name", name);
    out.value("firstName", Attribute::GivenName, name.given(), as_text);
    out.value("lastName", Attribute::FamilyName, name.family(), as_text);
    out.value("email", Attribute::Email, email.as_ref(), as_text);
    out.value("avatar", Attribute::Picture, picture.as_ref(), as_text);
    out.value("automatedActor", Attribute::ServiceAccount, service_account.as_ref(), as_bool);
    out.value("hasPassword", Attribute::HasPassword, has_password.as_ref(), as_bool);
    out.value("discarded", Attribute::Status, status.as_ref(), as_discarded);
    settings::write(settings::Choices::of_user(user), out, |out| {
        custom_settings::write_user("customSettings", custom, out);
    });
    if let Some(memberships) = memberships {
        out.object("memberships", |out| {
            write_kind("hydra:Collection", "/contexts/hydra:Collection.jsonld", out);
            out.put_text("id", iri::of_memberships(id));
            out.list(
                "members",
                Attribute::Memberships,
                Some(memberships),
                |one| Some(&one.remainder),
                |one, out| {
                    write_membership(one, id, out);
                },
            );
            out.number("totalItems", u64::try_from(memberships.len()).ok());
        });
    }
}

fn write_membership<'u>(membership: &'u Membership, user: &UserId, out: &mut ObjectWriter<'_, 'u>) {
    let Membership { id, role, account, account_name, remainder: _ } = membership;
    write_kind("Membership", "/contexts/Membership.jsonld", out);
    if let Some(id) = id {
        out.put_text("id", iri::of_membership(user, id));
    }
    out.put_text("role", role.as_str());
    out.put_text("user", iri::of_user(user));
    out.object("account", |out| {
        write_kind("Account", "/contexts/Account.jsonld", out);
        out.put_text("id", iri::of_account(account));
        out.text("name", account_name.as_ref());
    });
}

fn write_kind(kind: &'static str, context: &'static str, out: &mut ObjectWriter<'_, '_>) {
    out.put_text("@type", kind);
    out.put_text("@context", context);
}

fn as_discarded(status: &Status) -> Spelling<'_> {
    match status {
        Status::Active => Ok((Node::Bool(false), None)),
        Status::Deleted => Ok((Node::Bool(true), None)),
        Status::Disabled | Status::Locked => Ok((Node::Bool(false), Some(Adaptation::NearestStatus))),
    }
}
