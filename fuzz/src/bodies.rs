//! Any bytes, as any message of any dialect.

use idiolect::dialect::{Dialect, DialectExt, FailureResponse, UpdateContext};
use idiolect::json::Limits;
use idiolect::problem::FailureKind;

use crate::dialects::{all, id, tolerant};

/// Nothing panics; a problem has a pointer that exists; a failure stays a failure for any body.
pub fn run(body: &[u8]) {
    for dialect in tolerant() {
        update(&**dialect, body);
    }
    for dialect in all() {
        update(&**dialect, body);
        if let Ok(user) = dialect.decode_user(body) {
            let encoded = dialect.encode_user(&user.value);
            assert!(
                dialect.decode_user(&encoded.body).is_ok(),
                "{} does not decode what it encodes",
                dialect.id()
            );
        }
        failure(&**dialect, body);
    }
}

fn update(dialect: &dyn Dialect, body: &[u8]) {
    let id = id();
    let Err(error) = dialect.decode_update(body, &UpdateContext::EMPTY.with_id(Some(&id))) else {
        return;
    };
    assert!(!error.problems().is_empty(), "{} rejects an update without a problem", dialect.id());
    let node = idiolect::json::parse(body, &Limits::DEFAULT).ok();
    for problem in error.problems() {
        let pointer = problem.existing().as_str();
        let exists = node.as_ref().map_or(pointer.is_empty(), |node| node.at(pointer).is_some());
        assert!(exists, "{} rejects {pointer:?}, which does not exist", dialect.id());
    }
    let _ = dialect.encode_failure(&error.to_failure(&dialect.id()));
}

fn failure(dialect: &dyn Dialect, body: &[u8]) {
    let read = dialect.decode_failure(&FailureResponse::new(Some(502), body)).value;
    assert_eq!(read.kind, FailureKind::Upstream, "{}", dialect.id());
    let encoded = dialect.encode_failure(&read);
    let again = dialect.decode_failure(&encoded.message).value;
    assert_eq!(again.kind, read.kind, "{}", dialect.id());
}
