//! What the adapter tests have in common: reading with a context, members one by one, and variations of a message.

#![allow(dead_code, unreachable_pub, reason = "each test file uses some of it")]

use std::fmt::Debug;
use std::str::FromStr;

use idiolect::dialect::{Context, Decoded, Dialect, DialectExt, Error};
use idiolect::model::{Subject, User, UserUpdate};
use idiolect::wire::{Reading, Trace};
use serde_json::{Value, json};

/// What a test does to an update that says nothing yet.
pub type Change = fn(&mut UserUpdate);

/// A value of the model, made of its text.
pub fn of<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
}

/// The update that says only what `change` says.
pub fn update_of(change: Change) -> UserUpdate {
    let mut update = UserUpdate::default();
    change(&mut update);
    update
}

/// An error's problems, as `pointer code`, in order.
pub fn listed(error: &Error) -> Vec<String> {
    error.problems().iter().map(|problem| format!("{} {}", problem.pointer(), problem.code())).collect()
}

/// An update read, or its problems.
pub fn read(dialect: &dyn Dialect, body: &Value, context: &Context<'_>) -> Result<Decoded<UserUpdate>, Vec<String>> {
    dialect.decode_update(body.to_string().as_bytes(), context).map_err(|error| {
        assert!(matches!(error, Error::Update { .. }), "{error:?}");
        listed(&error)
    })
}

/// The value of an update that says nothing wrong.
pub fn value(dialect: &dyn Dialect, body: &Value) -> UserUpdate {
    read(dialect, body, &Context::UNKNOWN).unwrap_or_else(|problems| panic!("{body}: {problems:?}")).value
}

/// The problems of an update, of which nothing is known but its body.
pub fn problems(dialect: &dyn Dialect, body: &Value) -> Vec<String> {
    read(dialect, body, &Context::UNKNOWN).err().unwrap_or_default()
}

/// A user read from an answer.
pub fn user(dialect: &dyn Dialect, body: &Value) -> User {
    let decoded = dialect.decode_user(body.to_string().as_bytes());
    decoded.unwrap_or_else(|error| panic!("{body}: {:?}", listed(&error))).value
}

/// An answer that tells of `user`.
pub fn answer(dialect: &dyn Dialect, user: &User) -> Value {
    serde_json::from_slice(&dialect.encode_user(user).body).unwrap()
}

/// An answer read and written again, as text.
pub fn answered_text(dialect: &dyn Dialect, body: &str) -> String {
    let decoded = dialect.decode_user(body.as_bytes()).unwrap_or_else(|error| panic!("{:?}", listed(&error)));
    String::from_utf8(dialect.encode_user(&decoded.value).body).unwrap()
}

/// What was read, as `subject pointer`, in order of pointers.
pub fn read_from(trace: &Trace<Reading>) -> Vec<String> {
    let mut lines: Vec<_> = trace
        .entries()
        .map(|(subject, pointer, reading)| match reading {
            Reading::Read(None) => format!("{subject} {pointer}"),
            other => format!("{subject} {pointer} {other:?}"),
        })
        .collect();
    lines.sort();
    lines
}

/// What comes of a member that holds `null` or `""`.
pub enum Outcome {
    /// The update says nothing.
    Keep,
    /// The update says this.
    Says(Change),
    /// The member is a problem with this code.
    Problem(&'static str),
}

/// One member of an update by itself, and what it may hold.
pub struct Member {
    pub pointer: &'static str,
    pub subject: Subject,
    pub valid: Value,
    pub set: Change,
    pub null: Outcome,
    pub empty: Outcome,
    pub bad: Vec<(Value, &'static str)>,
}

impl Member {
    /// Holds the dialect to what this says of the member, in a message that is otherwise `base`.
    pub fn check(&self, dialect: &dyn Dialect, base: &Value) {
        let with = |value: Value| put(base, self.pointer, value);
        let problem = |code: &str| Err(vec![format!("{} {code}", self.pointer)]);
        let read_value = |value| read(dialect, &with(value), &Context::UNKNOWN).map(|decoded| decoded.value);
        let outcome = |outcome: &Outcome| match outcome {
            Outcome::Keep => Ok(UserUpdate::default()),
            Outcome::Says(change) => Ok(update_of(*change)),
            Outcome::Problem(code) => problem(code),
        };

        assert_eq!(value(dialect, base), UserUpdate::default(), "{} absent", self.pointer);
        assert_eq!(read_value(Value::Null), outcome(&self.null), "{} null", self.pointer);
        assert_eq!(read_value(json!("")), outcome(&self.empty), "{} empty", self.pointer);
        let decoded = read(dialect, &with(self.valid.clone()), &Context::UNKNOWN).unwrap();
        assert_eq!(decoded.value, update_of(self.set), "{} {}", self.pointer, self.valid);
        assert_eq!(read_from(&decoded.trace), [format!("{} {}", self.subject, self.pointer)]);
        for wrong in kinds().into_iter().filter(|kind| !kind.is_null() && !same_type(kind, &self.valid)) {
            if wrong != json!("") {
                assert_eq!(read_value(wrong.clone()), problem("type"), "{} {wrong}", self.pointer);
            }
        }
        for (bad, code) in &self.bad {
            assert_eq!(read_value(bad.clone()), problem(code), "{} {bad}", self.pointer);
        }
    }
}

/// JSON of every type.
pub fn kinds() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(-7),
        json!(1.5),
        json!(""),
        json!("quite another text"),
        json!([]),
        json!([{ "a": null }]),
        json!({}),
        json!({ "a": ["b"] }),
    ]
}

/// Whether both are of the same JSON type.
pub fn same_type(one: &Value, other: &Value) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// The pointers of everything within `value`, containers included.
pub fn places(value: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value)).collect()
        }
        Value::Array(elements) => {
            elements.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    let below = |(name, value): (String, &Value)| {
        let inner: Vec<String> = places(value).into_iter().map(|rest| format!("/{name}{rest}")).collect();
        std::iter::once(format!("/{name}")).chain(inner)
    };
    children.into_iter().flat_map(below).collect()
}

/// Every message that differs from `base` in one place, where it has JSON of another kind: the place, and the message.
pub fn variations(base: &Value) -> Vec<(String, Value)> {
    let of_place = |place: String| kinds().into_iter().map(move |kind| (place.clone(), kind)).collect::<Vec<_>>();
    places(base).into_iter().flat_map(of_place).map(|(place, kind)| (place.clone(), put(base, &place, kind))).collect()
}

/// `base` with `value` at `pointer`, and objects on the way there.
pub fn put(base: &Value, pointer: &str, value: Value) -> Value {
    let mut whole = base.clone();
    let mut place = &mut whole;
    for segment in pointer.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~")) {
        place = match place {
            Value::Array(elements) => elements.get_mut(segment.parse::<usize>().unwrap()).unwrap(),
            other => {
                if !other.is_object() {
                    *other = json!({});
                }
                other.as_object_mut().unwrap().entry(segment).or_insert(Value::Null)
            }
        };
    }
    *place = value;
    whole
}

/// `base` without the member at `pointer`.
pub fn without(base: &Value, pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let mut whole = base.clone();
    let parent = whole.pointer_mut(parent).and_then(Value::as_object_mut).unwrap();
    parent.remove(&name.replace("~1", "/").replace("~0", "~"));
    whole
}

/// The pointers of the members and elements in which the two differ; of arrays of unlike length, that of the array.
pub fn differences(one: &Value, two: &Value) -> Vec<String> {
    let below = |place: String, inner: Vec<String>| inner.into_iter().map(move |rest| format!("/{place}{rest}"));
    match (one, two) {
        (Value::Object(ones), Value::Object(twos)) => {
            let names: std::collections::BTreeSet<_> = ones.keys().chain(twos.keys()).collect();
            let differ = |name: &String| match (ones.get(name), twos.get(name)) {
                (Some(one), Some(two)) => differences(one, two),
                _ => vec![String::new()],
            };
            let escaped = |name: &String| name.replace('~', "~0").replace('/', "~1");
            names.into_iter().flat_map(|name| below(escaped(name), differ(name))).collect()
        }
        (Value::Array(ones), Value::Array(twos)) if ones.len() == twos.len() => {
            let pairs = ones.iter().zip(twos).enumerate();
            pairs.flat_map(|(index, (one, two))| below(index.to_string(), differences(one, two))).collect()
        }
        _ if one == two => Vec::new(),
        _ => vec![String::new()],
    }
}
