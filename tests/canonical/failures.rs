//! Failures in the canonical dialect, with everything that the model has.

use std::time::Duration;

use idiolect::dialect::{DialectExt, FailureResponse};
use idiolect::model::{Attribute, Code};
use idiolect::problem::{
    Failure, FailureKind, FailureProblem, ProblemLocation, ReportedField, VendorText,
};
use serde_json::json;

use super::support::values::of;
use super::{canonical, support};

fn problem(code: Code, detail: &'static str, pointer: Option<&str>) -> FailureProblem {
    let mut problem = FailureProblem::new(code, detail.into());
    problem.place =
        pointer.map(|pointer| ProblemLocation::new("canonical".to_owned(), pointer.to_owned()));
    problem
}

#[test]
fn its_own_shape() {
    let mut company = problem(Code::TOO_LONG, "shorter", None);
    company.subject = Some(Attribute::Company.into());
    company.vendor_text = Some(VendorText::new("hunter2".to_owned()));
    let mut setting = problem(Code::LINK, "a link", None);
    setting.subject = Some(ReportedField::CustomSetting(of("/a/b")));
    let mut failure = Failure::new(FailureKind::Conflict);
    failure.vendor_texts = vec![VendorText::new("hunter2".to_owned())];
    failure.problems = vec![company, setting, problem(Code::CONFLICT, "another", Some("/id"))];
    let encoded = canonical().encode_failure(&failure);
    assert!(!format!("{encoded:?} {failure:?}").contains("hunter2"));
    assert_eq!(encoded.message.status, Some(409));
    assert_eq!(
        support::json(&encoded.message.body),
        json!({
            "code": "conflict",
            "status": 409,
            "title": "Conflict with the current state of the user",
            "problems": [
                { "pointer": "/company", "code": "too-long", "detail": "shorter" },
                { "pointer": "/custom_settings/~1a~1b", "code": "link", "detail": "a link" },
                { "pointer": "/id", "code": "conflict", "detail": "another" },
            ],
        })
    );
}

#[test]
fn a_written_failure_is_read_back() {
    for kind in FailureKind::ALL {
        let mut failure = Failure::new(*kind);
        failure.retry_after = Some(Duration::from_secs(7));
        failure.trace_id = Some("trace-1".to_owned());
        failure.problems = Code::ALL
            .iter()
            .map(|code| problem(code.clone(), "wrong", Some("/a~1b/0/c.d")))
            .collect();
        let message = canonical().encode_failure(&failure).message;
        let read = canonical().decode_failure(&message).value;
        assert_eq!(
            (read.kind, read.retry_after, &read.trace_id),
            (*kind, failure.retry_after, &failure.trace_id)
        );
        let content = |failure: &Failure| {
            let problems = failure.problems.iter();
            problems
                .map(|problem| (problem.place.clone(), problem.code.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(content(&read), content(&failure));
        // The body contains the kind too, if only the body was kept.
        let body_alone = FailureResponse::new(None, message.body);
        assert_eq!(canonical().decode_failure(&body_alone).value.kind, *kind);
    }
}

#[test]
fn any_body_is_read() {
    for body in [
        "",
        "hunter2",
        "[\"hunter2\"]",
        "{\"title\":\"hunter2\"}",
        "{\"problems\":{\"a\":\"hunter2\"}}",
    ] {
        let failure = canonical().decode_failure(&FailureResponse::new(Some(404), body)).value;
        assert_eq!(failure.kind, FailureKind::NotFound);
        let encoded = canonical().encode_failure(&failure);
        let shown =
            format!("{failure:?} {encoded:?} {}", String::from_utf8_lossy(&encoded.message.body));
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
