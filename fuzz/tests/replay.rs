//! A fuzzer's work without a fuzzer: every target with all of its seeds, whole and mutated.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use idiolect_fuzz::{TARGETS, seeds};

/// The number of inputs of each target.
const INPUTS: usize = 1500;

/// What a mutation may insert.
const PIECES: &[&[u8]] = &[
    b"null",
    b"\"\"",
    b"{}",
    b"[]",
    b"-0",
    b"1e400",
    b"\\u0000",
    b"\\ud800",
    b"\\\"",
    b"\xff",
    b"\xef\xbb\xbf",
    b",",
    b":",
    b"{\"a\":",
    b"[[[[",
    b"~1",
    b"%2F",
    b"\r\n",
    b": ",
    b"\n",
    b"..",
    b"\"id\":",
    b"@type",
];

/// Mutates a seed: a part of it is removed, repeated or replaced, always in the same way for the
/// same `number`.
fn mutated(seed: &[u8], number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ seed.len() as u64;
    let mut below = |end: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % end.max(1)
    };
    let mut bytes = seed.to_vec();
    for _ in 0..=below(3) {
        let at = below(bytes.len());
        let end = (at + below(24)).min(bytes.len());
        let part = bytes[at..end].to_vec();
        match below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, part)),
            2 => drop(bytes.splice(at..end, PIECES[below(PIECES.len())].iter().copied())),
            3 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << below(8)),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

fn replay(name: &str) {
    let (_, run) = TARGETS.iter().find(|(target, _)| *target == name).unwrap();
    let seeds = seeds::of(name).unwrap();
    assert!(!seeds.is_empty());
    let times = INPUTS / seeds.len();
    for seed in seeds {
        run(&seed);
        (0..times as u64).for_each(|number| run(&mutated(&seed, number)));
    }
}

#[test]
fn bodies() {
    replay("bodies");
}

#[test]
fn json() {
    replay("json");
}

#[test]
fn round_trip() {
    replay("round_trip");
}

#[test]
fn pair_round_trip() {
    replay("pair_round_trip");
}

#[test]
fn exchange() {
    replay("exchange");
}

#[test]
fn texts() {
    replay("texts");
}

#[test]
fn laws() {
    replay("laws");
}

#[test]
fn every_target_is_replayed() {
    let source = include_str!("replay.rs");
    for (name, _) in TARGETS {
        assert!(source.contains(&format!("replay(\"{name}\")")), "{name}");
    }
}
