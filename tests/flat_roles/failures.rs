//! Failures in flat JSON: every shape that is read, and the one that is written.

use idiolect::dialect::{DialectExt, FailureResponse, UpdateContext};
use idiolect::model::Code;
use idiolect::problem::{Failure, FailureKind, FailureProblem, ProblemLocation};
use serde_json::json;

use super::flat_roles;
use super::support::failures::{encoded, encoded_rejection, failure, holds_back};

#[test]
fn each_shape_of_a_failure_is_read() {
    let own = json!({"statusCode": 400, "message": "no", "errors": [
        {"path": "/firstName", "code": "too-long", "message": "m1"},
        {"path": "roles[1]", "code": "their-own", "message": "m2"},
        {"path": "/other", "message": "m3"},
    ]});
    let problems = [
        "invalid",
        "given_name /firstName too-long: m1",
        "roles /roles/1 refused: m2",
        "- /other refused: m3",
        "no",
    ];
    assert_eq!(failure(&flat_roles(), Some(400), own.to_string().as_bytes()), problems);
    for (status, body, expected) in [
        (None, r#"{"statusCode":404,"message":"M"}"#, &["not-found", "M"][..]),
        (Some(401), "Unauthorized", &["unauthenticated", "Unauthorized"]),
        (Some(403), r#"{"error":"E","error_description":"D"}"#, &["forbidden", "E", "D"]),
        (Some(404), r#"{"error":"E"}"#, &["not-found", "E"]),
        (Some(409), r#"{"title":"T","status":409,"detail":"D"}"#, &["conflict", "T", "D"]),
        (Some(429), "", &["rate-limited"]),
        (Some(408), " ", &["timeout"]),
        (Some(500), "{", &["upstream", "{"]),
        (Some(502), "[]", &["upstream", "[]"]),
        (Some(503), "{}", &["unavailable"]),
        (
            Some(400),
            r#"{"message":["a must be b","c"],"error":"Bad Request"}"#,
            &["invalid", "Bad Request", "a must be b; c"],
        ),
    ] {
        assert_eq!(failure(&flat_roles(), status, body.as_bytes()), expected, "{body}");
    }
    let detailed = br#"{"title":"T","status":400,"detail":{"firstName":"bad"}}"#;
    assert_eq!(
        failure(&flat_roles(), Some(400), detailed),
        ["invalid", "given_name /firstName refused: bad", "T"]
    );
    let quoting = json!({"message": "hunter2", "detail": "hunter2",
        "errors": [{"path": "/firstName", "code": "hunter2", "message": "hunter2"}]});
    holds_back(&flat_roles(), 400, quoting.to_string().as_bytes(), &["hunter2"]);
    holds_back(&flat_roles(), 500, b"hunter2", &["hunter2"]);
}

#[test]
fn a_failure_is_written_with_its_problems() {
    for kind in FailureKind::ALL {
        let body = json!({"statusCode": kind.status(), "message": kind.title()});
        assert_eq!(encoded(&flat_roles(), &Failure::new(*kind)), (kind.status(), Some(body)));
    }
    let wrong = json!({"extra": "hunter2", "firstName": null, "roles": [7]});
    let cleared = "cannot be cleared; omit the member to leave it unchanged";
    let body = json!({"statusCode": 400, "message": "The request is not valid", "errors": [
        {"path": "/extra", "code": "unknown-member", "message": "unknown member"},
        {"path": "/firstName", "code": "not-clearable", "message": cleared},
        {"path": "/roles/0", "code": "type", "message": "expected a string"},
    ]});
    assert_eq!(encoded_rejection(&flat_roles(), &wrong, &UpdateContext::EMPTY), (400, Some(body)));

    let mut failure = Failure::new(FailureKind::Conflict);
    failure.retry_after = Some(std::time::Duration::from_secs(3));
    for pointer in ["/firstName", "/roles/1", "/a~1b"] {
        let mut problem = FailureProblem::new(Code::REFUSED, "not an accepted value".into());
        problem.place = Some(ProblemLocation::new("flat-roles".to_owned(), pointer.to_owned()));
        failure.problems.push(problem);
    }
    let message: FailureResponse = flat_roles().encode_failure(&failure).message;
    let again = flat_roles().decode_failure(&message).value;
    let places = |failure: &Failure| {
        failure.problems.iter().map(|one| one.place.clone()).collect::<Vec<_>>()
    };
    assert_eq!((again.kind, again.retry_after), (failure.kind, failure.retry_after));
    assert_eq!(places(&again), places(&failure));
}
