//! The only secret of the model.

use std::fmt;

use zeroize::Zeroizing;

use super::checks;
use super::invalid_value::{Code, InvalidValue};

/// A new password. It does not implement `Display`, its `Debug` shows nothing, it is compared in
/// constant time, and it is wiped from memory when dropped. The bodies that contain it are not
/// wiped: that is the responsibility of their owners.
///
/// ```compile_fail
/// let password = idiolect::model::Password::parse("Ch@ng3dP@ssw0rd!").unwrap();
/// println!("{password}");
/// ```
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Parses any text that is not empty; each vendor has its own further rules.
    ///
    /// # Errors
    /// [`Code::TOO_SHORT`] for an empty text.
    pub fn parse(text: &str) -> Result<Self, InvalidValue> {
        if text.is_empty() {
            return Err(InvalidValue::new(Code::TOO_SHORT, "must not be empty"));
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// Whether it has at least `least` characters.
    #[must_use]
    pub fn has_characters(&self, least: u64) -> bool {
        checks::has_length(&self.0, least)
    }

    /// Returns the password, for the dialect that has to send it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Password {
    fn eq(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.0.as_bytes(), other.0.as_bytes());
        let differing = mine.iter().zip(theirs).fold(0, |bits, (one, two)| bits | (one ^ two));
        mine.len() == theirs.len() && std::hint::black_box(differing) == 0
    }
}

impl Eq for Password {}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(..)")
    }
}
