//! Any bytes, as any message of any dialect.

use idiolect::dialect::{Dialect, DialectExt, FailureResponse, UpdateContext};
use idiolect::json::Limits;
use idiolect::problem::FailureKind;

use crate::dialects::{all, id, tolerant};

/// Nothing panics; what is refused is refused at a place that it has; a refusal is one whatever it
/// holds.
pub fn run(body: &[u8]) {
    for dialect in tolerant() {
        update(&**dialect, body);
    }
    for dialect in all() {
        update(&**dialect, body);
        if let Ok(user) = dialect.decode_user(body) {
            let told = dialect.encode_user(&user.value);
            assert!(
                dialect.decode_user(&told.body).is_ok(),
                "{} does not read what it tells",
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
    assert!(!error.problems().is_empty(), "{} refuses an update for nothing", dialect.id());
    let node = idiolect::json::parse(body, &Limits::DEFAULT).ok();
    for problem in error.problems() {
        let place = problem.existing().as_str();
        let is_there = node.as_ref().map_or(place.is_empty(), |node| node.at(place).is_some());
        assert!(is_there, "{} refuses {place:?}, which is not there", dialect.id());
    }
    let _ = dialect.encode_failure(&error.to_failure(&dialect.id()));
}

fn failure(dialect: &dyn Dialect, body: &[u8]) {
    let read = dialect.decode_failure(&FailureResponse::new(Some(502), body)).value;
    assert_eq!(read.kind, FailureKind::Upstream, "{}", dialect.id());
    let told = dialect.encode_failure(&read);
    let again = dialect.decode_failure(&told.message).value;
    assert_eq!(again.kind, read.kind, "{}", dialect.id());
}
