//! Telephone numbers, by their shape alone: the vendors' own examples are no dialable numbers.

use super::invalid_value::{Code, InvalidValue};
use super::text::text_type;

text_type! {
    /// A telephone number, spelled as its sender spelled it.
    Phone, number
}

fn number(text: &str) -> Result<(), InvalidValue> {
    const LONGEST: usize = 64;
    let is_dialled = |byte| {
        matches!(
            byte,
            b'0'..=b'9'
                | b' '
                | b'+'
                | b'-'
                | b'('
                | b')'
                | b'.'
                | b'/'
                | b','
                | b';'
                | b'#'
                | b'*'
        )
    };
    let is_extension = |byte| matches!(byte, b'e' | b'x' | b't' | b'E' | b'X' | b'T');
    let fits = text.len() <= LONGEST
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| is_dialled(byte) || is_extension(byte));
    if fits {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::PHONE,
            "a telephone number is expected, such as `+44 20 3728 5000`",
        ))
    }
}
