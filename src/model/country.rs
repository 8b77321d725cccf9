//! Countries, by code or by name.

use super::checks;
use super::country_names;
use super::invalid_value::{Code, InvalidValue};
use super::text::{line, text_type};

text_type! {
    /// A country as the sender wrote it: a two-letter code or a name. Any two letters are accepted
    /// as a code: one vendor's own example is `EU`, which ISO 3166-1 does not list as a country.
    ///
    /// ```
    /// use idiolect::model::Country;
    ///
    /// # fn main() -> Result<(), idiolect::model::InvalidValue> {
    /// assert_eq!(Country::parse("GB")?.code(), Some("GB"));
    /// assert_eq!(Country::parse("United Kingdom")?.code(), Some("GB"));
    /// assert_eq!(Country::parse("Atlantis")?.code(), None);
    /// # Ok(())
    /// # }
    /// ```
    Country, line
}

impl Country {
    /// Parses a two-letter code only.
    ///
    /// # Errors
    /// [`Code::COUNTRY`] for anything else.
    pub fn parse_code(text: &str) -> Result<Self, InvalidValue> {
        if is_code(text) {
            Ok(Self(text.into()))
        } else {
            Err(InvalidValue::new(
                Code::COUNTRY,
                "expected a two-letter country code, such as `GB`",
            ))
        }
    }

    /// Whether the sender wrote a code.
    #[must_use]
    pub fn is_code(&self) -> bool {
        is_code(&self.0)
    }

    /// The two-letter code: as written, or by the country's English name.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        if self.is_code() { Some(&self.0) } else { country_names::code_of(&self.0) }
    }
}

fn is_code(text: &str) -> bool {
    checks::is_length(text, 2) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}
