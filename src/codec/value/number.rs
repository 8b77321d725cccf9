//! Whole numbers.

use super::Codec;
use crate::codec::Message;
use crate::codec::schema::{Schema, ValueSchema as _};
use crate::codec::{Encoding, Parsed};
use crate::json::{Node, Number, Value};
use crate::model::{Code, InvalidValue};

/// Whole numbers from 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WholeNumber;

/// Returns the codec of whole numbers from 0.
#[must_use]
pub const fn whole_number() -> impl Codec<Value = u64> + Copy {
    WholeNumber
}

impl Codec for WholeNumber {
    type Value = u64;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<u64>, InvalidValue> {
        match json {
            Value::Number(Number::Unsigned(number)) => Ok(number.into()),
            _ => Err(InvalidValue::new(Code::TYPE, "expected a whole number")),
        }
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn print<'u>(&'u self, number: &'u u64, _: Message) -> Encoding<'u> {
        Ok((Node::Number(Number::Unsigned(*number)), None))
    }

    fn schema(&self, _: Message) -> Schema {
        u64::schema()
    }

    fn is_text(&self) -> bool {
        false
    }
}
