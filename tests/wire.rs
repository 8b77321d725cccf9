//! JSON in and out, seen from outside.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "wire/document.rs"]
mod document;
#[path = "wire/parse.rs"]
mod parse;
#[path = "wire/print.rs"]
mod print;
#[path = "wire/read.rs"]
mod read;
#[path = "wire/write.rs"]
mod write;
