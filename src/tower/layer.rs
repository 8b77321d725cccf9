//! A gateway, to be put around services.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Bytes;
use tower_layer::Layer;

use super::body::Body;
use super::hooks::{Hooks, NoHooks};
use super::service::GatewayService;
use crate::gateway::Gateway;

/// Puts a gateway around a service that reaches the upstream.
///
/// The inner service is asked whether it is ready before a request is taken, so that its back-pressure reaches the callers;
/// it stays reserved while the request's body is read and the hooks are asked. Hooks that need the same limited service
/// themselves should have one of their own.
///
/// The inner service takes requests with bodies of type `B`: [`Body`], or any other that is made from [`Bytes`].
pub struct GatewayLayer<H = NoHooks, B = Body> {
    gateway: Gateway,
    hooks: Arc<H>,
    body: PhantomData<fn() -> B>,
}

impl GatewayLayer {
    /// A gateway to which the application adds nothing.
    #[must_use]
    pub fn new(gateway: Gateway) -> Self {
        Self::with_hooks(gateway, NoHooks)
    }
}

impl<H: Hooks> GatewayLayer<H> {
    /// A gateway to which the application adds what `hooks` says.
    #[must_use]
    pub fn with_hooks(gateway: Gateway, hooks: H) -> Self {
        Self { gateway, hooks: Arc::new(hooks), body: PhantomData }
    }
}

impl<H, B> GatewayLayer<H, B> {
    /// Sends requests with bodies of another type, such as an HTTP client's own.
    #[must_use]
    pub fn with_body<C: From<Bytes>>(self) -> GatewayLayer<H, C> {
        GatewayLayer { gateway: self.gateway, hooks: self.hooks, body: PhantomData }
    }
}

impl<S, H, B> Layer<S> for GatewayLayer<H, B> {
    type Service = GatewayService<S, H, B>;

    fn layer(&self, inner: S) -> Self::Service {
        GatewayService::new(inner, self.gateway.clone(), Arc::clone(&self.hooks))
    }
}

impl<H, B> Clone for GatewayLayer<H, B> {
    fn clone(&self) -> Self {
        Self { gateway: self.gateway.clone(), hooks: Arc::clone(&self.hooks), body: PhantomData }
    }
}

impl<H, B> fmt::Debug for GatewayLayer<H, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("GatewayLayer").field(&self.gateway).finish()
    }
}
