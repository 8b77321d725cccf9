//! Texts with an additional rule of a vendor.

use std::fmt::Debug;

use super::{Codec, TextCodec, TextValue};
use crate::codec::Message;
use crate::codec::schema::{Schema, patterns};
use crate::codec::{DropReason, Encoding, Parsed};
use crate::json::Value;
use crate::model::{InvalidValue, check_uuid};

/// Texts that must match a rule of the vendor besides the rule of their type.
#[derive(Debug)]
pub(crate) struct Restricted<T> {
    codec: TextCodec<T>,
    rule: fn(&str) -> Result<(), InvalidValue>,
    /// Whether the type has its own rule, whose codes are more exact than those of `rule`.
    has_own_rule: bool,
    pattern: &'static str,
}

impl<T> Clone for Restricted<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Restricted<T> {}

/// Returns a codec of texts that must also match `rule`, with `pattern` for schemas. When
/// writing, a text that breaks `rule` is dropped.
#[must_use]
pub const fn restricted<T: TextValue + Debug>(
    rule: fn(&str) -> Result<(), InvalidValue>,
    pattern: &'static str,
) -> impl Codec<Value = T> + Copy {
    Restricted::new(rule, pattern)
}

impl<T> Restricted<T> {
    pub(crate) const fn new(
        rule: fn(&str) -> Result<(), InvalidValue>,
        pattern: &'static str,
    ) -> Self {
        Self { codec: TextCodec::new(), rule, has_own_rule: true, pattern }
    }
}

/// Returns a codec of ids that are UUIDs of 36 characters. When writing, other ids are dropped.
#[must_use]
pub const fn uuid<T: TextValue + Debug>() -> impl Codec<Value = T> + Copy {
    Restricted {
        codec: TextCodec::new(),
        rule: check_uuid,
        has_own_rule: false,
        pattern: patterns::UUID,
    }
}

impl<T: TextValue + Debug> Codec for Restricted<T> {
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
