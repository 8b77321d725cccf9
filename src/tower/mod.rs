//! The gateway around any service of `tower`'s kind: [`GatewayLayer`].
//!
//! The inner service is the way to the upstream, an HTTP client perhaps, or the upstream itself in the same process. What
//! only the application knows comes from its [`Hooks`]: async functions that map an id, fetch a user, get a credential.
//!
//! The service never fails: whatever goes wrong on the way is told to the caller, in the caller's dialect. So it can be
//! mounted wherever an infallible service is asked for.

mod body;
mod exchange;
mod hooks;
mod layer;
mod service;
#[cfg(feature = "tracing")]
mod span;

pub use body::Body;
pub use hooks::{BoxError, Hooks, NoHooks};
pub use layer::GatewayLayer;
pub use service::GatewayService;
