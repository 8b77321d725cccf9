//! Failures in JSON:API: every shape of the vendor's, and the one that is written.

use idiolect::dialect::{DialectExt, FailureResponse, UpdateContext};
use idiolect::model::Code;
use idiolect::problem::{Failure, FailureKind, FailureProblem, ProblemLocation};
use serde_json::json;

use super::support::failures::{encoded, encoded_rejection, failure, holds_back};
use super::support::variations::with;
use super::{at, document, json_api};

const VALIDATION: &str = r#"{"errors":[{"detail":"attributes is required","meta":{"field":"data","type":"required",
    "value":{"type":"equipment-items","secret":"hunter2"}},"status":"400","title":"The request body is not valid"}],
    "jsonapi":{"meta":{},"version":"1.0"},"meta":{}}"#;
const BARE: &str = r#"{"id":"98ca4a78-b66f-4234-9719-aaf832ee6669","status":"400",
    "title":"A validation error was encountered","source":{"parameter":"include"},"meta":{"resource":"hunter2"}}"#;

#[test]
fn each_shape_of_the_vendor_is_read() {
    assert_eq!(
        failure(&json_api(), Some(400), VALIDATION.as_bytes()),
        ["invalid", "- /data required: attributes is required"]
    );
    let placed = json!({"errors": [
        {"status": "422", "code": "email", "detail": "taken", "source": {"pointer": "/data/attributes/email"}},
        {"title": "no", "source": {"pointer": "/data/attributes/profile/personal/first_name"}, "code": "their-own"},
        {"detail": "whole", "source": {"pointer": "/data/attributes/profile/other"}, "meta": null},
    ]});
    let expected = [
        "conflict",
        "email /data/attributes/email email: taken",
        "given_name /data/attributes/profile/personal/first_name refused: no",
        "- /data/attributes/profile/other refused: whole",
    ];
    assert_eq!(failure(&json_api(), Some(409), placed.to_string().as_bytes()), expected);
    assert_eq!(
        failure(&json_api(), None, BARE.as_bytes()),
        ["invalid", "A validation error was encountered"]
    );
}

#[test]
fn the_shapes_of_others_are_read_too() {
    for (status, body, expected) in [
        (401, r#"{"error":"E"}"#, &["unauthenticated", "E"][..]),
        (403, r#"{"error":"E","error_description":"D"}"#, &["forbidden", "E", "D"]),
        (404, r#"{"title":"T","status":404,"detail":"D"}"#, &["not-found", "T", "D"]),
        (400, r#"{"message":"M","code":7,"detail":{}}"#, &["invalid", "M"]),
        (409, "plain text", &["conflict", "plain text"]),
        (413, "", &["too-large"]),
        (429, "{}", &["rate-limited"]),
        (500, "<html>", &["upstream", "<html>"]),
        (503, "\"x\"", &["unavailable", "\"x\""]),
        (504, "null", &["timeout", "null"]),
        (400, r#"{"errors":null}"#, &["invalid"]),
        (400, r#"{"errors":[7,null,{}]}"#, &["invalid"]),
    ] {
        assert_eq!(failure(&json_api(), Some(status), body.as_bytes()), expected, "{body}");
    }
    assert_eq!(failure(&json_api(), Some(400), b"\xff\xfe"), ["invalid", "\u{fffd}\u{fffd}"]);
}

#[test]
fn nothing_that_a_vendor_quotes_is_written_or_shown() {
    holds_back(
        &json_api(),
        400,
        VALIDATION.as_bytes(),
        &["hunter2", "attributes is required", "equipment-items"],
    );
    holds_back(&json_api(), 400, BARE.as_bytes(), &["hunter2", "encountered"]);
    let quoting = json!({"errors": [{"code": "hunter2", "title": "hunter2", "detail": "hunter2",
        "source": {"pointer": at("contact/mobile")}, "meta": {"type": "hunter2", "value": "hunter2"}}]});
    holds_back(&json_api(), 422, quoting.to_string().as_bytes(), &["hunter2"]);
    holds_back(&json_api(), 500, b"hunter2", &["hunter2"]);
    let pointed = json!({"errors": [{"source": {"pointer": "/data/hunter2"}, "detail": "x"}]});
    assert_eq!(
        failure(&json_api(), Some(400), pointed.to_string().as_bytes())[1],
        "- /data/hunter2 refused: x"
    );
}

#[test]
fn retry_and_trace_are_kept() {
    let mut message = FailureResponse::new(Some(429), "");
    message.retry_after = Some(std::time::Duration::from_secs(7));
    message.trace_id = Some("t-1".to_owned());
    let mut expected = Failure::new(FailureKind::RateLimited);
    expected.retry_after = message.retry_after;
    expected.trace_id = message.trace_id.clone();
    let failure = json_api().decode_failure(&message).value;
    assert_eq!(failure, expected);
    let encoded = json_api().encode_failure(&failure).message;
    assert_eq!((encoded.retry_after, encoded.trace_id), (message.retry_after, message.trace_id));
}

#[test]
fn a_failure_is_written_as_errors_one_for_each_problem() {
    let jsonapi = json!({"version": "1.0"});
    for kind in FailureKind::ALL {
        let error = json!({"status": kind.status().to_string(), "code": kind.code(), "title": kind.title()});
        let body = json!({"errors": [error], "jsonapi": jsonapi});
        assert_eq!(encoded(&json_api(), &Failure::new(*kind)), (kind.status(), Some(body)));
    }
    let wrong =
        with(&document(&json!({"personal": {"first_name": 7}})), "/data/extra", json!("hunter2"));
    let title = "The request is not valid";
    let error = |code: &str, detail: &str, pointer: &str| json!({"status": "400", "code": code, "title": title, "detail": detail, "source": {"pointer": pointer}});
    let errors = json!([
        error("type", "expected a string", &at("personal/first_name")),
        error("unknown-member", "unknown member", "/data/extra"),
    ]);
    let body = json!({"errors": errors, "jsonapi": jsonapi});
    assert_eq!(encoded_rejection(&json_api(), &wrong, &UpdateContext::EMPTY), (400, Some(body)));

    let (status, body) =
        encoded_rejection(&json_api(), &json!({"data": {"type": "people"}}), &UpdateContext::EMPTY);
    let body = body.unwrap();
    assert_eq!((status, body.pointer("/errors/0/status")), (409, Some(&json!("409"))));
    assert_eq!(body.pointer("/errors/0/source/pointer"), Some(&json!("/data/type")));
}

#[test]
fn a_missing_member_is_reported_at_its_parent() {
    for (wrong, existing) in [(json!({}), ""), (json!({"data": {}}), "/data")] {
        let (_, body) = encoded_rejection(&json_api(), &wrong, &UpdateContext::EMPTY);
        assert_eq!(body.unwrap()["errors"][0]["source"], json!({"pointer": existing}), "{wrong}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    for kind in FailureKind::ALL {
        let mut failure = Failure::new(*kind);
        for pointer in ["/data/attributes/email", &at("personal/dob"), "/data/a~1b~0c"] {
            let mut problem = FailureProblem::new(Code::REFUSED, "not an accepted value".into());
            problem.place = Some(ProblemLocation::new("json-api".to_owned(), pointer.to_owned()));
            failure.problems.push(problem);
        }
        let message = json_api().encode_failure(&failure).message;
        let again = json_api().decode_failure(&message).value;
        assert_eq!(again.kind, *kind);
        let places = |failure: &Failure| {
            failure.problems.iter().map(|one| one.place.clone()).collect::<Vec<_>>()
        };
        assert_eq!(places(&again), places(&failure));
    }
}

#[cfg(feature = "flat-roles")]
#[test]
fn a_failure_of_another_dialect_is_written_with_this_dialects_paths() {
    let theirs = json!({"statusCode": 400, "errors": [{"path": "/lastName", "code": "too-long", "message": "hunter2"}]});
    let message = FailureResponse::new(Some(400), theirs.to_string());
    let failure = super::support::dialect("flat-roles").decode_failure(&message).value;
    let (status, body) = encoded(&json_api(), &failure);
    let error = json!({"status": "400", "code": "too-long", "title": "The request is not valid",
        "detail": "too long", "source": {"pointer": at("personal/last_name")}});
    assert_eq!(
        (status, body),
        (400, Some(json!({"errors": [error], "jsonapi": {"version": "1.0"}})))
    );
}
