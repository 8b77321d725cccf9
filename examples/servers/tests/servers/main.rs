//! The two servers as processes, over real sockets.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod concurrency;
mod exchanges;
mod lives;
mod support;
