//! One canonical user, every vendor's dialect.
//!
//! * [`model`]: what can be said of a user, whoever says it: [`User`](model::User),
//!   [`UserUpdate`](model::UserUpdate), [`Failure`](model::Failure).
//! * [`dialect`]: five vendors' ways to say it, and one of this crate's own;
//!   [`Dialect`](dialect::Dialect) to write another.
//! * [`translation`]: from one dialect into another, with an account of every attribute.
//! * [`wire`]: the JSON underneath, for those who write a dialect.
#![cfg_attr(
    feature = "http",
    doc = "* [`http`]: messages as HTTP requests and responses (feature `http`, on by default)."
)]
#![cfg_attr(
    feature = "http",
    doc = "* [`gateway`]: callers who speak several dialects before a service that speaks another."
)]
#![cfg_attr(
    feature = "tower",
    doc = "* [`tower`]: the gateway as a layer around an HTTP service (feature `tower`)."
)]
#![cfg_attr(
    feature = "conformance",
    doc = "* [`conformance`]: the laws that hold for every dialect, to hold another to them (feature `conformance`)."
)]

pub mod codec;
#[cfg(feature = "conformance")]
pub mod conformance;
pub mod dialect;
#[cfg(feature = "http")]
pub mod gateway;
#[cfg(feature = "http")]
pub mod http;
pub mod json;
pub mod model;
pub mod problem;
#[cfg(feature = "tower")]
pub mod tower;
pub mod translation;

#[cfg(all(doctest, feature = "json-api", feature = "legacy", feature = "http"))]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
