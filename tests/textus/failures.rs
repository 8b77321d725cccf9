//! Failures of TextUs: every shape that is read, and the one that is written.

use std::time::Duration;

use idiolect::dialect::{DialectExt, FailureResponse};
use idiolect::model::{Attribute, Code};
use idiolect::problem::{
    Failure, FailureKind, FailureProblem, ProblemLocation, ReportedField, VendorText,
};
use serde_json::json;

use super::support::failures::holds_back;
use super::support::values::of;
use super::{support, textus};

fn decode(status: u16, body: &str) -> Failure {
    textus().decode_failure(&FailureResponse::new(Some(status), body)).value
}

#[test]
fn every_shape_of_a_failure_is_read() {
    type Problem<'e> = (Option<&'e str>, Option<ReportedField>, &'e str, &'e str);
    type Case<'e> = (u16, &'e str, FailureKind, Vec<Problem<'e>>, Vec<&'e str>);

    let calendar = || Some(ReportedField::CustomSetting(of("/textus/user_schema/calendar")));
    let cases: [Case<'_>; 9] = [
        (
            422,
            r#"{"error":"Validation failed: Phone has already been taken"}"#,
            FailureKind::Unprocessable,
            vec![],
            vec!["Validation failed: Phone has already been taken"],
        ),
        (
            404,
            r#"{"@type":"hydra:Error","@context":"/contexts/Error.jsonld","hydra:title":"hunter2","hydra:description":"gone"}"#,
            FailureKind::NotFound,
            vec![],
            vec!["hunter2", "gone"],
        ),
        (
            400,
            r#"{"title":"Bad","description":"hunter2","violations":[
                {"propertyPath":"email","message":"hunter2 is taken"},
                {"propertyPath":"settings.notifications.email","code":"required","message":"x"},
                {"propertyPath":"memberships[1].role","code":"hunter2","message":"y"},
                {"propertyPath":"/settings/customSettings/~1textus~1user_schema~1calendar","message":"z"},
                {"propertyPath":"nowhere","message":"w"}]}"#,
            FailureKind::Invalid,
            vec![
                (Some("/email"), Some(Attribute::Email.into()), "refused", "hunter2 is taken"),
                (
                    Some("/settings/notifications/email"),
                    Some(Attribute::NotifyByEmail.into()),
                    "required",
                    "x",
                ),
                (Some("/memberships/1/role"), Some(Attribute::Memberships.into()), "refused", "y"),
                (
                    Some("/settings/customSettings/~1textus~1user_schema~1calendar"),
                    calendar(),
                    "refused",
                    "z",
                ),
                (Some("/nowhere"), None, "refused", "w"),
            ],
            vec!["Bad", "hunter2"],
        ),
        (
            403,
            r#"{"title":"No","status":403,"detail":"hunter2"}"#,
            FailureKind::Forbidden,
            vec![],
            vec!["No", "hunter2"],
        ),
        (
            401,
            r#"{"error":"invalid_token","error_description":"hunter2"}"#,
            FailureKind::Unauthenticated,
            vec![],
            vec!["invalid_token", "hunter2"],
        ),
        (400, r#"{"violations":{"email":"hunter2"}}"#, FailureKind::Invalid, vec![], vec![]),
        (400, r#"{"violations":["hunter2",7,null]}"#, FailureKind::Invalid, vec![], vec![]),
        (500, "<html>hunter2</html>", FailureKind::Upstream, vec![], vec!["<html>hunter2</html>"]),
        (409, "", FailureKind::Conflict, vec![], vec![]),
    ];
    for (status, body, kind, problems, texts) in cases {
        let failure = decode(status, body);
        assert_eq!(failure.kind, kind, "{body}");
        let read: Vec<_> = failure
            .problems
            .iter()
            .map(|problem| {
                let place = problem.place.as_ref().map(|place| place.pointer.as_str());
                let text = problem.vendor_text.as_ref().map_or("", VendorText::expose);
                (place, problem.subject.clone(), problem.code.as_str(), text)
            })
            .collect();
        assert_eq!(read, problems, "{body}");
        assert_eq!(
            failure.vendor_texts.iter().map(VendorText::expose).collect::<Vec<_>>(),
            texts,
            "{body}"
        );
        holds_back(&textus(), status, body.as_bytes(), &["hunter2"]);
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
        (420, FailureKind::RateLimited),
        (422, FailureKind::Unprocessable),
        (429, FailureKind::RateLimited),
        (500, FailureKind::Upstream),
        (503, FailureKind::Unavailable),
        (504, FailureKind::Timeout),
    ] {
        for body in ["", "<html></html>", "{}", "[]", "null", "{"] {
            assert_eq!(decode(status, body).kind, kind, "{status} {body}");
        }
    }
}

#[test]
fn the_headers_are_kept() {
    let mut message = FailureResponse::new(Some(420), "");
    message.retry_after = Some(Duration::from_millis(1500));
    message.trace_id = Some("trace-1".to_owned());
    let failure = textus().decode_failure(&message).value;
    let encoded = textus().encode_failure(&failure).message;
    assert_eq!((encoded.status, encoded.retry_after), (Some(429), message.retry_after));
    assert_eq!((&encoded.trace_id, &failure.trace_id), (&message.trace_id, &message.trace_id));
}

#[test]
fn its_own_shape() {
    let mut email = FailureProblem::new(Code::EMAIL, "expected an address".into());
    email.subject = Some(Attribute::Email.into());
    let mut calendar = FailureProblem::new(Code::LINK, "expected a link".into());
    calendar.subject = Some(ReportedField::CustomSetting(of("/a/b")));
    let mut role = FailureProblem::new(Code::REQUIRED, "a role is required".into());
    role.place = Some(ProblemLocation::new("textus".to_owned(), "/memberships/1/role".to_owned()));
    let mut mobile = FailureProblem::new(Code::PHONE, "expected a number".into());
    mobile.subject = Some(Attribute::Mobile.into());
    let mut elsewhere = FailureProblem::new(Code::TYPE, "expected a text".into());
    elsewhere.place = Some(ProblemLocation::new("upsun".to_owned(), "/company".to_owned()));
    let mut failure = Failure::new(FailureKind::Invalid);
    failure.problems = vec![email, calendar, role, mobile, elsewhere];
    let encoded = textus().encode_failure(&failure).message;
    assert_eq!(encoded.status, Some(400));
    let body = support::json(&encoded.body);
    assert_eq!(body["@type"], json!("hydra:Error"));
    assert_eq!(body["title"], json!("The request is not valid"));
    assert!(body["description"].is_string());
    assert_eq!(
        body["violations"],
        json!([
            { "propertyPath": "/email", "code": "email", "message": "expected an address" },
            { "propertyPath": "/settings/customSettings/~1a~1b", "code": "link", "message": "expected a link" },
            { "propertyPath": "/memberships/1/role", "code": "required", "message": "a role is required" },
            { "code": "phone", "message": "expected a number" },
            { "code": "type", "message": "expected a text" },
        ])
    );
    let plain = textus().encode_failure(&Failure::new(FailureKind::NotFound)).message;
    assert_eq!(plain.status, Some(404));
    let body = support::json(&plain.body);
    assert_eq!((&body["title"], body.get("violations")), (&json!("User not found"), None));
}

#[test]
fn a_written_failure_is_read_back() {
    for kind in FailureKind::ALL {
        for code in Code::ALL {
            let mut failure = Failure::new(*kind);
            failure.retry_after = Some(Duration::from_secs(7));
            for pointer in ["/email", "/memberships/1/role", "/settings/customSettings/a.b~1c", "/"]
            {
                let mut problem =
                    FailureProblem::new(code.clone(), "expected another value".into());
                problem.place = Some(ProblemLocation::new("textus".to_owned(), pointer.to_owned()));
                failure.problems.push(problem);
            }
            let read = textus().decode_failure(&textus().encode_failure(&failure).message).value;
            assert_eq!((read.kind, read.retry_after), (failure.kind, failure.retry_after));
            let content = |failure: &Failure| {
                let problems = failure.problems.iter();
                problems
                    .map(|problem| (problem.place.clone(), problem.code.clone()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(content(&read), content(&failure));
        }
    }
}

/// The default account has two places in an update: a problem at either is found, and one without a
/// place is reported once, at the usual one.
#[test]
fn the_default_account_has_one_usual_place() {
    let attribute = ReportedField::from(Attribute::DefaultMessagingAccount);
    for (account, path, place) in [
        ("my_account", "defaultMessagingAccount", "/defaultMessagingAccount"),
        ("a/b", "settings.defaultMessagingAccount", "/settings/defaultMessagingAccount"),
    ] {
        let body = json!({"title": "Bad", "violations": [{"propertyPath": path, "message": "x"}]});
        let failure = decode(422, &body.to_string());
        assert_eq!(failure.problems[0].subject.as_ref(), Some(&attribute), "{path}");

        let update = json!({ "version": 1, "default_messaging_account": account }).to_string();
        let report = support::update("canonical", "textus", update.as_bytes()).unwrap().report;
        let targets = report.of(attribute.clone()).unwrap().targets.clone();
        assert_eq!(targets.iter().map(ToString::to_string).collect::<Vec<_>>(), [place]);
        let mapped = report.map_failure(&failure, &support::dialect("canonical").id());
        let found = mapped.problems[0].place.as_ref().map(|place| place.pointer.as_str());
        assert_eq!(found, Some("/default_messaging_account"), "{path}");
    }
    let mut failure = Failure::new(FailureKind::Unprocessable);
    let mut problem = FailureProblem::new(Code::REQUIRED, "required".into());
    problem.subject = Some(attribute);
    failure.problems.push(problem);
    let message = textus().encode_failure(&failure).message;
    let violations = support::json(&message.body)["violations"].clone();
    assert_eq!(violations.as_array().unwrap().len(), 1, "{violations}");
    assert_eq!(violations[0]["propertyPath"], "/defaultMessagingAccount");
}
