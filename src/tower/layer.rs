//! A gateway as a layer around services.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Bytes;
use tower_layer::Layer;

use super::body::Body;
use super::hooks::{Hooks, NoHooks};
use super::service::GatewayService;
use crate::gateway::Gateway;

/// Wraps a service that sends requests to the upstream in a gateway.
///
/// The readiness of the inner service is polled before a request is accepted, so that its
/// back-pressure reaches the callers. The inner service stays reserved while the request's body is
/// read and the hooks are called. Hooks that need the same limited service should have an instance
/// of their own.
///
/// The inner service accepts requests with bodies of type `B`: [`Body`], or any other type that can
/// be created from [`Bytes`].
pub struct GatewayLayer<H = NoHooks, B = Body> {
    gateway: Gateway,
    hooks: Arc<H>,
    body: PhantomData<fn() -> B>,
}

impl GatewayLayer {
    /// A gateway without hooks.
    #[must_use]
    pub fn new(gateway: Gateway) -> Self {
        Self::with_hooks(gateway, NoHooks)
    }
}

impl<H: Hooks> GatewayLayer<H> {
    /// A gateway with these hooks.
    #[must_use]
    pub fn with_hooks(gateway: Gateway, hooks: H) -> Self {
        Self { gateway, hooks: Arc::new(hooks), body: PhantomData }
    }
}

impl<H, B> GatewayLayer<H, B> {
    /// Sets another body type for upstream requests, such as that of an HTTP client.
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
