//! Responses, written and read.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Response, StatusCode};
use idiolect::dialect::{DialectExt, Error};
use idiolect::http::{HttpExt, UpstreamResponse};
use idiolect::model::{Attribute, Code};
use idiolect::problem::{Failure, FailureKind, FailureProblem, ProblemLocation, RateLimit};
use serde_json::Value;

use super::support::{dialect, fixtures, json};
use super::{ROWS, Row};

/// Tue, 15 Nov 1994 08:12:31 GMT.
const DATE: u64 = 784_887_151;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn response(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body.into()).unwrap()
}

/// The failure that a response is read as.
fn failure(name: &str, response: &Response<Bytes>, now: Option<SystemTime>) -> Failure {
    match dialect(name).read_response(response, now) {
        UpstreamResponse::Failure(decoded) => decoded.value,
        other => panic!("{name}: {other:?}"),
    }
}

fn written(name: &str, failure: &Failure, now: Option<SystemTime>) -> Response<Bytes> {
    let dialect = dialect(name);
    dialect.failure_response(dialect.encode_failure(failure), now)
}

/// The pointers of all values within `value`.
fn pointers(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                pointers(
                    member,
                    &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")),
                    found,
                );
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            elements
                .iter()
                .enumerate()
                .for_each(|(index, element)| pointers(element, &format!("{at}/{index}"), found));
        }
        _ => drop(found.insert(at.to_owned())),
    }
}

/// Every place of the updates that the vendor itself shows.
fn places(row: &Row) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, body) in fixtures(row.name, "update") {
        pointers(&json(&body), "", &mut found);
    }
    assert!(!found.is_empty(), "{}", row.name);
    found
}

fn pointers_of(failure: &Failure) -> BTreeSet<String> {
    failure
        .problems
        .iter()
        .filter_map(|problem| Some(problem.place.as_ref()?.pointer.clone()))
        .collect()
}

/// MediaSilo has a body only for what is wrong with the fields of an update.
fn has_body(row: &Row, kind: FailureKind) -> bool {
    row.name != "legacy" || matches!(kind, FailureKind::Invalid | FailureKind::Unprocessable)
}

/// Law 12, over HTTP: what is rejected, wherever in the vendor's own updates, is read back as
/// it was written.
#[test]
fn a_failure_that_is_written_is_read_back() {
    for row in &ROWS {
        let places = places(row);
        for kind in FailureKind::ALL {
            let mut failure = Failure::new(*kind);
            failure.retry_after = Some(Duration::from_secs(30));
            failure.trace_id = Some("a1-b2.c3".to_owned());
            failure.problems = places
                .iter()
                .map(|pointer| {
                    let mut refusal = FailureProblem::new(Code::TOO_LONG, "too long".into());
                    refusal.place =
                        Some(ProblemLocation::new(row.name.to_owned(), pointer.clone()));
                    refusal
                })
                .collect();
            let response = written(row.name, &failure, None);
            let read = self::failure(row.name, &response, None);
            assert_eq!(read.kind, *kind, "{}", row.name);
            assert_eq!(read.retry_after, failure.retry_after, "{} {kind:?}", row.name);
            assert_eq!(read.trace_id, failure.trace_id, "{} {kind:?}", row.name);
            let expected = if has_body(row, *kind) { places.clone() } else { BTreeSet::new() };
            assert_eq!(pointers_of(&read), expected, "{} {kind:?}", row.name);
        }
    }
}

/// HTTP adds nothing to a failure's message and takes nothing away.
#[test]
fn a_failure_over_http_is_the_failure_by_itself() {
    for row in &ROWS {
        for kind in FailureKind::ALL {
            let mut failure = Failure::new(*kind);
            failure.retry_after = Some(Duration::from_secs(7));
            failure.problems = Attribute::ALL
                .iter()
                .map(|attribute| {
                    let mut refusal = FailureProblem::new(Code::NOT_ALLOWED, "no".into());
                    refusal.subject = Some((*attribute).into());
                    refusal
                })
                .collect();
            let encoded = dialect(row.name).encode_failure(&failure);
            let by_itself = dialect(row.name).decode_failure(&encoded.message).value;
            let response = dialect(row.name).failure_response(encoded, None);
            assert_eq!(
                self::failure(row.name, &response, None),
                by_itself,
                "{} {kind:?}",
                row.name
            );
        }
    }
}

#[test]
fn a_failure_has_the_status_the_type_and_the_challenge_of_its_dialect() {
    for row in &ROWS {
        for kind in FailureKind::ALL {
            let mut failure = Failure::new(*kind);
            let mut refusal = FailureProblem::new(Code::REQUIRED, "required".into());
            refusal.subject = Some(Attribute::GivenName.into());
            failure.problems.push(refusal);
            let response = written(row.name, &failure, None);
            let is_limit_of_legacy = row.name == "legacy" && *kind == FailureKind::RateLimited;
            assert_eq!(
                response.status(),
                if is_limit_of_legacy { 420 } else { kind.status() },
                "{}",
                row.name
            );
            let content_type =
                response.headers().get("content-type").map(|value| value.to_str().unwrap());
            assert_eq!(
                content_type,
                has_body(row, *kind).then_some(row.failure),
                "{} {kind:?}",
                row.name
            );
            assert_eq!(response.body().is_empty(), !has_body(row, *kind), "{} {kind:?}", row.name);
            let challenge =
                response.headers().get("www-authenticate").map(|value| value.to_str().unwrap());
            let needs_challenge = *kind == FailureKind::Unauthenticated;
            assert_eq!(
                challenge,
                needs_challenge.then_some(row.challenge),
                "{} {kind:?}",
                row.name
            );
        }
        // The headers are there for what is known, and for nothing else.
        let bare = written(row.name, &Failure::new(FailureKind::RateLimited), Some(at(DATE)));
        assert_eq!(
            bare.headers().len(),
            usize::from(has_body(row, FailureKind::RateLimited)),
            "{}",
            row.name
        );
    }
}

#[test]
fn a_user_is_written_in_the_type_that_was_chosen_and_read_whatever_the_type() {
    for row in &ROWS {
        for (file, body) in fixtures(row.name, "user") {
            let user = dialect(row.name).decode_user(&body).unwrap().value;
            for media_type in std::iter::once(&row.sent).chain(row.also_written) {
                let response = dialect(row.name)
                    .user_response(dialect(row.name).encode_user(&user), media_type);
                assert_eq!(response.status(), StatusCode::OK);
                assert_eq!(response.headers()["content-type"], *media_type, "{file}");
                assert_eq!(json(response.body()), json(&body), "{} {file}", row.name);
            }
            for (status, headers) in
                [(200, &[][..]), (201, &[("content-type", "text/html")]), (299, &[])]
            {
                match dialect(row.name)
                    .read_response(&response(status, headers, body.clone()), None)
                {
                    UpstreamResponse::User(read) => {
                        assert_eq!(read.value, user, "{} {file}", row.name);
                    }
                    other => panic!("{} {file}: {other:?}", row.name),
                }
            }
        }
    }
}

#[test]
fn a_success_without_a_user_is_empty_where_declared_and_else_unreadable() {
    for row in &ROWS {
        let read = |status, body: &'static [u8]| {
            dialect(row.name).read_response(&response(status, &[], body), None)
        };
        assert!(matches!(read(204, b""), UpstreamResponse::Empty), "{}", row.name);
        assert!(matches!(read(205, b""), UpstreamResponse::Empty), "{}", row.name);
        for body in [&b""[..], b" \r\n"] {
            let is_empty = matches!(read(200, body), UpstreamResponse::Empty);
            assert_eq!(is_empty, row.name == "legacy", "{}", row.name);
        }
        for body in [&b"nonsense"[..], b"{}", b"[]", b"null", b"\xff", b"<html>C@nary</html>"] {
            match read(200, body) {
                UpstreamResponse::Unreadable(error @ Error::Response { .. }) => {
                    assert_eq!(error.kind(), FailureKind::Upstream);
                    assert!(!format!("{error} {error:?}").contains("C@nary"));
                }
                other => panic!("{}: {other:?}", row.name),
            }
        }
    }
}

#[test]
fn every_error_status_is_a_failure_of_the_kind_of_that_status() {
    let bodies = [
        &b""[..],
        b"nonsense",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b"<html>C@nary</html>",
        b"{\"error\":\"C@nary\"}",
    ];
    for row in &ROWS {
        for status in (300..600).chain([999]) {
            for body in bodies {
                let read = failure(row.name, &response(status, &[], body), None);
                assert_eq!(read.kind, FailureKind::from_status(status), "{} {status}", row.name);
                assert!(!format!("{read:?}").contains("C@nary"), "{} {status}", row.name);
            }
        }
    }
}

#[test]
fn when_to_try_again_is_read_from_seconds_dates_and_resets() {
    let date = ("date", "Tue, 15 Nov 1994 08:12:31 GMT");
    let (minute, past) = ("Tue, 15 Nov 1994 08:13:31 GMT", "Tue, 15 Nov 1994 08:12:00 GMT");
    for row in &ROWS {
        let wait = |status, headers: &[_], now: Option<u64>| {
            let read = failure(row.name, &response(status, headers, ""), now.map(at));
            read.retry_after.map(|wait| wait.as_secs())
        };
        assert_eq!(wait(503, &[("retry-after", "120")], None), Some(120), "{}", row.name);
        assert_eq!(wait(429, &[("retry-after", minute), date], None), Some(60), "{}", row.name);
        assert_eq!(
            wait(429, &[("retry-after", minute), date], Some(0)),
            Some(60),
            "its own clock comes first"
        );
        assert_eq!(
            wait(429, &[("retry-after", minute)], Some(DATE + 50)),
            Some(10),
            "{}",
            row.name
        );
        assert_eq!(wait(429, &[("retry-after", minute)], None), None, "nobody knows the time");
        assert_eq!(wait(429, &[("retry-after", past), date], None), Some(0), "{}", row.name);
        for nonsense in ["", "soon", "-1", "1.5", "99999999999999999999999"] {
            assert_eq!(
                wait(429, &[("retry-after", nonsense), date], Some(DATE)),
                None,
                "{nonsense}"
            );
        }
        // Only MediaSilo sends a time of day, and only where it takes no more requests.
        let reset = [("x-ratelimit-reset", "784887161"), date];
        let is_legacy = row.name == "legacy";
        assert_eq!(wait(429, &reset, None), is_legacy.then_some(10), "{}", row.name);
        assert_eq!(wait(420, &reset, None), is_legacy.then_some(10), "{}", row.name);
        assert_eq!(wait(400, &reset, None), None, "{}", row.name);
        let counts = [("x-ratelimit-limit", "10000"), ("x-ratelimit-remaining", "0")];
        let rate_limit = failure(row.name, &response(429, &counts, ""), None).rate_limit;
        assert_eq!(
            rate_limit,
            RateLimit::known(Some(10_000), Some(0)).filter(|_| is_legacy),
            "{}",
            row.name
        );
    }
}

#[test]
fn when_to_retry_is_sent_in_whole_seconds_and_to_legacy_callers_by_the_clock_too() {
    let mut limited = Failure::new(FailureKind::RateLimited);
    limited.retry_after = Some(Duration::from_millis(1_500));
    limited.rate_limit = RateLimit::known(Some(100), Some(0));
    for row in &ROWS {
        let headers = written(row.name, &limited, Some(at(DATE))).headers().clone();
        assert_eq!(headers["retry-after"], "2", "{}", row.name);
        let own = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];
        let written = own.map(|name| headers.get(name).map(|value| value.to_str().unwrap()));
        let expected = if row.name == "legacy" {
            [Some("100"), Some("0"), Some("784887153")]
        } else {
            [None; 3]
        };
        assert_eq!(written, expected, "{}", row.name);
    }
}

#[test]
fn a_trace_id_is_read_from_any_usual_header_and_written_in_the_dialects_own() {
    for row in &ROWS {
        for name in ["X-Trace-Id", "X-Request-Id", "X-Correlation-Id"] {
            let read = failure(row.name, &response(500, &[(name, "id-1")], ""), None);
            assert_eq!(read.trace_id.as_deref(), Some("id-1"), "{} {name}", row.name);
            assert_eq!(
                written(row.name, &read, None).headers()[row.trace_header],
                "id-1",
                "{}",
                row.name
            );
            let text =
                failure(row.name, &response(500, &[(name, "no user C@nary here")], ""), None);
            assert_eq!(text.trace_id, None, "{} {name}", row.name);
        }
        let both = response(500, &[("x-correlation-id", "other"), (row.trace_header, "own")], "");
        assert_eq!(failure(row.name, &both, None).trace_id.as_deref(), Some("own"), "{}", row.name);
    }
}
