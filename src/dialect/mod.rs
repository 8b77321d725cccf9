//! Five vendors' ways to speak of a user, and this crate's own.
//!
//! A dialect's folder holds `endpoint.rs` (how it is reached), `update.rs`, `user.rs` and `failure.rs` (its three
//! messages, read and written), and further files only where it has more to say.
//!
//! To write another, implement [`Dialect`]; everything the built-in ones use is public. [`DialectExt`] is what one does
//! with any of them.

mod account;
mod contract;
mod conversion;
mod endpoint;
mod error;
mod failure_format;
mod folder;
mod loss;
pub mod percent;
pub mod refusals;
pub(crate) mod sample;
mod spelling;
mod told;

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

pub use contract::{CharsetParameter, UpdateContext, Dialect, DialectId, Settings, UnknownMembers, UpdateMode};
pub use conversion::{Appended, Decoded, DialectExt, EncodedMessage, EncodedFailure};
pub use endpoint::{Endpoint, IdFormat, MediaTypeParameters, RateLimitHeaders};
pub(crate) use error::failure_of;
pub use error::{Blame, Error, Problems};
pub use failure_format::{FailureFormat, FailureMember, FailureShape, ProblemList};
pub use loss::{LossError, LossPolicy};
#[cfg(feature = "http")]
pub(crate) use spelling::Spellings;
pub use told::{FailureResponse, ParsedFailure, ReportedProblem};

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
