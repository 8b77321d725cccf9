//! What each conversion takes in time, in allocations, and by the byte.
//!
//! ```text
//! cargo bench -p idiolect --bench idiolect                        # everything, in a minute and a half
//! cargo bench -p idiolect --bench idiolect -- pairs.*legacy       # what matches
//! cargo bench -p idiolect --bench idiolect -- --test              # each once, to see that it runs
//! ```
//!
//! `--min-time`, `--max-time`, `--sample-count` and the rest of divan's options override what is
//! set here. What a call makes is dropped within the time that is measured, because whoever calls
//! pays for that too; what counting each allocation takes is estimated, and taken off.

#![expect(clippy::expect_used, reason = "a bench of what does not work should end")]

mod dialects;
#[cfg(all(feature = "json-api", feature = "legacy", feature = "http"))]
mod exchange;
mod failures;
mod fixtures;
mod measured;
mod model;
mod pairs;
mod payloads;
mod rejected;
mod shapes;
mod sizes;
mod threads;

use std::time::Duration;

use divan::{AllocProfiler, Divan};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// Long enough for the median of a few microseconds to settle.
const LEAST: Duration = Duration::from_millis(300);
/// Has priority, so that the largest messages are not tried a hundred times.
const MOST: Duration = Duration::from_millis(900);

fn main() {
    Divan::default().min_time(LEAST).max_time(MOST).config_with_args().main();
}
