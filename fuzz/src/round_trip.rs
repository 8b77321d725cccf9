//! A body that a dialect decodes, encoded again by the same dialect.

use idiolect::dialect::{DialectExt, LossPolicy, UpdateContext};
use idiolect::json::Limits;

use crate::dialects::{all, id};

/// A response is encoded as it was; an update that can be decoded can be encoded, without a change.
pub fn run(body: &[u8]) {
    for dialect in all() {
        if let Ok(user) = dialect.decode_user(body) {
            let encoded = dialect.encode_user(&user.value).body;
            let encoded = idiolect::json::parse(&encoded, &Limits::NONE).expect("JSON");
            assert!(
                idiolect::json::parse(body, &Limits::NONE).as_ref() == Ok(&encoded),
                "{}: a response has changed",
                dialect.id()
            );
        }
        let id = id();
        let context = UpdateContext::EMPTY.with_id(Some(&id));
        if let Ok(update) = dialect.decode_update(body, &context) {
            let written =
                dialect.encode_update(&update.value, &UpdateContext::EMPTY, &LossPolicy::Reject);
            let written = written.unwrap_or_else(|error| {
                panic!("{} cannot encode what it decodes: {error}", dialect.id())
            });
            let again = dialect.decode_update(&written.body, &context).expect("an encoded update");
            assert!(again.value == update.value, "{}: an update has changed", dialect.id());
        }
    }
}
