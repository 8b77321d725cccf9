//! What is wrong with a message, and what a service responds when it refuses one.
//!
//! A [`Problem`] is a rule that a message breaks, with its path. A [`Failure`] is a refusal in nobody's dialect.

mod failure;
mod kind;
mod problem;
mod problems;
mod reported_field;

pub use failure::{Failure, FailureProblem, ProblemLocation, RateLimit, VendorText};
pub use kind::FailureKind;
pub use problem::Problem;
pub use problems::Problems;
pub use reported_field::ReportedField;
