//! The gateway as a `tower` layer around any service: [`GatewayLayer`].
//!
//! The inner service sends requests to the upstream: an HTTP client, or the upstream itself in the
//! same process. The application implements [`Hooks`]: async functions that map an id, fetch a
//! user, provide a credential.
//!
#![cfg_attr(all(feature = "upsun", feature = "textus"), doc = "```")]
#![cfg_attr(not(all(feature = "upsun", feature = "textus")), doc = "```ignore")]
//! use idiolect::dialect::{textus::TextUs, upsun::Upsun};
//! use idiolect::gateway::{Frontend, Frontends, Gateway, InboundRequest, Upstream};
//! use idiolect::http::Credential;
//! use idiolect::problem::Failure;
//! use idiolect::tower::{Body, GatewayLayer, Hooks};
//! use tower_layer::Layer;
//! # use std::{convert::Infallible, future::{Ready, ready}, task::{Context, Poll}};
//! # #[derive(Clone)]
//! # struct Client;
//! # impl tower_service::Service<http::Request<Body>> for Client {
//! #     type Response = http::Response<Body>;
//! #     type Error = Infallible;
//! #     type Future = Ready<Result<Self::Response, Infallible>>;
//! #     fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
//! #         Poll::Ready(Ok(()))
//! #     }
//! #     fn call(&mut self, _: http::Request<Body>) -> Self::Future {
//! #         ready(Ok(http::Response::default()))
//! #     }
//! # }
//!
//! struct Application {
//!     credential: Credential,
//! }
//!
//! impl Hooks for Application {
//!     async fn credential(&self, _: &InboundRequest) -> Result<Option<Credential>, Failure> {
//!         Ok(Some(self.credential.clone()))
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let fronts = Frontends::new([Frontend::new(TextUs::default()).with_prefix("/textus")])?;
//! let upstream = Upstream::new(Upsun::default(), "https://api.example.com")?;
//! let application = Application { credential: Credential::bearer("secret")? };
//! // `Client` is any service that sends requests, such as an HTTP client with layers of its own.
//! let gateway = Gateway::new(fronts, upstream)?;
//! let service = GatewayLayer::with_hooks(gateway, application).layer(Client);
//! # fn mounted(_: impl tower_service::Service<http::Request<Body>, Error = Infallible>) {}
//! # mounted(service);
//! # Ok(())
//! # }
//! ```
//!
//! The service never returns an error: every failure is a response to the caller, in the caller's
//! dialect. It can be mounted wherever an infallible service is required.

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
