//! E-mail addresses.

use super::checks;
use super::invalid_value::{Code, InvalidValue};
use super::text::text_type;

text_type! {
    /// An e-mail address that a web form accepts.
    Email, address
}

fn address(text: &str) -> Result<(), InvalidValue> {
    if checks::is_email(text) {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::EMAIL,
            "expected an e-mail address, such as `user@example.com`",
        ))
    }
}
