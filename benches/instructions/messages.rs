//! The inputs of the benches: the vendors' messages, and their decoded values.
//!
//! Each message has been decoded once before, so that one-time initialization is not counted, such
//! as the regular expression for e-mail addresses.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a bench of a failing conversion has to end"
)]

use idiolect::dialect::{Dialect, DialectExt, FailureResponse, Settings, UpdateContext, built_in};
use idiolect::model::{User, UserUpdate};

#[path = "../idiolect/payloads.rs"]
mod payloads;

/// An encoded message.
#[derive(Debug)]
pub struct Message {
    /// Its dialect.
    pub dialect: Box<dyn Dialect>,
    /// Its bytes.
    pub body: &'static [u8],
}

/// A decoded message.
#[derive(Debug)]
pub struct DecodedMessage<T> {
    /// Its dialect.
    pub dialect: Box<dyn Dialect>,
    /// The value.
    pub value: T,
}

/// Two dialects, and messages in the first.
#[derive(Debug)]
pub struct Pair {
    /// The first.
    pub from: Box<dyn Dialect>,
    /// The second.
    pub to: Box<dyn Dialect>,
    /// An update.
    pub update: &'static [u8],
    /// A failure response.
    pub failure: FailureResponse,
}

fn dialect(name: &str) -> Box<dyn Dialect> {
    built_in(Settings::default())
        .into_iter()
        .find(|one| one.id().as_str() == name)
        .expect("a built-in dialect")
}

fn payloads(name: &str) -> payloads::Payloads {
    payloads::ALL.into_iter().find(|one| one.dialect == name).expect("a vendor's messages")
}

/// The vendor's update.
#[must_use]
pub fn update(name: &str) -> Message {
    let DecodedMessage { dialect, .. } = decoded_update(name);
    Message { dialect, body: payloads(name).update.as_bytes() }
}

/// The vendor's user.
#[must_use]
pub fn user(name: &str) -> Message {
    let DecodedMessage { dialect, .. } = decoded_user(name);
    Message { dialect, body: payloads(name).user.as_bytes() }
}

/// The vendor's update, decoded.
#[must_use]
pub fn decoded_update(name: &str) -> DecodedMessage<UserUpdate> {
    let dialect = dialect(name);
    let decoded = dialect.decode_update(payloads(name).update.as_bytes(), &UpdateContext::EMPTY);
    DecodedMessage { dialect, value: decoded.expect("the vendor's update").value }
}

/// The vendor's user, decoded.
#[must_use]
pub fn decoded_user(name: &str) -> DecodedMessage<User> {
    let dialect = dialect(name);
    let decoded = dialect.decode_user(payloads(name).user.as_bytes());
    DecodedMessage { dialect, value: decoded.expect("the vendor's user").value }
}

/// The vendor's user before and after the vendor's update.
#[must_use]
pub fn before_and_after(name: &str) -> (User, User) {
    let before = decoded_user(name).value;
    let mut after = before.clone();
    let _ = decoded_update(name).value.apply(&mut after);
    (before, after)
}

/// One vendor's messages, and the other's dialect.
#[must_use]
pub fn pair(from: &str, to: &str) -> Pair {
    let (update, to) = (update(from), decoded_update(to).dialect);
    let failure = FailureResponse::new(Some(422), payloads(from).failure);
    Pair { from: update.dialect, to, update: update.body, failure }
}
