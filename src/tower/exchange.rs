//! The steps of one exchange, with the asynchronous operations between them.

use ::http::{Request, Response, header, request};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tower_service::Service;

use super::hooks::{BoxError, Hooks};
use crate::gateway::{
    Completion, Exchange, Gateway, InboundRequest, NeedsUser, PendingResponse, Reply, Route, Step,
};
use crate::problem::{Failure, FailureKind};

/// Runs one exchange, from the caller's request to the reply. An early reply is the `Err` variant,
/// for the use of `?`.
pub(super) async fn run<S, H, B, I, O>(
    gateway: &Gateway,
    hooks: &H,
    inner: Result<S, BoxError>,
    request: Request<I>,
) -> Result<Reply, Box<Reply>>
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
    let (head, body) = request.into_parts();
    let received = receive(gateway, head, body).await?;
    let (request, pending) = forward(hooks, gateway.exchange(received)).await?;
    let result = match inner {
        Ok(mut inner) => inner.call(request.map(B::from)).await.map_err(Into::into),
        Err(error) => Err(error),
    };
    let (response, pending) = match result {
        Ok(response) => collect(hooks, response, pending).await?,
        Err(error) => {
            return Err(Box::new(
                pending.without_response(hooks.classify_error(&error)).with_cause(error),
            ));
        }
    };
    match pending.finish(response) {
        Completion::Reply(reply) => Ok(*reply),
        Completion::NeedsUser(done) => Ok(respond_with_current_user(hooks, *done).await),
    }
}

/// Reads the caller's body up to the dialect's limit, and not at all if the request is rejected
/// before.
async fn receive<I>(
    gateway: &Gateway,
    head: request::Parts,
    body: I,
) -> Result<InboundRequest, Box<Reply>>
where
    I: http_body::Body,
    I::Error: Into<BoxError>,
{
    let route = gateway.frontends().route(&head)?;
    let limit = route.body_limit();
    let announced = head
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
    {
        return Err(Box::new(route.body_too_large()));
    }
    match Limited::new(body, limit).collect().await {
        Ok(body) => Ok(InboundRequest::new(route, head, body.to_bytes())),
        Err(error) => Err(Box::new(body_failure(&route, error))),
    }
}

fn body_failure(route: &Route, error: BoxError) -> Reply {
    let reply = if is_limit(&error) { route.body_too_large() } else { route.body_incomplete() };
    reply.with_cause(error)
}

/// Whether a body exceeded a limit: the one here, or one of an outer server, which may have wrapped
/// the error.
fn is_limit(error: &BoxError) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&**error);
    while let Some(error) = cause.filter(|error| !error.is::<LengthLimitError>()) {
        cause = error.source();
    }
    cause.is_some()
}

/// Translates the update for the upstream, with the additions of the application.
async fn forward<H: Hooks>(
    hooks: &H,
    exchange: Exchange,
) -> Result<(Request<Bytes>, PendingResponse), Box<Reply>> {
    let fail = |exchange: &Exchange, failure: &Failure| Box::new(exchange.fail(failure));
    let exchange = exchange.with_now(hooks.now());
    if let Err(failure) = hooks.authorize(exchange.received()).await {
        return Err(fail(&exchange, &failure));
    }
    let mut exchange = hooks.configure(exchange);
    match hooks.upstream_id(exchange.received()).await {
        Ok(Some(id)) => exchange = exchange.with_upstream_id(id),
        Ok(None) => {}
        Err(failure) => return Err(fail(&exchange, &failure)),
    }
    match hooks.credential(exchange.received()).await {
        Ok(Some(credential)) => exchange = exchange.with_credential(credential),
        Ok(None) => {}
        Err(failure) => return Err(fail(&exchange, &failure)),
    }
    loop {
        match exchange.forward() {
            Step::Send(outbound) => return Ok(outbound.into_parts()),
            Step::Reply(reply) => return Err(reply),
            Step::NeedsCurrentUser(waiting) => {
                exchange = match hooks.current_user(waiting.received(), waiting.upstream_id()).await
                {
                    Ok(user) => waiting.with_current_user(user),
                    Err(failure) => waiting.with_current_user_failure(failure),
                };
            }
        }
    }
}

/// Reads the upstream's body, up to the limit of its dialect.
async fn collect<H, O>(
    hooks: &H,
    response: Response<O>,
    pending: PendingResponse,
) -> Result<(Response<Bytes>, PendingResponse), Box<Reply>>
where
    H: Hooks,
    O: http_body::Body,
    O::Error: Into<BoxError>,
{
    let (head, body) = response.into_parts();
    match Limited::new(body, pending.body_limit()).collect().await {
        Ok(body) => Ok((Response::from_parts(head, body.to_bytes()), pending)),
        Err(error) => {
            let kind =
                if is_limit(&error) { FailureKind::Upstream } else { hooks.classify_error(&error) };
            Err(Box::new(
                pending.finish_head_only(Response::from_parts(head, ()), kind).with_cause(error),
            ))
        }
    }
}

/// Replies with the current user, which the upstream's response does not contain.
async fn respond_with_current_user<H: Hooks>(hooks: &H, done: NeedsUser) -> Reply {
    match hooks.current_user(done.received(), done.upstream_id()).await {
        Ok(user) => done.user(user),
        // The update has been applied, even if the user cannot be fetched afterwards.
        Err(_) => done.user(None),
    }
}
