//! Ids in IRIs: `/users/{id}`, `/accounts/{slug}`.

use crate::codec::schema::{Schema, ValueSchema as _};
use crate::codec::value::{TextBy, text_by};
use crate::dialect::percent;
use crate::model::{AccountId, Code, InvalidValue, MembershipId, UserId};

const USERS: &str = "/users/";
const ACCOUNTS: &str = "/accounts/";

fn parse_user(text: &str) -> Result<UserId, InvalidValue> {
    inside(USERS, text)
        .and_then(|id| UserId::parse(&id).ok())
        .ok_or(InvalidValue::new(Code::IRI, "expected the IRI of a user, such as `/users/wqyODPA`"))
}

/// The user's id in a user, which must have one: the whole text, if it is not the IRI of a user.
fn parse_user_or_text(text: &str) -> Result<UserId, InvalidValue> {
    parse_user(text).or_else(|_| UserId::parse(text))
}

fn account(text: &str) -> Result<AccountId, InvalidValue> {
    inside(ACCOUNTS, text).and_then(|id| AccountId::parse(&id).ok()).ok_or(InvalidValue::new(
        Code::IRI,
        "expected the IRI of an account, such as `/accounts/my_account`",
    ))
}

/// An account by its IRI, or by its bare slug as in one of the vendor's examples.
fn account_or_slug(text: &str) -> Result<AccountId, InvalidValue> {
    if is_slug(text) { AccountId::parse(text) } else { account(text) }
}

/// Whether the text is read as a bare slug, and not as an IRI.
pub(super) fn is_slug(text: &str) -> bool {
    !text.contains('/')
}

/// The id at the end of a membership's IRI, of any user.
fn membership(text: &str) -> Result<MembershipId, InvalidValue> {
    let (_, segment) = text.rsplit_once("/memberships/").unwrap_or_default();
    MembershipId::parse(&percent::decode(segment).unwrap_or_default())
}

pub(super) fn of_memberships(user: &UserId) -> String {
    format!("{}/memberships", of_user(user))
}

pub(super) fn of_membership(user: &UserId, id: &MembershipId) -> String {
    format!("{}/{}", of_memberships(user), percent::encode(id.as_str()))
}

pub(super) fn of_user(id: &UserId) -> String {
    format!("{USERS}{}", percent::encode(id.as_str()))
}

pub(super) fn of_account(id: &AccountId) -> String {
    format!("{ACCOUNTS}{}", percent::encode(id.as_str()))
}

/// Users as IRIs.
pub(super) const USER: TextBy<UserId> = text_by(parse_user, |id| of_user(id).into(), user_schema);

/// Users as IRIs; any other text is read too.
pub(super) const USER_OR_TEXT: TextBy<UserId> =
    text_by(parse_user_or_text, |id| of_user(id).into(), UserId::schema);

/// Accounts as IRIs.
pub(super) const ACCOUNT: TextBy<AccountId> =
    text_by(account, |id| of_account(id).into(), account_schema);

/// Accounts as IRIs; bare slugs are read too.
pub(super) const ACCOUNT_OR_SLUG: TextBy<AccountId> =
    text_by(account_or_slug, |id| of_account(id).into(), account_or_slug_schema);

/// Accounts as bare slugs; IRIs are read too.
pub(super) const SLUG_OR_ACCOUNT: TextBy<AccountId> =
    text_by(account_or_slug, |id| id.as_str().into(), account_or_slug_schema);

/// Memberships as IRIs below a user; they are only read.
pub(super) const MEMBERSHIP: TextBy<MembershipId> =
    text_by(membership, |id| id.as_str().into(), membership_schema);

fn user_schema() -> Schema {
    Schema::text().with_pattern("^/users/[^/?#]+$").with_rule("iri")
}

fn account_schema() -> Schema {
    Schema::text().with_pattern("^/accounts/[^/?#]+$").with_rule("iri")
}

fn account_or_slug_schema() -> Schema {
    Schema::any_of([account_schema(), AccountId::schema()]).with_rule("iri")
}

fn membership_schema() -> Schema {
    Schema::text().with_pattern("/memberships/").with_rule("iri")
}

/// The single segment after `collection`, decoded.
fn inside(collection: &str, text: &str) -> Option<String> {
    let segment = text.strip_prefix(collection).filter(|rest| !rest.contains(['/', '?', '#']))?;
    percent::decode(segment)
}

#[cfg(test)]
mod tests {
    use super::{account, account_or_slug, of_user, parse_user};
    use crate::model::{Code, UserId};

    #[test]
    fn an_id_is_encoded_into_its_iri_and_decoded_from_it() {
        let id = UserId::parse("../a b?#/é").unwrap();
        assert_eq!(of_user(&id), "/users/..%2Fa%20b%3F%23%2F%C3%A9");
        assert_eq!(parse_user(&of_user(&id)), Ok(id));
    }

    #[test]
    fn only_the_right_collection_is_accepted() {
        for text in [
            "/accounts/a/b",
            "/users/a",
            "https://other.example/accounts/a",
            "accounts/a",
            "/accounts/",
            "a",
        ] {
            assert_eq!(account(text).unwrap_err().code(), &Code::IRI, "{text}");
        }
        assert_eq!(
            account_or_slug("my_account").unwrap(),
            account("/accounts/my_account").unwrap()
        );
    }
}
