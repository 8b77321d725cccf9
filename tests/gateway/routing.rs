//! Which front takes a request, and the response to a request that nobody takes.

use std::sync::LazyLock;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use idiolect::dialect::upsun::Upsun;
use idiolect::dialect::{DialectExt as _, Settings, built_in};
use idiolect::gateway::{Frontend, Frontends, Gateway, InboundRequest, Reply};
use serde_json::json;

use crate::exchange::{
    between, failure_in_response, front, gateway, media_type, naming, places, receive, replied,
    request, sent, shared, text, turned_away, upstream,
};
use crate::routing_by_media_type::{MINE, MINE_TYPE, Mine};
use crate::support::values::UUID;
use crate::support::{ALL, dialect};

/// The method of each dialect, and one that it does not have.
fn methods(name: &str) -> (&'static str, &'static str) {
    if matches!(name, "upsun" | "canonical") { ("PATCH", "PUT") } else { ("PUT", "PATCH") }
}

fn every_front() -> &'static Gateway {
    static ALL_FRONTS: LazyLock<Gateway> =
        LazyLock::new(|| gateway(ALL.map(front), upstream("canonical")));
    &ALL_FRONTS
}

fn changed(name: &str, change: impl FnOnce(&mut Request<Bytes>)) -> Request<Bytes> {
    let mut request = request(name, naming(name));
    change(&mut request);
    request
}

fn at(path: &str) -> impl FnOnce(&mut Request<Bytes>) {
    let uri = path.parse().unwrap();
    move |request: &mut Request<Bytes>| *request.uri_mut() = uri
}

fn with<'h>(name: &'static str, value: &'h str) -> impl FnOnce(&mut Request<Bytes>) + 'h {
    move |request: &mut Request<Bytes>| {
        request
            .headers_mut()
            .insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }
}

fn reported<'r>(reply: &'r Reply, header: &str) -> Option<&'r str> {
    text(reply.response().headers(), header)
}

#[test]
fn every_front_takes_what_is_its_own() {
    let gateway = every_front();
    for name in ALL {
        let exchange = receive(gateway, request(name, naming(name)));
        assert_eq!(exchange.received().frontend().as_str(), name);
        assert_eq!(exchange.received().dialect().id().as_str(), name);
        assert_eq!(exchange.received().id().as_str(), UUID);
        assert_eq!(exchange.upstream_id().as_str(), UUID);
        assert_eq!(exchange.upstream().as_str(), "canonical");
    }
    assert_eq!(gateway.upstream().id().as_str(), "canonical");
}

#[test]
fn an_unknown_path_is_reported_by_the_front_of_its_prefix() {
    let gateway = every_front();
    for name in ALL {
        let paths = [
            format!("/{name}"),
            format!("/{name}/"),
            format!("/{name}/nowhere"),
            format!("/{name}/users"),
            format!("/{name}/users/"),
            format!("/{name}/users/{UUID}/more"),
            format!("/{name}//users/{UUID}"),
            format!("/{name}/Users/{UUID}"),
        ];
        for path in paths {
            let reply = turned_away(gateway, changed(name, at(&path)));
            failure_in_response(name, &reply, 404);
        }
    }
    for path in ["/", "/nobody/users/7", "/json-apis/v3/users/7", "/users/7", "/upsunny"] {
        let reply = turned_away(gateway, changed("upsun", at(path)));
        assert_eq!(reply.response().status(), StatusCode::NOT_FOUND, "{path}");
        assert!(reply.response().body().is_empty() && reply.response().headers().is_empty());
        assert_eq!(reply.frontend(), None, "{path}");
    }
}

#[test]
fn a_path_with_a_prefix_of_two_fronts_is_nobodys_more_than_the_others() {
    let gateway = gateway(
        [front("legacy").with_prefix("/one"), front("upsun").with_prefix("/one")],
        upstream("canonical"),
    );
    let reply = turned_away(&gateway, changed("upsun", at("/one/nowhere")));
    assert_eq!(reply.response().status(), StatusCode::NOT_FOUND);
    assert!(reply.response().body().is_empty() && reply.frontend().is_none());
}

#[test]
fn a_path_belongs_to_the_longest_prefix_that_it_has() {
    let root = Frontend::shared(shared("upsun"));
    let gateway = gateway(
        [root, front("json-api"), front("textus").with_prefix("/json-api/textus")],
        upstream("canonical"),
    );
    for (path, name) in [
        ("/nowhere", "upsun"),
        ("/json-api/nowhere", "json-api"),
        ("/json-api/textus/nowhere", "textus"),
    ] {
        failure_in_response(name, &turned_away(&gateway, changed("upsun", at(path))), 404);
    }
}

#[test]
fn another_method_is_reported_with_those_allowed() {
    for name in ALL {
        let (own, other) = methods(name);
        for method in [other, "GET", "POST", "DELETE", "OPTIONS", "HEAD", "put"] {
            let request = changed(name, |request| {
                *request.method_mut() = Method::from_bytes(method.as_bytes()).unwrap();
            });
            let reply = turned_away(every_front(), request);
            failure_in_response(name, &reply, 405);
            assert_eq!(reported(&reply, "Allow"), Some(own), "{name} {method}");
        }
    }
}

#[test]
fn two_methods_on_one_path_are_two_fronts() {
    let fronts = [front("legacy").with_prefix("/one"), front("upsun").with_prefix("/one")];
    let gateway = gateway(fronts, upstream("canonical"));
    for name in ["legacy", "upsun"] {
        let path = format!("/one/users/{UUID}");
        let exchange = receive(&gateway, changed(name, at(&path)));
        assert_eq!(exchange.received().frontend().as_str(), name);
        let post = |request: &mut Request<Bytes>| {
            at(&path)(request);
            *request.method_mut() = Method::POST;
        };
        let reply = turned_away(&gateway, changed(name, post));
        assert_eq!(reply.response().status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(reported(&reply, "Allow"), Some("PUT, PATCH"));
    }
}

#[test]
fn another_media_type_is_reported_with_those_read() {
    for name in ALL {
        let expected = match name {
            "json-api" => "application/vnd.api+json, application/json",
            "textus" => "application/vnd.textus+jsonld, application/json",
            _ => "application/json",
        };
        let header = if methods(name).0 == "PATCH" { "Accept-Patch" } else { "Accept" };
        for wrong in [
            "text/plain",
            "application/xml",
            "application/json; charset=latin1",
            "application/hal+json",
        ] {
            let reply = turned_away(every_front(), changed(name, with("content-type", wrong)));
            failure_in_response(name, &reply, 415);
            assert_eq!(reported(&reply, header), Some(expected), "{name} {wrong}");
        }
        let reply = turned_away(every_front(), changed(name, with("content-encoding", "gzip")));
        failure_in_response(name, &reply, 415);
        assert_eq!(reported(&reply, "Accept-Encoding"), Some("identity"));
        let mut untyped = request(name, naming(name));
        untyped.headers_mut().clear();
        failure_in_response(name, &turned_away(every_front(), untyped), 415);
    }
}

#[test]
fn a_caller_who_accepts_no_available_type_gets_none() {
    for name in ALL {
        for wrong in ["text/html", "application/xml;q=0.9", "*/*;q=0"] {
            let reply = turned_away(every_front(), changed(name, with("accept", wrong)));
            failure_in_response(name, &reply, 406);
        }
        for right in ["*/*", "application/*", media_type(name), "text/html, */*;q=0.1"] {
            receive(every_front(), changed(name, with("accept", right)));
        }
    }
}

#[test]
fn a_query_is_no_part_of_any_address_unless_unknown_members_are_tolerated() {
    for (tolerant, name) in
        built_in(Settings::default().with_unknown_members_reported()).into_iter().zip(ALL)
    {
        let path = request(name, "").uri().path().to_owned();
        let reply = turned_away(every_front(), changed(name, at(&format!("{path}?include=teams"))));
        failure_in_response(name, &reply, 400);
        receive(every_front(), changed(name, at(&format!("{path}?"))));

        let front = Frontend::shared(tolerant.into()).with_prefix(format!("/{name}"));
        let gateway = gateway([front], upstream("canonical"));
        let exchange = receive(&gateway, changed(name, at(&format!("{path}?include=teams"))));
        assert_eq!(sent(exchange.forward()).request().uri().query(), None, "{name}");
    }
}

/// A body that names another user than the path does.
fn of_another(name: &str) -> String {
    let other = "7d1f2c54-97a5-4d0e-9a53-0c6a3f0f5b11";
    match name {
        "json-api" => json!({"data": {"type": "users", "id": other}}),
        "textus" => json!({ "id": format!("/users/{other}") }),
        "canonical" => json!({"version": 1, "id": other}),
        _ => json!({ "id": other }),
    }
    .to_string()
}

#[test]
fn a_body_about_another_user_than_the_path_is_a_conflict() {
    for name in ALL {
        let reply = replied(receive(every_front(), request(name, of_another(name))).forward());
        let place = if name == "json-api" { "/data/id" } else { "/id" };
        assert_eq!(places(reply.failure().unwrap()), [place], "{name}");
        // MediaSilo reports fields where they are wrong in themselves, and a conflict by its
        // status.
        let reported: &[&str] = if name == "legacy" { &[] } else { &[place] };
        assert_eq!(places(&failure_in_response(name, &reply, 409)), reported, "{name}");
    }
    let reply = replied(
        receive(
            every_front(),
            request("json-api", json!({"data": {"type": "teams", "id": UUID}}).to_string()),
        )
        .forward(),
    );
    assert_eq!(places(&failure_in_response("json-api", &reply, 409)), ["/data/type"]);
}

/// Two fronts at one path and by one method, and a request of this type to them.
fn routing_by_media_type_by_type(content_type: &'static str) -> (Gateway, Request<Bytes>) {
    let fronts =
        [Frontend::new(Mine::default()).with_prefix("/one"), front("legacy").with_prefix("/one")];
    let request = changed("legacy", |request| {
        at(&format!("/one/users/{UUID}"))(request);
        with("content-type", content_type)(request);
    });
    (gateway(fronts, upstream("canonical")), request)
}

#[test]
fn fronts_may_differ_in_the_media_type_alone() {
    for (content_type, name) in [(MINE_TYPE, MINE), ("application/json", "legacy")] {
        let (gateway, request) = routing_by_media_type_by_type(content_type);
        assert_eq!(receive(&gateway, request).received().frontend().as_str(), name);
    }
}

#[test]
fn every_media_type_that_is_read_at_an_address_is_listed() {
    let (gateway, request) = routing_by_media_type_by_type("text/plain");
    let reply = turned_away(&gateway, request);
    assert_eq!(reply.response().status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let listed = reported(&reply, "Accept").unwrap();
    assert!(
        listed.contains(MINE_TYPE) && listed.contains("application/json"),
        "both are taken, and reported is {listed}"
    );
}

#[test]
fn a_method_of_two_fronts_is_listed_once() {
    let upsun = Frontend::new(Upsun::default()).with_prefix("/one");
    let gateway = gateway(
        [
            front("legacy").with_prefix("/one"),
            upsun,
            Frontend::new(Mine::default()).with_prefix("/one"),
        ],
        upstream("canonical"),
    );
    let post = changed("legacy", |request| {
        at(&format!("/one/users/{UUID}"))(request);
        *request.method_mut() = Method::POST;
    });
    assert_eq!(reported(&turned_away(&gateway, post), "Allow"), Some("PUT, PATCH"));
}

#[test]
fn a_front_without_a_prefix_stands_at_the_path_of_its_update_operation() {
    for name in ALL {
        for prefix in ["", "/"] {
            let gateway = gateway(
                [Frontend::shared(shared(name)).with_prefix(prefix)],
                upstream("canonical"),
            );
            let path = dialect(name).update_operation().path.replace("{id}", UUID);
            receive(&gateway, changed(name, at(&path)));
            failure_in_response(name, &turned_away(&gateway, changed(name, at("/nowhere"))), 404);
        }
    }
    receive(&between("upsun", "upsun"), request("upsun", "{}"));
}

#[test]
fn a_head_alone_determines_who_reads_the_rest() {
    let fronts = Frontends::new(ALL.map(front)).unwrap();
    for name in ALL {
        let (head, body) = request(name, naming(name)).into_parts();
        let route = fronts.route(&head).unwrap();
        assert_eq!(route.body_limit(), 2 << 20);
        failure_in_response(name, &route.body_too_large(), 413);
        failure_in_response(name, &route.body_incomplete(), 400);
        let received = InboundRequest::new(route, head, body);
        assert!(received.update(None).is_ok(), "{name}");
    }
}
