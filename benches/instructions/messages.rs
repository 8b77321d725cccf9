//! What each bench begins with: the vendors' messages, and the values that are read of them.
//!
//! Each message has been read once before, so that what a process makes once is not counted, such
//! as the expression behind the rule for e-mail addresses.

#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a bench of what does not work should end")]

use idiolect::dialect::{UpdateContext, Dialect, DialectExt, FailureResponse, Settings, built_in};
use idiolect::model::{User, UserUpdate};

#[path = "../idiolect/payloads.rs"]
mod payloads;

/// A message as it comes.
#[derive(Debug)]
pub struct Message {
    /// Its dialect.
    pub dialect: Box<dyn Dialect>,
    /// Its bytes.
    pub body: &'static [u8],
}

/// What a message says.
#[derive(Debug)]
pub struct Read<T> {
    /// Its dialect.
    pub dialect: Box<dyn Dialect>,
    /// The value.
    pub value: T,
}

/// Two dialects, and what is said in the first.
#[derive(Debug)]
pub struct Pair {
    /// The first.
    pub from: Box<dyn Dialect>,
    /// The second.
    pub to: Box<dyn Dialect>,
    /// An update.
    pub update: &'static [u8],
    /// A refusal.
    pub refusal: FailureResponse,
}

fn dialect(name: &str) -> Box<dyn Dialect> {
    built_in(Settings::default()).into_iter().find(|one| one.id().as_str() == name).expect("a built-in dialect")
}

fn payloads(name: &str) -> payloads::Payloads {
    payloads::ALL.into_iter().find(|one| one.dialect == name).expect("a vendor's messages")
}

/// The vendor's update.
#[must_use]
pub fn update(name: &str) -> Message {
    let Read { dialect, .. } = read_update(name);
    Message { dialect, body: payloads(name).update.as_bytes() }
}

/// The vendor's user.
#[must_use]
pub fn user(name: &str) -> Message {
    let Read { dialect, .. } = read_user(name);
    Message { dialect, body: payloads(name).user.as_bytes() }
}

/// The vendor's update, read.
#[must_use]
pub fn read_update(name: &str) -> Read<UserUpdate> {
    let dialect = dialect(name);
    let read = dialect.decode_update(payloads(name).update.as_bytes(), &UpdateContext::EMPTY);
    Read { dialect, value: read.expect("the vendor's update").value }
}

/// The vendor's user, read.
#[must_use]
pub fn read_user(name: &str) -> Read<User> {
    let dialect = dialect(name);
    let read = dialect.decode_user(payloads(name).user.as_bytes());
    Read { dialect, value: read.expect("the vendor's user").value }
}

/// The vendor's user before and after the vendor's update.
#[must_use]
pub fn before_and_after(name: &str) -> (User, User) {
    let before = read_user(name).value;
    let mut after = before.clone();
    read_update(name).value.apply(&mut after);
    (before, after)
}

/// What one vendor says, and the other's dialect.
#[must_use]
pub fn pair(from: &str, to: &str) -> Pair {
    let (update, to) = (update(from), read_update(to).dialect);
    let refusal = FailureResponse::new(Some(422), payloads(from).failure);
    Pair { from: update.dialect, to, update: update.body, refusal }
}
