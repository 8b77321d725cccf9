//! Answers, read and written again.

use idiolect::dialect::{Dialect, DialectExt};
use idiolect::json::{Limits, Node};
use idiolect::model::User;
use serde_json::Value;

use super::changes::changes;
use super::lines::listed;
use super::variations::{ODDITIES, places, with_raw, without};

/// A user, read from an answer.
pub fn read_user(dialect: &dyn Dialect, answer: &Value) -> User {
    let decoded = dialect.decode_user(answer.to_string().as_bytes());
    decoded.unwrap_or_else(|error| panic!("{answer}: {:?}", listed(&error))).value
}

/// An answer that tells of `user`.
pub fn write_user(dialect: &dyn Dialect, user: &User) -> Value {
    super::json(&dialect.encode_user(user).body)
}

/// An answer read and written again, as text.
pub fn rewritten(dialect: &dyn Dialect, answer: &str) -> String {
    let decoded = dialect
        .decode_user(answer.as_bytes())
        .unwrap_or_else(|error| panic!("{answer}: {:?}", listed(&error)));
    String::from_utf8(dialect.encode_user(&decoded.value).body).unwrap()
}

fn tree(text: &str) -> Node<'_> {
    idiolect::json::parse(text.as_bytes(), &Limits::DEFAULT).expect("JSON")
}

/// Reads an answer and holds that writing it again gives the same JSON, to the digit.
pub fn holds_unchanged(dialect: &dyn Dialect, answer: &[u8]) {
    let answer = std::str::from_utf8(answer).unwrap();
    let again = rewritten(dialect, answer);
    let (was, is) = (tree(answer), tree(&again));
    assert_eq!(was, is, "\n{answer}\n{again}");
}

/// Puts every oddity at every place of the answer but those `except`, and holds that each comes back as it was.
pub fn holds_unchanged_whatever_it_says(dialect: &dyn Dialect, answer: &Value, except: &[&str]) {
    for place in places(answer).iter().filter(|place| !except.contains(&place.as_str())) {
        for oddity in ODDITIES {
            holds_unchanged(dialect, &with_raw(answer, place, oddity));
        }
        holds_unchanged(dialect, without(answer, place).to_string().as_bytes());
    }
}

/// A change to a user, and what differs in the answer for it.
pub type Edit<'e> = (fn(&mut User), &'e [&'e str]);

/// Changes each attribute of the user alone and holds that exactly the member told for it differs.
pub fn holds_one_change_at_a_time(dialect: &dyn Dialect, answer: &Value, edits: &[Edit<'_>]) {
    for (edit, expected) in edits {
        let mut user = read_user(dialect, answer);
        edit(&mut user);
        assert_eq!(changes(answer, &write_user(dialect, &user)), *expected);
    }
}
