//! An application around a gateway: its hooks, an upstream that keeps what it is sent, and a
//! way to run both.

#![allow(unreachable_pub, reason = "the modules of one test share it")]

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{self, Poll, Waker};
use std::time::SystemTime;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use idiolect::dialect::{Dialect, DialectExt, LossPolicy, UpdateContext};
use idiolect::gateway::{Exchange, Frontend, Frontends, Gateway, InboundRequest, Reply, Upstream};
use idiolect::http::{BaseUrl, Credential, HttpExt};
use idiolect::model::{Patch, Text, User, UserId, UserUpdate};
use idiolect::problem::{Failure, FailureKind};
use idiolect::tower::{Body, BoxError, GatewayLayer, Hooks};
use serde_json::Value;
use tower_layer::Layer;
use tower_service::Service;

use super::service::{oneshot, service_fn};
use super::support::values::UUID;
use super::support::{dialect, json};

pub const BASE: &str = "https://upstream.example/base";

/// An update of Upsun's.
pub const UPSUN_NAMES: &str = r#"{"first_name":"Ada","last_name":"Byron"}"#;
/// A response of Upsun's.
pub const UPSUN_ADA: &str =
    r#"{"id":"d81c8ee2-44b3-429f-b944-a33ad7437690","first_name":"Ada","last_name":"Byron"}"#;

pub fn id(text: &str) -> UserId {
    UserId::parse(text).unwrap()
}

pub fn ada() -> User {
    dialect("upsun").decode_user(UPSUN_ADA.as_bytes()).unwrap().value
}

/// The update of both names as `front` writes it.
pub fn renaming(front: &str) -> Vec<u8> {
    let mut update = UserUpdate::new(id(UUID));
    update.name.given = Patch::Set(Text::parse("Ada").unwrap());
    update.name.family = Patch::Set(Text::parse("Byron").unwrap());
    dialect(front).encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject).unwrap().body
}

pub fn gateway(front: &str, upstream: &str) -> Gateway {
    gateway_of(dialect(front), dialect(upstream))
}

pub fn gateway_of(front: Box<dyn Dialect>, upstream: Box<dyn Dialect>) -> Gateway {
    let fronts = Frontends::new([Frontend::shared(front.into())]).unwrap();
    let upstream = Upstream::shared(upstream.into(), BASE)
        .unwrap()
        .with_header("MediaSiloHostContext", "example")
        .unwrap();
    Gateway::new(fronts, upstream).unwrap()
}

/// A caller's request to update [`UUID`].
pub fn request(front: &str, body: impl Into<Vec<u8>>) -> Request<Full<Bytes>> {
    let base = BaseUrl::parse("https://gateway.example").unwrap();
    dialect(front).request(&base, &id(UUID), body.into()).unwrap().map(Full::new)
}

/// Runs what waits for nothing but itself.
pub fn run<F: Future>(future: F) -> F::Output {
    #[cfg(feature = "tracing")]
    super::spans::record_all();
    let mut future = pin!(future);
    let mut context = task::Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
    panic!("waits for something that never comes")
}

/// Polls all of them in turn until each is done.
pub async fn together<T>(mut running: Vec<Pin<Box<dyn Future<Output = T> + Send>>>) -> Vec<T> {
    let mut done: Vec<Option<T>> = running.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (future, output) in running.iter_mut().zip(&mut done) {
            if output.is_none()
                && let Poll::Ready(value) = future.as_mut().poll(context)
            {
                *output = Some(value);
            }
        }
        if done.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}

/// Is pending once.
pub async fn pause() {
    let mut was_polled = false;
    poll_fn(|context| {
        context.waker().wake_by_ref();
        if std::mem::replace(&mut was_polled, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// One exchange, from a request to the response that the caller gets.
pub fn exchange<S, O, I>(
    gateway: &Gateway,
    application: Application,
    inner: S,
    request: Request<I>,
) -> Response<Bytes>
where
    S: Service<Request<Body>, Response = Response<O>, Future: Send, Error: Into<BoxError>>
        + Clone
        + Send
        + 'static,
    O: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
    I: http_body::Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
{
    let service = GatewayLayer::with_hooks(gateway.clone(), application).layer(inner);
    whole(run(oneshot(service, request)).unwrap())
}

/// A response whose body is there.
pub fn whole(response: Response<Body>) -> Response<Bytes> {
    let (head, body) = response.into_parts();
    Response::from_parts(head, run(body.collect()).unwrap().to_bytes())
}

pub fn body(response: &Response<Bytes>) -> Value {
    json(response.body())
}

/// What was sent to the upstream.
#[derive(Clone, Default)]
pub struct Sent(Arc<Mutex<Vec<Request<Bytes>>>>);

impl Sent {
    pub fn all(&self) -> MutexGuard<'_, Vec<Request<Bytes>>> {
        self.0.lock().unwrap()
    }

    /// The one request that was sent.
    pub fn one(&self) -> Request<Bytes> {
        let sent = self.all();
        assert_eq!(sent.len(), 1);
        sent[0].clone()
    }
}

/// An upstream that responds to everything with this status and body.
pub fn responding<B>(
    sent: &Sent,
    status: u16,
    body: &'static str,
) -> impl Service<Request<B>, Response = Response<Full<Bytes>>, Error = BoxError, Future: Send>
+ Clone
+ Send
+ 'static
where
    B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
{
    let sent = sent.clone();
    service_fn(move |request: Request<B>| {
        let sent = sent.clone();
        async move {
            let (head, written) = request.into_parts();
            let written = written.collect().await.map_err(Into::into)?.to_bytes();
            sent.all().push(Request::from_parts(head, written));
            pause().await;
            Ok(Response::builder().status(status).body(Full::from(body))?)
        }
    })
}

/// An upstream that nobody may reach.
pub fn unreachable()
-> impl Service<Request<Body>, Response = Response<Body>, Error = BoxError, Future: Send>
+ Clone
+ Send
+ 'static {
    service_fn(async |_: Request<Body>| panic!("nothing may be sent"))
}

/// The hooks that the application ran, and what it saw, in order.
#[derive(Clone, Default)]
pub struct Diary(Arc<Mutex<Vec<String>>>);

impl Diary {
    fn note(&self, line: impl Into<String>) {
        self.0.lock().unwrap().push(line.into());
    }

    pub fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

/// Who the caller is, as a service before has found out.
#[derive(Clone)]
pub struct Somebody(pub &'static str);

/// An application whose hooks return what they are set to, each time after a pause.
pub struct Application {
    pub admitted: Result<(), Failure>,
    pub upstream_id: Result<Option<UserId>, Failure>,
    pub credential: Result<Option<Credential>, Failure>,
    pub current_user: Result<Option<User>, Failure>,
    pub loss: Option<LossPolicy>,
    pub failure_of: FailureKind,
    pub now: SystemTime,
    pub diary: Diary,
}

impl Default for Application {
    fn default() -> Self {
        Self {
            admitted: Ok(()),
            upstream_id: Ok(None),
            credential: Ok(None),
            current_user: Ok(None),
            loss: None,
            failure_of: FailureKind::Upstream,
            now: SystemTime::UNIX_EPOCH,
            diary: Diary::default(),
        }
    }
}

impl Hooks for Application {
    async fn authorize(&self, caller: &InboundRequest) -> Result<(), Failure> {
        pause().await;
        if let Some(Somebody(name)) = caller.extensions().get() {
            self.diary.note(format!("admit {name}"));
        }
        self.admitted.clone()
    }

    async fn upstream_id(&self, caller: &InboundRequest) -> Result<Option<UserId>, Failure> {
        pause().await;
        self.diary.note(format!("upstream id of {}", caller.id().as_str()));
        self.upstream_id.clone()
    }

    async fn current_user(
        &self,
        _: &InboundRequest,
        upstream_id: &UserId,
    ) -> Result<Option<User>, Failure> {
        pause().await;
        self.diary.note(format!("user {}", upstream_id.as_str()));
        self.current_user.clone()
    }

    async fn credential(&self, caller: &InboundRequest) -> Result<Option<Credential>, Failure> {
        pause().await;
        self.diary.note(format!("credential for {}", caller.frontend()));
        self.credential.clone()
    }

    fn configure(&self, exchange: Exchange) -> Exchange {
        self.diary.note("prepare");
        match &self.loss {
            Some(policy) => exchange.with_loss_policy(policy.clone()),
            None => exchange,
        }
    }

    fn classify_error(&self, error: &BoxError) -> FailureKind {
        self.diary.note(format!("failed: {error}"));
        self.failure_of
    }

    fn now(&self) -> SystemTime {
        self.now
    }

    fn on_reply(&self, reply: &Reply) {
        let cause = reply.cause().map_or(String::new(), |cause| format!(" by {cause}"));
        self.diary.note(format!("replied {}{cause}", reply.response().status().as_u16()));
    }
}
