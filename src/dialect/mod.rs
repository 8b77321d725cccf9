//! Five vendors' ways to speak of a user, and this crate's own.
//!
//! A dialect's folder holds `endpoint.rs` (how it is reached), `update.rs`, `user.rs` and `failure.rs` (its three
//! messages, read and written), and further files only where it has more to say.
//!
//! To write another, implement [`Dialect`]; everything the built-in ones use is public. [`DialectExt`] is what one does
//! with any of them.

mod attribute_paths;
mod coverage_check;
mod define;
mod describe;
mod error;
mod ext;
mod failure_format;
pub mod failure_parser;
mod failure_response;
mod loss;
mod operation;
pub mod percent;
mod traits;

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
pub use describe::MessageKind;
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

/// Every dialect that this build has, used in this way.
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
