//! Which headers go to the service and which come back; whose credential is shown.

use std::collections::BTreeSet;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use idiolect::dialect::Operation;
use idiolect::gateway::{Exchange, Frontend, Frontends};
use idiolect::http::Credential;

use crate::exchange::{
    between, front, gateway, naming, pairs, receive, renaming, request, sent, text, upstream,
};
use crate::routing_by_media_type::Mine;
use crate::support::values::CANARY;

/// What callers of the five vendors show to be let in, and more that is nobody else's business.
const OF_THE_CALLER: [&str; 12] = [
    "Authorization",
    "Proxy-Authorization",
    "Cookie",
    "X-Session-Token",
    "MediaSiloSessionKey",
    "MediaSiloHostContext",
    "X-Access-Token",
    "X-Api-Key",
    "Host",
    "X-Forwarded-For",
    "User-Agent",
    "Accept-Language",
];

/// What means the same to the service, with a value for each.
const CARRIED: [(&str, &str); 9] = [
    ("If-Match", "\"v7\""),
    ("If-None-Match", "\"v6\""),
    ("If-Unmodified-Since", "Tue, 15 Nov 1994 08:12:31 GMT"),
    ("Idempotency-Key", "8e03978e-40d5-43e8-bc93-6894a57f9324"),
    ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    ("tracestate", "congo=t61rcWkgMzE"),
    ("X-Request-Id", "request-1"),
    ("X-Trace-Id", "trace-1"),
    ("X-Correlation-Id", "correlation-1"),
];

fn with_headers(name: &str, headers: &[(&str, &str)]) -> Request<Bytes> {
    let mut request = request(name, naming(name));
    for (name, value) in headers {
        request
            .headers_mut()
            .append(HeaderName::try_from(*name).unwrap(), HeaderValue::try_from(*value).unwrap());
    }
    request
}

fn sent_headers(exchange: Exchange) -> HeaderMap {
    sent(exchange.forward()).into_parts().0.headers().clone()
}

fn names(headers: &HeaderMap) -> BTreeSet<&str> {
    headers.keys().map(HeaderName::as_str).collect()
}

#[test]
fn what_a_caller_shows_to_be_let_in_goes_no_further() {
    let secrets = OF_THE_CALLER.map(|name| (name, CANARY));
    for (caller, service) in pairs() {
        let own = sent_headers(renaming(caller, service));
        let sent = sent_headers(receive(&between(caller, service), with_headers(caller, &secrets)));
        assert_eq!(sent, own, "{caller} before {service}");
    }
}

#[test]
fn what_means_the_same_to_the_service_is_carried() {
    for (caller, service) in pairs() {
        let sent = sent_headers(receive(&between(caller, service), with_headers(caller, &CARRIED)));
        for (name, value) in CARRIED {
            assert_eq!(text(&sent, name), Some(value), "{caller} before {service}: {name}");
        }
    }
    let twice = with_headers("upsun", &[("If-Match", "\"a\""), ("If-Match", "\"b\"")]);
    let sent = sent_headers(receive(&between("upsun", "textus"), twice));
    assert_eq!(sent.get_all("If-Match").iter().collect::<Vec<_>>(), ["\"a\"", "\"b\""]);
}

#[test]
fn the_applications_credential_is_shown_and_marked_as_a_secret() {
    for (caller, service) in pairs() {
        let credentials = [
            (Credential::bearer("own").unwrap(), "authorization", "Bearer own"),
            (Credential::basic("ada", "own").unwrap(), "authorization", "Basic YWRhOm93bg=="),
            (
                Credential::header("MediaSiloSessionKey", "own").unwrap().owned_by_caller(),
                "mediasilosessionkey",
                "own",
            ),
        ];
        for (credential, name, value) in credentials {
            let of_caller =
                with_headers(caller, &[("Authorization", CANARY), ("MediaSiloSessionKey", CANARY)]);
            let exchange =
                receive(&between(caller, service), of_caller).with_credential(credential);
            let sent = sent_headers(exchange);
            assert_eq!(text(&sent, name), Some(value));
            assert!(sent.get(name).unwrap().is_sensitive());
            let own = sent_headers(renaming(caller, service));
            let mut expected = names(&own);
            expected.insert(name);
            assert_eq!(names(&sent), expected, "{caller} before {service}");
        }
    }
}

#[test]
fn exchange_headers_take_precedence_and_the_credential_over_its_own_header() {
    let upstream = upstream("legacy")
        .with_header("X-Client", "usual")
        .unwrap()
        .with_header("X-Other", "other")
        .unwrap();
    let gateway = gateway([front("upsun")], upstream);
    let header = |name, value| (HeaderName::from_static(name), HeaderValue::from_static(value));
    let (client, host) =
        (header("x-client", "special"), header("mediasilohostcontext", "another-host"));
    let authorization = header("authorization", "none");
    let sent = sent_headers(
        receive(
            &gateway,
            with_headers("upsun", &[("X-Client", CANARY), ("X-Request-Id", "theirs")]),
        )
        .with_header(client.0, client.1)
        .with_header(host.0, host.1)
        .with_header(authorization.0, authorization.1)
        .with_header(HeaderName::from_static("x-request-id"), HeaderValue::from_static("ours"))
        .with_credential(Credential::bearer("own").unwrap()),
    );
    assert_eq!(text(&sent, "X-Client"), Some("special"));
    assert_eq!(text(&sent, "X-Other"), Some("other"));
    assert_eq!(text(&sent, "MediaSiloHostContext"), Some("another-host"));
    assert_eq!(text(&sent, "Authorization"), Some("Bearer own"));
    assert_eq!(sent.get_all("X-Request-Id").iter().collect::<Vec<_>>(), ["ours"]);
}

#[test]
fn the_application_sees_what_the_caller_showed_marked_as_a_secret() {
    let secrets = [
        "Authorization",
        "Cookie",
        "X-Session-Token",
        "MediaSiloSessionKey",
        "X-Api-Key",
        "X-Access-Token",
    ];
    let mut shown = secrets.map(|name| (name, CANARY)).to_vec();
    shown.push(("If-Match", "\"v7\""));
    for (caller, service) in pairs() {
        let exchange = receive(&between(caller, service), with_headers(caller, &shown));
        let headers = exchange.received().headers();
        for name in secrets {
            assert_eq!(text(headers, name), Some(CANARY));
            assert!(headers.get(name).unwrap().is_sensitive(), "{caller}: {name}");
        }
        assert!(!headers.get("If-Match").unwrap().is_sensitive());
    }
}

#[test]
fn a_credential_is_a_secret_wherever_the_dialect_has_it() {
    const OPERATIONS: &[Operation] =
        &[Operation::update_user("PUT", "/users/{id}", "application/json", &["application/json"])
            .with_credentials(&["X-Mine"])];
    let fronts =
        Frontends::new([Frontend::new(Mine::at(&OPERATIONS[0])).with_prefix("/legacy")]).unwrap();
    let received =
        fronts.receive(with_headers("legacy", &[("X-Mine", CANARY), ("X-Yours", "a")])).unwrap();
    assert!(received.headers().get("X-Mine").unwrap().is_sensitive());
    assert!(!received.headers().get("X-Yours").unwrap().is_sensitive());
}

#[test]
fn headers_of_the_body_are_the_gateways_own() {
    let stale = [
        ("Content-Length", "5"),
        ("Content-Encoding", "identity"),
        ("Content-MD5", "x"),
        ("Digest", "x"),
    ];
    let written = sent_headers(receive(&between("upsun", "textus"), with_headers("upsun", &stale)));
    assert_eq!(names(&written), BTreeSet::from(["accept", "content-type"]));
    let sending = sent(renaming("upsun", "textus").forward());
    assert_eq!(sending.request().body(), r#"{"name":"Ada Byron"}"#);
}
