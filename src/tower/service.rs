//! The service that runs exchanges through an inner service.

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use ::http::{Request, Response};
use bytes::Bytes;
use tower_service::Service;

use super::body::Body;
use super::exchange;
use super::hooks::{BoxError, Hooks};
use crate::gateway::Gateway;

/// A gateway around `S`, which sends requests to the upstream.
pub struct GatewayService<S, H, B = Body> {
    inner: S,
    /// The result of the last `poll_ready` of the inner service.
    readiness: Readiness,
    gateway: Gateway,
    hooks: Arc<H>,
    body: PhantomData<fn() -> B>,
}

/// Whether the inner service can be called.
enum Readiness {
    Unknown,
    Ready,
    /// It has failed; the next call results in a failure.
    Failed(BoxError),
}

impl<S, H, B> GatewayService<S, H, B> {
    pub(super) const fn new(inner: S, gateway: Gateway, hooks: Arc<H>) -> Self {
        Self { inner, readiness: Readiness::Unknown, gateway, hooks, body: PhantomData }
    }
}

impl<S, H, B, I, O> Service<Request<I>> for GatewayService<S, H, B>
where
    S: Service<Request<B>, Response = Response<O>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    H: Hooks,
    B: From<Bytes> + Send + 'static,
    I: http_body::Body + Send + 'static,
    I::Data: Send,
    I::Error: Into<BoxError>,
    O: http_body::Body + Send + 'static,
    O::Data: Send,
    O::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        if let Readiness::Unknown = self.readiness {
            self.readiness = match self.inner.poll_ready(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(())) => Readiness::Ready,
                Poll::Ready(Err(error)) => Readiness::Failed(error.into()),
            };
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<I>) -> Self::Future {
        // Only the instance that was polled is ready; a clone of it may not be.
        let fresh = self.inner.clone();
        let ready = std::mem::replace(&mut self.inner, fresh);
        let inner = match std::mem::replace(&mut self.readiness, Readiness::Unknown) {
            Readiness::Failed(error) => Err(error),
            Readiness::Unknown | Readiness::Ready => Ok(ready),
        };
        let (gateway, hooks) = (self.gateway.clone(), Arc::clone(&self.hooks));
        Box::pin(async move {
            let exchange = async {
                let reply = exchange::run(&gateway, &*hooks, inner, request)
                    .await
                    .unwrap_or_else(|reply| *reply);
                hooks.on_reply(&reply);
                reply
            };
            #[cfg(feature = "tracing")]
            let exchange = super::span::of_exchange(exchange, &gateway);
            let reply = exchange.await;
            Ok(reply.into_response().map(Body::from))
        })
    }
}

impl<S: Clone, H, B> Clone for GatewayService<S, H, B> {
    fn clone(&self) -> Self {
        Self::new(self.inner.clone(), self.gateway.clone(), Arc::clone(&self.hooks))
    }
}

impl<S, H, B> fmt::Debug for GatewayService<S, H, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("GatewayService").field(&self.gateway).finish()
    }
}
