//! Telephone numbers, checked by their characters only: the vendors' own examples are not dialable.

use super::invalid_value::{Code, InvalidValue};
use super::text::text_type;

text_type! {
    /// A telephone number as the sender wrote it.
    Phone, number
}

fn number(text: &str) -> Result<(), InvalidValue> {
    const MAX_LENGTH: usize = 64;
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
    let fits = text.len() <= MAX_LENGTH
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| is_dialled(byte) || is_extension(byte));
    if fits {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::PHONE,
            "expected a telephone number, such as `+44 20 3728 5000`",
        ))
    }
}
