//! The application's part in an exchange.

use std::error::Error;
use std::future::{Future, ready};
use std::time::SystemTime;

use crate::gateway::{Exchange, InboundRequest, Reply};
use crate::http::Credential;
use crate::model::{User, UserId};
use crate::problem::{Failure, FailureKind};

/// Any error of an inner service, or of a body.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// The application's additions to an exchange. Each function has a default that adds nothing. A
/// [`Failure`] ends the exchange, and is the response to the caller, in the caller's dialect.
///
/// An implementation may write `async fn`, as long as its futures can be sent between threads.
pub trait Hooks: Send + Sync + 'static {
    /// Whether the caller is allowed to do this. Called first, after the request has been read and
    /// before it is processed.
    fn authorize(
        &self,
        caller: &InboundRequest,
    ) -> impl Future<Output = Result<(), Failure>> + Send {
        let _ = caller;
        ready(Ok(()))
    }

    /// The upstream's id of the user, if it differs from the caller's.
    fn upstream_id(
        &self,
        caller: &InboundRequest,
    ) -> impl Future<Output = Result<Option<UserId>, Failure>> + Send {
        let _ = caller;
        ready(Ok(None))
    }

    /// The current user, as the upstream returns it. Called where it can make a difference to the
    /// update ([`UserLookup`](crate::gateway::UserLookup)), or if the upstream has applied the
    /// update and its response does not contain the user. A failure is treated like `None`, unless
    /// the update cannot be encoded without the user.
    fn current_user(
        &self,
        caller: &InboundRequest,
        upstream_id: &UserId,
    ) -> impl Future<Output = Result<Option<User>, Failure>> + Send {
        let _ = (caller, upstream_id);
        ready(Ok(None))
    }

    /// The credential for the upstream.
    fn credential(
        &self,
        caller: &InboundRequest,
    ) -> impl Future<Output = Result<Option<Credential>, Failure>> + Send {
        let _ = caller;
        ready(Ok(None))
    }

    /// Other additions: a loss policy, a header, a default user.
    fn configure(&self, exchange: Exchange) -> Exchange {
        exchange
    }

    /// The kind of failure for an error of the inner service, such as
    /// [`Timeout`](FailureKind::Timeout) for 504.
    fn classify_error(&self, error: &BoxError) -> FailureKind {
        let _ = error;
        FailureKind::Upstream
    }

    /// The current time.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Called with every reply before it is sent, including the details that only the application
    /// may see.
    fn on_reply(&self, reply: &Reply) {
        let _ = reply;
    }
}

/// Adds nothing to any exchange.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct NoHooks;

impl Hooks for NoHooks {}
