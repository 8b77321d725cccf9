//! A body that a dialect reads, written again by the same.

use idiolect::dialect::{DialectExt, LossPolicy, UpdateContext};
use idiolect::json::Limits;

use crate::dialects::{all, id};

/// An answer comes out as it went in; an update that can be read can be written, and means the same
/// then.
pub fn run(body: &[u8]) {
    for dialect in all() {
        if let Ok(user) = dialect.decode_user(body) {
            let told = dialect.encode_user(&user.value).body;
            let told = idiolect::json::parse(&told, &Limits::NONE).expect("JSON");
            assert!(
                idiolect::json::parse(body, &Limits::NONE).as_ref() == Ok(&told),
                "{}: an answer is another",
                dialect.id()
            );
        }
        let id = id();
        let context = UpdateContext::EMPTY.with_id(Some(&id));
        if let Ok(update) = dialect.decode_update(body, &context) {
            let written =
                dialect.encode_update(&update.value, &UpdateContext::EMPTY, &LossPolicy::Reject);
            let written = written.unwrap_or_else(|error| {
                panic!("{} cannot say what it reads: {error}", dialect.id())
            });
            let again = dialect.decode_update(&written.body, &context).expect("what it writes");
            assert!(again.value == update.value, "{}: an update is another", dialect.id());
        }
    }
}
