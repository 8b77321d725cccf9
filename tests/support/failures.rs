//! Refusals, read and told.

use idiolect::dialect::{Dialect, DialectExt, FailureResponse, Settings, UpdateContext, built_in};
use idiolect::problem::Failure;
use serde_json::Value;

/// A refusal as it is read: kind, then `attribute pointer code: text` of each problem, then the texts beside them.
pub fn failure(dialect: &dyn Dialect, status: Option<u16>, body: &[u8]) -> Vec<String> {
    summary(&dialect.decode_failure(&FailureResponse::new(status, body)).value)
}

fn summary(failure: &Failure) -> Vec<String> {
    let mut told = vec![failure.kind.code().to_owned()];
    told.extend(failure.problems.iter().map(|refusal| {
        let subject = refusal.subject.as_ref().map_or("-".to_owned(), ToString::to_string);
        let pointer = refusal.place.as_ref().map_or("-", |place| &place.pointer);
        let text = refusal.vendor_text.as_ref().map_or("-", |text| text.expose());
        format!("{subject} {pointer} {}: {text}", refusal.code)
    }));
    told.extend(failure.vendor_texts.iter().map(|text| text.expose().to_owned()));
    told
}

/// Holds that nothing in `secrets` of the vendor's refusal is told by any dialect, or shown.
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

/// The refusal that a wrong update gets: its status and its body, as JSON where there is one.
pub fn told_of(
    dialect: &dyn Dialect,
    body: &Value,
    context: &UpdateContext<'_>,
) -> (u16, Option<Value>) {
    let error =
        dialect.decode_update(body.to_string().as_bytes(), context).expect_err("a wrong update");
    told(dialect, &error.to_failure(&dialect.id()))
}

/// A failure as the dialect tells it.
pub fn told(dialect: &dyn Dialect, failure: &Failure) -> (u16, Option<Value>) {
    let message = dialect.encode_failure(failure).message;
    let body = (!message.body.is_empty()).then(|| super::json(&message.body));
    (message.status.expect("a status"), body)
}
