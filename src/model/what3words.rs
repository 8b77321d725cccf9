//! what3words addresses.

use super::invalid_value::{Code, InvalidValue};
use super::text::text_type;

text_type! {
    /// A what3words address: three terms of any script, separated by dots.
    What3Words, address
}

fn address(text: &str) -> Result<(), InvalidValue> {
    let is_dot =
        |one| matches!(one, '.' | '\u{b7}' | '\u{6d4}' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}');
    let is_letter =
        |one: char| !(one.is_whitespace() || one.is_ascii_punctuation() || one.is_control());
    let (mut ended, mut is_begun, mut are_letters) = (0, false, true);
    for one in text.strip_prefix("///").unwrap_or(text).chars() {
        if one.is_ascii_alphanumeric() {
            is_begun = true;
        } else if is_dot(one) {
            ended += usize::from(is_begun);
            are_letters &= is_begun;
            is_begun = false;
        } else {
            are_letters &= is_letter(one);
            is_begun = true;
        }
    }
    if ended == 2 && is_begun && are_letters {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::WHAT3WORDS,
            "expected a what3words address, such as `spark.dizzy.ramp`",
        ))
    }
}
