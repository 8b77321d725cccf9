//! Failures, decoded and encoded.

use idiolect::dialect::{Dialect, DialectExt, FailureResponse, Settings, UpdateContext, built_in};
use idiolect::problem::Failure;
use serde_json::Value;

/// A decoded failure: the kind, then `attribute pointer code: text` of each problem, then the other
/// texts.
pub fn failure(dialect: &dyn Dialect, status: Option<u16>, body: &[u8]) -> Vec<String> {
    summary(&dialect.decode_failure(&FailureResponse::new(status, body)).value)
}

fn summary(failure: &Failure) -> Vec<String> {
    let mut summary = vec![failure.kind.code().to_owned()];
    summary.extend(failure.problems.iter().map(|problem| {
        let subject = problem.subject.as_ref().map_or("-".to_owned(), ToString::to_string);
        let pointer = problem.place.as_ref().map_or("-", |place| &place.pointer);
        let text = problem.vendor_text.as_ref().map_or("-", |text| text.expose());
        format!("{subject} {pointer} {}: {text}", problem.code)
    }));
    summary.extend(failure.vendor_texts.iter().map(|text| text.expose().to_owned()));
    summary
}

/// Asserts that no dialect writes or shows anything in `secrets` of the vendor's failure.
pub fn holds_back(dialect: &dyn Dialect, status: u16, body: &[u8], secrets: &[&str]) {
    let decoded = dialect.decode_failure(&FailureResponse::new(Some(status), body));
    let mut outputs = vec![format!("{decoded:?}")];
    for front in built_in(Settings::default()) {
        let encoded = front.encode_failure(&decoded.value);
        outputs.push(format!("{encoded:?}"));
        outputs.push(String::from_utf8(encoded.message.body).unwrap());
    }
    for output in outputs {
        for secret in secrets {
            assert!(!output.contains(secret), "{secret} in {output}");
        }
    }
}

/// The failure for an invalid update: its status, and its body as JSON if there is one.
pub fn encoded_rejection(
    dialect: &dyn Dialect,
    body: &Value,
    context: &UpdateContext<'_>,
) -> (u16, Option<Value>) {
    let error =
        dialect.decode_update(body.to_string().as_bytes(), context).expect_err("an invalid update");
    encoded(dialect, &error.to_failure(&dialect.id()))
}

/// The encoded failure: its status, and its body as JSON if there is one.
pub fn encoded(dialect: &dyn Dialect, failure: &Failure) -> (u16, Option<Value>) {
    let message = dialect.encode_failure(failure).message;
    let body = (!message.body.is_empty()).then(|| super::json(&message.body));
    (message.status.expect("a status"), body)
}
