//! Exchanges that go well, and what the application adds to them.

use std::time::{Duration, UNIX_EPOCH};

use bytes::Bytes;
use http::{Method, Request};
use http_body_util::Full;
use idiolect::dialect::{DialectExt, LossPolicy, UpdateContext};
use idiolect::gateway::{Frontend, Frontends, Gateway, Upstream};
use idiolect::http::{Credential, HttpExt};
use idiolect::model::{Patch, Text, UserUpdate};
use idiolect::problem::{Failure, FailureKind};
use idiolect::tower::GatewayLayer;
use tower_layer::Layer;

use super::rig::{
    Application, BASE, Diary, Sent, Somebody, UPSUN_ADA, UPSUN_NAMES, ada, body, exchange, gateway,
    id, renaming, request, responding, run, unreachable, whole,
};
use super::service::oneshot;
use super::support::values::{CANARY, UUID};
use super::support::{ALL, dialect, json};

const OTHER: &str = "d81c8ee2-44b3-429f-b944-a33ad7437690";

/// Update and response through the layer, in dialects that share nothing but the meaning.
#[test]
fn an_update_goes_there_and_its_response_comes_back() {
    let textus_ada = r#"{"@type":"User","id":"/users/wqyODPA","name":"Ada Byron","firstName":"Ada","lastName":"Byron"}"#;
    let flat_ada =
        r#"{"id":"d81c8ee2-44b3-429f-b944-a33ad7437690","firstName":"Ada","lastName":"Byron"}"#;
    for (front, given, own_id, upstream, encoded, upstream_body) in [
        (
            "json-api",
            "/data/attributes/profile/personal/first_name",
            "/data/id",
            "upsun",
            UPSUN_NAMES,
            UPSUN_ADA,
        ),
        ("upsun", "/first_name", "/id", "textus", r#"{"name":"Ada Byron"}"#, textus_ada),
        (
            "legacy",
            "/firstName",
            "/id",
            "flat-roles",
            r#"{"firstName":"Ada","lastName":"Byron"}"#,
            flat_ada,
        ),
    ] {
        let sent = Sent::default();
        let inner = responding(&sent, 200, upstream_body);
        let service = GatewayLayer::new(gateway(front, upstream)).layer(inner);
        let response = whole(run(oneshot(service, request(front, renaming(front)))).unwrap());
        let (sent, upstream_dialect) = (sent.one(), dialect(upstream));
        let there = upstream_dialect.update_operation();
        assert_eq!(sent.method(), there.method, "{front} {upstream}");
        assert_eq!(sent.uri(), format!("{BASE}{}", there.path_for(&id(UUID))).as_str());
        assert_eq!(sent.headers()["content-type"], there.request_type);
        assert_eq!(json(sent.body()), json(encoded.as_bytes()), "{front} {upstream}");
        assert_eq!(response.status(), 200, "{front} {upstream}");
        assert_eq!(
            response.headers()["content-type"],
            dialect(front).update_operation().response_types[0]
        );
        let returned =
            [given, own_id].map(|pointer| body(&response).pointer(pointer).unwrap().clone());
        assert_eq!(returned, ["Ada", UUID], "{front} {upstream}");
    }
}

#[test]
fn hooks_run_in_order_and_for_the_user_only_where_nobody_else_knows() {
    let family = r#"{"last_name":"Lovelace"}"#;
    let number = r#"{"version":1,"house_number":"1"}"#;
    let user_there = format!("user {OTHER}");
    for (front, update, upstream, status, upstream_body, expected) in [
        ("upsun", UPSUN_NAMES, "upsun", 200, UPSUN_ADA, &["replied 200"][..]),
        ("upsun", r#"{"first_name":"a","first_name":"b"}"#, "upsun", 200, "", &["replied 400"]),
        // It might be what the service has.
        ("upsun", r#"{"first_name":7}"#, "upsun", 200, "", &[&user_there, "replied 400"]),
        ("upsun", UPSUN_NAMES, "upsun", 404, "", &["replied 404"]),
        // One half of a name towards who has only the whole.
        ("upsun", family, "textus", 404, "", &["user u-7", "replied 404"]),
        // Carried out, with no user in the response; MediaSilo's own callers are used to that.
        ("upsun", UPSUN_NAMES, "legacy", 204, "", &["user u-7", "replied 200"]),
        ("legacy", "{}", "legacy", 200, "", &["replied 204"]),
        // The street is needed to write the number, and the user is another one afterwards.
        ("canonical", number, "legacy", 204, "", &["user u-7", "user u-7", "replied 200"]),
    ] {
        let mut user = ada();
        user.address.street = Some(Text::parse("High Street").unwrap());
        let id_there = if upstream == "upsun" { OTHER } else { "u-7" };
        let diary = Diary::default();
        let application = Application {
            upstream_id: Ok(Some(id(id_there))),
            current_user: Ok(Some(user)),
            diary: diary.clone(),
            ..Application::default()
        };
        exchange(
            &gateway(front, upstream),
            application,
            responding(&Sent::default(), status, upstream_body),
            request(front, update),
        );
        let before = [
            "prepare".to_owned(),
            format!("upstream id of {UUID}"),
            format!("credential for {front}"),
        ];
        assert_eq!(diary.lines()[..3], before, "{front} {upstream} {status}");
        assert_eq!(diary.lines()[3..], *expected, "{front} {upstream} {status}");
    }
}

#[test]
fn a_check_that_cannot_be_made_does_not_stop_an_update() {
    let outage = || Application {
        current_user: Err(Failure::new(FailureKind::Unavailable)),
        ..Application::default()
    };
    let sent = Sent::default();
    let body = r#"{"password":"Ch@ng3dP@ssw0rd!","phone":""}"#;
    let returned = exchange(
        &gateway("legacy", "legacy"),
        outage(),
        responding(&sent, 204, ""),
        request("legacy", body),
    );
    assert_eq!(returned.status(), 204);
    assert_eq!(json(sent.one().body()), json(body.as_bytes()));
}

#[test]
fn the_current_user_completes_the_request_and_the_response() {
    let sent = Sent::default();
    let known = || Application { current_user: Ok(Some(ada())), ..Application::default() };
    let update = || request("upsun", r#"{"last_name":"Lovelace"}"#);
    exchange(&gateway("upsun", "textus"), known(), responding(&sent, 404, ""), update());
    assert_eq!(json(sent.one().body()), json(br#"{"name":"Ada Lovelace"}"#));
    let returned = exchange(
        &gateway("upsun", "legacy"),
        known(),
        responding(&Sent::default(), 204, ""),
        update(),
    );
    assert_eq!(
        (&body(&returned)["id"], &body(&returned)["first_name"]),
        (&UUID.into(), &"Ada".into())
    );

    let unknown =
        exchange(&gateway("upsun", "textus"), Application::default(), unreachable(), update());
    assert_eq!(unknown.status(), 422);
    assert!(body(&unknown)["detail"]["last_name"].is_string(), "{unknown:?}");
}

/// The update has been carried out, whatever becomes of the question after it.
#[test]
fn a_success_stays_one_where_the_user_cannot_be_fetched_afterwards() {
    for current_user in [Ok(None), Err(Failure::new(FailureKind::Unavailable))] {
        let application = Application { current_user, ..Application::default() };
        let inner = responding(&Sent::default(), 204, "");
        let response = exchange(
            &gateway("upsun", "legacy"),
            application,
            inner,
            request("upsun", UPSUN_NAMES),
        );
        assert_eq!(response.status(), 200);
        assert_eq!(body(&response)["id"], UUID);
    }
}

#[test]
fn the_upstream_sees_its_own_id_and_credential_and_nothing_of_the_callers() {
    let of_caller =
        ["cookie", "x-session-token", "x-forwarded-for", "x-custom", "host", "content-length"];
    let carried = ["traceparent", "x-request-id", "if-match", "idempotency-key"];
    for credential in [None, Some(Credential::bearer("own-secret").unwrap())] {
        let mut caller = request("upsun", UPSUN_NAMES);
        for name in ["authorization"].iter().chain(&of_caller).chain(&carried) {
            caller.headers_mut().insert(*name, CANARY.parse().unwrap());
        }
        let sent = Sent::default();
        let application = Application {
            upstream_id: Ok(Some(id("a/b"))),
            credential: Ok(credential.clone()),
            ..Application::default()
        };
        exchange(&gateway("upsun", "textus"), application, responding(&sent, 204, ""), caller);
        let sent = sent.one();
        assert_eq!(sent.uri(), format!("{BASE}/users/a%2Fb").as_str());
        for name in of_caller {
            assert!(!sent.headers().contains_key(name), "{name}");
        }
        for name in carried {
            assert_eq!(sent.headers()[name], CANARY, "{name}");
        }
        let shown: Vec<_> = sent.headers().get_all("authorization").iter().collect();
        assert_eq!(shown.len(), usize::from(credential.is_some()));
        assert!(shown.iter().all(|value| *value == "Bearer own-secret" && value.is_sensitive()));
        assert!(!format!("{sent:?}").contains("own-secret"));
    }
}

/// Whichever hook fails: the caller reads it in the caller's own dialect, and nothing is sent.
#[test]
fn a_failure_of_a_hook_is_encoded_in_the_callers_dialect() {
    type SetFailure = fn(&mut Application, Failure);
    let mut update = UserUpdate::new(id(UUID));
    update.name.family = Patch::Set(Text::parse("Lovelace").unwrap());
    let hooks: [(FailureKind, SetFailure); 3] = [
        (FailureKind::Unauthenticated, |application, failure| {
            application.upstream_id = Err(failure);
        }),
        (FailureKind::Forbidden, |application, failure| application.credential = Err(failure)),
        (FailureKind::Unavailable, |application, failure| application.current_user = Err(failure)),
    ];
    // TextUs has only the whole of a name: towards it, one half needs the user; from it, there is
    // no such thing.
    for front in ALL.into_iter().filter(|front| *front != "textus") {
        let front_dialect = dialect(front);
        let encoded = front_dialect
            .encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject)
            .unwrap()
            .body;
        for (kind, set_failure) in hooks {
            let mut failure = Failure::new(kind);
            failure.retry_after = Some(Duration::from_secs(9));
            let mut application = Application::default();
            set_failure(&mut application, failure.clone());
            let returned = exchange(
                &gateway(front, "textus"),
                application,
                unreachable(),
                request(front, encoded.clone()),
            );
            let own = front_dialect.failure_response(front_dialect.encode_failure(&failure), None);
            assert_eq!(returned.status(), own.status(), "{front} {kind:?}");
            assert_eq!(returned.headers(), own.headers(), "{front} {kind:?}");
            assert_eq!(returned.body(), own.body(), "{front} {kind:?}");
        }
    }
}

#[test]
fn the_caller_is_known_before_any_other_hook_runs() {
    let diary = Diary::default();
    let admitted = Err(Failure::new(FailureKind::Forbidden));
    let application = Application { admitted, diary: diary.clone(), ..Application::default() };
    let mut request = request("upsun", UPSUN_NAMES);
    request.extensions_mut().insert(Somebody("Grace"));
    let returned = exchange(&gateway("upsun", "upsun"), application, unreachable(), request);
    assert_eq!(returned.status(), 403);
    assert_eq!(diary.lines(), ["admit Grace", "replied 403"]);
}

/// MediaSilo's callers read a time of day to retry at, and the application has set what time
/// it is.
#[test]
fn the_applications_own_rate_limit_is_sent_by_the_clock_where_read_there() {
    let now = UNIX_EPOCH + Duration::from_secs(1_000);
    let mut failure = Failure::new(FailureKind::RateLimited);
    failure.retry_after = Some(Duration::from_secs(9));
    let application = Application { credential: Err(failure), now, ..Application::default() };
    let returned =
        exchange(&gateway("legacy", "upsun"), application, unreachable(), request("legacy", "{}"));
    assert_eq!((returned.status().as_u16(), &returned.headers()["retry-after"]), (420, &9.into()));
    assert_eq!(returned.headers().get("x-ratelimit-reset"), Some(&1_009.into()));
}

#[test]
fn what_is_prepared_overrides_what_the_gateway_was_built_with() {
    let update = || {
        request(
            "upsun",
            r#"{"first_name":"Ada","last_name":"Byron","website":"https://example.com"}"#,
        )
    };
    let refused =
        exchange(&gateway("upsun", "textus"), Application::default(), unreachable(), update());
    assert_eq!(refused.status(), 422);
    assert!(body(&refused)["detail"]["website"].is_string());
    let sent = Sent::default();
    let application =
        Application { loss: Some(LossPolicy::AllowUnsupported), ..Application::default() };
    exchange(&gateway("upsun", "textus"), application, responding(&sent, 204, ""), update());
    assert_eq!(json(sent.one().body()), json(br#"{"name":"Ada Byron"}"#));
}

#[test]
fn every_reply_is_seen_before_it_goes_out() {
    let wrong = |change: fn(&mut Request<Full<Bytes>>)| {
        let mut wrong = request("upsun", UPSUN_NAMES);
        change(&mut wrong);
        wrong
    };
    for (request, expected) in [
        (wrong(|_| {}), 200),
        (request("upsun", "{"), 400),
        (wrong(|request| *request.uri_mut() = "/elsewhere".parse().unwrap()), 404),
        (wrong(|request| *request.method_mut() = Method::GET), 405),
        (
            wrong(|request| {
                drop(request.headers_mut().insert("accept", "text/html".parse().unwrap()));
            }),
            406,
        ),
        (
            wrong(|request| drop(request.headers_mut().insert("content-length", u64::MAX.into()))),
            413,
        ),
        (wrong(|request| drop(request.headers_mut().remove("content-type"))), 415),
    ] {
        let diary = Diary::default();
        let application = Application { diary: diary.clone(), ..Application::default() };
        let inner = responding(&Sent::default(), 200, UPSUN_ADA);
        assert_eq!(
            exchange(&gateway("upsun", "upsun"), application, inner, request).status(),
            expected
        );
        assert_eq!(diary.lines().pop(), Some(format!("replied {expected}")));
    }
}

/// What is shown of the layer and the service are names: of dialects, addresses and headers.
#[test]
fn neither_layer_nor_service_shows_a_secret() {
    let fronts = Frontends::new([Frontend::shared(dialect("upsun").into())]).unwrap();
    let upstream = Upstream::shared(dialect("textus").into(), BASE)
        .unwrap()
        .with_header("X-Key", CANARY)
        .unwrap();
    let gateway = Gateway::new(fronts, upstream).unwrap();
    let credential = Ok(Some(Credential::bearer(CANARY).unwrap()));
    let application = Application { credential, ..Application::default() };
    let layer = GatewayLayer::with_hooks(gateway, application);
    let shown = format!(
        "{layer:?} {:?} {:?}",
        layer.layer(unreachable()),
        layer.clone().layer(unreachable()).clone()
    );
    assert!(shown.contains("textus") && shown.contains("x-key") && shown.contains(BASE), "{shown}");
    assert!(!shown.contains(CANARY), "{shown}");
}
