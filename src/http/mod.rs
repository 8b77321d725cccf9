//! Messages as HTTP requests and responses, without I/O.
//!
//! The HTTP form of a dialect's messages is described by data, its
//! [`Operation`](crate::dialect::Operation); the operations on that data are the same for all
//! dialects, [`HttpExt`].
//!
#![cfg_attr(feature = "upsun", doc = "```")]
#![cfg_attr(not(feature = "upsun"), doc = "```ignore")]
//! use idiolect::dialect::{UpdateContext, DialectExt, LossPolicy, upsun::Upsun};
//! use idiolect::http::{BaseUrl, HttpExt};
//! use idiolect::model::UserId;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let upsun = Upsun::default();
//! let id = UserId::parse("d81c8ee2-44b3-429f-b944-a33ad7437690")?;
//! let update = upsun.decode_update(br#"{"first_name": "Ada"}"#, &UpdateContext::EMPTY)?.value;
//! let context = UpdateContext::EMPTY.with_id(Some(&id));
//! let encoded = upsun.encode_update(&update, &context, &LossPolicy::Reject)?;
//!
//! let base = BaseUrl::parse("https://api.example.com/v1/")?;
//! let request = upsun.request(&base, &id, encoded.body)?;
//! assert_eq!(request.method(), "PATCH");
//! let uri = "https://api.example.com/v1/users/d81c8ee2-44b3-429f-b944-a33ad7437690";
//! assert_eq!(request.uri(), uri);
//! # Ok(())
//! # }
//! ```

mod base_url;
mod credential;
mod forwarded_headers;
mod media_type;
mod message;
mod path;
mod rate_limit;
mod rejection;
mod trace_id;

pub use base_url::{BaseUrl, BaseUrlError};
pub(crate) use credential::mark_secret;
pub use credential::{Credential, CredentialError, CredentialOwner};
pub(crate) use forwarded_headers::{Direction, copy_forwarded};
pub(crate) use media_type::{is_same, read_types, reads, unsupported_type};
pub use message::{HttpExt, UpstreamResponse};
pub(crate) use path::{Template, decode_id};
pub(crate) use rate_limit::date;
pub use rejection::Rejection;
