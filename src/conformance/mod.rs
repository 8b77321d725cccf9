//! The laws that every dialect keeps, for anybody's own (feature `conformance`).
//!
//! A dialect from outside has the same proof as those in this crate, in a test of one line:
//!
//! ```
//! # use idiolect::dialect::canonical::Canonical as Mine;
//! idiolect::conformance::check(&Mine::default()).unwrap();
//! ```
//!
//! Users, updates and failures are made from bytes by [`generate`], and what a dialect cannot
//! represent it may drop, as long as it records that. Every [`Law`] is tried with some hundred of
//! them. Of one that is broken, the least case that still breaks it is reported: what is wrong and
//! where, the update or the response, and the bytes that make it again.
//!
//! [`Conformance`] takes the vendor's own messages as well, which [`check`] cannot know, and other
//! numbers of cases. With [`Conformance::check_case`] a fuzzer chooses the bytes.

mod canary;
mod case;
mod current;
mod differences;
mod entropy;
pub mod generate;
mod law;
mod laws;
mod leaves;
mod mutate;
mod normalized;
mod oddity;
mod original;
mod random;
mod schema_validator;
mod suite;
mod violation;

pub use law::Law;
#[doc(hidden)]
pub use schema_validator::SchemaValidator;
pub use suite::Conformance;
pub use violation::{Violation, Violations};

use crate::dialect::Dialect;

/// Holds `dialect` to every law, with messages that it writes itself.
///
/// # Errors
/// Every law that it breaks, each with the least case that was found.
pub fn check(dialect: &dyn Dialect) -> Result<(), Violations> {
    Conformance::new(dialect).check()
}
