//! Texts that are never empty, and how a type for one is made.

use super::invalid_value::{Code, InvalidValue};

/// Defines an owned text that keeps the sender's spelling and can be had only by passing its rule. Up to 24 bytes it needs
/// no memory of its own.
macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident, $rule:path) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(compact_str::CompactString);

        impl $name {
            /// Stands for the text until that has been read.
            #[allow(dead_code, reason = "few types are parts of elements")]
            pub(crate) const BLANK: Self = Self(compact_str::CompactString::const_new(""));

            /// Takes the text, if it keeps the rule of this type.
            ///
            /// # Errors
            /// The rule that it breaks.
            #[inline]
            pub fn parse(text: &str) -> Result<Self, $crate::model::InvalidValue> {
                $rule(text)?;
                Ok(Self(compact_str::CompactString::new(text)))
            }

            /// The text as its sender spelled it.
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
    /// The name a user signs in with. Which characters it may hold is each vendor's own rule.
    Username, line
}

/// Something other than white space, without control characters.
pub(super) fn line(text: &str) -> Result<(), InvalidValue> {
    // Almost every text is of these alone, and bytes are quicker gone through than characters.
    let is_plain = is_printable_ascii(text.as_bytes());
    let is_blank =
        if is_plain { text.bytes().all(|byte| byte == b' ') } else { text.trim().is_empty() };
    if is_blank {
        return Err(InvalidValue::new(Code::BLANK, "a text that is not blank is expected"));
    }
    if !is_plain && text.chars().any(char::is_control) {
        return Err(InvalidValue::new(
            Code::CONTROL_CHARACTER,
            "a text without control characters is expected",
        ));
    }
    Ok(())
}

/// Whether all of `bytes` are from the space to the tilde; looks at eight of them at a time.
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
        // What is left of many is looked at together with some that come before it.
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

    /// Every byte, at every place in and behind what is looked at at a time.
    #[test]
    fn one_other_byte_is_seen_wherever_it_stands() {
        for filling in [b' ', b'a', b'~'] {
            for byte in 0..=u8::MAX {
                for (length, at) in
                    (0..20).flat_map(|length| (0..length).map(move |at| (length, at)))
                {
                    let mut bytes = vec![filling; length];
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
