//! Languages, by RFC 5646.

use oxilangtag::LanguageTag as Tag;

use super::fault::{Code, Fault};
use super::text::text_type;

text_type! {
    /// A well-formed RFC 5646 language tag such as `en-GB`.
    LanguageTag, well_formed
}

fn well_formed(text: &str) -> Result<(), Fault> {
    match Tag::parse(text) {
        Ok(_) => Ok(()),
        Err(_) => Err(Fault::new(Code::LANGUAGE_TAG, "a language tag is expected, such as `en-GB`")),
    }
}
