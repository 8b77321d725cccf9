//! The HTTP client for the upstream.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, header};
use http_body_util::{BodyExt, Limited};
use idiolect::dialect::{Dialect, DialectExt as _};
use idiolect::gateway::{InboundRequest, Reply};
use idiolect::http::{BaseUrl, Credential, HttpExt, UpstreamResponse};
use idiolect::model::{User, UserId};
use idiolect::problem::{Failure, FailureKind};
use idiolect::tower::{BoxError, Hooks};
use idiolect_servers::Error;
use tower::Service;

/// An HTTP client, as a service.
#[derive(Clone)]
pub(crate) struct Client(reqwest::Client);

impl Client {
    pub(crate) fn new(timeout: Duration) -> Result<Self, Error> {
        // An error means that another provider is installed already, which is just as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(timeout)
            // A redirect would send the credential to another server.
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self(client))
    }
}

impl Service<Request<reqwest::Body>> for Client {
    type Response = Response<reqwest::Body>;
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, reqwest::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), reqwest::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<reqwest::Body>) -> Self::Future {
        let client = self.0.clone();
        Box::pin(async move { Ok(client.execute(request.try_into()?).await?.into()) })
    }
}

/// Fetches the current user from the upstream, and provides the proxy's credential.
pub(crate) struct UpstreamHooks {
    client: Client,
    dialect: Box<dyn Dialect>,
    base: BaseUrl,
    headers: HeaderMap,
    credential: Option<Credential>,
}

impl UpstreamHooks {
    pub(crate) fn new(
        client: Client,
        dialect: Box<dyn Dialect>,
        base: BaseUrl,
        headers: &[(String, String)],
        credential: Option<Credential>,
    ) -> Result<Self, Error> {
        let mut request_headers = HeaderMap::new();
        for (name, value) in headers {
            request_headers.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
        }
        request_headers.insert(
            header::ACCEPT,
            HeaderValue::try_from(dialect.update_operation().response_types.join(", "))?,
        );
        Ok(Self { client, dialect, base, headers: request_headers, credential })
    }

    /// Fetches the user from the upstream.
    async fn fetch(&self, id: &UserId) -> Result<Option<UpstreamResponse>, BoxError> {
        let Some(uri) = self.base.join(self.dialect.update_operation(), id) else {
            return Ok(None);
        };
        let mut request = Request::get(uri).body(reqwest::Body::default())?;
        request.headers_mut().clone_from(&self.headers);
        if let Some(credential) = &self.credential {
            credential.apply_to(request.headers_mut());
        }
        let (head, body) = self.client.clone().call(request).await?.into_parts();
        let body =
            Limited::new(body, self.dialect.settings().limits.bytes).collect().await?.to_bytes();
        Ok(Some(self.dialect.read_response(&Response::from_parts(head, body), Some(self.now()))))
    }
}

impl Hooks for UpstreamHooks {
    async fn current_user(&self, _: &InboundRequest, id: &UserId) -> Result<Option<User>, Failure> {
        match self.fetch(id).await {
            Ok(Some(UpstreamResponse::User(user))) => Ok(Some(user.value)),
            Ok(Some(UpstreamResponse::Failure(failure))) => match failure.value.kind {
                // Some services support updates of a user, but not `GET`.
                FailureKind::NotFound | FailureKind::MethodNotAllowed => Ok(None),
                // The credential is the proxy's, so the failure does not concern the caller.
                FailureKind::Unauthenticated | FailureKind::Forbidden => {
                    Err(Failure::new(FailureKind::Upstream))
                }
                kind => {
                    let mut forwarded = Failure::new(kind.as_seen_by_caller());
                    forwarded.retry_after = failure.value.retry_after;
                    Err(forwarded)
                }
            },
            Ok(None) => Ok(None),
            Ok(Some(_)) => Err(Failure::new(FailureKind::Upstream)),
            Err(error) => Err(Failure::new(self.classify_error(&error))),
        }
    }

    async fn credential(&self, _: &InboundRequest) -> Result<Option<Credential>, Failure> {
        Ok(self.credential.clone())
    }

    fn classify_error(&self, error: &BoxError) -> FailureKind {
        match error.downcast_ref::<reqwest::Error>() {
            Some(error) if error.is_timeout() => FailureKind::Timeout,
            _ => FailureKind::Upstream,
        }
    }

    fn on_reply(&self, reply: &Reply) {
        let mut cause = reply.cause().map(|cause| cause as &dyn std::error::Error);
        while let Some(error) = cause {
            eprintln!("proxy: {error}");
            cause = error.source();
        }
    }
}
