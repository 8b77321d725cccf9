//! One canonical user, every vendor's dialect: decodes an "update user" request of one vendor into
//! one model, encodes it for another, and maps the response back.
//!
//! * [`model`]: the canonical [`User`](model::User) and [`UserUpdate`](model::UserUpdate).
//! * [`problem`]: the problems of a message, and [`Failure`](problem::Failure), the response of a
//!   service that rejects a request.
//! * [`dialect`]: five vendors' formats, and one of this crate; [`Dialect`](dialect::Dialect) to
//!   write another.
//! * [`codec`]: the rows that a dialect consists of.
//! * [`translation`]: from one dialect into another, with a report of every attribute.
//! * [`json`]: JSON documents, trees and pointers.
#![cfg_attr(feature = "http", doc = "* [`http`]: messages as HTTP requests and responses.")]
#![cfg_attr(feature = "http", doc = "* [`gateway`]: callers of several dialects, one upstream.")]
#![cfg_attr(feature = "tower", doc = "* [`tower`]: the gateway as a layer around an HTTP service.")]
#![cfg_attr(
    feature = "conformance",
    doc = "* [`conformance`]: the laws of every dialect, for tests."
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
