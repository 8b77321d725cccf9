//! Numbers that are the same in every run.

use idiolect::conformance::generate::LENGTH;

/// `SplitMix64`.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The same numbers for the same seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// An element, unless there is none.
    pub fn pick<'e, T>(&mut self, elements: &'e [T]) -> Option<&'e T> {
        let number = self.next().checked_rem(elements.len() as u64)?;
        elements.get(usize::try_from(number).ok()?)
    }

    /// Bytes for `idiolect::conformance::generate`. Blocks of zeros leave attributes out: of four
    /// cases none in the first, more and more in the others.
    pub(crate) fn bytes(&mut self, case: u32) -> Vec<u8> {
        let kept = 8 >> (case % 4);
        let mut bytes = Vec::with_capacity(LENGTH);
        while bytes.len() < LENGTH {
            let is_kept = self.next() % 8 < kept;
            let block = if is_kept { self.next().to_le_bytes() } else { [0; 8] };
            bytes.extend(block.iter().take(4));
        }
        bytes
    }
}
