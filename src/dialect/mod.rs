//! The user formats of five vendors, and this crate's own.
//!
//! A dialect's folder holds `operations.rs` (its calls over HTTP), `properties.rs` (the members of
//! its update and its user) and `failure.rs` (the members of its failure), and further files only
//! for what is irregular.
//!
//! With the current user known, what an update repeats of that user's response in the same dialect
//! is accepted and changes nothing, whatever the dialect's own page states.
//!
//! To add a dialect, implement [`Dialect`]. [`DialectExt`] has the operations on any dialect.

mod attribute_paths;
mod by_name;
mod define;
mod describe;
mod deserialize;
mod error;
mod ext;
mod failure_decoding;
mod failure_encoding;
mod failure_format;
pub mod failure_parser;
mod failure_response;
mod loss;
mod operation;
pub mod percent;
mod problem_groups;
mod provenance_completion;
mod traits;
mod update_encoding;
mod update_plan;

pub mod canonical;
#[cfg(feature = "flat-roles")]
pub mod flat_roles;
#[cfg(feature = "json-api")]
pub mod json_api;
#[cfg(feature = "legacy")]
pub mod legacy;
#[cfg(feature = "textus")]
pub mod textus;
#[cfg(feature = "upsun")]
pub mod upsun;

#[cfg(feature = "http")]
pub(crate) use attribute_paths::AttributePaths;
pub use by_name::{UnknownDialect, by_name};
pub use describe::MessageKind;
#[cfg(feature = "http")]
pub(crate) use describe::schema;
pub(crate) use error::failure_of;
pub use error::{Blame, Error};
pub use ext::{Appended, Decoded, DialectExt, EncodedFailure, EncodedMessage};
pub use failure_format::{FailureFormat, FailureMember, FailureShape, ProblemList};
pub use failure_response::{FailureResponse, ParsedFailure, ReportedProblem};
pub use loss::{LossError, LossPolicy};
pub use operation::{IdFormat, MediaTypeParameters, Operation, OperationKind, RateLimitHeaders};
pub use traits::{
    CharsetParameter, Dialect, DialectId, Settings, UnknownMembers, UpdateContext, UpdateMode,
};

/// Returns every dialect of this build, with these settings.
#[must_use]
pub fn built_in(settings: Settings) -> Vec<Box<dyn Dialect>> {
    vec![
        #[cfg(feature = "json-api")]
        Box::new(json_api::JsonApi::new(settings)),
        #[cfg(feature = "flat-roles")]
        Box::new(flat_roles::FlatRoles::new(settings)),
        #[cfg(feature = "legacy")]
        Box::new(legacy::Legacy::new(settings)),
        #[cfg(feature = "upsun")]
        Box::new(upsun::Upsun::new(settings)),
        #[cfg(feature = "textus")]
        Box::new(textus::TextUs::new(settings)),
        Box::new(canonical::Canonical::new(settings)),
    ]
}
