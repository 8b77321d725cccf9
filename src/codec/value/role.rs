//! Roles, for vendors that list only their ids.

use super::{Codec, TextCodec};
use crate::codec::Message;
use crate::codec::schema::Schema;
use crate::codec::{Encoding, Parsed};
use crate::json::Value;
use crate::model::{InvalidValue, Role, RoleId};

/// Roles, represented by their ids.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RoleById;

/// Returns the codec of roles that are represented by their ids.
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
