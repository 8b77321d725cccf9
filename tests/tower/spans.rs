//! What can be seen of exchanges from outside.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Once;

use bytes::Bytes;
use http::{Request, Response};
use idiolect::conformance::generate;
use idiolect::dialect::{DialectExt, LossPolicy, UpdateContext};
use idiolect::gateway::InboundRequest;
use idiolect::http::Credential;
use idiolect::model::UserId;
use idiolect::problem::Failure;
use idiolect::tower::{Body, BoxError, GatewayLayer, Hooks};
use tower_layer::Layer;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber, subscriber};

use super::rig::{
    Application, Sent, UPSUN_ADA, UPSUN_NAMES, exchange, gateway, pause, request, responding, run,
    together, unreachable,
};
use super::service::{oneshot, service_fn};
use super::support::values::CANARY;
use super::support::{ALL, dialect};

/// One span: its name, what was recorded in it, and the events within.
#[derive(Debug, Clone, Default)]
struct Seen {
    name: &'static str,
    fields: BTreeMap<&'static str, String>,
    events: Vec<String>,
}

impl Seen {
    fn get(&self, field: &str) -> Option<&str> {
        self.fields.get(field).map(String::as_str)
    }
}

#[derive(Default)]
struct Recorded {
    spans: Vec<Seen>,
    /// Which span is entered, innermost last.
    entered: Vec<Id>,
    /// The events outside all spans.
    stray: Vec<String>,
}

impl Recorded {
    fn at(&mut self, span: &Id) -> &mut Seen {
        &mut self.spans[usize::try_from(span.into_u64()).unwrap() - 1]
    }
}

thread_local! {
    static RECORDED: RefCell<Recorded> = RefCell::default();
}

/// Keeps all that is recorded, of whatever target, for the thread that it is recorded on.
struct Recorder;

/// Records from now on. A subscriber of one test alone would not do: where a span is first met by a
/// test without one, whether it is wanted is not checked again.
pub(crate) fn record_all() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| subscriber::set_global_default(Recorder).unwrap());
}

struct Fields<'f>(&'f mut BTreeMap<&'static str, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        assert!(
            self.0.insert(field.name(), format!("{value:?}")).is_none(),
            "{} twice",
            field.name()
        );
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut seen = Seen { name: span.metadata().name(), ..Seen::default() };
        span.record(&mut Fields(&mut seen.fields));
        RECORDED.with_borrow_mut(|recorded| {
            recorded.spans.push(seen);
            Id::from_u64(recorded.spans.len().try_into().unwrap())
        })
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        RECORDED
            .with_borrow_mut(|recorded| values.record(&mut Fields(&mut recorded.at(span).fields)));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = BTreeMap::new();
        event.record(&mut Fields(&mut fields));
        let line = fields
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect::<Vec<_>>()
            .join(", ");
        RECORDED.with_borrow_mut(|recorded| match recorded.entered.last().cloned() {
            Some(span) => recorded.at(&span).events.push(line),
            None => recorded.stray.push(line),
        });
    }

    fn enter(&self, span: &Id) {
        RECORDED.with_borrow_mut(|recorded| recorded.entered.push(span.clone()));
    }

    fn exit(&self, span: &Id) {
        assert_eq!(RECORDED.with_borrow_mut(|recorded| recorded.entered.pop()), Some(span.clone()));
    }
}

/// What is recorded while `act` runs, with no span left entered.
fn recorded(act: impl FnOnce()) -> Recorded {
    RECORDED.take();
    act();
    let all = RECORDED.take();
    assert!(all.entered.is_empty());
    all
}

fn only(recorded: &Recorded) -> &Seen {
    assert_eq!(recorded.spans.len(), 1);
    assert_eq!(recorded.spans[0].name, "idiolect.exchange");
    &recorded.spans[0]
}

#[test]
fn a_span_has_the_dialects_and_the_counts_of_verdicts() {
    let update = r#"{"first_name":"Ada","last_name":"Byron","website":"https://example.com"}"#;
    let upstream_body = r#"{"@type":"User","id":"/users/wqyODPA","name":"Ada Byron","email":"a@example.com","x":1}"#;
    let seen = recorded(|| {
        let application =
            Application { loss: Some(LossPolicy::AllowUnsupported), ..Application::default() };
        let inner = responding(&Sent::default(), 200, upstream_body);
        exchange(&gateway("upsun", "textus"), application, inner, request("upsun", update));
    });
    let expected = [
        // The e-mail address is as it was; the caller's id and the split name are not; of the 14
        // members that Upsun requires, four are there.
        ("front", "\"upsun\""),
        ("response.converted", "2"),
        ("response.dropped", "0"),
        ("response.missing", "10"),
        ("response.preserved", "1"),
        ("response.unknown", "1"),
        ("status", "200"),
        // Two names become one; the web site is nothing to TextUs.
        ("update.converted", "2"),
        ("update.dropped", "1"),
        ("update.preserved", "0"),
        ("update.unchanged", "0"),
        ("update.unknown", "0"),
        ("upstream", "\"textus\""),
        ("upstream_status", "200"),
    ];
    let fields: Vec<(&str, &str)> =
        only(&seen).fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(fields, expected);
}

/// All that is ever recorded is a number or the name of a dialect.
#[test]
fn nothing_of_anybody_is_recorded() {
    let is_harmless = |value: &String| {
        value.parse::<u64>().is_ok() || ALL.iter().any(|name| *value == format!("{name:?}"))
    };
    let update = generate::update(&[2; generate::LENGTH]);
    let quoting =
        format!(r#"{{"error":"{CANARY}","title":"{CANARY}","detail":{{"last_name":"{CANARY}"}}}}"#);
    let quoting: &'static str = Box::leak(quoting.into_boxed_str());
    for front in ALL {
        let encoded = dialect(front)
            .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowAll)
            .unwrap()
            .body;
        for upstream in ALL {
            let gateway = gateway(front, upstream);
            let seen = recorded(|| {
                for (status, upstream_body) in
                    [(204, ""), (400, quoting), (200, quoting), (500, CANARY)]
                {
                    let mut caller = request(front, encoded.clone());
                    caller.headers_mut().insert("authorization", CANARY.parse().unwrap());
                    let application = Application {
                        loss: Some(LossPolicy::AllowAll),
                        credential: Ok(Some(Credential::bearer(CANARY).unwrap())),
                        ..Application::default()
                    };
                    exchange(
                        &gateway,
                        application,
                        responding(&Sent::default(), status, upstream_body),
                        caller,
                    );
                }
                let broken = service_fn(async |_: Request<Body>| {
                    Err::<Response<Body>, BoxError>(CANARY.into())
                });
                exchange(&gateway, Application::default(), broken, request(front, encoded.clone()));
                exchange(&gateway, Application::default(), unreachable(), request(front, CANARY));
            });
            assert_eq!(seen.spans.len(), 6, "{front} {upstream}");
            assert!(seen.stray.is_empty());
            for span in &seen.spans {
                assert!(span.events.is_empty());
                assert!(span.fields.values().all(is_harmless), "{span:?}");
                assert!(
                    span.fields.contains_key("status")
                        && span.get("front") == Some(&format!("{front:?}"))
                );
            }
        }
    }
}

#[test]
fn what_is_unknown_is_not_recorded() {
    let fields_of = |request: Request<_>, status: u16| {
        let seen = recorded(|| {
            let inner = responding(&Sent::default(), status, "");
            exchange(&gateway("upsun", "upsun"), Application::default(), inner, request);
        });
        only(&seen).fields.keys().copied().collect::<Vec<_>>()
    };
    let of_update = [
        "update.converted",
        "update.dropped",
        "update.preserved",
        "update.unchanged",
        "update.unknown",
    ];
    let mut elsewhere = request("upsun", UPSUN_NAMES);
    *elsewhere.uri_mut() = "/elsewhere".parse().unwrap();
    assert_eq!(fields_of(elsewhere, 200), ["front", "status", "upstream"]);
    assert_eq!(fields_of(request("upsun", "{"), 200), ["front", "status", "upstream"]);
    let unread = fields_of(request("upsun", UPSUN_NAMES), 200);
    assert_eq!(
        unread,
        [&["front", "status"][..], &of_update, &["upstream", "upstream_status"]].concat()
    );
}

/// Two exchanges that take turns: what the application and the inner service record stands in the
/// span of its own.
#[test]
fn what_happens_in_an_exchange_happens_in_its_span() {
    struct Logging(&'static str);
    impl Hooks for Logging {
        async fn upstream_id(&self, _: &InboundRequest) -> Result<Option<UserId>, Failure> {
            pause().await;
            tracing::info!(hook = self.0);
            Ok(None)
        }
    }
    let seen = recorded(|| {
        let exchange = |name: &'static str| {
            let inner = service_fn(move |_: Request<Body>| async move {
                pause().await;
                tracing::info!(inner = name);
                Ok::<_, BoxError>(Response::new(Body::from(Bytes::from_static(
                    UPSUN_ADA.as_bytes(),
                ))))
            });
            let service =
                GatewayLayer::with_hooks(gateway("upsun", "upsun"), Logging(name)).layer(inner);
            Box::pin(oneshot(service, request("upsun", UPSUN_NAMES))) as _
        };
        assert_eq!(run(together(vec![exchange("one"), exchange("two")])).len(), 2);
    });
    let events: Vec<_> = seen.spans.iter().map(|span| span.events.clone()).collect();
    let of = |name| vec![format!("hook: {name:?}"), format!("inner: {name:?}")];
    assert_eq!(events, [of("one"), of("two")]);
    assert!(seen.stray.is_empty());
}
