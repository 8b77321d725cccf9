//! The memberships of a user: in updates a list of roles in accounts, in users a collection, or the
//! IRI of one.

use super::iri;
use crate::codec::schema::{AdditionalMembers, MemberSchema, Schema, ValueSchema as _};
use crate::codec::value::Codec as _;
use crate::codec::value::text;
use crate::codec::{Description, MemberDescription, Represents, Support};
use crate::codec::{
    Elements as _, Message, Parts, Property, UpdateContext, part, part_envelope, part_read_only,
};
use crate::codec::{EmptyMeaning, Field, Object, ObjectWriter};
use crate::json::{Name, Value};
use crate::model::Text;
use crate::model::{Attribute, Membership, MembershipChange, User, UserId, UserUpdate, part};

/// The member that holds the memberships.
#[derive(Debug, Clone, Copy)]
pub(super) struct Memberships;

const NAME: Name<'static> = Name::fixed("memberships");

const GRANT: Parts<MembershipChange> = &[
    &part("role", part::membership_grant::Role, text()).required(),
    &part("account", part::membership_grant::Account, iri::ACCOUNT).required(),
    &part_envelope(&["@type", "@context"]),
    &part_read_only(&["id", "user"]),
];

impl Property for Memberships {
    /// The user's id must be read first, as it is part of each membership that is written.
    fn reads_last(&self) -> bool {
        true
    }

    /// A collection, or the IRI of one, may only repeat what the current user has.
    fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, _: &UpdateContext<'_>) {
        let field = object.member(NAME);
        if matches!(field.consume(), Some(Value::Object(_) | Value::Text(_)))
            && field.equals_current()
        {
            return;
        }
        let read = |one: Field<'_, '_>| GRANT.read(&one, Message::Update);
        update.access.memberships = field.list(Attribute::Memberships, EmptyMeaning::Reject, read);
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        _: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        if let Some(memberships) = &update.access.memberships {
            GRANT.write(NAME, Attribute::Memberships, memberships, out, Message::Update);
        }
    }

    fn describe(&self, description: &mut Description) {
        let represents = Represents::new(Attribute::Memberships).in_updates(Support::Exact, false);
        let text = |name: &'static str| MemberSchema::optional(name, Schema::text());
        let account = [
            text("@type"),
            text("@context"),
            MemberSchema::required("id", iri::ACCOUNT.schema(Message::User)),
            MemberSchema::optional("name", Text::schema()),
        ];
        let membership = [
            text("@type"),
            text("@context"),
            MemberSchema::optional("id", iri::MEMBERSHIP.schema(Message::User)),
            MemberSchema::required("role", Text::schema()),
            text("user"),
            MemberSchema::required("account", Schema::object(account, AdditionalMembers::Allowed)),
        ];
        let members = Schema::array(Schema::object(membership, AdditionalMembers::Allowed));
        let collection = [
            text("@type"),
            text("@context"),
            text("id"),
            MemberSchema::optional("members", members),
            MemberSchema::optional("totalItems", Schema::whole_number().with_minimum(0)),
        ];
        let collection = Schema::object(collection, AdditionalMembers::Allowed);
        let member = MemberDescription::new(NAME.to_cow())
            .holding(represents.in_users(Support::Exact))
            .in_updates(Schema::array(GRANT.schema(Message::Update)))
            .in_users(Schema::any_of([collection, Schema::text()]));
        description.members.push(member);
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let field = object.member(NAME);
        if matches!(field.consume(), Some(Value::Text(_))) {
            return;
        }
        let collection = field.object(EmptyMeaning::Keep);
        collection.ignore(&["@type", "@context", "id", "totalItems"]);
        let read = |one: Field<'_, '_>| read_membership(&one, &user.id);
        user.access.memberships =
            collection.member("members").list(Attribute::Memberships, EmptyMeaning::Keep, read);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        let Some(memberships) = &user.access.memberships else { return };
        out.object(NAME, |out| {
            write_kind("hydra:Collection", "/contexts/hydra:Collection.jsonld", out);
            out.literal_text("id", iri::of_memberships(&user.id));
            let extras = |one: &&'u Membership| Some(&one.extras);
            out.list("members", Attribute::Memberships, Some(memberships), extras, |one, out| {
                write_membership(one, &user.id, out);
            });
            out.number("totalItems", u64::try_from(memberships.len()).ok());
        });
    }
}

fn read_membership(field: &Field<'_, '_>, user: &UserId) -> Option<Membership> {
    let object = field.object(EmptyMeaning::Keep);
    object.ignore(&["@type", "@context", "user"]);
    let account = object.member("account").object(EmptyMeaning::Keep);
    account.ignore(&["@type", "@context"]);
    let role = object.member("role").part(&text())?;
    let mut membership =
        Membership::new(MembershipChange::new(role, account.member("id").part(&iri::ACCOUNT)?));
    membership.id = object.member("id").part(&iri::MEMBERSHIP);
    membership.account_name = account.member("name").part(&text());
    membership.extras = field.extras(|out| write_membership(&membership, user, out));
    Some(membership)
}

fn write_membership<'u>(membership: &'u Membership, user: &UserId, out: &mut ObjectWriter<'_, 'u>) {
    let Membership { id, role, account, account_name, extras: _ } = membership;
    write_kind("Membership", "/contexts/Membership.jsonld", out);
    if let Some(id) = id {
        out.literal_text("id", iri::of_membership(user, id));
    }
    out.literal_text("role", role.as_str());
    out.literal_text("user", iri::of_user(user));
    out.object("account", |out| {
        write_kind("Account", "/contexts/Account.jsonld", out);
        out.literal_text("id", iri::of_account(account));
        out.text("name", account_name.as_ref());
    });
}

fn write_kind(kind: &'static str, context: &'static str, out: &mut ObjectWriter<'_, '_>) {
    out.literal_text("@type", kind);
    out.literal_text("@context", context);
}
