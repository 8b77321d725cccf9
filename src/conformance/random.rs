//! Which bytes are tried, and of those that break a law the least.

use super::generate::LENGTH;

/// How often a lesser case is looked for.
const ATTEMPTS: usize = 4000;

/// The bytes of one case: of each four cases one decides on everything, and the others on less and
/// less.
pub(super) fn bytes(seed: u64, number: u32) -> Vec<u8> {
    let mut state = seed ^ (u64::from(number) << 32);
    let kept = 8 >> (number % 4);
    let mut bytes = Vec::with_capacity(LENGTH);
    while bytes.len() < LENGTH {
        let is_kept = next(&mut state) % 8 < kept;
        let block = if is_kept { next(&mut state).to_le_bytes() } else { [0; 8] };
        bytes.extend(block.iter().take(4));
    }
    bytes
}

/// `SplitMix64`: one of the shortest generators whose numbers pass for random.
const fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Fewer bytes, more of them 0, and smaller ones, as long as they break the law too.
pub(super) fn least(mut bytes: Vec<u8>, breaks: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut attempts = ATTEMPTS;
    let mut try_lesser = |bytes: &mut Vec<u8>, lesser: Vec<u8>| {
        let is_lesser = attempts > 0 && lesser != *bytes && breaks(&lesser);
        attempts = attempts.saturating_sub(1);
        if is_lesser {
            *bytes = lesser;
        }
        is_lesser
    };
    loop {
        let before = bytes.clone();
        while !bytes.is_empty() && {
            let half = bytes.get(..bytes.len() / 2).unwrap_or_default().to_vec();
            try_lesser(&mut bytes, half)
        } {}
        for length in [256, 64, 16, 4, 1] {
            for start in (0..bytes.len()).step_by(length) {
                let mut lesser = bytes.clone();
                lesser.iter_mut().skip(start).take(length).for_each(|byte| *byte = 0);
                try_lesser(&mut bytes, lesser);
            }
        }
        for at in 0..bytes.len() {
            let byte = bytes.get(at).copied().unwrap_or_default();
            for value in 1..byte.min(8) {
                let mut lesser = bytes.clone();
                lesser.iter_mut().skip(at).take(1).for_each(|byte| *byte = value);
                if try_lesser(&mut bytes, lesser) {
                    break;
                }
            }
        }
        let length = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        let trimmed = bytes.get(..length).unwrap_or_default().to_vec();
        try_lesser(&mut bytes, trimmed);
        if bytes == before {
            return bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_makes_the_same_case_and_another_makes_another() {
        assert_eq!(bytes(1, 7), bytes(1, 7));
        assert_ne!(bytes(1, 7), bytes(2, 7));
        assert_ne!(bytes(1, 7), bytes(1, 8));
    }

    #[test]
    fn the_least_case_has_nothing_that_it_does_without() {
        let breaks = |bytes: &[u8]| {
            bytes.get(100).is_some_and(|byte| byte % 4 == 2)
                && bytes.get(7).is_some_and(|byte| *byte > 9)
        };
        let found = (0..1000).map(|number| bytes(0, number)).find(|bytes| breaks(bytes)).unwrap();
        let least = least(found, breaks);
        assert_eq!(least.len(), 101);
        let decisive: Vec<usize> = (0..least.len()).filter(|at| least[*at] != 0).collect();
        assert_eq!(decisive, [7, 100]);
        assert_eq!(least[100], 2);
    }
}
