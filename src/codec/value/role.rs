//! Roles, for vendors that list them by their ids alone.

use super::{Codec, TextCodec};
use crate::codec::Message;
use crate::codec::schema::Schema;
use crate::codec::{Encoding, Parsed};
use crate::json::Value;
use crate::model::{InvalidValue, Role, RoleId};

/// Roles as their ids.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RoleById;

/// Roles as their ids.
#[must_use]
pub const fn role_by_id() -> impl Codec<Value = Role> + Copy {
    RoleById
}

const ID: TextCodec<RoleId> = TextCodec::new();

impl Codec for RoleById {
    type Value = Role;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<Role>, InvalidValue> {
        ID.parse(json).map(|parsed| Role::new(parsed.value).into())
    }

    fn schema(&self, message: Message) -> Schema {
        ID.schema(message)
    }

    fn print<'u>(&'u self, role: &'u Role, message: Message) -> Encoding<'u> {
        ID.print(&role.id, message)
    }
}
