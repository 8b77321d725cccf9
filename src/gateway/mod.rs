//! Translates a caller's HTTP request for the upstream, and the response back, without I/O.
//!
//! A [`Gateway`] accepts requests in one or more dialects, its [`Frontends`], and has one
//! [`Upstream`]. An exchange has three steps:
//!
//! 1. [`Gateway::receive`]: a request becomes an [`Exchange`], or is rejected because of its
//!    method, path or headers. The application adds the upstream's id of the user and a credential,
//!    which only it can provide.
//! 2. [`Exchange::forward`]: the update is decoded, and encoded in the upstream's dialect. The
//!    result is a request to send, a reply, or [`Step::NeedsCurrentUser`]: the application fetches
//!    the current user, wherever it can make a difference ([`UserLookup`]). What the update repeats
//!    of that user, as the caller reads it, changes nothing; if nothing is left to change, nothing
//!    is sent, and the reply is the user.
//!
//!    Unless the application has added an id, the caller's ids, in the path and in the body, are
//!    those of the upstream: their form is checked by the upstream's dialect, not by the caller's.
//! 3. [`PendingResponse::finish`]: the upstream's response becomes the [`Reply`], with the reports
//!    of both directions.
//!
#![cfg_attr(all(feature = "upsun", feature = "textus"), doc = "```")]
#![cfg_attr(not(all(feature = "upsun", feature = "textus")), doc = "```ignore")]
//! use bytes::Bytes;
//! use idiolect::dialect::{textus::TextUs, upsun::Upsun};
//! use idiolect::gateway::{Completion, Frontend, Frontends, Gateway, Reply, Step, Upstream};
//! use idiolect::http::Credential;
//! # use std::error::Error;
//!
//! # fn main() -> Result<(), Box<dyn Error>> {
//! let fronts = Frontends::new([Frontend::new(TextUs::default()).with_prefix("/textus")])?;
//! let upstream = Upstream::new(Upsun::default(), "https://api.example.com")?;
//! let gateway = Gateway::new(fronts, upstream)?;
//!
//! let request = http::Request::put("/textus/users/d81c8ee2-44b3-429f-b944-a33ad7437690")
//!     .header("Content-Type", "application/vnd.textus+jsonld")
//!     .body(Bytes::from_static(br#"{"name": "Ada Byron"}"#))?;
//! let Ok(exchange) = gateway.receive(request) else { unreachable!("a valid request") };
//! let exchange = exchange.with_credential(Credential::bearer("secret")?);
//! // The name is split, which might change nothing; here nobody knows the user.
//! let Step::NeedsCurrentUser(exchange) = exchange.forward() else {
//!     unreachable!("a value that is converted")
//! };
//! let Step::Send(outbound) = exchange.with_current_user(None).forward() else {
//!     unreachable!("an update that the upstream supports")
//! };
//! let (request, pending) = outbound.into_parts();
//! assert_eq!(request.uri(), "https://api.example.com/users/d81c8ee2-44b3-429f-b944-a33ad7437690");
//! assert_eq!(request.body(), r#"{"first_name":"Ada","last_name":"Byron"}"#);
//!
//! // The upstream rejects the family name; the caller gets a problem with the name that was sent.
//! let response = http::Response::builder()
//!     .status(400)
//!     .body(Bytes::from_static(
//!         br#"{"title": "Bad", "status": 400, "detail": {"last_name": "is too long"}}"#,
//!     ))?;
//! let Completion::Reply(reply) = pending.finish(response) else {
//!     unreachable!("a response with a body")
//! };
//! assert_eq!(reply.response().status(), 400);
//! assert!(std::str::from_utf8(reply.response().body())?.contains(r#""propertyPath":"/name""#));
//! # Ok(())
//! # }
//! ```

mod coverage;
mod current_user;
mod error;
mod exchange;
mod failure_policy;
mod frontend;
mod frontends;
mod inbound;
mod openapi;
mod pending;
mod reply;
mod route;
mod unchanged;
mod upstream;

use std::fmt;
use std::sync::Arc;

use ::http::Request;
use bytes::Bytes;

use crate::dialect::Dialect;

pub use coverage::PairCoverage;
pub use current_user::UserLookup;
pub use error::BuildError;
pub use exchange::{Exchange, OutboundRequest, Step};
pub use frontend::Frontend;
pub use frontends::Frontends;
pub use inbound::InboundRequest;
pub use pending::{Completion, NeedsUser, PendingResponse};
pub use reply::Reply;
pub use route::Route;
pub use upstream::Upstream;

/// Several frontends, each with a dialect of its own, and one upstream. Cheap to clone.
#[derive(Clone)]
pub struct Gateway(Arc<Parts>);

struct Parts {
    fronts: Frontends,
    upstream: Upstream,
    pairs: Vec<PairCoverage>,
}

impl Gateway {
    /// Connects `fronts` to `upstream`, and determines what each pair of them always drops.
    ///
    /// # Errors
    /// [`BuildError::MissingHeader`] if the upstream requires a header that has not been set.
    pub fn new(fronts: Frontends, upstream: Upstream) -> Result<Self, BuildError> {
        upstream.check()?;
        let pairs = fronts.all().iter().map(|front| PairCoverage::of(front, &upstream)).collect();
        Ok(Self(Arc::new(Parts { fronts, upstream, pairs })))
    }

    /// What each frontend and the upstream always drop.
    #[must_use]
    pub fn pairs(&self) -> &[PairCoverage] {
        &self.0.pairs
    }

    /// The dialects that callers may use.
    #[must_use]
    pub fn frontends(&self) -> &Frontends {
        &self.0.fronts
    }

    /// The dialect of the upstream.
    #[must_use]
    pub fn upstream(&self) -> &dyn Dialect {
        &*self.0.upstream.dialect
    }

    /// Accepts a request.
    ///
    /// # Errors
    /// The same as [`Frontends::route`]. The body has not been decoded yet.
    pub fn receive(&self, request: Request<Bytes>) -> Result<Exchange, Box<Reply>> {
        self.0.fronts.receive(request).map(|received| self.exchange(received))
    }

    /// Starts an exchange with a request that one of the [`frontends`](Self::frontends) has
    /// accepted.
    #[must_use]
    pub fn exchange(&self, received: InboundRequest) -> Exchange {
        Exchange::new(self.clone(), received)
    }
}

impl fmt::Debug for Gateway {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { fronts, upstream, pairs: _ } = &*self.0;
        formatter
            .debug_struct("Gateway")
            .field("fronts", fronts)
            .field("upstream", upstream)
            .finish_non_exhaustive()
    }
}
