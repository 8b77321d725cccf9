//! Places, by three words.

use super::fault::{Code, Fault};
use super::text::text_type;

text_type! {
    /// A what3words address: three words of any script with dots between them.
    What3Words, three_words
}

fn three_words(text: &str) -> Result<(), Fault> {
    const DOTS: [char; 6] = ['.', '\u{b7}', '\u{6d4}', '\u{3002}', '\u{ff0e}', '\u{ff61}'];
    let is_word = |word: &str| {
        !word.is_empty()
            && !word.chars().any(|one| one.is_whitespace() || one.is_ascii_punctuation() || one.is_control())
    };
    let words = text.strip_prefix("///").unwrap_or(text);
    if words.split(DOTS).count() == 3 && words.split(DOTS).all(is_word) {
        Ok(())
    } else {
        Err(Fault::new(Code::WHAT3WORDS, "three words with dots between them are expected, such as `spark.dizzy.ramp`"))
    }
}
