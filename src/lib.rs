//! One canonical user, every vendor's dialect: decodes an "update user" request of one vendor into
//! one model, encodes it for another, and maps the response back.
//!
#![cfg_attr(all(feature = "json-api", feature = "legacy"), doc = "```")]
#![cfg_attr(not(all(feature = "json-api", feature = "legacy")), doc = "```ignore")]
//! use idiolect::model::Attribute;
//! use idiolect::{JsonApi, Legacy, LossPolicy, Translator, UpdateOptions};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (ctrl_hub, media_silo) = (JsonApi::default(), Legacy::default());
//! let translator = Translator::new(&ctrl_hub, &media_silo);
//!
//! let request = br#"{"data": {"type": "users", "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
//!     "attributes": {"profile": {"personal": {"first_name": "Ada", "dob": "1815-12-10"}}}}}"#;
//!
//! // MediaSilo has no date of birth: an error, at the path in the sender's request.
//! let error = translator.translate_update(request, &UpdateOptions::default()).unwrap_err();
//! assert_eq!(error.problems[0].pointer().as_str(), "/data/attributes/profile/personal/dob");
//!
//! // Unless that loss is allowed; the report has a row for each attribute.
//! let options = UpdateOptions::default().with_loss_policy(LossPolicy::AllowUnsupported);
//! let translation = translator.translate_update(request, &options)?;
//! assert_eq!(translation.body, br#"{"firstName":"Ada"}"#);
//! let date_of_birth = translation.report.of(Attribute::DateOfBirth);
//! assert_eq!(date_of_birth.map(|row| row.verdict.as_str()), Some("dropped"));
//! # Ok(())
//! # }
//! ```
//!
//! [`Translator`] is for messages from one dialect to another; [`DialectExt`] decodes and encodes
//! one dialect alone, and has its JSON Schemas. The rest of the crate:
//!
//! * [`model`]: the canonical [`User`](model::User) and [`UserUpdate`](model::UserUpdate).
//! * [`problem`]: the problems of a message, and [`Failure`](problem::Failure), the response of a
//!   service that rejects a request.
//! * [`dialect`]: five vendors' formats, and one of this crate; [`Dialect`] to
//!   write another.
//! * [`codec`]: the rows that a dialect consists of.
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
mod translation;

#[cfg(feature = "flat-roles")]
pub use dialect::flat_roles::FlatRoles;
#[cfg(feature = "json-api")]
pub use dialect::json_api::JsonApi;
#[cfg(feature = "legacy")]
pub use dialect::legacy::Legacy;
#[cfg(feature = "textus")]
pub use dialect::textus::TextUs;
#[cfg(feature = "upsun")]
pub use dialect::upsun::Upsun;
pub use dialect::{Dialect, DialectExt, LossPolicy, Settings};
pub use translation::{
    FailureTranslation, Report, Row, Translation, TranslationError, Translator, UpdateOptions,
    Verdict,
};

#[cfg(all(doctest, feature = "json-api", feature = "legacy", feature = "http"))]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
