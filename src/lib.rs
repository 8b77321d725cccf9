//! One canonical user, every vendor's dialect.
//!
//! * [`model`]: what can be said of a user, whoever says it: [`User`](model::User), [`UserUpdate`](model::UserUpdate),
//!   [`Failure`](model::Failure).
//! * [`dialect`]: five vendors' ways to say it, and one of this crate's own; [`Dialect`](dialect::Dialect) to write
//!   another.
//! * [`translation`]: from one dialect into another, with an account of every attribute.
//! * [`wire`]: the JSON underneath, for those who write a dialect.

pub mod dialect;
pub mod model;
pub mod translation;
pub mod wire;

#[cfg(all(doctest, feature = "json-api", feature = "legacy"))]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
