//! The upstream of the gateway: the users, in the dialect `canonical`.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::http::{HeaderMap, Request, Response, header};
use http_body_util::BodyExt;
use idiolect::dialect::canonical::Canonical;
use idiolect::gateway::{BuildError, Frontend, Frontends, InboundRequest, Reply};
use idiolect::model::{ApplyError, Timestamp, User, UserId};
use idiolect::problem::{Failure, FailureKind};
use idiolect::tower::{Body, Hooks};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tower::Service;

use crate::store::{Store, blocking};

/// A service that stores users.
#[derive(Clone)]
pub(crate) struct Users {
    fronts: Frontends,
    store: Arc<Store>,
}

impl Users {
    pub(crate) fn new(store: Arc<Store>) -> Result<Self, BuildError> {
        Ok(Self { fronts: Frontends::new([Frontend::new(Canonical::default())])?, store })
    }

    async fn reply(self, request: Request<Body>) -> Reply {
        let (head, body) = request.into_parts();
        let Ok(body) = body.collect().await;
        let received = match self.fronts.receive(Request::from_parts(head, body.to_bytes())) {
            Ok(received) => received,
            Err(reply) => return *reply,
        };
        if !meets_conditions(received.headers()) {
            return received.respond_failure(&Failure::new(FailureKind::PreconditionFailed));
        }
        let received = Arc::new(received);
        let request = Arc::clone(&received);
        let changed =
            blocking(move || self.store.change(request.id(), |user| update(&request, user))).await;
        match changed {
            Ok(Some(Ok(user))) => received.respond_user(&user),
            Ok(Some(Err(Refusal::NotDecoded(error)))) => received.respond_error(&error),
            Ok(Some(Err(Refusal::NotApplied(error)))) => received.respond_failure(&error.into()),
            Ok(None) => received.respond_failure(&Failure::new(FailureKind::NotFound)),
            Err(error) => {
                eprintln!("gateway: {error}");
                received.respond_failure(&Failure::new(FailureKind::Unavailable))
            }
        }
    }
}

/// RFC 9110, section 13.1. Users have no entity tags here, so a condition with a tag never matches.
fn meets_conditions(headers: &HeaderMap) -> bool {
    let is_any = |name: header::HeaderName| headers.get(name).map(|value| value == "*");
    is_any(header::IF_MATCH).unwrap_or(true) && !is_any(header::IF_NONE_MATCH).unwrap_or(false)
}

/// The reason why an update was not made.
enum Refusal {
    NotDecoded(idiolect::dialect::Error),
    NotApplied(ApplyError),
}

fn update(received: &InboundRequest, user: &mut User) -> Result<(), Refusal> {
    let update = received.update(Some(user)).map_err(Refusal::NotDecoded)?.value;
    update.apply(user).map_err(Refusal::NotApplied)?;
    let now = OffsetDateTime::now_utc().format(&Rfc3339).unwrap_or_default();
    user.history.updated_at = Timestamp::parse(&now).ok().or(user.history.updated_at.take());
    Ok(())
}

impl Service<Request<Body>> for Users {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let users = self.clone();
        Box::pin(async move { Ok(users.reply(request).await.into_response().map(Body::from)) })
    }
}

/// The gateway's hooks: they provide the current user, if an update cannot be translated without
/// it.
pub(crate) struct StoredUsers(Arc<Store>);

impl StoredUsers {
    pub(crate) const fn new(store: Arc<Store>) -> Self {
        Self(store)
    }
}

impl Hooks for StoredUsers {
    async fn current_user(&self, _: &InboundRequest, id: &UserId) -> Result<Option<User>, Failure> {
        let (store, id) = (Arc::clone(&self.0), id.clone());
        blocking(move || store.user(&id)).await.map_err(|_| Failure::new(FailureKind::Unavailable))
    }
}
