//! Texts that hold a value within them, such as an id within an IRI.

use std::borrow::Cow;
use std::fmt::Debug;

use super::Codec;
use crate::codec::Message;
use crate::codec::{Encoding, Parsed, STRING_EXPECTED};
use crate::json::{Node, Value};
use crate::model::InvalidValue;

/// Texts by two functions.
#[derive(Debug)]
pub struct TextBy<T> {
    parse: fn(&str) -> Result<T, InvalidValue>,
    print: fn(&T) -> Cow<'_, str>,
}

impl<T> Clone for TextBy<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for TextBy<T> {}

/// Texts that `parse` reads and `print` writes.
#[must_use]
pub const fn text_by<T>(
    parse: fn(&str) -> Result<T, InvalidValue>,
    print: fn(&T) -> Cow<'_, str>,
) -> TextBy<T> {
    TextBy { parse, print }
}

/// Texts of any content.
#[must_use]
pub const fn any_text() -> TextBy<String> {
    text_by(|text| Ok(text.to_owned()), |text| Cow::Borrowed(text))
}

impl<T: Debug> Codec for TextBy<T> {
    type Value = T;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<T>, InvalidValue> {
        let Value::Text(text) = json else { return Err(STRING_EXPECTED) };
        (self.parse)(text).map(Into::into)
    }

    fn print<'u>(&'u self, value: &'u T, _: Message) -> Encoding<'u> {
        Ok((Node::Text((self.print)(value)), None))
    }
}
