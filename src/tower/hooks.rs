//! What only the application knows of an exchange.

use std::error::Error;
use std::future::{Future, ready};
use std::time::SystemTime;

use crate::gateway::{Exchange, InboundRequest, Reply};
use crate::http::Credential;
use crate::model::{User, UserId};
use crate::problem::{Failure, FailureKind};

/// Any error of an inner service, or of a body.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// What the application adds to an exchange. Each function has a default that adds nothing. A [`Failure`] ends the exchange,
/// and is told to the caller in the caller's dialect.
///
/// An implementation may write `async fn`, as long as its futures can be sent between threads.
pub trait Hooks: Send + Sync + 'static {
    /// Whether the caller may do this at all. Asked before anything else, when the request has been read and nothing has
    /// been done with it.
    fn authorize(
        &self,
        caller: &InboundRequest,
    ) -> impl Future<Output = Result<(), Failure>> + Send {
        let _ = caller;
        ready(Ok(()))
    }

    /// The upstream's id of the user, where it is not the caller's.
    fn upstream_id(
        &self,
        caller: &InboundRequest,
    ) -> impl Future<Output = Result<Option<UserId>, Failure>> + Send {
        let _ = caller;
        ready(Ok(None))
    }

    /// The user as of now, as the upstream tells of it. Asked for only where the update cannot be read or said without,
    /// or where the upstream has carried it out without telling of the user; a failure then is as good as nobody.
    fn current_user(
        &self,
        caller: &InboundRequest,
        upstream_id: &UserId,
    ) -> impl Future<Output = Result<Option<User>, Failure>> + Send {
        let _ = (caller, upstream_id);
        ready(Ok(None))
    }

    /// What to show to the upstream.
    fn credential(
        &self,
        caller: &InboundRequest,
    ) -> impl Future<Output = Result<Option<Credential>, Failure>> + Send {
        let _ = caller;
        ready(Ok(None))
    }

    /// Anything else: another loss policy, a header, a default user.
    fn configure(&self, exchange: Exchange) -> Exchange {
        exchange
    }

    /// What it means to the caller that the inner service failed with this error: 504 for a timeout, perhaps.
    fn classify_error(&self, error: &BoxError) -> FailureKind {
        let _ = error;
        FailureKind::Upstream
    }

    /// What time it is.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Sees every reply before it goes out, with all that only the application may see.
    fn on_reply(&self, reply: &Reply) {
        let _ = reply;
    }
}

/// Adds nothing to any exchange.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct NoHooks;

impl Hooks for NoHooks {}
