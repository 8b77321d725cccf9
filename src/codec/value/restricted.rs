//! Values of which a vendor accepts some.

use super::{Codec, TextCodec, TextValue, text_value};
use crate::codec::Message;
use crate::codec::schema::{Schema, patterns};
use crate::codec::{DropReason, Encoding, Parsed};
use crate::json::Value;
use crate::model::{InvalidValue, check_uuid};

/// Texts that keep a rule of the vendor's beside that of their type.
#[derive(Debug, Clone, Copy)]
pub struct Restricted<T> {
    codec: TextCodec<T>,
    rule: fn(&str) -> Result<(), InvalidValue>,
    /// Whether the rule of the type has codes that are more exact than those of `rule`.
    has_own_rule: bool,
    pattern: &'static str,
}

/// Texts that keep `rule` too, which `pattern` states for schemas. One that breaks it is dropped.
#[must_use]
pub const fn restricted<T>(
    codec: TextCodec<T>,
    rule: fn(&str) -> Result<(), InvalidValue>,
    pattern: &'static str,
) -> Restricted<T> {
    Restricted { codec, rule, has_own_rule: true, pattern }
}

/// Ids that are UUIDs of 36 characters. Another one is dropped.
#[must_use]
pub const fn uuid<T>() -> Restricted<T> {
    Restricted {
        codec: text_value(),
        rule: check_uuid,
        has_own_rule: false,
        pattern: patterns::UUID,
    }
}

impl<T: TextValue + std::fmt::Debug> Codec for Restricted<T> {
    type Value = T;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<T>, InvalidValue> {
        if let (Value::Text(text), false) = (&json, self.has_own_rule) {
            (self.rule)(text)?;
        }
        let parsed = self.codec.parse(json)?;
        (self.rule)(parsed.value.as_str())?;
        Ok(parsed)
    }

    fn schema(&self, message: Message) -> Schema {
        self.codec.schema(message).with_pattern(self.pattern)
    }

    fn print<'u>(&'u self, value: &'u T, message: Message) -> Encoding<'u> {
        if (self.rule)(value.as_str()).is_err() {
            return Err(DropReason::InvalidForTarget);
        }
        self.codec.print(value, message)
    }
}
