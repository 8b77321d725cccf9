//! The example `bulk`, as a program: what it converts and rejects, and how it resumes after it
//! was killed.

#![cfg(all(feature = "json-api", feature = "legacy"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "bulk/program.rs"]
mod program;

#[path = "bulk/batches.rs"]
mod batches;
#[path = "bulk/envelopes.rs"]
mod envelopes;
#[path = "bulk/lines.rs"]
mod lines;
#[path = "bulk/rejections.rs"]
mod rejections;
#[path = "bulk/resuming.rs"]
mod resuming;
#[path = "bulk/starts.rs"]
mod starts;
