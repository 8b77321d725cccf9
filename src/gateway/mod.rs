//! From a caller's HTTP request to the upstream's and back, in plain values: nothing here sends or receives.
//!
//! A [`Gateway`] takes requests in one or more dialects, its [`Frontends`], and has one [`Upstream`]. An exchange goes
//!
//! 1. [`Gateway::receive`]: a request becomes an [`Exchange`], or is refused for what HTTP says of it. The application
//!    adds what only it knows: the upstream's id of the user, a credential.
//! 2. [`Exchange::forward`]: the update is read and said in the upstream's dialect. What comes out is a request to send,
//!    or a reply, or that the user as of now is needed, which the application fetches.
//! 3. [`PendingResponse::finish`]: the upstream's response becomes the [`Reply`], with the account of both ways.
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
//! let gateway = Gateway::new(fronts, Upstream::new(Upsun::default(), "https://api.example.com")?)?;
//!
//! let request = http::Request::put("/textus/users/d81c8ee2-44b3-429f-b944-a33ad7437690")
//!     .header("Content-Type", "application/vnd.textus+jsonld")
//!     .body(Bytes::from_static(br#"{"name": "Ada Byron"}"#))?;
//! let Ok(exchange) = gateway.receive(request) else { unreachable!("a request that is taken") };
//! let Step::Send(sending) = exchange.with_credential(Credential::bearer("secret")?).forward() else {
//!     unreachable!("an update that can be said")
//! };
//! let (request, pending) = sending.into_parts();
//! assert_eq!(request.uri(), "https://api.example.com/users/d81c8ee2-44b3-429f-b944-a33ad7437690");
//! assert_eq!(request.body(), r#"{"first_name":"Ada","last_name":"Byron"}"#);
//!
//! // The upstream refuses the family name, and the caller reads of the name that was sent.
//! let response = http::Response::builder()
//!     .status(400)
//!     .body(Bytes::from_static(br#"{"title": "Bad", "status": 400, "detail": {"last_name": "is too long"}}"#))?;
//! let Completion::Reply(reply) = pending.finish(response) else { unreachable!("an answer") };
//! assert_eq!(reply.response().status(), 400);
//! assert!(std::str::from_utf8(reply.response().body())?.contains(r#""propertyPath":"/name""#));
//! # Ok(())
//! # }
//! ```

mod coverage;
mod error;
mod exchange;
mod failure_policy;
mod frontend;
mod frontends;
mod inbound;
mod pending;
mod reply;
mod route;
mod upstream;

use std::fmt;
use std::sync::Arc;

use ::http::Request;
use bytes::Bytes;

use crate::dialect::Dialect;

pub use coverage::PairCoverage;
pub use error::BuildError;
pub use exchange::{Exchange, OutboundRequest, Step};
pub use frontend::Frontend;
pub use frontends::Frontends;
pub use inbound::InboundRequest;
pub use pending::{Completion, NeedsUser, PendingResponse};
pub use reply::Reply;
pub use route::Route;
pub use upstream::Upstream;

/// Callers who speak several dialects, before one service that speaks another. Cheap to clone.
#[derive(Clone)]
pub struct Gateway(Arc<Parts>);

struct Parts {
    fronts: Frontends,
    upstream: Upstream,
    pairs: Vec<PairCoverage>,
}

impl Gateway {
    /// Puts `fronts` before `upstream`, and finds out what each pair of them can never carry.
    ///
    /// # Errors
    /// [`BuildError::MissingHeader`] if the upstream wants a header that has not been set.
    pub fn new(fronts: Frontends, upstream: Upstream) -> Result<Self, BuildError> {
        upstream.check()?;
        let pairs = fronts.all().iter().map(|front| PairCoverage::of(front, &upstream)).collect();
        Ok(Self(Arc::new(Parts { fronts, upstream, pairs })))
    }

    /// What each front and the upstream can never carry between each other.
    #[must_use]
    pub fn pairs(&self) -> &[PairCoverage] {
        &self.0.pairs
    }

    /// The dialects that callers may speak.
    #[must_use]
    pub fn frontends(&self) -> &Frontends {
        &self.0.fronts
    }

    /// The dialect of the upstream.
    #[must_use]
    pub fn upstream(&self) -> &dyn Dialect {
        &*self.0.upstream.dialect
    }

    /// Takes a request.
    ///
    /// # Errors
    /// As of [`Frontends::route`]. The body has not been read yet.
    pub fn receive(&self, request: Request<Bytes>) -> Result<Exchange, Box<Reply>> {
        self.0.fronts.receive(request).map(|received| self.exchange(received))
    }

    /// Goes on with a request that one of the [`fronts`](Self::fronts) has taken.
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
