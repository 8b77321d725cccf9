//! What a fuzzer does with the crate: each target takes any bytes, and panics where something does
//! not hold.
//!
//! `cargo fuzz run NAME` looks for such bytes; `cargo run --bin NAME -- FILE...` tries some again,
//! on any toolchain; and `tests/replay.rs` tries what [`seeds`] makes of the fixtures, whole and
//! broken in many ways.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "to panic is how a target tells what it found"
)]

pub mod bodies;
mod dialects;
pub mod exchange;
pub mod json;
pub mod laws;
pub mod pair_round_trip;
pub mod round_trip;
pub mod seeds;
pub mod texts;

/// A target's name, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("bodies", bodies::run),
    ("json", json::run),
    ("round_trip", round_trip::run),
    ("pair_round_trip", pair_round_trip::run),
    ("exchange", exchange::run),
    ("texts", texts::run),
    ("laws", laws::run),
];

/// Runs a target on the files that the command line names.
///
/// # Errors
/// A file that cannot be read.
pub fn replay(run: fn(&[u8])) -> std::io::Result<()> {
    for path in std::env::args_os().skip(1) {
        run(&std::fs::read(path)?);
    }
    Ok(())
}
