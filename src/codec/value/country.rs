//! Countries, for vendors that identify them only by code.

use super::Codec;
use crate::codec::Message;
use crate::codec::schema::{self, Schema};
use crate::codec::{Conversion, DropReason, Encoding, Parsed, STRING_EXPECTED};
use crate::json::{Node, Value};
use crate::model::{Country, InvalidValue};

/// Countries as two-letter codes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CountryCode;

/// Returns the codec of two-letter country codes. A country name is written as its code.
#[must_use]
pub const fn country_code() -> impl Codec<Value = Country> + Copy {
    CountryCode
}

impl Codec for CountryCode {
    type Value = Country;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<Country>, InvalidValue> {
        let Value::Text(text) = json else { return Err(STRING_EXPECTED) };
        Country::parse_code(text).map(Into::into)
    }

    fn schema(&self, _: Message) -> Schema {
        schema::country_code()
    }

    fn may_convert(&self) -> bool {
        true
    }

    fn print<'u>(&'u self, country: &'u Country, _: Message) -> Encoding<'u> {
        let code = country.code().ok_or(DropReason::InvalidForTarget)?;
        Ok((Node::text(code), (!country.is_code()).then_some(Conversion::CountryCode)))
    }
}
