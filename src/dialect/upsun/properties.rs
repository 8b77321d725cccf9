//! The members of a user.

use crate::codec::ClearedBy::EmptyString;
use crate::codec::unit::{id, names};
use crate::codec::value::{
    ClosedSet, boolean, closed_set, country_code, email, http_url, text, timestamp, username,
};
use crate::codec::{Properties, property};
use crate::model::{ConsentMethod, Status, slot};

pub(super) const USER: Properties = &[
    &id("id").uuid(),
    &property("deactivated", slot::Status, DEACTIVATED).read_only().required(),
    &property("namespace", slot::Namespace, text()).read_only().required(),
    &property("username", slot::Username, username()).required(),
    &property("email", slot::Email, email()).read_only().required(),
    &property("email_verified", slot::EmailVerified, boolean()).read_only().required(),
    &names("first_name", "last_name").required(),
    &property("picture", slot::Picture, http_url()).required(),
    &property("company", slot::Company, text()).cleared_by(EmptyString).required(),
    &property("website", slot::Website, http_url()).required(),
    &property("country", slot::Country, country_code()).required(),
    &property("created_at", slot::CreatedAt, timestamp()).read_only().required(),
    &property("updated_at", slot::UpdatedAt, timestamp()).read_only().required(),
    &property("consented_at", slot::ConsentedAt, timestamp()).read_only(),
    &property("consent_method", slot::ConsentMethod, CONSENT_METHODS).read_only(),
];

const DEACTIVATED: ClosedSet<bool, Status> =
    closed_set(&[(false, Status::Active), (true, Status::Disabled)], "expected `true` or `false`")
        .nearest(&[(Status::Locked, true), (Status::Deleted, true)]);

const CONSENT_METHODS: ClosedSet<&str, ConsentMethod> = closed_set(
    &[("opt-in", ConsentMethod::OptIn), ("text-ref", ConsentMethod::TextRef)],
    "expected `opt-in` or `text-ref`",
);
