//! The members of a user.

use super::password::{PASSWORD, check_username};
use crate::codec::ClearedBy::EmptyString;
use crate::codec::unit::{id, names, street_line};
use crate::codec::value::{
    ClosedSet, Restricted, boolean, closed_set, country, email, phone, text, text_value,
};
use crate::codec::{
    Parts, Properties, ValueProperty, object, part, part_envelope, property, read_only_list,
    read_only_members,
};
use crate::json::Name;
use crate::model::{Role, Slot, Status, Username, part, slot};

pub(super) const USER: Properties = &[
    &id("id"),
    &member("userName", slot::Username, USERNAME),
    &PASSWORD,
    &names("firstName", "lastName").null_keeps(),
    &member("company", slot::Company, text()).cleared_by(EmptyString),
    &member("email", slot::Email, email()),
    &member("phone", slot::Landline, phone()).cleared_by(EmptyString),
    &member("mobile", slot::Mobile, phone()).cleared_by(EmptyString),
    &object(
        "address",
        &[
            &street_line("address1").null_keeps(),
            &member("address2", slot::Building, text()).cleared_by(EmptyString),
            &member("city", slot::Town, text()).cleared_by(EmptyString),
            &member("province", slot::County, text()).cleared_by(EmptyString),
            &member("postalCode", slot::Postcode, text()).cleared_by(EmptyString),
            &member("country", slot::Country, country()).cleared_by(EmptyString),
        ],
    )
    .null_keeps()
    .written_whole(),
    &member("status", slot::Status, STATUSES),
    &member("sso", slot::SsoEnabled, boolean()),
    &member("ssoId", slot::SsoId, text()).cleared_by(EmptyString),
    &member("defaultRoleTemplateId", slot::DefaultRoleTemplate, text_value()),
    &read_only_list("roles", slot::Roles, ROLE),
    // Undocumented, but sent by the vendor.
    &read_only_members(&["numericId", "accountId", "tags", "preferences"]),
];

/// A member that `null` leaves unchanged: the vendor's own client sends `null` for everything that
/// it does not change.
const fn member<S: Slot, C>(
    name: &'static str,
    slot: S,
    codec: C,
) -> ValueProperty<Name<'static>, S, C> {
    property(name, slot, codec).null_keeps()
}

const ROLE: Parts<Role> = &[
    &part("id", part::role::Id, text_value()).required(),
    &part("displayName", part::role::Name, text()),
    &part("description", part::role::Description, text()),
    &part("context", part::role::Context, text()),
    &part("level", part::role::Level, text()),
    &part_envelope(&["visible", "permissionGroups", "default"]),
];

const USERNAME: Restricted<Username> = Restricted::new(check_username, "^[0-9A-Za-z._@-]+$");

/// The vendor has no constant for a disabled user, and documents that a locked one is deactivated.
const STATUSES: ClosedSet<&str, Status> = closed_set(
    &[("ACTIVE", Status::Active), ("LOCKED", Status::Locked), ("DELETED", Status::Deleted)],
    "expected `ACTIVE`, `LOCKED` or `DELETED`",
)
.nearest(&[(Status::Disabled, "LOCKED")]);
