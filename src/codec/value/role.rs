//! Roles, for vendors that list them by their ids alone.

use super::{Codec, TextCodec, text_value};
use crate::codec::Message;
use crate::codec::schema::Schema;
use crate::codec::{Encoding, Parsed};
use crate::json::Value;
use crate::model::{InvalidValue, Role, RoleId};

/// Roles as their ids.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::exhaustive_structs, reason = "there is nothing to choose")]
pub struct RoleById;

/// Roles as their ids.
#[must_use]
pub const fn role_by_id() -> RoleById {
    RoleById
}

const ID: TextCodec<RoleId> = text_value();

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
