//! Text types, whose values are never empty.

use super::invalid_value::{Code, InvalidValue};

/// Defines an owned text type that keeps the sender's spelling and can be created only from a valid
/// text. Texts of up to 24 bytes are stored without an allocation.
macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident, $rule:path) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(compact_str::CompactString);

        impl $name {
            /// A placeholder until the text is decoded.
            #[allow(dead_code, reason = "few types are parts of elements")]
            pub(crate) const BLANK: Self = Self(compact_str::CompactString::const_new(""));

            /// Parses the text by the rule of this type.
            ///
            /// # Errors
            /// The broken rule.
            #[inline]
            pub fn parse(text: &str) -> Result<Self, $crate::model::InvalidValue> {
                $rule(text)?;
                Ok(Self(compact_str::CompactString::new(text)))
            }

            /// The text as the sender wrote it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::InvalidValue;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
    };
}
pub(super) use text_type;

text_type! {
    /// A line of text for people: a name, a company, a street.
    Text, line
}

text_type! {
    /// The name a user signs in with. Each vendor has its own rule for the allowed characters.
    Username, line
}

/// Checks for a text with more than white space and without control characters.
pub(super) fn line(text: &str) -> Result<(), InvalidValue> {
    // Almost all texts are printable ASCII, and bytes are faster to test than characters.
    let is_plain = is_printable_ascii(text.as_bytes());
    let is_blank =
        if is_plain { text.bytes().all(|byte| byte == b' ') } else { text.trim().is_empty() };
    if is_blank {
        return Err(InvalidValue::new(Code::BLANK, "must not be blank"));
    }
    if !is_plain && text.chars().any(char::is_control) {
        return Err(InvalidValue::new(
            Code::CONTROL_CHARACTER,
            "must not contain control characters",
        ));
    }
    Ok(())
}

/// Whether all `bytes` are from the space to the tilde. Tests eight bytes at a time.
fn is_printable_ascii(bytes: &[u8]) -> bool {
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let others_in = |chunk: &[u8; 8]| {
        let chunk = u64::from_le_bytes(*chunk);
        // The highest bit of a byte is set below the space, above the tilde, or by the byte itself.
        (chunk.wrapping_sub(each(b' ')) | chunk.wrapping_add(each(0x7f - b'~')) | chunk)
            & each(0x80)
    };
    match bytes.last_chunk() {
        // The remaining bytes are tested together with the bytes before them.
        Some(last) => {
            bytes
                .as_chunks()
                .0
                .iter()
                .fold(others_in(last), |others, chunk| others | others_in(chunk))
                == 0
        }
        None => bytes.iter().all(|byte| matches!(byte, b' '..=b'~')),
    }
}

#[cfg(test)]
mod tests {
    use super::is_printable_ascii;

    /// Every byte, at every position in and after a chunk.
    #[test]
    fn one_other_byte_is_found_at_every_position() {
        for filler in [b' ', b'a', b'~'] {
            for byte in 0..=u8::MAX {
                for (length, at) in
                    (0..20).flat_map(|length| (0..length).map(move |at| (length, at)))
                {
                    let mut bytes = vec![filler; length];
                    bytes[at] = byte;
                    assert_eq!(
                        is_printable_ascii(&bytes),
                        (b' '..=b'~').contains(&byte),
                        "{bytes:x?}"
                    );
                }
            }
        }
    }
}
