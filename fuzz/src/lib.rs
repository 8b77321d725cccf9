//! The fuzz targets of the crate: each takes any bytes, and panics if a property does not hold.
//!
//! `cargo fuzz run NAME` searches for such bytes; `cargo run --bin NAME -- FILE...` repeats some
//! inputs on any toolchain; and `tests/replay.rs` runs the [`seeds`] from the fixtures, whole and
//! mutated.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a target reports a finding by a panic"
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

/// The name of a target, and its function.
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

/// Runs a target on the files in the command line.
///
/// # Errors
/// A file that cannot be read.
pub fn replay(run: fn(&[u8])) -> std::io::Result<()> {
    for path in std::env::args_os().skip(1) {
        run(&std::fs::read(path)?);
    }
    Ok(())
}
