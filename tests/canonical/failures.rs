//! Refusals, with all that is known of them.

use std::time::Duration;

use idiolect::dialect::{DialectExt, FailureResponse};
use idiolect::model::{Attribute, Code};
use idiolect::problem::{
    Failure, FailureKind, FailureProblem, ProblemLocation, ReportedField, VendorText,
};
use serde_json::json;

use super::support::values::of;
use super::{canonical, support};

fn refusal(code: Code, detail: &'static str, pointer: Option<&str>) -> FailureProblem {
    let mut refusal = FailureProblem::new(code, detail.into());
    refusal.place =
        pointer.map(|pointer| ProblemLocation::new("canonical".to_owned(), pointer.to_owned()));
    refusal
}

#[test]
fn its_own_shape() {
    let mut company = refusal(Code::TOO_LONG, "shorter", None);
    company.subject = Some(Attribute::Company.into());
    company.vendor_text = Some(VendorText::new("hunter2".to_owned()));
    let mut setting = refusal(Code::LINK, "a link", None);
    setting.subject = Some(ReportedField::CustomSetting(of("/a/b")));
    let mut failure = Failure::new(FailureKind::Conflict);
    failure.vendor_texts = vec![VendorText::new("hunter2".to_owned())];
    failure.problems = vec![company, setting, refusal(Code::CONFLICT, "another", Some("/id"))];
    let encoded = canonical().encode_failure(&failure);
    assert!(!format!("{encoded:?} {failure:?}").contains("hunter2"));
    assert_eq!(encoded.message.status, Some(409));
    assert_eq!(
        support::json(&encoded.message.body),
        json!({
            "code": "conflict",
            "status": 409,
            "title": "The request does not fit the state of the user",
            "problems": [
                { "pointer": "/company", "code": "too-long", "detail": "shorter" },
                { "pointer": "/custom_settings/~1a~1b", "code": "link", "detail": "a link" },
                { "pointer": "/id", "code": "conflict", "detail": "another" },
            ],
        })
    );
}

#[test]
fn a_refusal_written_is_read_as_it_was() {
    for kind in FailureKind::ALL {
        let mut failure = Failure::new(*kind);
        failure.retry_after = Some(Duration::from_secs(7));
        failure.trace_id = Some("trace-1".to_owned());
        failure.problems = Code::ALL
            .iter()
            .map(|code| refusal(code.clone(), "wrong", Some("/a~1b/0/c.d")))
            .collect();
        let message = canonical().encode_failure(&failure).message;
        let read = canonical().decode_failure(&message).value;
        assert_eq!(
            (read.kind, read.retry_after, &read.trace_id),
            (*kind, failure.retry_after, &failure.trace_id)
        );
        let said = |failure: &Failure| {
            let problems = failure.problems.iter();
            problems
                .map(|problem| (problem.place.clone(), problem.code.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(said(&read), said(&failure));
        // The body says the kind too, for those who kept nothing else.
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
        let told = canonical().encode_failure(&failure);
        let said = format!("{failure:?} {told:?} {}", String::from_utf8_lossy(&told.message.body));
        assert!(!said.contains("hunter2"), "{said}");
    }
}
