//! Time zones, by the shape of their names: the list changes several times a year.

use super::fault::{Code, Fault};
use super::text::text_type;

text_type! {
    /// A name shaped like one of the IANA time zone database, such as `Europe/London` or `UTC`.
    TimeZone, name
}

fn name(text: &str) -> Result<(), Fault> {
    const MOST_PARTS: usize = 3;
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte))
    };
    if text.split('/').count() <= MOST_PARTS && text.split('/').all(is_part) {
        Ok(())
    } else {
        Err(Fault::new(Code::TIME_ZONE, "the name of a time zone is expected, such as `Europe/London`"))
    }
}
