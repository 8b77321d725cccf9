//! Of which parts a gateway can be built, and why not of others.

use idiolect::dialect::{DialectExt as _, Operation};
use idiolect::gateway::{BuildError, Frontend, Frontends, Gateway, Upstream};
use idiolect::http::BaseUrlError;

use crate::exchange::{front, pairs, shared, upstream};
use crate::routing_by_media_type::{MINE_TYPE, Mine};
use crate::support::{ALL, dialect};

fn together(names: &[&str]) -> Result<Frontends, BuildError> {
    Frontends::new(names.iter().map(|name| Frontend::shared(shared(name)).with_prefix("/one")))
}

#[test]
fn fronts_that_would_take_the_same_request_are_rejected() {
    for (first, second) in pairs() {
        let own = |name: &str| {
            (dialect(name).update_operation().method, dialect(name).update_operation().path)
        };
        // All of them read plain JSON.
        let expected = own(first) != own(second);
        assert_eq!(together(&[first, second]).is_ok(), expected, "{first} and {second}");
    }
    assert!(together(&["legacy", "upsun"]).is_ok(), "told apart by the method");
    assert!(together(&["legacy", "flat-roles"]).is_ok(), "told apart by the path");
    let error = together(&["legacy", "upsun", "textus"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "ambiguous frontends: both legacy at /one and textus at /one accept PUT with application/json; \
         mount one under another prefix"
    );
    let BuildError::Ambiguous { first, second, method, media_type, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!((first.as_str(), second.as_str()), ("legacy at /one", "textus at /one"));
    assert_eq!((method, media_type), ("PUT", "application/json"));
}

#[test]
fn a_prefix_distinguishes_any_two_fronts() {
    for (first, second) in pairs() {
        assert!(
            Frontends::new([front(first).with_prefix("/one"), front(second).with_prefix("/two")])
                .is_ok()
        );
    }
    assert!(Frontends::new(ALL.map(front)).is_ok());
    // Two ways to write one prefix are one prefix.
    assert!(
        Frontends::new([front("legacy").with_prefix("/one"), front("textus").with_prefix("/one/")])
            .is_err()
    );
}

#[test]
fn paths_that_meet_in_some_address_are_routing_by_media_type_by_nothing() {
    const SUFFIXED: Operation = Operation::update_user(
        "PUT",
        "/users/{id}.json",
        "application/json",
        &["application/json"],
    );
    const APART: Operation =
        Operation::update_user("PUT", "/people/{id}", "application/json", &["application/json"]);
    const TYPED: Operation =
        Operation::update_user("PUT", "/users/{id}.json", MINE_TYPE, &[MINE_TYPE]);
    const SHOUTED: Operation =
        Operation::update_user("PUT", "/users/{id}", "APPLICATION/JSON", &["application/json"]);
    let beside_legacy = |endpoint: &'static Operation| {
        Frontends::new([
            front("legacy").with_prefix("/one"),
            Frontend::new(Mine::at(endpoint)).with_prefix("/one"),
        ])
        .is_ok()
    };
    assert!(!beside_legacy(&SUFFIXED));
    assert!(!beside_legacy(&SHOUTED));
    assert!(beside_legacy(&APART));
    assert!(beside_legacy(&TYPED));
}

#[test]
fn a_gateway_needs_a_front() {
    assert_eq!(Frontends::new([]).unwrap_err(), BuildError::NoFront);
}

#[test]
fn a_prefix_is_a_path_without_a_place_for_an_id() {
    for prefix in [
        "json-api",
        "/a b",
        "/a?b",
        "/a#b",
        "/{id}",
        "/{",
        "/é",
        "/a\n",
        "https://example.com",
        " /a",
        "a/",
    ] {
        let error = Frontends::new([front("upsun").with_prefix(prefix)]).unwrap_err();
        assert!(matches!(error, BuildError::Prefix { .. }), "{prefix}: {error}");
    }
    for prefix in ["", "/", "/a", "/a/", "/a/b.c~d/e-f_g", "/a%20b", "/v1:x@y"] {
        assert!(Frontends::new([front("upsun").with_prefix(prefix)]).is_ok(), "{prefix}");
    }
}

#[test]
fn an_endpoint_has_a_method_and_a_path_with_one_id() {
    const NO_METHOD: Operation =
        Operation::update_user("P T", "/users/{id}", "application/json", &["application/json"]);
    const NO_ID: Operation =
        Operation::update_user("PUT", "/users", "application/json", &["application/json"]);
    const TWO_IDS: Operation =
        Operation::update_user("PUT", "/{id}/{id}", "application/json", &["application/json"]);
    const NO_SLASH: Operation =
        Operation::update_user("PUT", "users/{id}", "application/json", &["application/json"]);
    for endpoint in [&NO_METHOD, &NO_ID, &TWO_IDS, &NO_SLASH] {
        let error = Frontends::new([Frontend::new(Mine::at(endpoint))]).unwrap_err();
        assert!(matches!(error, BuildError::Operation { .. }), "{endpoint:?}: {error}");
        assert!(error.to_string().contains("mine"), "{error}");
    }
}

#[test]
fn an_upstream_has_an_address_of_a_service() {
    let wrong = [
        ("", BaseUrlError::Syntax),
        ("upstream.example", BaseUrlError::Syntax),
        ("https://up stream.example", BaseUrlError::Syntax),
        ("ftp://upstream.example", BaseUrlError::Scheme),
        ("https://ada:secret@upstream.example", BaseUrlError::Credential),
        ("https://upstream.example?key=secret", BaseUrlError::Query),
        ("https://upstream.example#top", BaseUrlError::Query),
    ];
    for (address, expected) in wrong {
        let error = Upstream::shared(shared("upsun"), address).unwrap_err();
        assert_eq!(error, BuildError::BaseUrl(expected), "{address}");
        assert!(!format!("{error} {error:?}").contains("secret"));
    }
}

#[test]
fn a_header_for_the_upstream_is_one() {
    for (name, value) in
        [("X Client", "a"), ("", "a"), ("X-Client", "a\r\nHost: b"), ("X-Client", "a\n")]
    {
        let error = upstream("upsun").with_header(name, value).unwrap_err();
        assert_eq!(error.to_string(), format!("invalid header `{name}`: bad name or value"));
    }
}

#[test]
fn an_upstream_has_the_headers_that_it_wants() {
    for name in ALL {
        let bare = Upstream::shared(shared(name), "https://upstream.example").unwrap();
        let built = Gateway::new(Frontends::new([front("upsun")]).unwrap(), bare);
        if name == "legacy" {
            let error = built.unwrap_err();
            assert!(
                matches!(error, BuildError::MissingHeader { name: "MediaSiloHostContext", .. }),
                "{error:?}"
            );
            let expected = "missing header `MediaSiloHostContext` required by legacy; \
                            set it with `Upstream::with_header`";
            assert_eq!(error.to_string(), expected);
        } else {
            assert!(built.is_ok(), "{name}");
        }
    }
    let set = Upstream::shared(shared("legacy"), "https://upstream.example")
        .unwrap()
        .with_header("mediasilohostcontext", "h");
    assert!(Gateway::new(Frontends::new([front("upsun")]).unwrap(), set.unwrap()).is_ok());
}
