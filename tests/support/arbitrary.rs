//! Users and updates made from any bytes.

#![allow(unused_imports, reason = "each test file uses some of it")]

pub use idiolect::conformance::generate::{ID as UUID, LENGTH, PASSWORD as CANARY, changed, update, user};
