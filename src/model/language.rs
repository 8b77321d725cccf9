//! Languages, by RFC 5646.

use oxilangtag::LanguageTag as Tag;

use super::invalid_value::{Code, InvalidValue};
use super::text::text_type;

text_type! {
    /// A well-formed RFC 5646 language tag such as `en-GB`.
    LanguageTag, well_formed
}

fn well_formed(text: &str) -> Result<(), InvalidValue> {
    if is_plain(text) || Tag::parse(text).is_ok() {
        Ok(())
    } else {
        Err(InvalidValue::new(Code::LANGUAGE_TAG, "expected a language tag, such as `en-GB`"))
    }
}

/// Whether `text` is certainly a tag: a language, optionally with a country, like almost all tags.
fn is_plain(text: &str) -> bool {
    let are_letters = |letters: &[u8]| letters.iter().all(u8::is_ascii_alphabetic);
    let is_language = |letters: &[u8]| matches!(letters.len(), 2 | 3) && are_letters(letters);
    match text.as_bytes() {
        [language @ .., b'-', first, second] => {
            is_language(language) && are_letters(&[*first, *second])
        }
        language => is_language(language),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tag, is_plain};

    /// Every text of up to seven of these characters.
    #[test]
    fn plain_tags_are_well_formed() {
        let mut texts = vec![String::new()];
        let mut plain = 0;
        for _ in 0..7 {
            texts = texts
                .iter()
                .flat_map(|text| "aZ1-é".chars().map(move |one| format!("{text}{one}")))
                .collect();
            for text in texts.iter().filter(|text| is_plain(text)) {
                assert!(Tag::parse(text.as_str()).is_ok(), "{text}");
                plain += 1;
            }
        }
        // Two or three letters out of two, and the same with a hyphen and two more.
        assert_eq!(plain, (4 + 8) + (4 + 8) * 4);
    }
}
