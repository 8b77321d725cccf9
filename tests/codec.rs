//! JSON in and out, seen from outside.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "codec/document.rs"]
mod document;
#[path = "codec/parse.rs"]
mod parse;
#[path = "codec/print.rs"]
mod print;
#[path = "codec/read.rs"]
mod read;
#[path = "codec/unrepresentable.rs"]
mod unrepresentable;
#[path = "codec/write.rs"]
mod write;
