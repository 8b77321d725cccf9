//! Failures of Upsun: every shape that is read, and the one that is written.

use std::time::Duration;

use idiolect::dialect::{DialectExt, FailureResponse};
use idiolect::model::{Attribute, Code};
use idiolect::problem::{
    Failure, FailureKind, FailureProblem, ProblemLocation, ReportedField, VendorText,
};
use serde_json::json;

use super::support::failures::holds_back;
use super::{support, upsun};

fn decode(status: u16, body: &str) -> Failure {
    upsun().decode_failure(&FailureResponse::new(Some(status), body)).value
}

/// The paths with their texts, and the texts about the request as a whole.
type ReportedProblem<'e> = (Vec<(Option<&'e str>, Option<ReportedField>, &'e str)>, Vec<&'e str>);

fn parsed(failure: &Failure) -> ReportedProblem<'_> {
    let problems = failure.problems.iter().map(|problem| {
        let place = problem.place.as_ref().map(|place| {
            assert_eq!(place.dialect, "upsun");
            place.pointer.as_str()
        });
        (
            place,
            problem.subject.clone(),
            problem.vendor_text.as_ref().map_or("", VendorText::expose),
        )
    });
    (problems.collect(), failure.vendor_texts.iter().map(VendorText::expose).collect())
}

#[test]
fn every_shape_of_the_vendor_is_read() {
    let country = || {
        (Some("/country"), Some(ReportedField::from(Attribute::Country)), "hunter2 is no country")
    };
    let elsewhere = || (Some("/theme"), None, "no such theme: hunter2");
    let cases: [(u16, &str, FailureKind, ReportedProblem<'_>); 12] = [
        (
            400,
            r#"{"error":"hunter2 is taken"}"#,
            FailureKind::Invalid,
            (vec![], vec!["hunter2 is taken"]),
        ),
        (
            401,
            r#"{"error":"invalid_token","error_description":"Invalid access token hunter2."}"#,
            FailureKind::Unauthenticated,
            (vec![], vec!["invalid_token", "Invalid access token hunter2."]),
        ),
        (
            401,
            r#"{"error":"unauthorized"}"#,
            FailureKind::Unauthenticated,
            (vec![], vec!["unauthorized"]),
        ),
        (
            403,
            r#"{"title":"Trials are not enabled.","status":403,"detail":"Forbidden."}"#,
            FailureKind::Forbidden,
            (vec![], vec!["Trials are not enabled.", "Forbidden."]),
        ),
        (
            400,
            r#"{"title":"Bad","status":400,"detail":{"country":"hunter2 is no country","theme":"no such theme: hunter2"}}"#,
            FailureKind::Invalid,
            (vec![country(), elsewhere()], vec!["Bad"]),
        ),
        (
            400,
            r#"{"message":"Wrong","code":400,"detail":{"country":["hunter2 is no country"]}}"#,
            FailureKind::Invalid,
            (vec![country()], vec!["Wrong"]),
        ),
        (404, "", FailureKind::NotFound, (vec![], vec![])),
        (409, "{}", FailureKind::Conflict, (vec![], vec![])),
        (
            502,
            "<html>hunter2</html>",
            FailureKind::Upstream,
            (vec![], vec!["<html>hunter2</html>"]),
        ),
        (400, "\"hunter2\"", FailureKind::Invalid, (vec![], vec!["\"hunter2\""])),
        (400, r#"{"error":{"hunter2":[1]},"detail":7}"#, FailureKind::Invalid, (vec![], vec![])),
        (503, "   \n", FailureKind::Unavailable, (vec![], vec![])),
    ];
    for (status, body, kind, expected) in cases {
        let failure = decode(status, body);
        assert_eq!(failure.kind, kind, "{body}");
        assert_eq!(parsed(&failure), expected, "{body}");
        holds_back(&upsun(), status, body.as_bytes(), &["hunter2"]);
    }
}

#[test]
fn statuses() {
    for (status, kind) in [
        (400, FailureKind::Invalid),
        (401, FailureKind::Unauthenticated),
        (403, FailureKind::Forbidden),
        (404, FailureKind::NotFound),
        (409, FailureKind::Conflict),
        (413, FailureKind::TooLarge),
        (420, FailureKind::RateLimited),
        (422, FailureKind::Unprocessable),
        (429, FailureKind::RateLimited),
        (500, FailureKind::Upstream),
        (502, FailureKind::Upstream),
        (503, FailureKind::Unavailable),
        (504, FailureKind::Timeout),
    ] {
        for body in ["", "<html></html>", "{}", "[1]", "{\"error\":", "\u{feff}{}"] {
            assert_eq!(decode(status, body).kind, kind, "{status} {body}");
        }
    }
    let stated = FailureResponse::new(None, r#"{"title":"a","status":404,"detail":"b"}"#);
    assert_eq!(upsun().decode_failure(&stated).value.kind, FailureKind::NotFound);
    let nonsense = FailureResponse::new(None, r#"{"status":99999}"#);
    assert_eq!(upsun().decode_failure(&nonsense).value.kind, FailureKind::Invalid);
    let binary = FailureResponse::new(Some(500), vec![0xff, 0xfe, 0]);
    assert_eq!(upsun().decode_failure(&binary).value.kind, FailureKind::Upstream);
}

#[test]
fn the_headers_are_kept() {
    let mut message = FailureResponse::new(Some(429), r#"{"error":"slow down"}"#);
    message.retry_after = Some(Duration::from_secs(30));
    message.trace_id = Some("trace-1".to_owned());
    let failure = upsun().decode_failure(&message).value;
    assert_eq!(failure.retry_after, message.retry_after);
    assert_eq!(failure.trace_id, message.trace_id);
    let encoded = upsun().encode_failure(&failure).message;
    assert_eq!(
        (encoded.status, encoded.retry_after, encoded.trace_id),
        (Some(429), message.retry_after, message.trace_id)
    );
}

fn problem(
    code: Code,
    detail: &'static str,
    pointer: Option<&str>,
    subject: Option<Attribute>,
) -> FailureProblem {
    let mut problem = FailureProblem::new(code, detail.into());
    problem.place =
        pointer.map(|pointer| ProblemLocation::new("upsun".to_owned(), pointer.to_owned()));
    problem.subject = subject.map(ReportedField::from);
    problem
}

#[test]
fn its_own_shape() {
    let mut failure = Failure::new(FailureKind::Invalid);
    failure.problems = vec![
        problem(Code::COUNTRY, "two letters", None, Some(Attribute::Country)),
        problem(Code::LINK, "a link", Some("/website"), None),
        problem(Code::TOO_LONG, "a short link", Some("/website"), None),
        problem(Code::PHONE, "a telephone number", None, Some(Attribute::Mobile)),
    ];
    let encoded = upsun().encode_failure(&failure);
    assert_eq!(encoded.message.status, Some(400));
    assert_eq!(
        support::json(&encoded.message.body),
        json!({
            "error": "The request is not valid; a telephone number",
            "title": "The request is not valid",
            "status": 400,
            "detail": { "country": "two letters", "website": "a link; a short link" },
        })
    );
    let plain = upsun().encode_failure(&Failure::new(FailureKind::Forbidden)).message;
    assert_eq!(
        support::json(&plain.body),
        json!({
            "error": "The credential does not allow this",
            "title": "The credential does not allow this",
            "status": 403,
        })
    );
}

#[test]
fn a_written_failure_is_read_back() {
    let pointers = ["/country", "/first_name", "/a.b", "/a~1b", "/a~0b", "/list/0/x", "/a[0]", "/"];
    for kind in FailureKind::ALL {
        let mut failure = Failure::new(*kind);
        failure.retry_after = Some(Duration::from_secs(7));
        failure.problems = pointers
            .iter()
            .map(|pointer| problem(Code::TYPE, "another type", Some(*pointer), None))
            .collect();
        let read = upsun().decode_failure(&upsun().encode_failure(&failure).message).value;
        assert_eq!(read.kind, *kind);
        assert_eq!(read.retry_after, failure.retry_after);
        let places: Vec<_> = read
            .problems
            .iter()
            .map(|problem| problem.place.as_ref().unwrap().pointer.as_str())
            .collect();
        assert_eq!(places, pointers);
    }
}

#[test]
fn a_problem_with_the_message_as_a_whole_has_no_path() {
    let mut failure = Failure::new(FailureKind::Invalid);
    failure.problems = vec![problem(Code::SYNTAX, "invalid JSON", Some(""), None)];
    let read = upsun().decode_failure(&upsun().encode_failure(&failure).message).value;
    let pointers: Vec<_> = read
        .problems
        .iter()
        .filter_map(|problem| problem.place.as_ref())
        .map(|place| place.pointer.as_str())
        .collect();
    assert!(pointers.iter().all(|pointer| pointer.is_empty()), "{pointers:?}");
}

/// A long path, repeated for each of its parts, could exceed the size of the message.
#[test]
fn the_parts_of_a_path_are_reported_unless_it_is_longer_than_any_documented_one() {
    for (length, places) in [(127, &["a", "b"][..]), (128, &[""])] {
        let name = "n".repeat(length);
        let body = json!({"detail": {&name: {"a": "wrong", "b": "wrong too"}}}).to_string();
        let expected: Vec<String> = places
            .iter()
            .map(|part| format!("/{name}/{part}").trim_end_matches('/').to_owned())
            .collect();
        let failure = decode(400, &body);
        let paths: Vec<&str> = failure
            .problems
            .iter()
            .filter_map(|one| Some(one.place.as_ref()?.pointer.as_str()))
            .collect();
        assert_eq!(paths, expected);
    }
}
