//! Booleans.

use super::Codec;
use crate::codec::Message;
use crate::codec::schema::Schema;
use crate::codec::{Encoding, Parsed, as_bool};
use crate::json::Value;
use crate::model::{Code, InvalidValue};

/// Values that are `true` or `false`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Boolean;

/// Returns the codec of `true` and `false`.
#[must_use]
pub const fn boolean() -> impl Codec<Value = bool> + Copy {
    Boolean
}

pub(super) const BOOLEAN_EXPECTED: InvalidValue =
    InvalidValue::new(Code::TYPE, "expected `true` or `false`");

impl Codec for Boolean {
    type Value = bool;

    #[inline]
    fn parse(&self, json: Value<'_>) -> Result<Parsed<bool>, InvalidValue> {
        match json {
            Value::Bool(value) => Ok(value.into()),
            _ => Err(BOOLEAN_EXPECTED),
        }
    }

    #[inline]
    fn is_exact(&self) -> bool {
        true
    }

    fn print<'u>(&'u self, value: &'u bool, _: Message) -> Encoding<'u> {
        as_bool(value)
    }

    fn schema(&self, _: Message) -> Schema {
        Schema::boolean()
    }

    fn is_text(&self) -> bool {
        false
    }
}
