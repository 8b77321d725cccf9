//! The members of a user.

use crate::codec::unit::{id, names};
use crate::codec::value::{
    ClosedSet, boolean, closed_set, email, text, text_value, timestamp, uuid,
};
use crate::codec::{Parts, Properties, list, part, property, texts_of};
use crate::model::{Role, Status, UserType, part, slot};

pub(super) const USER: Properties = &[
    &id("id").uuid(),
    &property("email", slot::Email, email()).read_only(),
    &property("type", slot::UserType, USER_TYPES),
    &property("status", slot::Status, STATUSES),
    &property("createdAt", slot::CreatedAt, timestamp()).read_only(),
    &property("updatedAt", slot::UpdatedAt, timestamp()).read_only(),
    &names("firstName", "lastName"),
    &property("isService", slot::ServiceAccount, boolean()).read_only(),
    &list("roles", slot::Roles, texts_of(uuid()), ROLE)
        .partial_where(|role| role.context.is_some() || role.level.is_some()),
];

const ROLE: Parts<Role> = &[
    &part("id", part::role::Id, text_value()).required(),
    &part("name", part::role::Name, text()),
    &part("description", part::role::Description, text()),
];

const STATUSES: ClosedSet<&str, Status> = closed_set(
    &[("active", Status::Active), ("disabled", Status::Disabled), ("locked", Status::Locked)],
    "expected `active`, `disabled` or `locked`",
);

const USER_TYPES: ClosedSet<&str, UserType> = closed_set(
    &[
        ("invited", UserType::Invited),
        ("member", UserType::Member),
        ("author", UserType::Author),
        ("admin", UserType::Admin),
        ("owner", UserType::Owner),
    ],
    "expected `invited`, `member`, `author`, `admin` or `owner`",
);
