//! Dates and timestamps.

use std::fmt;

use time::format_description::well_known::Rfc3339;
use time::{Month, OffsetDateTime, Time, UtcOffset};

use super::invalid_value::{Code, InvalidValue};

pub use time::Date;

/// A parsed date, and whether a time of day was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParsedDate {
    /// The date.
    pub date: Date,
    /// Whether the text contained a time other than midnight UTC.
    pub time_truncated: bool,
}

/// Parses `1985-06-15`, or a date followed by an RFC 3339 time.
///
/// # Errors
/// [`Code::DATE`] for anything else.
pub fn parse_date(text: &str) -> Result<ParsedDate, InvalidValue> {
    let parsed = match text.as_bytes().split_first_chunk() {
        Some((day, [])) => parse_day(*day).map(|date| ParsedDate { date, time_truncated: false }),
        // The form in the vendors' own requests, without the cost of parsing an instant.
        Some((day, b"T00:00:00.000Z")) => {
            parse_day(*day).map(|date| ParsedDate { date, time_truncated: false })
        }
        _ => parse_instant(text).map(|instant| ParsedDate {
            date: instant.date(),
            time_truncated: instant.time() != Time::MIDNIGHT || instant.offset() != UtcOffset::UTC,
        }),
    };
    parsed.ok_or(InvalidValue::new(
        Code::DATE,
        "expected a date, such as `1985-06-15` or `1985-06-15T00:00:00.000Z`",
    ))
}

/// An instant, with the text that the sender wrote.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Timestamp {
    text: String,
    instant: OffsetDateTime,
}

impl Timestamp {
    /// Parses an RFC 3339 date with a time, with up to nine fraction digits.
    ///
    /// # Errors
    /// [`Code::TIMESTAMP`] for anything else.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        match parse_instant(text) {
            Some(instant) => Ok(Self { text: text.to_owned(), instant }),
            None => Err(InvalidValue::new(
                Code::TIMESTAMP,
                "expected an RFC 3339 date with a time, such as `2023-11-07T05:31:56Z`",
            )),
        }
    }

    /// The text as the sender wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The instant.
    #[must_use]
    pub const fn instant(&self) -> OffsetDateTime {
        self.instant
    }
}

impl AsRef<str> for Timestamp {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

/// Parses `1985-06-15`.
fn parse_day(text: [u8; 10]) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.map(|digit| digit - b'0');
    let [century, year] = [y1 * 10 + y2, y3 * 10 + y4].map(i32::from);
    Date::from_calendar_date(
        century * 100 + year,
        Month::try_from(m1 * 10 + m2).ok()?,
        d1 * 10 + d2,
    )
    .ok()
}

fn parse_instant(text: &str) -> Option<OffsetDateTime> {
    // The parser also accepts a blank instead of `T`. RFC 3339 leaves that to the parties, and no
    // vendor writes it.
    let separated = text.as_bytes().get(10).is_some_and(|byte| byte.eq_ignore_ascii_case(&b'T'));
    // It also drops digits finer than a nanosecond.
    let fraction = text.split_once('.').map_or("", |(_, rest)| rest);
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    OffsetDateTime::parse(text, &Rfc3339).ok().filter(|_| separated && digits <= 9)
}

#[cfg(test)]
mod tests {
    use super::parse_date;

    /// Every byte, at every position of a date.
    #[test]
    fn a_date_has_digits_and_hyphens_at_fixed_positions() {
        let day = *b"1985-06-15";
        for at in 0..day.len() {
            for byte in 0..=0x7f_u8 {
                let mut other = day;
                other[at] = byte;
                let text = std::str::from_utf8(&other).unwrap();
                if parse_date(text).is_ok() {
                    let is_digit = byte.is_ascii_digit() && day[at] != b'-';
                    assert!(is_digit || byte == day[at], "{text:?}");
                }
            }
        }
    }
}
