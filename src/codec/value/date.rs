//! Days.

use super::Codec;
use crate::codec::Message;
use crate::codec::schema::{self, Schema, ValueSchema as _};
use crate::codec::{Conversion, Encoding, Parsed, STRING_EXPECTED};
use crate::json::{Node, Value};
use crate::model::{Code, Date, InvalidValue, parse_date};

/// Days as `1985-06-15`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day;

/// Returns the codec of days such as `1985-06-15`.
#[must_use]
pub const fn day() -> impl Codec<Value = Date> + Copy {
    Day
}

/// Days that may have a time of day when read, and are written in updates as midnight UTC.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DayOrMidnight;

/// Returns the codec of days that may have a time of day when read. They are written as
/// `1985-06-15T00:00:00.000Z` in updates, and as `1985-06-15` in users.
#[must_use]
pub const fn day_or_midnight() -> impl Codec<Value = Date> + Copy {
    DayOrMidnight
}

impl Codec for Day {
    type Value = Date;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<Date>, InvalidValue> {
        let Value::Text(text) = json else { return Err(STRING_EXPECTED) };
        let written = parse_date(text)?;
        if written.time_truncated {
            return Err(InvalidValue::new(Code::DATE, "expected a day, such as `1985-06-15`"));
        }
        Ok(written.date.into())
    }

    fn schema(&self, _: Message) -> Schema {
        schema::day()
    }

    fn print<'u>(&'u self, date: &'u Date, _: Message) -> Encoding<'u> {
        Ok((Node::text(as_day(*date)), None))
    }
}

impl Codec for DayOrMidnight {
    type Value = Date;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<Date>, InvalidValue> {
        let Value::Text(text) = json else { return Err(STRING_EXPECTED) };
        let written = parse_date(text)?;
        Ok(if written.time_truncated {
            Parsed::converted(written.date, Conversion::TimeCut)
        } else {
            written.date.into()
        })
    }

    fn schema(&self, _: Message) -> Schema {
        Date::schema()
    }

    fn print<'u>(&'u self, date: &'u Date, message: Message) -> Encoding<'u> {
        let text = match message {
            Message::Update => format!("{}T00:00:00.000Z", as_day(*date)),
            Message::User => as_day(*date),
        };
        Ok((Node::text(text), None))
    }
}

fn as_day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}
