//! The gateway as a layer: what passes through it, what the application adds, what goes wrong, and
//! what can be seen.

#![cfg(all(
    feature = "json-api",
    feature = "flat-roles",
    feature = "legacy",
    feature = "upsun",
    feature = "textus",
    feature = "tower"
))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "tower/rig.rs"]
mod rig;
#[path = "tower/service.rs"]
mod service;

#[path = "tower/bodies.rs"]
mod bodies;
#[path = "tower/failing.rs"]
mod failing;
#[path = "tower/hooks.rs"]
mod hooks;
#[path = "tower/readiness.rs"]
mod readiness;
#[cfg(feature = "tracing")]
#[path = "tower/spans.rs"]
mod spans;
