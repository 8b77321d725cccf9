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
use crate::json::{Name, Number, Value};
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

    /// With the current user known, a collection is its members, as in a response.
    fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, _: &UpdateContext<'_>) {
        let field = object.member(NAME);
        let is_shown = || field.current().is_some_and(|current| current.members().is_some());
        update.access.memberships = if field.is_object() && is_shown() {
            let collection = field.object(EmptyMeaning::Reject);
            collection.ignore(&["@type", "@context", "id", "totalItems", "view"]);
            let members = collection.required("members");
            let read = |one: Field<'_, '_>| read_grant(&one);
            let list = members.list(Attribute::Memberships, EmptyMeaning::Reject, read);
            // An update has a list in its place, which has no further members.
            collection.rest_only_repeats();
            list
        } else {
            field.list(Attribute::Memberships, EmptyMeaning::Reject, |one| read_grant(&one))
        };
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
            .in_users(collection);
        description.members.push(member);
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let field = object.member(NAME);
        // The IRI of the collection, in which the members are not.
        if let Some(Value::Text(text)) = field.consume() {
            if !text.is_empty() {
                field.record_unreadable(Attribute::Memberships);
            }
            return;
        }
        let collection = field.object(EmptyMeaning::Keep);
        collection.ignore(&["@type", "@context", "id", "totalItems"]);
        let read = |one: Field<'_, '_>| read_membership(&one, &user.id);
        let members = collection.member("members");
        user.access.memberships = members.list(Attribute::Memberships, EmptyMeaning::Keep, read);
        field.record_owner(Attribute::Memberships);
        if is_incomplete(&collection, user.access.memberships.as_deref()) {
            field.record_incomplete(Attribute::Memberships);
        }
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

/// Reads a membership of an update. One that the current user has may be given as in a response.
fn read_grant(field: &Field<'_, '_>) -> Option<MembershipChange> {
    if !field.stands_for_current(&["id", "account"]) {
        return GRANT.read(field, Message::Update);
    }
    let object = field.object(EmptyMeaning::Reject);
    object.ignore(&["@type", "@context"]);
    let role = object.required("role").require(&text());
    let account = object.required("account");
    let account = if account.is_object() {
        let account = account.object(EmptyMeaning::Reject);
        let id = account.required("id").require(&iri::ACCOUNT);
        account.rest_only_repeats();
        id
    } else {
        account.require(&iri::ACCOUNT)
    };
    let id = object.member("id");
    let known = id.consume().and_then(|value| iri::MEMBERSHIP.parse(value).ok());
    if known.is_none() {
        id.only_repeats();
    }
    object.rest_only_repeats();
    let mut change = MembershipChange::new(role?, account?);
    change.id = known.map(|parsed| parsed.value);
    Some(change)
}

/// Whether the collection has more members than these, as it documents itself: by their number, or
/// by a next page.
fn is_incomplete(collection: &Object<'_, '_>, known: Option<&[Membership]>) -> bool {
    let known = known.map_or(0, <[Membership]>::len);
    let is_more = match collection.member("totalItems").consume() {
        Some(Value::Number(Number::Unsigned(total))) => {
            usize::try_from(total).map_or(true, |total| total > known)
        }
        _ => false,
    };
    let view = collection.member("view");
    is_more || ["next", "hydra:next"].iter().any(|name| view.peek_text(name).is_some())
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
