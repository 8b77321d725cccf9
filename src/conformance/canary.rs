//! The password that nobody may be shown, wherever it turns up in a text.

/// As much of it as gives it away. One that is cut off behind that, or spelled in other letters, is
/// one as well.
const MOST_OF_IT: &str = "c@nary-passw0rd";

/// Whether `text` shows the password.
pub(super) fn shows_password(text: &str) -> bool {
    text.to_ascii_lowercase().contains(MOST_OF_IT) || spelled(text).contains(MOST_OF_IT)
}

/// What the numbers in `text` spell, in lower case: bytes are debugged as numbers.
fn spelled(text: &str) -> String {
    let numbers = text.split(|one: char| !one.is_ascii_digit()).filter(|number| !number.is_empty());
    let byte = |number: &str| char::from(number.parse::<u8>().unwrap_or_default());
    numbers.map(|number| byte(number).to_ascii_lowercase()).collect()
}

/// The text without the password.
pub(super) fn without_password(text: &str) -> String {
    // Of the same length, byte for byte.
    let folded = text.to_ascii_lowercase();
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for (at, found) in folded.match_indices(MOST_OF_IT) {
        shown.push_str(text.get(end..at).unwrap_or_default());
        shown.push_str("(the password)");
        end = at + found.len();
    }
    shown + text.get(end..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::generate::PASSWORD;

    #[test]
    fn the_password_is_seen_and_left_out_however_it_is_spelled() {
        assert!(shows_password(PASSWORD));
        for encoded in [PASSWORD.to_uppercase(), PASSWORD.to_lowercase(), PASSWORD[..16].to_owned()]
        {
            let text = format!("é {encoded} and {encoded}.");
            assert!(shows_password(&text));
            let left = without_password(&text);
            assert!(!shows_password(&left) && left.starts_with("é (the password)"), "{left}");
        }
        assert_eq!(without_password("é nothing"), "é nothing");
        for bytes in [format!("{:?}", PASSWORD.as_bytes()), format!("{:#?}", PASSWORD.as_bytes())] {
            assert!(shows_password(&bytes), "{bytes}");
        }
    }
}
