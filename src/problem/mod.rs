//! Problems of a message, and failures of a service. A [`Problem`] is a rule that a message breaks,
//! with its path. A [`Failure`] is the response of a service that rejects a request, independent of
//! any dialect.

mod failure;
mod kind;
mod message_problem;
mod problems;
mod reported_field;

pub use failure::{Failure, FailureProblem, ProblemLocation, RateLimit, VendorText};
pub use kind::FailureKind;
pub use message_problem::Problem;
pub use problems::Problems;
pub(crate) use problems::without_repeats;
pub use reported_field::ReportedField;
