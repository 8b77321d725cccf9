//! The length of the part of a string that needs no escapes in JSON.

/// The length of the prefix of `bytes` that needs no escapes in a JSON string: anything but a
/// quotation mark, a reverse solidus, and control characters (RFC 8259, section 7).
#[inline]
pub(crate) fn plain_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((chunk, after)) = rest.split_first_chunk() {
        let escaped = escaped_in(*chunk);
        if escaped != 0 {
            return bytes.len() - rest.len() + escaped.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    // The remaining bytes are tested together with the bytes before them.
    if let Some(chunk) = bytes.last_chunk() {
        let escaped = escaped_in(*chunk);
        return if escaped == 0 {
            bytes.len()
        } else {
            bytes.len() - CHUNK + escaped.trailing_zeros() as usize / 8
        };
    }
    if let (Some([a, b, c, d]), Some([e, f, g, h])) = (bytes.first_chunk(), bytes.last_chunk())
        && escaped_in([*a, *b, *c, *d, *e, *f, *g, *h]) == 0
    {
        return bytes.len();
    }
    let is_escaped = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
    bytes.iter().position(is_escaped).unwrap_or(bytes.len())
}

const CHUNK: usize = 8;

/// Tests eight bytes at once. The lowest bit of the result is the highest bit of the first byte
/// that must be escaped; 0 if there is none.
const fn escaped_in(chunk: [u8; CHUNK]) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; CHUNK])
    }
    let chunk = u64::from_le_bytes(chunk);
    // This bit turns a quotation mark into a space, and a control character into another one.
    let control_or_quotation_mark = (chunk ^ each(b'"' - b' ')).wrapping_sub(each(b' ' + 1));
    let reverse_solidus = (chunk ^ each(b'\\')).wrapping_sub(each(1));
    // A byte below the subtrahend borrows from its highest bit, unless that bit was set.
    (control_or_quotation_mark | reverse_solidus) & !chunk & each(0x80)
}

#[cfg(test)]
mod tests {
    use super::plain_length;

    /// Every byte, at every position in and after a chunk, before and after every other kind of
    /// byte.
    #[test]
    fn ends_at_the_first_byte_that_is_escaped() {
        for filler in [b'a', b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xc3, 0xff] {
            for byte in 0..=u8::MAX {
                let is_escaped = byte < b' ' || byte == b'"' || byte == b'\\';
                for length in 0..20 {
                    for at in 0..length {
                        let mut bytes = vec![filler; length];
                        bytes[at] = byte;
                        assert_eq!(
                            plain_length(&bytes),
                            if is_escaped { at } else { length },
                            "{bytes:x?}"
                        );
                        if let Some(next) = bytes.get_mut(at + 1) {
                            *next = b'"';
                            assert_eq!(
                                plain_length(&bytes),
                                if is_escaped { at } else { at + 1 },
                                "{bytes:x?}"
                            );
                        }
                    }
                }
            }
        }
    }
}
