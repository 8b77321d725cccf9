//! What a request comes in, and what its sender takes.

use http::{Request, StatusCode, request};
use idiolect::dialect::{Dialect, Settings, built_in};
use idiolect::http::{HttpExt, Rejection};
use idiolect::model::Code;
use idiolect::problem::FailureKind;

use super::support::dialect;
use super::{JSON, JSON_API, ROWS, Row, TEXTUS};

/// The head of a request with these headers.
fn head(uri: &str, headers: &[(&str, &str)]) -> request::Parts {
    let mut request = Request::put(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

fn check(dialect: &dyn Dialect, headers: &[(&str, &str)]) -> Result<&'static str, Box<Rejection>> {
    dialect.check_request_head(&head("/", headers))
}

fn takes(dialect: &dyn Dialect, content_type: &str) -> bool {
    let checked = check(dialect, &[("content-type", content_type)]);
    checked
        .inspect_err(|refused| assert_eq!(refused.failure.kind, FailureKind::UnsupportedMediaType))
        .is_ok()
}

fn negotiated(dialect: &dyn Dialect, content_type: &str, accept: &str) -> Option<&'static str> {
    let checked = check(dialect, &[("content-type", content_type), ("accept", accept)]);
    checked.inspect_err(|refused| assert_eq!(refused.failure.kind, FailureKind::NotAcceptable)).ok()
}

fn used(name: &str, settings: Settings) -> Box<dyn Dialect> {
    built_in(settings).into_iter().find(|dialect| dialect.id().as_str() == name).unwrap()
}

fn read(row: &Row) -> impl Iterator<Item = &'static str> {
    std::iter::once(row.sent).chain(row.extra_request_types.iter().copied())
}

fn written_types(row: &Row) -> Vec<&'static str> {
    std::iter::once(row.sent).chain(row.also_written.iter().copied()).collect()
}

#[test]
fn a_request_is_taken_in_the_types_of_the_table_however_they_are_written() {
    for row in &ROWS {
        let dialect = dialect(row.name);
        for name in [
            JSON,
            JSON_API,
            TEXTUS,
            "application/problem+json",
            "text/json",
            "application/*",
            "*/*",
            "",
        ] {
            assert_eq!(
                takes(&*dialect, name),
                read(row).any(|read| read == name),
                "{} {name}",
                row.name
            );
        }
        for name in read(row) {
            let has_charset = name != JSON_API;
            for (parameters, is_taken) in [
                (" ", true),
                ("; charset=utf-8", has_charset),
                (";CHARSET=\"UTF-8\"", has_charset),
                ("; charset=iso-8859-1", false),
                ("; profile=\"https://example.com/a, b\"", true),
                ("; version=1", has_charset),
            ] {
                for name in [name.to_owned(), name.to_uppercase()] {
                    assert_eq!(
                        takes(&*dialect, &format!("{name}{parameters}")),
                        is_taken,
                        "{} {name}{parameters}",
                        row.name
                    );
                }
            }
            assert!(
                check(&*dialect, &[("content-type", name), ("content-type", name)]).is_err(),
                "{} twice",
                row.name
            );
        }
        assert!(check(&*dialect, &[]).is_err(), "{} without a type", row.name);
    }
}

#[test]
fn a_failure_lists_what_would_be_taken_and_is_encoded_in_the_dialect() {
    for row in &ROWS {
        let dialect = dialect(row.name);
        let refused = check(&*dialect, &[("content-type", "text/plain")]).unwrap_err();
        let listed: Vec<_> =
            refused.failure.problems.iter().map(|problem| problem.code.clone()).collect();
        assert_eq!(listed, [Code::MEDIA_TYPE], "{}", row.name);
        let response = dialect.rejection_response(&refused);
        assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{}", row.name);
        // RFC 5789, section 2.2, and RFC 9110, section 15.5.16.
        let (listing, other) = if row.method == "PATCH" {
            ("accept-patch", "accept")
        } else {
            ("accept", "accept-patch")
        };
        assert_eq!(
            response.headers()[listing],
            read(row).collect::<Vec<_>>().join(", ").as_str(),
            "{}",
            row.name
        );
        assert!(!response.headers().contains_key(other), "{}", row.name);
        let refused =
            check(&*dialect, &[("content-type", row.sent), ("accept", "text/html")]).unwrap_err();
        assert_eq!(
            dialect.rejection_response(&refused).status(),
            StatusCode::NOT_ACCEPTABLE,
            "{}",
            row.name
        );
    }
}

#[test]
fn an_encoded_body_is_rejected_and_identity_may_be_declared() {
    for row in &ROWS {
        let dialect = dialect(row.name);
        let encoded =
            |coding| check(&*dialect, &[("content-type", row.sent), ("content-encoding", coding)]);
        for coding in ["gzip", "br", "identity, gzip", "nonsense"] {
            let refused = encoded(coding).unwrap_err();
            assert_eq!(refused.failure.kind, FailureKind::UnsupportedMediaType, "{coding}");
            assert_eq!(
                dialect.rejection_response(&refused).headers()["accept-encoding"],
                "identity",
                "{coding}"
            );
        }
        assert!(encoded("identity").is_ok(), "{}", row.name);
    }
}

/// RFC 9110, section 8.4.1.
#[test]
fn a_content_coding_is_named_in_either_case() {
    let upsun = dialect("upsun");
    assert!(check(&*upsun, &[("content-type", JSON), ("content-encoding", "Identity")]).is_ok());
}

#[test]
fn the_response_is_in_the_type_that_its_reader_prefers() {
    for row in &ROWS {
        let (dialect, known) = (dialect(row.name), written_types(row));
        let negotiated = |accept: &str| negotiated(&*dialect, row.sent, accept);
        let usual = Some(row.sent);
        assert_eq!(check(&*dialect, &[("content-type", row.sent)]).ok(), usual, "{}", row.name);
        for accept in [
            "",
            "*/*",
            "application/*",
            "*/*;q=0.001",
            "text/html, */*;q=0.1",
            "nonsense",
            ",",
            "a/b, */*;q=x",
            "text/html, *; q=.2, */*; q=.2",
        ] {
            assert_eq!(negotiated(accept), usual, "{} {accept}", row.name);
        }
        for accept in [
            "text/html",
            "text/*",
            "*/*;q=0",
            "application/problem+json",
            "image/*;q=0.5, text/html",
        ] {
            assert_eq!(negotiated(accept), None, "{} {accept}", row.name);
        }
        for one in &known {
            assert_eq!(negotiated(one), Some(*one), "{} {one}", row.name);
            assert_eq!(negotiated(&one.to_uppercase()), Some(*one), "{} {one}", row.name);
            assert_eq!(
                negotiated(&format!("text/html;q=1, {one};q=0.1")),
                Some(*one),
                "{} {one}",
                row.name
            );
            for other in known.iter().filter(|other| *other != one) {
                assert_eq!(
                    negotiated(&format!("{one};q=0.5, {other};Q=0.6")),
                    Some(*other),
                    "{} {one}",
                    row.name
                );
                assert_eq!(
                    negotiated(&format!("{one};q=0, */*")),
                    Some(*other),
                    "{} {one}",
                    row.name
                );
            }
        }
        let none = known.iter().map(|one| format!("{one};q=0.0")).collect::<Vec<_>>().join(", ");
        assert_eq!(negotiated(&none), None, "{}", row.name);
        assert_eq!(negotiated(&format!("{none}, */*;q=1")), None, "{}", row.name);
    }
}

#[test]
fn accept_may_be_sent_in_several_lines() {
    let upsun = dialect("upsun");
    let lines =
        [("content-type", JSON), ("accept", "text/html"), ("accept", "application/hal+json")];
    assert_eq!(check(&*upsun, &lines).ok(), Some("application/hal+json"));
}

/// JSON:API 1.1, "Content Negotiation": `Content-Type` and `Accept` with each parameter, by the
/// book and tolerantly.
#[test]
fn json_api_has_rules_of_its_own_for_parameters() {
    let strict = dialect("json-api");
    let lenient = used("json-api", Settings::default().with_lenient_charset());
    for (parameters, by_the_book, tolerated) in [
        ("", true, true),
        ("; profile=\"https://example.com/one https://example.com/two\"", true, true),
        ("; ext=\"https://jsonapi.org/ext/atomic\"", false, false),
        ("; charset=utf-8", false, true),
        ("; charset=utf-16", false, false),
        ("; charset=utf-8; version=1", false, false),
        ("; version=1", false, false),
    ] {
        let written = format!("{JSON_API}{parameters}");
        for (dialect, is_taken) in [(&strict, by_the_book), (&lenient, tolerated)] {
            assert_eq!(takes(&**dialect, &written), is_taken, "{written}");
            let chosen = negotiated(&**dialect, JSON_API, &written);
            assert_eq!(chosen, is_taken.then_some(JSON_API), "{written}");
            // One that is spoiled is passed over for one that is not; if all are, nothing else
            // helps.
            assert_eq!(
                negotiated(&**dialect, JSON_API, &format!("{written};q=0.9, {JSON_API};q=0.1")),
                Some(JSON_API)
            );
            let with_any = negotiated(&**dialect, JSON_API, &format!("{written}, */*;q=0.5"));
            assert_eq!(with_any, is_taken.then_some(JSON_API), "{written}");
        }
    }
    // These rules are that media type's, not those of the other one.
    assert_eq!(
        negotiated(&*strict, "application/json; charset=utf-8", "application/json; charset=utf-8"),
        Some(JSON)
    );
}

#[test]
fn a_query_is_rejected_unless_what_is_unknown_is_tolerated() {
    for row in &ROWS {
        for (settings, is_taken) in [
            (Settings::default(), false),
            (Settings::default().with_unknown_members_reported(), true),
        ] {
            let dialect = used(row.name, settings);
            let checked =
                |uri| dialect.check_request_head(&head(uri, &[("content-type", row.sent)]));
            assert!(checked("/users/7").is_ok() && checked("/users/7?").is_ok(), "{}", row.name);
            match checked("/users/7?include=hunter2") {
                Ok(_) => assert!(is_taken, "{}", row.name),
                Err(refused) => {
                    assert!(!is_taken, "{}", row.name);
                    assert_eq!(refused.failure.kind, FailureKind::Invalid);
                    assert_eq!(refused.failure.problems[0].code, Code::QUERY);
                    assert!(!format!("{refused} {refused:?}").contains("hunter2"));
                }
            }
        }
    }
}
