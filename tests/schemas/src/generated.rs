//! Messages that the encoders write.

use std::error::Error;

use idiolect::codec::WriteOutcome;
use idiolect::conformance::generate;
use idiolect::dialect::canonical::Canonical;
use idiolect::dialect::{Dialect, DialectExt as _, LossPolicy, MessageKind, UpdateContext};
use idiolect::model::User;
use serde_json::Value;

use crate::examples;
use crate::random::Random;

/// What a dialect writes for `count` generated values; of users for twice as many.
///
/// A user without something that every user of the dialect has is left out, and so is a failure
/// without a body.
///
/// # Errors
/// An update cannot be encoded, or a body is not JSON.
pub fn generated(
    dialect: &dyn Dialect,
    message: MessageKind,
    count: u32,
) -> Result<Vec<Value>, Box<dyn Error>> {
    let mut random = Random::new(1);
    let complete = complete_user()?;
    let mut bodies = Vec::new();
    for case in 0..count {
        let bytes = random.bytes(case);
        match message {
            MessageKind::Update => {
                let update = generate::update(&bytes);
                let context = UpdateContext::EMPTY;
                bodies.push(dialect.encode_update(&update, &context, &LossPolicy::AllowAll)?.body);
            }
            MessageKind::User => {
                // `upsun` requires so many members that no user of random bytes has them all.
                let users = [generate::user(&bytes), generate::changed(&complete, &bytes)];
                bodies.extend(users.iter().filter_map(|user| user_body(dialect, user)));
            }
            _ => bodies.push(dialect.encode_failure(&generate::failure(&bytes)).message.body),
        }
    }
    bodies.retain(|body| !body.is_empty());
    Ok(bodies.iter().map(|body| serde_json::from_slice(body)).collect::<Result<_, _>>()?)
}

fn user_body(dialect: &dyn Dialect, user: &User) -> Option<Vec<u8>> {
    let encoded = dialect.encode_user(user);
    let mut entries = encoded.provenance.entries();
    let is_incomplete = entries.any(|(_, _, outcome)| outcome == WriteOutcome::Missing);
    (!is_incomplete).then_some(encoded.body)
}

/// A user with every attribute.
fn complete_user() -> Result<User, Box<dyn Error>> {
    let canonical = Canonical::default();
    let examples = examples(&canonical, MessageKind::User)?;
    let example = examples.first().ok_or("no example of a user")?;
    Ok(canonical.decode_user(example.value.to_string().as_bytes())?.value)
}
