//! How much is read of whose body, and what is reported where it cannot be read.

use std::cell::Cell;
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response};
use http_body::{Body as _, Frame};
use http_body_util::{BodyExt, Empty, Full, Limited};
use idiolect::dialect::upsun::Upsun;
use idiolect::dialect::{Dialect, Settings};
use idiolect::gateway::Gateway;
use idiolect::json::Limits;
use idiolect::tower::{Body, BoxError, GatewayLayer};
use tower_layer::Layer;

use super::rig::{
    Application, Diary, Sent, UPSUN_ADA, UPSUN_NAMES, body, exchange, gateway_of, request,
    responding, run, unreachable,
};
use super::service::{oneshot, service_fn};
use super::support::values::CANARY;

/// How much is read in these tests: less than is usual, and more than the messages hold.
const LIMIT: usize = 120;

/// A part of a body, as it comes.
#[derive(Clone, Copy)]
enum Piece {
    Data(&'static [u8]),
    NotYet,
    Trailers,
    Broken,
    /// Nobody may come this far.
    Unread,
}

/// A body in pieces. It can be sent to another thread, but not shared.
struct Pieces(VecDeque<Piece>, PhantomData<Cell<()>>);

impl Pieces {
    fn new(pieces: &[Piece]) -> Self {
        Self(pieces.iter().copied().collect(), PhantomData)
    }
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(match self.0.pop_front() {
            None => None,
            Some(Piece::Data(bytes)) => Some(Ok(Frame::data(Bytes::from_static(bytes)))),
            Some(Piece::NotYet) => {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            Some(Piece::Trailers) => Some(Ok(Frame::trailers(HeaderMap::new()))),
            Some(Piece::Broken) => Some(Err(io::Error::other(format!("reset after {CANARY}")))),
            Some(Piece::Unread) => panic!("read too far"),
        })
    }
}

fn small() -> Gateway {
    let mut limits = Limits::DEFAULT;
    limits.bytes = LIMIT;
    let upsun =
        || -> Box<dyn Dialect> { Box::new(Upsun::new(Settings::default().with_limits(limits))) };
    gateway_of(upsun(), upsun())
}

/// A caller's request with this body, and its `Content-Length`.
fn sending(pieces: &[Piece], length: Option<&str>) -> Request<Pieces> {
    let mut request = request("upsun", "").map(|_| Pieces::new(pieces));
    if let Some(length) = length {
        request.headers_mut().insert("content-length", length.parse().unwrap());
    }
    request
}

/// The status that the caller of an upstream nobody may reach reads, and the last line of the
/// diary.
fn rejected(request: Request<Pieces>) -> (u16, String) {
    let diary = Diary::default();
    let application = Application { diary: diary.clone(), ..Application::default() };
    let response = exchange(&small(), application, unreachable(), request);
    assert!(!format!("{response:?}").contains(CANARY));
    assert!(body(&response)["error"].is_string());
    (response.status().as_u16(), diary.lines().pop().unwrap())
}

#[test]
fn a_body_with_too_large_a_content_length_is_not_read() {
    for length in [(LIMIT + 1).to_string(), u64::MAX.to_string()] {
        let (status, line) = rejected(sending(&[Piece::Unread], Some(&length)));
        assert_eq!((status, line.as_str()), (413, "replied 413"), "{length}");
    }
}

#[test]
fn a_body_is_read_no_further_than_the_limit_whatever_its_content_length() {
    let half = Piece::Data(&[b' '; LIMIT / 2]);
    for length in [None, Some("2"), Some("nonsense"), Some("-1"), Some("99999999999999999999")] {
        let pieces = [half, Piece::NotYet, half, Piece::Data(b"{"), Piece::Unread];
        let (status, line) = rejected(sending(&pieces, length));
        assert_eq!(status, 413, "{length:?}");
        assert_eq!(line, "replied 413 by length limit exceeded");
    }
}

#[test]
fn a_body_that_breaks_off_is_not_taken_for_a_whole_one() {
    for pieces in
        [&[Piece::Broken][..], &[Piece::Data(UPSUN_NAMES.as_bytes()), Piece::NotYet, Piece::Broken]]
    {
        let (status, line) = rejected(sending(pieces, None));
        assert_eq!(status, 400);
        assert_eq!(line, format!("replied 400 by reset after {CANARY}"));
    }
}

#[derive(Debug)]
struct OfServer(BoxError);

impl fmt::Display for OfServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no more of this")
    }
}

impl std::error::Error for OfServer {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}

/// A server's own limit on bodies, wrapped in the server's own error.
#[test]
fn a_limit_that_was_set_before_the_gateway_is_reported_as_one() {
    let limited = Limited::new(Full::<Bytes>::from(UPSUN_NAMES), 3).map_err(OfServer);
    let (head, _) = request("upsun", "").into_parts();
    let returned = exchange(
        &small(),
        Application::default(),
        unreachable(),
        Request::from_parts(head, limited),
    );
    assert_eq!(returned.status(), 413);
}

#[test]
fn a_body_of_just_the_limit_in_any_pieces_is_taken() {
    let padding = Piece::Data(&[b' '; LIMIT]);
    let (one, two) = UPSUN_NAMES.as_bytes().split_at(7);
    let spaces = LIMIT - UPSUN_NAMES.len();
    let Piece::Data(blank) = padding else { unreachable!() };
    let pieces = [
        Piece::Data(one),
        Piece::NotYet,
        Piece::Data(two),
        Piece::Data(&blank[..spaces]),
        Piece::Trailers,
    ];
    for length in [None, Some("120"), Some("nonsense")] {
        let sent = Sent::default();
        let inner = responding(&sent, 200, UPSUN_ADA);
        let response = exchange(&small(), Application::default(), inner, sending(&pieces, length));
        assert_eq!(response.status(), 200);
        assert_eq!(sent.one().body(), UPSUN_NAMES);
    }
}

#[test]
fn what_is_rejected_for_its_head_is_not_read() {
    type Spoil = fn(&mut Request<Pieces>);
    let spoilt: [(Spoil, u16); 6] = [
        (|request| *request.uri_mut() = "/elsewhere".parse().unwrap(), 404),
        (|request| *request.uri_mut() = "/users/%2e%2e".parse().unwrap(), 404),
        (|request| *request.method_mut() = Method::DELETE, 405),
        (|request| drop(request.headers_mut().insert("accept", "text/html".parse().unwrap())), 406),
        (
            |request| {
                drop(request.headers_mut().insert("content-type", "text/html".parse().unwrap()));
            },
            415,
        ),
        (
            |request| {
                drop(request.headers_mut().insert("content-encoding", "gzip".parse().unwrap()));
            },
            415,
        ),
    ];
    for (spoil, expected) in spoilt {
        let mut request = sending(&[Piece::Unread], None);
        spoil(&mut request);
        assert_eq!(rejected(request).0, expected);
    }
}

#[test]
fn of_a_response_that_cannot_be_read_whole_the_head_is_kept() {
    let half = Piece::Data(&[b' '; LIMIT / 2]);
    for (pieces, cause) in [
        (vec![half, half, Piece::Data(b"{"), Piece::Unread], "length limit exceeded".to_owned()),
        (vec![Piece::Data(UPSUN_ADA.as_bytes()), Piece::Broken], format!("reset after {CANARY}")),
    ] {
        for (status, returned) in [(200, 502), (500, 502), (404, 404), (429, 429)] {
            let pieces = pieces.clone();
            let inner = service_fn(move |_: Request<Body>| {
                let head = Response::builder().status(status).header("Retry-After", "7");
                let response = head.body(Pieces::new(&pieces));
                async { response }
            });
            let diary = Diary::default();
            let application = Application { diary: diary.clone(), ..Application::default() };
            let response = exchange(&small(), application, inner, request("upsun", UPSUN_NAMES));
            assert_eq!(response.status(), returned);
            assert_eq!(response.headers().contains_key("Retry-After"), status != 200);
            assert!(!format!("{response:?}").contains(CANARY));
            assert_eq!(diary.lines().pop().unwrap(), format!("replied {returned} by {cause}"));
        }
    }
}

#[test]
fn a_response_may_come_in_any_pieces() {
    let (one, two) = UPSUN_ADA.as_bytes().split_at(20);
    let pieces =
        [Piece::NotYet, Piece::Data(one), Piece::NotYet, Piece::Data(two), Piece::Trailers];
    let inner = service_fn(move |_: Request<Body>| {
        let response = Response::new(Pieces::new(&pieces));
        async { Ok::<_, io::Error>(response) }
    });
    let response = exchange(&small(), Application::default(), inner, request("upsun", UPSUN_NAMES));
    assert_eq!((response.status().as_u16(), &body(&response)["last_name"]), (200, &"Byron".into()));
}

/// Callers' and upstreams' bodies may be of any types, the layer's own among them.
#[test]
fn any_types_of_body_will_do() {
    fn status<B>(body: B) -> u16
    where
        B: http_body::Body<Data: Send, Error: std::error::Error + Send + Sync + 'static>
            + Send
            + 'static,
    {
        // The inner service takes another type of body than the layer's own.
        let inner = responding::<Full<Bytes>>(&Sent::default(), 200, UPSUN_ADA);
        let service = GatewayLayer::new(small()).with_body::<Full<Bytes>>().layer(inner);
        let (head, _) = request("upsun", "").into_parts();
        run(oneshot(service, Request::from_parts(head, body))).unwrap().status().as_u16()
    }
    assert_eq!(status(Full::new(Bytes::from_static(UPSUN_NAMES.as_bytes()))), 200);
    assert_eq!(status(Full::new(io::Cursor::new(UPSUN_NAMES))), 200);
    assert_eq!(status(Body::from(Bytes::from_static(UPSUN_NAMES.as_bytes()))), 200);
    assert_eq!(status(Pieces::new(&[Piece::Data(UPSUN_NAMES.as_bytes())])), 200);
    assert_eq!(status(Box::pin(Full::<Bytes>::from(UPSUN_NAMES))), 200);
    assert_eq!(status(Empty::<Bytes>::new()), 400);
}

#[test]
fn the_layers_own_body_knows_its_length_and_comes_at_once() {
    for text in ["", "x", CANARY] {
        let mut body = Body::from(Bytes::from_static(text.as_bytes()));
        let length = u64::try_from(text.len()).unwrap();
        assert_eq!(body.size_hint().exact(), Some(length));
        assert_eq!(body.is_end_stream(), text.is_empty());
        assert_eq!(format!("{body:?}"), format!("Body({length} bytes)"));
        let frame = run(body.frame()).map(|frame| frame.unwrap().into_data().unwrap());
        assert_eq!(frame.as_deref(), Some(text.as_bytes()).filter(|bytes| !bytes.is_empty()));
        assert!(body.is_end_stream() && run(body.frame()).is_none());
        assert_eq!(body.size_hint().exact(), Some(0));
    }
    assert!(Body::default().is_end_stream());
}
