//! When the inner service can be called, and which of its clones.

use std::cell::Cell;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::{Ready, poll_fn, ready};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use idiolect::dialect::DialectExt as _;
use idiolect::tower::{Body, GatewayLayer, GatewayService};
use tower_layer::Layer;
use tower_service::Service;

use super::rig::{
    Application, Diary, UPSUN_ADA, UPSUN_NAMES, body, gateway, id, request, run, together, whole,
};
use super::service::{oneshot, service_fn};
use super::support::dialect;

/// What a service returns when it is polled for readiness.
enum Readiness {
    Ready,
    PendingResponse,
    Broken,
}

/// A service that is ready when its script has it so, and may be called only by who polled it:
/// no clone has. It can be sent to another thread, but not shared.
struct Scripted {
    script: Arc<Mutex<VecDeque<Readiness>>>,
    waker: Arc<Mutex<Option<Waker>>>,
    is_ready: Cell<bool>,
}

impl Scripted {
    fn new(script: impl IntoIterator<Item = Readiness>) -> Self {
        let script = Arc::new(Mutex::new(script.into_iter().collect()));
        Self { script, waker: Arc::default(), is_ready: Cell::new(false) }
    }
}

impl Clone for Scripted {
    fn clone(&self) -> Self {
        Self {
            script: Arc::clone(&self.script),
            waker: Arc::clone(&self.waker),
            is_ready: Cell::new(false),
        }
    }
}

impl Service<Request<Body>> for Scripted {
    type Response = Response<Full<Bytes>>;
    type Error = &'static str;
    type Future = Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        assert!(!self.is_ready.get(), "asked again though ready");
        match self.script.lock().unwrap().pop_front().expect("nobody asks that often") {
            Readiness::Ready => {
                self.is_ready.set(true);
                Poll::Ready(Ok(()))
            }
            Readiness::PendingResponse => {
                *self.waker.lock().unwrap() = Some(context.waker().clone());
                Poll::Pending
            }
            Readiness::Broken => Poll::Ready(Err("the connection is gone")),
        }
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        assert!(self.is_ready.replace(false), "called without having been ready");
        ready(Ok(Response::new(Full::from(UPSUN_ADA))))
    }
}

type Around<S> = GatewayService<S, Application>;

fn around<S>(inner: S, diary: &Diary) -> Around<S> {
    let application = Application { diary: diary.clone(), ..Application::default() };
    GatewayLayer::with_hooks(gateway("upsun", "upsun"), application).layer(inner)
}

fn poll_ready<S>(service: &mut Around<S>, waker: &Waker) -> Poll<Result<(), Infallible>>
where
    Around<S>: Service<Request<Full<Bytes>>, Error = Infallible>,
{
    Service::<Request<Full<Bytes>>>::poll_ready(service, &mut Context::from_waker(waker))
}

fn update() -> Request<Full<Bytes>> {
    request("upsun", UPSUN_NAMES)
}

#[derive(Default)]
struct Woken(AtomicUsize);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_caller_waits_until_the_inner_service_is_ready() {
    let inner =
        Scripted::new([Readiness::PendingResponse, Readiness::PendingResponse, Readiness::Ready]);
    let their_waker = Arc::clone(&inner.waker);
    let mut service = around(inner, &Diary::default());
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(Arc::clone(&woken));
    for times in 1..=2 {
        assert!(poll_ready(&mut service, &waker).is_pending());
        their_waker.lock().unwrap().take().unwrap().wake();
        assert_eq!(woken.0.load(Ordering::SeqCst), times, "who waits is woken");
    }
    assert!(poll_ready(&mut service, &waker).is_ready());
    assert!(poll_ready(&mut service, &waker).is_ready(), "and stays so until the call");
    assert_eq!(run(service.call(update())).unwrap().status(), 200);
}

#[test]
fn what_was_ready_is_what_is_called_and_it_is_polled_once_for_each_call() {
    let mut service = around(
        Scripted::new([Readiness::Ready, Readiness::Ready, Readiness::PendingResponse]),
        &Diary::default(),
    );
    let first = {
        assert!(poll_ready(&mut service, Waker::noop()).is_ready());
        service.call(update())
    };
    // The second is ready before the first has been polled at all.
    assert!(poll_ready(&mut service, Waker::noop()).is_ready());
    let second = service.call(update());
    assert!(poll_ready(&mut service, Waker::noop()).is_pending());
    assert_eq!(run(second).unwrap().status(), 200);
    assert_eq!(run(first).unwrap().status(), 200);
}

#[test]
fn a_clone_is_as_unready_as_any() {
    let mut service = around(
        Scripted::new([Readiness::Ready, Readiness::PendingResponse, Readiness::Ready]),
        &Diary::default(),
    );
    assert!(poll_ready(&mut service, Waker::noop()).is_ready());
    let mut clone = service.clone();
    assert!(poll_ready(&mut clone, Waker::noop()).is_pending());
    assert_eq!(run(service.call(update())).unwrap().status(), 200);
    assert_eq!(run(oneshot(clone, update())).unwrap().status(), 200);
}

/// The service itself has no errors: a broken inner one is reported to the next caller, and
/// polled again for the one after.
#[test]
fn a_broken_inner_service_is_reported_to_the_caller() {
    let diary = Diary::default();
    let mut service =
        around(Scripted::new([Readiness::Broken, Readiness::Broken, Readiness::Ready]), &diary);
    for (status, line) in [
        (502, "replied 502 by the connection is gone"),
        (502, "replied 502 by the connection is gone"),
        (200, "replied 200"),
    ] {
        let response = run(run(poll_fn(|context| {
            Service::<Request<Full<Bytes>>>::poll_ready(&mut service, context)
        }))
        .map(|()| service.call(update()))
        .unwrap());
        let response = whole(response.unwrap());
        assert_eq!(response.status(), status);
        assert!(!format!("{response:?}").contains("gone"));
        assert_eq!(diary.lines().last().unwrap(), line);
    }
}

#[test]
fn a_wrong_request_is_rejected_for_what_it_is_though_the_inner_service_is_broken() {
    let mut wrong = update();
    wrong.headers_mut().remove("content-type");
    let response =
        run(oneshot(around(Scripted::new([Readiness::Broken]), &Diary::default()), wrong)).unwrap();
    assert_eq!(response.status(), 415);
}

/// Calls on clones, and several on one, are under way at once, and each gets its own response.
#[test]
fn calls_do_not_wait_for_each_other() {
    const CALLS: usize = 12;
    let under_way = Arc::new(AtomicUsize::new(0));
    let inner = service_fn(move |request: Request<Body>| {
        let under_way = Arc::clone(&under_way);
        async move {
            under_way.fetch_add(1, Ordering::SeqCst);
            let all = || {
                if under_way.load(Ordering::SeqCst) == CALLS {
                    Poll::Ready(())
                } else {
                    Poll::Pending
                }
            };
            poll_fn(|_| all()).await;
            let received = request.into_body().collect().await?.to_bytes();
            let id = r#"{"id":"d81c8ee2-44b3-429f-b944-a33ad7437690","#;
            let returned = String::from_utf8_lossy(&received).replacen('{', id, 1);
            Ok::<_, Infallible>(Response::new(Full::<Bytes>::from(returned)))
        }
    });
    let mut service = around(inner, &Diary::default());
    let calls = (0..CALLS).map(|number| {
        let mut request = request("upsun", format!(r#"{{"first_name":"Ada {number}"}}"#));
        let user = id(&format!("3c90c3cc-0d44-4b50-8888-8dd257360{number:03}"));
        *request.uri_mut() = dialect("upsun").update_operation().path_for(&user).parse().unwrap();
        if number % 2 == 0 { service.clone().call(request) } else { service.call(request) }
    });
    let responses = run(together(calls.collect()));
    for (number, response) in responses.into_iter().enumerate() {
        let returned = body(&whole(response.unwrap()));
        assert_eq!(returned["id"], format!("3c90c3cc-0d44-4b50-8888-8dd257360{number:03}"));
        assert_eq!(returned["first_name"], format!("Ada {number}"));
    }
}

/// What a server requires of a service: that it never fails, and can be cloned and sent to any
/// thread.
fn mounted<S>(service: &S) -> S
where
    S: Service<Request<Full<Bytes>>, Response = Response<Body>, Error = Infallible, Future: Send>,
    S: Clone + Send + 'static,
{
    service.clone()
}

#[test]
fn the_service_can_be_mounted_where_an_infallible_one_is_required() {
    let service = around(Scripted::new((0..4).map(|_| Readiness::Ready)), &Diary::default());
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let service = mounted(&service);
            std::thread::spawn(move || run(oneshot(service, update())).unwrap().status().as_u16())
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap() == 200));
}
