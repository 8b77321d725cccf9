//! Every fixture, and the outcome of reading it after a modification.
//!
//! Assertions print paths, never bodies: a body may contain a secret.

use idiolect::dialect::{
    Decoded, Dialect, DialectExt, Error, FailureResponse, LossPolicy, UpdateContext,
};
use idiolect::json::Limits;
use idiolect::model::{Extras, User, UserUpdate};
use idiolect::problem::{FailureKind, VendorText};
use serde_json::{Value, json};

use crate::support::lines::listed;
use crate::support::variations::{places, with};
use crate::support::{ALL, dialect, fixtures};

/// The kinds of messages, as the names of the fixtures begin.
pub(crate) const KINDS: [&str; 3] = ["update", "user", "failure"];

/// A message from the vendor.
pub(crate) struct Fixture {
    pub(crate) name: &'static str,
    pub(crate) dialect: Box<dyn Dialect>,
    pub(crate) kind: &'static str,
    pub(crate) file: String,
    pub(crate) body: Vec<u8>,
}

impl Fixture {
    pub(crate) fn json(&self) -> Value {
        crate::support::json(&self.body)
    }

    /// The label of a path in the message, for assertions.
    pub(crate) fn at(&self, place: &str) -> String {
        format!("{} {} {place}", self.name, self.file)
    }
}

/// The fixtures of one kind, of every dialect, without white space around them.
pub(crate) fn all(kind: &'static str) -> Vec<Fixture> {
    let of_dialect = |name: &'static str| {
        fixtures(name, kind).into_iter().map(move |(file, body)| Fixture {
            name,
            dialect: dialect(name),
            kind,
            file,
            body: body.trim_ascii().to_vec(),
        })
    };
    let all: Vec<Fixture> = ALL.into_iter().flat_map(of_dialect).collect();
    assert!(
        ALL.iter().all(|name| all.iter().any(|fixture| fixture.name == *name)),
        "{kind}: a dialect is missing"
    );
    all
}

/// The pointers of every leaf.
pub(crate) fn leaves(message: &Value) -> Vec<String> {
    places(message)
        .into_iter()
        .filter(|place| places(message.pointer(place).unwrap()).is_empty())
        .collect()
}

/// The pointers of every object, the message itself included.
pub(crate) fn objects(message: &Value) -> Vec<String> {
    let all = std::iter::once(String::new()).chain(places(message));
    all.filter(|place| message.pointer(place).unwrap().is_object()).collect()
}

/// The message without the value at `place`, so that any bytes can be inserted there.
pub(crate) struct Gap {
    before: Vec<u8>,
    behind: Vec<u8>,
}

impl Gap {
    pub(crate) fn at(message: &Value, place: &str) -> Self {
        const MARK: &[u8] = b"\"@@\"";
        let marked = with(message, place, json!("@@")).to_string().into_bytes();
        let at = marked.windows(MARK.len()).position(|bytes| bytes == MARK).unwrap();
        Self { before: marked[..at].to_vec(), behind: marked[at + MARK.len()..].to_vec() }
    }

    pub(crate) fn filled(&self, with: impl AsRef<[u8]>) -> Vec<u8> {
        [&self.before, with.as_ref(), &self.behind].concat()
    }
}

/// A decoded update, or its problems as `pointer code`, in order.
pub(crate) fn update(
    dialect: &dyn Dialect,
    body: &[u8],
) -> Result<Decoded<UserUpdate>, Vec<String>> {
    dialect.decode_update(body, &UpdateContext::EMPTY).map_err(|error| {
        assert!(matches!(error, Error::Update { .. }), "an invalid update is the caller's error");
        listed(&error)
    })
}

/// A decoded user, or the problems as `pointer code`, in order.
pub(crate) fn user(dialect: &dyn Dialect, body: &[u8]) -> Result<Decoded<User>, Vec<String>> {
    dialect.decode_user(body).map_err(|error| {
        assert!(
            matches!(error, Error::Response { .. }),
            "an invalid response is the upstream's error"
        );
        listed(&error)
    })
}

/// The update as canonical JSON; a password is `true`.
pub(crate) fn update_json(update: &UserUpdate) -> Value {
    let encoded = dialect("canonical")
        .encode_update(update, &UpdateContext::EMPTY, &LossPolicy::AllowAll)
        .unwrap();
    let mut json = crate::support::json(&encoded.body);
    if update.sign_in.password.is_some() {
        json["password"] = json!(true);
    }
    json
}

/// The user as canonical JSON, without extras.
pub(crate) fn user_json(user: &User) -> Value {
    let mut known = user.clone();
    known.extras = Extras::default();
    crate::support::json(&dialect("canonical").encode_user(&known).body)
}

/// Whether both are the same JSON, to the digit.
pub(crate) fn is_same(one: &[u8], other: &[u8]) -> bool {
    let [one, other] = [one, other].map(|body| idiolect::json::parse(body, &Limits::NONE).unwrap());
    one == other
}

/// Asserts that a user is read without a problem and written back to the digit.
pub(crate) fn holds_unchanged(dialect: &dyn Dialect, body: &[u8], place: &str) -> Decoded<User> {
    let read = user(dialect, body).unwrap_or_else(|problems| panic!("{place}: {problems:?}"));
    assert!(is_same(&dialect.encode_user(&read.value).body, body), "{place}: written differently");
    read
}

/// Asserts that a user is written back to the digit after it was stored, too.
pub(crate) fn holds_unchanged_when_stored(
    dialect: &dyn Dialect,
    user: &User,
    body: &[u8],
    place: &str,
) {
    let canonical = crate::support::dialect("canonical");
    let stored = canonical.decode_user(&canonical.encode_user(user).body).unwrap().value;
    assert!(
        is_same(&dialect.encode_user(&stored).body, body),
        "{place}: written differently after it was stored"
    );
}

/// Asserts that a body is not a message of any kind: one problem at the root, or a failure of which
/// only the status is read.
pub(crate) fn holds_unreadable(
    dialect: &dyn Dialect,
    body: &[u8],
    code: &str,
    place: &dyn Fn() -> String,
) {
    for kind in KINDS {
        holds_unreadable_as(kind, dialect, body, code, place);
    }
}

/// The same for one kind of message.
pub(crate) fn holds_unreadable_as(
    kind: &str,
    dialect: &dyn Dialect,
    body: &[u8],
    code: &str,
    place: &dyn Fn() -> String,
) {
    let expected = [format!(" {code}")];
    match kind {
        "update" => {
            assert_eq!(update(dialect, body).map(|_| ()).unwrap_err(), expected, "{}", place());
        }
        "user" => {
            assert_eq!(user(dialect, body).map(|_| ()).unwrap_err(), expected, "{}", place());
        }
        _ => holds_no_failure_body(dialect, body, place),
    }
}

fn holds_no_failure_body(dialect: &dyn Dialect, body: &[u8], place: &dyn Fn() -> String) {
    let failure = dialect.decode_failure(&FailureResponse::new(Some(409), body)).value;
    assert_eq!(failure.kind, FailureKind::Conflict, "{}", place());
    assert!(failure.problems.is_empty(), "{}", place());
    let text = String::from_utf8_lossy(body);
    let texts: Vec<&str> = failure.vendor_texts.iter().map(VendorText::expose).collect();
    let is_kept = if text.trim().is_empty() { texts.is_empty() } else { texts == [text] };
    assert!(is_kept, "{}: the text is kept for the application", place());
}
