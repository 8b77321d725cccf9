//! One exchange after another, through an inner service.

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::http::{Request, Response, header, request};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tower_service::Service;

use super::body::Body;
use super::hooks::{BoxError, Hooks};
use super::layer::GatewayLayer;
use crate::gateway::{Done, Exchange, Finish, Pending, Received, Reply, Route, Step};
use crate::model::{Failure, FailureKind};

/// A gateway around `S`, which reaches the upstream.
pub struct GatewayService<S, H, B = Body> {
    inner: S,
    /// What the inner service said last, when it was asked whether it is ready.
    readiness: Readiness,
    layer: GatewayLayer<H, B>,
}

/// Whether the inner service can be called.
enum Readiness {
    Unknown,
    Ready,
    /// It is broken; the next caller is told so.
    Failed(BoxError),
}

impl<S, H, B> GatewayService<S, H, B> {
    pub(super) const fn new(inner: S, layer: GatewayLayer<H, B>) -> Self {
        Self { inner, readiness: Readiness::Unknown, layer }
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
        // What was made ready is what has to be called; a clone of it may not be.
        let fresh = self.inner.clone();
        let ready = std::mem::replace(&mut self.inner, fresh);
        let inner = match std::mem::replace(&mut self.readiness, Readiness::Unknown) {
            Readiness::Failed(error) => Err(error),
            Readiness::Unknown | Readiness::Ready => Ok(ready),
        };
        let layer = self.layer.clone();
        Box::pin(async move {
            let replied = reply(&layer, inner, request);
            #[cfg(feature = "tracing")]
            let replied = super::span::of_exchange(replied, &layer.gateway);
            let reply = replied.await;
            layer.hooks.replied(&reply);
            Ok(reply.into_response().map(Body::from))
        })
    }
}

/// One exchange, from the caller's request to the reply.
async fn reply<S, H, B, I, O>(layer: &GatewayLayer<H, B>, inner: Result<S, BoxError>, request: Request<I>) -> Reply
where
    S: Service<Request<B>, Response = Response<O>>,
    S::Error: Into<BoxError>,
    H: Hooks,
    B: From<Bytes>,
    I: http_body::Body,
    I::Error: Into<BoxError>,
    O: http_body::Body,
    O::Error: Into<BoxError>,
{
    let hooks = &*layer.hooks;
    let (head, body) = request.into_parts();
    let received = match receive(layer, head, body).await {
        Ok(received) => received,
        Err(reply) => return *reply,
    };
    let (upstream_request, pending) = match forward(hooks, layer.gateway.exchange(received)).await {
        Ok(sending) => sending,
        Err(reply) => return *reply,
    };
    let answered = match inner {
        Ok(mut inner) => inner.call(upstream_request.map(B::from)).await.map_err(Into::into),
        Err(error) => Err(error),
    };
    let (response, pending) = match answered {
        Ok(response) => match collect(response, pending).await {
            Ok(collected) => collected,
            Err(reply) => return *reply,
        },
        Err(error) => return pending.unanswered(hooks.failure_of(&error)).caused_by(error),
    };
    match pending.finish(response) {
        Finish::Reply(reply) => *reply,
        Finish::NeedsUser(done) => tell(hooks, *done).await,
    }
}

/// Reads the caller's body, no more of it than the dialect reads, and none that nobody will read.
async fn receive<H, B, I>(layer: &GatewayLayer<H, B>, head: request::Parts, body: I) -> Result<Received, Box<Reply>>
where
    I: http_body::Body,
    I::Error: Into<BoxError>,
{
    let route = layer.gateway.fronts().route(&head)?;
    let limit = route.body_limit();
    let announced = head.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit)) {
        return Err(Box::new(route.too_large()));
    }
    match Limited::new(body, limit).collect().await {
        Ok(body) => Ok(route.with_body(head.headers, body.to_bytes())),
        Err(error) => Err(Box::new(unread(&route, error))),
    }
}

fn unread(route: &Route, error: BoxError) -> Reply {
    let reply = if error.is::<LengthLimitError>() { route.too_large() } else { route.cut_short() };
    reply.caused_by(error)
}

/// Says the update in the upstream's dialect, with what the application adds.
async fn forward<H: Hooks>(hooks: &H, exchange: Exchange) -> Result<(Request<Bytes>, Pending), Box<Reply>> {
    let refuse = |exchange: &Exchange, failure: &Failure| Box::new(exchange.received().fail(failure));
    let mut exchange = hooks.prepare(exchange.at(hooks.now()));
    match hooks.upstream_id(exchange.received()).await {
        Ok(Some(id)) => exchange = exchange.upstream_id(id),
        Ok(None) => {}
        Err(failure) => return Err(refuse(&exchange, &failure)),
    }
    match hooks.credential(exchange.received()).await {
        Ok(Some(credential)) => exchange = exchange.credential(credential),
        Ok(None) => {}
        Err(failure) => return Err(refuse(&exchange, &failure)),
    }
    loop {
        match exchange.forward() {
            Step::Send(sending) => return Ok(sending.into_parts()),
            Step::Reply(reply) => return Err(reply),
            Step::NeedsCurrentUser(waiting) => match hooks.current_user(waiting.received(), waiting.id()).await {
                Ok(user) => exchange = waiting.current_user(user),
                Err(failure) => return Err(refuse(&waiting, &failure)),
            },
        }
    }
}

/// Reads the upstream's body, no more of it than is read of any message.
async fn collect<O>(response: Response<O>, pending: Pending) -> Result<(Response<Bytes>, Pending), Box<Reply>>
where
    O: http_body::Body,
    O::Error: Into<BoxError>,
{
    let (head, body) = response.into_parts();
    match Limited::new(body, pending.body_limit()).collect().await {
        Ok(body) => Ok((Response::from_parts(head, body.to_bytes()), pending)),
        Err(error) => Err(Box::new(pending.unanswered(FailureKind::Upstream).caused_by(error))),
    }
}

/// Tells the caller of the user whom the upstream has not told of.
async fn tell<H: Hooks>(hooks: &H, done: Done) -> Reply {
    match hooks.current_user(done.received(), done.upstream_id()).await {
        Ok(user) => done.user(user),
        // The update has been carried out, whatever became of the question after it.
        Err(_) => done.user(None),
    }
}

impl<S: Clone, H, B> Clone for GatewayService<S, H, B> {
    fn clone(&self) -> Self {
        Self::new(self.inner.clone(), self.layer.clone())
    }
}

impl<S, H, B> fmt::Debug for GatewayService<S, H, B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("GatewayService").field(&self.layer.gateway).finish()
    }
}
