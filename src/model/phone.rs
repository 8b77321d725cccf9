//! Telephone numbers, by their shape alone: the vendors' own examples are no dialable numbers.

use super::fault::{Code, Fault};
use super::text::text_type;

text_type! {
    /// A telephone number, spelled as its sender spelled it.
    Phone, number
}

fn number(text: &str) -> Result<(), Fault> {
    const LONGEST: usize = 64;
    let is_dialled = |character: char| character.is_ascii_digit() || " +-()./,;#*".contains(character);
    let is_extension = |character: char| "extEXT".contains(character);
    let fits = text.len() <= LONGEST
        && text.chars().any(|character| character.is_ascii_digit())
        && text.chars().all(|character| is_dialled(character) || is_extension(character));
    if fits {
        Ok(())
    } else {
        Err(Fault::new(Code::PHONE, "a telephone number is expected, such as `+44 20 3728 5000`"))
    }
}
