//! The time and the allocations of each conversion, and its throughput.
//!
//! ```text
//! cargo bench -p idiolect --bench idiolect                        # everything, in a minute and a half
//! cargo bench -p idiolect --bench idiolect -- pairs.*legacy       # what matches
//! cargo bench -p idiolect --bench idiolect -- --test              # each once, as a smoke test
//! ```
//!
//! `--min-time`, `--max-time`, `--sample-count` and the rest of divan's options override what is
//! set here. The result of a call is dropped within the measured time, because the caller pays for
//! that too; the cost of counting each allocation is estimated and subtracted.

#![expect(clippy::expect_used, reason = "a bench of a failing conversion has to end")]

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
