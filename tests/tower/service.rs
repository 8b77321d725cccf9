//! Just enough of services: one made of a function, and one call.

#![allow(unreachable_pub, reason = "the modules of one test share it")]

use std::future::{Future, poll_fn};
use std::task::{Context, Poll};

use tower_service::Service;

/// A service that is always ready, and then does what a function does.
#[derive(Clone)]
pub struct ServiceFn<F>(F);

pub const fn service_fn<F>(function: F) -> ServiceFn<F> {
    ServiceFn(function)
}

impl<R, F, D, T, E> Service<R> for ServiceFn<F>
where
    F: FnMut(R) -> D,
    D: Future<Output = Result<T, E>>,
{
    type Response = T;
    type Error = E;
    type Future = D;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), E>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: R) -> D {
        (self.0)(request)
    }
}

/// Calls a service once, as soon as it is ready.
pub async fn oneshot<S: Service<R>, R>(
    mut service: S,
    request: R,
) -> Result<S::Response, S::Error> {
    poll_fn(|context| service.poll_ready(context)).await?;
    service.call(request).await
}
