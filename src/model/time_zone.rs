//! Time zones, checked by the form of their names: the list of names changes several times a year.

use super::invalid_value::{Code, InvalidValue};
use super::text::text_type;

text_type! {
    /// A name in the form of the IANA time zone database, such as `Europe/London` or `UTC`.
    TimeZone, name
}

fn name(text: &str) -> Result<(), InvalidValue> {
    const MAX_PARTS: usize = 3;
    let is_in_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-');
    let is_part = |part: &[u8]| {
        part.first().is_some_and(u8::is_ascii_alphabetic) && part.iter().all(is_in_part)
    };
    let mut parts = text.as_bytes().split(|byte| *byte == b'/');
    if parts.by_ref().take(MAX_PARTS).all(is_part) && parts.next().is_none() {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::TIME_ZONE,
            "expected a time zone name, such as `Europe/London`",
        ))
    }
}
