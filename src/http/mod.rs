//! Messages as HTTP requests and responses, in plain values: nothing here sends or receives.
//!
//! What a dialect's messages look like over HTTP is data, its [`Endpoint`](crate::dialect::Endpoint); what is done with
//! that data is the same for all of them, [`HttpExt`].
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
//! let encoded = upsun.encode_update(&update, &UpdateContext::EMPTY.with_id(Some(&id)), &LossPolicy::Reject)?;
//! let request = upsun.request(&BaseUrl::parse("https://api.example.com/v1/")?, &id, encoded.body)?;
//! assert_eq!(request.method(), "PATCH");
//! assert_eq!(request.uri(), "https://api.example.com/v1/users/d81c8ee2-44b3-429f-b944-a33ad7437690");
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
pub(crate) use forwarded_headers::{Direction, carry};
pub(crate) use media_type::{is_same, read_types, reads, unread_type};
pub use message::{HttpExt, UpstreamResponse};
pub(crate) use path::{Template, decode_id};
pub(crate) use rate_limit::date;
pub use rejection::Rejection;
