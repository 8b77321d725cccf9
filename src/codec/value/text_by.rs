//! Texts that contain a value, such as an id within an IRI.

use std::borrow::Cow;
use std::fmt::Debug;

use super::Codec;
use crate::codec::Message;
use crate::codec::schema::Schema;
use crate::codec::{Encoding, Parsed, STRING_EXPECTED};
use crate::json::{Node, Value};
use crate::model::InvalidValue;

/// A codec of texts that is made of functions.
#[derive(Debug)]
pub struct TextBy<T> {
    parse: fn(&str) -> Result<T, InvalidValue>,
    print: fn(&T) -> Cow<'_, str>,
    schema: fn() -> Schema,
}

impl<T> Clone for TextBy<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for TextBy<T> {}

/// Returns the codec of texts that `parse` reads, `print` writes, and `schema` describes.
#[must_use]
pub const fn text_by<T>(
    parse: fn(&str) -> Result<T, InvalidValue>,
    print: fn(&T) -> Cow<'_, str>,
    schema: fn() -> Schema,
) -> TextBy<T> {
    TextBy { parse, print, schema }
}

/// Returns the codec of any text.
#[must_use]
pub const fn any_text() -> impl Codec<Value = String> + Copy {
    text_by(|text| Ok(text.to_owned()), |text| Cow::Borrowed(text), Schema::text)
}

impl<T: Debug> Codec for TextBy<T> {
    type Value = T;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<T>, InvalidValue> {
        let Value::Text(text) = json else { return Err(STRING_EXPECTED) };
        (self.parse)(text).map(Into::into)
    }

    fn schema(&self, _: Message) -> Schema {
        (self.schema)()
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn print<'u>(&'u self, value: &'u T, _: Message) -> Encoding<'u> {
        Ok((Node::Text((self.print)(value)), None))
    }
}
