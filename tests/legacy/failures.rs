//! Failures in the legacy dialect: `{field: message}` on 400, other statuses without a body.

use idiolect::dialect::{DialectExt, FailureResponse, UpdateContext};
use idiolect::model::Code;
use idiolect::problem::{Failure, FailureKind, FailureProblem, ProblemLocation};
use serde_json::json;

use super::legacy;
use super::support::failures::{encoded, encoded_rejection, failure, holds_back};
use super::support::lines::{lines, readings};

#[test]
fn each_field_is_a_problem_of_its_attribute() {
    let taken = json!({
        "email": "The email address: null is not valid.",
        "userName": "The username apitester123 is already being used.",
    });
    let expected = [
        "invalid",
        "email /email refused: The email address: null is not valid.",
        "username /userName refused: The username apitester123 is already being used.",
    ];
    assert_eq!(failure(&legacy(), Some(400), taken.to_string().as_bytes()), expected);
    for (field, subject, pointer) in [
        ("password", "password", "/password"),
        ("firstName", "given_name", "/firstName"),
        ("phone", "landline", "/phone"),
        ("address.city", "town", "/address/city"),
        ("/address/country", "country", "/address/country"),
        ("sso", "sso_enabled", "/sso"),
        ("status", "status", "/status"),
        ("defaultRoleTemplateId", "default_role_template", "/defaultRoleTemplateId"),
        ("name", "-", "/name"),
        ("id", "id", "/id"),
    ] {
        let body = json!({ field: "m" }).to_string();
        let expected = ["invalid".to_owned(), format!("{subject} {pointer} refused: m")];
        assert_eq!(failure(&legacy(), Some(400), body.as_bytes()), expected, "{field}");
    }
}

#[test]
fn other_failures_are_read_from_the_status() {
    let limit = r#"{"userId":"u","limit":10000,"remaining":0,"reset":1452270749}"#;
    for (status, body, expected) in [
        (400, "", &["invalid"][..]),
        (401, "", &["unauthenticated"]),
        (403, "", &["forbidden"]),
        (404, "", &["not-found"]),
        (409, "", &["conflict"]),
        (420, "", &["rate-limited"]),
        (429, limit, &["rate-limited"]),
        (500, "<html>", &["upstream", "<html>"]),
        (503, "\u{feff}", &["unavailable", "\u{feff}"]),
        (400, r#"{"error":"E","error_description":"D"}"#, &["invalid", "E", "D"]),
        (400, r#"{"title":"T","status":400,"detail":"D"}"#, &["invalid", "T", "D"]),
        (
            400,
            r#"{"message":"M","code":7,"detail":{"email":"bad"}}"#,
            &["invalid", "email /email refused: bad", "M"],
        ),
        (400, r#"{"email":null,"userName":7}"#, &["invalid"]),
        (400, r#"{"email":" ","error":"\t"}"#, &["invalid"]),
        (400, r#"{"email":"bad","status":"400"}"#, &["invalid", "email /email refused: bad"]),
    ] {
        assert_eq!(failure(&legacy(), Some(status), body.as_bytes()), expected, "{status} {body}");
    }
}

#[test]
fn nothing_that_the_vendor_quotes_is_written_or_shown() {
    let quoting = json!({"email": "hunter2 is no address", "password": "hunter2 is too short", "error": "hunter2"});
    holds_back(
        &legacy(),
        400,
        quoting.to_string().as_bytes(),
        &["hunter2", "no address", "too short"],
    );
    holds_back(&legacy(), 500, b"hunter2", &["hunter2"]);
    holds_back(&legacy(), 429, br#"{"userId":"hunter2","limit":1}"#, &["hunter2"]);
}

#[test]
fn an_invalid_request_is_written_field_by_field() {
    let wrong = json!({"firstName": 7, "address": {"city": "\u{7}"}, "a.b": 1, "password": "a"});
    let (status, body) = encoded_rejection(&legacy(), &wrong, &UpdateContext::EMPTY);
    let password = "must have at least 8 characters; must contain a digit; \
        must contain an upper-case letter; must contain one of `-+_!@#$%^&*,`";
    let expected = json!({
        "firstName": "expected a string",
        "address.city": "must not contain control characters",
        "/a.b": "unknown member",
        "password": password,
    });
    assert_eq!((status, body), (400, Some(expected)));
    assert_eq!(encoded(&legacy(), &Failure::new(FailureKind::Invalid)), (400, None));
}

#[test]
fn every_other_failure_has_no_body() {
    let has_fields =
        |kind: &FailureKind| matches!(kind, FailureKind::Invalid | FailureKind::Unprocessable);
    for kind in FailureKind::ALL.iter().filter(|kind| !has_fields(kind)) {
        let mut failure = Failure::new(*kind);
        let mut problem =
            FailureProblem::new(Code::CONFLICT, "does not match the id in the path".into());
        problem.place = Some(ProblemLocation::new("legacy".to_owned(), "/id".to_owned()));
        failure.problems.push(problem);
        let status = if *kind == FailureKind::RateLimited { 420 } else { kind.status() };
        assert_eq!(encoded(&legacy(), &failure), (status, None));
        let message = legacy().encode_failure(&failure).message;
        assert_eq!(legacy().decode_failure(&message).value.kind, *kind);
    }
}

#[test]
fn what_is_written_is_read_again() {
    let pointers =
        ["/userName", "/password", "/address/city", "/sso", "/status", "/id", "/a~1b", "/a.b/c"];
    let mut failure = Failure::new(FailureKind::Invalid);
    failure.retry_after = Some(std::time::Duration::from_secs(3));
    for pointer in pointers {
        let mut problem = FailureProblem::new(Code::REFUSED, "not an accepted value".into());
        problem.place = Some(ProblemLocation::new("legacy".to_owned(), pointer.to_owned()));
        failure.problems.push(problem);
    }
    let message: FailureResponse = legacy().encode_failure(&failure).message;
    let again = legacy().decode_failure(&message).value;
    let places = again
        .problems
        .iter()
        .filter_map(|one| one.place.as_ref())
        .map(|place| place.pointer.clone());
    let mut places: Vec<String> = places.collect();
    places.sort();
    let mut expected = lines(&pointers);
    expected.sort();
    assert_eq!(
        (again.kind, again.retry_after, places),
        (FailureKind::Invalid, failure.retry_after, expected)
    );
}

#[cfg(feature = "json-api")]
#[test]
fn a_failure_is_written_with_the_other_dialects_paths() {
    let message = FailureResponse::new(Some(400), r#"{"lastName":"hunter2","email":"hunter2"}"#);
    let failure = legacy().decode_failure(&message).value;
    let (status, body) = encoded(&*super::support::dialect("json-api"), &failure);
    let body = body.unwrap();
    let pointers: Vec<_> = body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error.pointer("/source/pointer").cloned())
        .collect();
    let last_name = json!("/data/attributes/profile/personal/last_name");
    assert_eq!((status, pointers), (400, vec![Some(last_name), None]));
}

#[test]
fn a_body_that_counts_requests_means_too_many_of_them() {
    for (body, expected) in [
        (r#"{"userId":"u","limit":10000,"remaining":0,"reset":1452270749}"#, &["rate-limited"][..]),
        (r#"{"limit":10000,"remaining":0}"#, &["invalid"]),
        (r#"{"email":"bad","status":"409"}"#, &["conflict", "email /email refused: bad"]),
    ] {
        assert_eq!(failure(&legacy(), None, body.as_bytes()), expected, "{body}");
    }
    let limit = br#"{"userId":"u","limit":10000,"remaining":0,"reset":1452270749}"#;
    let decoded = legacy().decode_failure(&FailureResponse::new(None, limit));
    assert_eq!(readings(&decoded.provenance), ["failure_kind /remaining"]);
}
