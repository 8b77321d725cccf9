//! Users, read and written back.

use idiolect::dialect::{Dialect, DialectExt};
use idiolect::json::{Limits, Node};
use idiolect::model::User;
use serde_json::Value;

use super::changes::changes;
use super::lines::listed;
use super::variations::{ODDITIES, places, with_raw, without};

/// Decodes a user.
pub fn read_user(dialect: &dyn Dialect, message: &Value) -> User {
    let decoded = dialect.decode_user(message.to_string().as_bytes());
    decoded.unwrap_or_else(|error| panic!("{message}: {:?}", listed(&error))).value
}

/// Encodes a user.
pub fn write_user(dialect: &dyn Dialect, user: &User) -> Value {
    super::json(&dialect.encode_user(user).body)
}

/// Decodes a user and encodes it again, as text.
pub fn rewritten(dialect: &dyn Dialect, message: &str) -> String {
    let decoded = dialect
        .decode_user(message.as_bytes())
        .unwrap_or_else(|error| panic!("{message}: {:?}", listed(&error)));
    String::from_utf8(dialect.encode_user(&decoded.value).body).unwrap()
}

fn tree(text: &str) -> Node<'_> {
    idiolect::json::parse(text.as_bytes(), &Limits::DEFAULT).expect("JSON")
}

/// Asserts that a user is written back as the same JSON, to the digit.
pub fn holds_unchanged(dialect: &dyn Dialect, message: &[u8]) {
    let message = std::str::from_utf8(message).unwrap();
    let again = rewritten(dialect, message);
    let (was, is) = (tree(message), tree(&again));
    assert_eq!(was, is, "\n{message}\n{again}");
}

/// Puts every oddity at every path of the user except those of `except`, and asserts that each is
/// written back unchanged.
pub fn holds_unchanged_for_any_value(dialect: &dyn Dialect, message: &Value, except: &[&str]) {
    for place in places(message).iter().filter(|place| !except.contains(&place.as_str())) {
        for oddity in ODDITIES {
            holds_unchanged(dialect, &with_raw(message, place, oddity));
        }
        holds_unchanged(dialect, without(message, place).to_string().as_bytes());
    }
}

/// A change to a user, and the differences in the message.
pub type Edit<'e> = (fn(&mut User), &'e [&'e str]);

/// Changes each attribute of the user alone and asserts that exactly its member differs.
pub fn holds_one_change_at_a_time(dialect: &dyn Dialect, message: &Value, edits: &[Edit<'_>]) {
    for (edit, expected) in edits {
        let mut user = read_user(dialect, message);
        edit(&mut user);
        assert_eq!(changes(message, &write_user(dialect, &user)), *expected);
    }
}
