//! Closed sets: one constant for each value.

use crate::codec::schema::Schema;
use std::fmt::Debug;

use super::Codec;
use super::boolean::BOOLEAN_EXPECTED;
use crate::codec::Message;
use crate::codec::{Conversion, DropReason, Encoding, Parsed, STRING_EXPECTED};
use crate::json::{Node, Value};
use crate::model::{Code, InvalidValue};

/// Values of a closed set, each written as one constant.
#[derive(Debug, Clone, Copy)]
pub struct ClosedSet<J: 'static, T: 'static> {
    constants: &'static [(J, T)],
    nearest: &'static [(T, J)],
    expected: &'static str,
}

/// Returns a codec of values that have a constant. `expected` is the text of the problem with any
/// other, and lists the constants.
#[must_use]
pub const fn closed_set<J, T>(
    constants: &'static [(J, T)],
    expected: &'static str,
) -> ClosedSet<J, T> {
    ClosedSet { constants, nearest: &[], expected }
}

impl<J, T> ClosedSet<J, T> {
    /// Adds the nearest constants for values that do not have a constant.
    #[must_use]
    pub const fn nearest(mut self, nearest: &'static [(T, J)]) -> Self {
        self.nearest = nearest;
        self
    }
}

impl<J: Copy, T: PartialEq> ClosedSet<J, T> {
    fn constant(&self, value: &T) -> Option<(J, Option<Conversion>)> {
        let exact = self
            .constants
            .iter()
            .find(|(_, one)| one == value)
            .map(|(constant, _)| (*constant, None));
        let nearest = || self.nearest.iter().find(|(one, _)| one == value);
        exact
            .or_else(|| nearest().map(|(_, constant)| (*constant, Some(Conversion::NearestStatus))))
    }
}

impl<T: Copy + PartialEq + Debug + Send + Sync> Codec for ClosedSet<&'static str, T> {
    type Value = T;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<T>, InvalidValue> {
        let Value::Text(text) = json else { return Err(STRING_EXPECTED) };
        let found = self.constants.iter().find(|(constant, _)| *constant == text);
        found
            .map(|(_, value)| (*value).into())
            .ok_or(InvalidValue::new(Code::NOT_ALLOWED, self.expected))
    }

    fn schema(&self, _: Message) -> Schema {
        Schema::text_enum(self.constants.iter().map(|(constant, _)| *constant))
    }

    fn may_convert(&self) -> bool {
        !self.nearest.is_empty()
    }

    fn print<'u>(&'u self, value: &'u T, _: Message) -> Encoding<'u> {
        let (constant, conversion) = self.constant(value).ok_or(DropReason::InvalidForTarget)?;
        Ok((Node::text(constant), conversion))
    }
}

impl<T: Copy + PartialEq + Debug + Send + Sync> Codec for ClosedSet<bool, T> {
    type Value = T;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<T>, InvalidValue> {
        let Value::Bool(flag) = json else { return Err(BOOLEAN_EXPECTED) };
        let found = self.constants.iter().find(|(constant, _)| *constant == flag);
        found
            .map(|(_, value)| (*value).into())
            .ok_or(InvalidValue::new(Code::NOT_ALLOWED, self.expected))
    }

    fn schema(&self, _: Message) -> Schema {
        Schema::boolean_enum(self.constants.iter().map(|(constant, _)| *constant))
    }

    fn may_convert(&self) -> bool {
        !self.nearest.is_empty()
    }

    fn print<'u>(&'u self, value: &'u T, _: Message) -> Encoding<'u> {
        let (constant, conversion) = self.constant(value).ok_or(DropReason::InvalidForTarget)?;
        Ok((Node::Bool(constant), conversion))
    }

    fn is_text(&self) -> bool {
        false
    }
}
