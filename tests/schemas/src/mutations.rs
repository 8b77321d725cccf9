//! Messages with one change each.

use serde_json::{Value, json};

use crate::random::Random;

/// A member that no dialect has.
const UNKNOWN: &str = "no_such_member";

/// Texts of which many keep one pattern and break the others.
const TEXTS: &[&str] = &[
    " ",
    "a",
    "a\n",
    "a\nb",
    "\u{0}",
    "Ada\u{a0}",
    "\u{85}",
    "\u{1f980}",
    "ada@example.com",
    "ada@münchen.example",
    "a@b@c",
    "GB",
    "gbr",
    "GB\n",
    "en-GB",
    "en_GB",
    "Europe/London",
    "+44 20 3728 5000",
    "12:5",
    "https://example.com/a",
    "https://example.com/\\",
    "javascript:1",
    "1985-06-15",
    "1985-02-30",
    "1985-06-15T00:00:00.000Z",
    "1985-06-15t00:00:00-00:00",
    "2023-11-07T05:31:56Z",
    "2023-11-07 05:31:56",
    "\u{661}985-06-15",
    "active",
    "users",
    "/users/a",
    "/accounts/b",
    "FREQ=DAILY",
    "FREQ=DAILY;COUNT=0",
    "spark.dizzy.ramp",
    "3c90c3cc-0d44-4b50-8888-8dd25736052a",
    "3C90C3CC0D444B5088888DD25736052A",
];

/// Every value replaced by each of the others, removed, and extended.
#[must_use]
pub fn all_mutations(message: &Value) -> Vec<Value> {
    let mut mutations = Vec::new();
    for place in places(message) {
        mutations.extend(at(message, &place, TEXTS));
    }
    mutations
}

/// The same for one value and one text.
pub fn some_mutations(message: &Value, random: &mut Random) -> Vec<Value> {
    let places = places(message);
    let Some(place) = random.pick(&places) else { return Vec::new() };
    let text = random.pick(TEXTS).copied().unwrap_or_default();
    at(message, place, &[text])
}

fn at(message: &Value, place: &str, texts: &[&str]) -> Vec<Value> {
    let others = [
        json!(null),
        json!(""),
        json!(5),
        json!(-1),
        json!(1.0),
        json!(2.5),
        json!(1e30),
        json!(true),
        json!(false),
        json!([]),
        json!([null]),
        json!({}),
    ];
    let texts = texts.iter().map(|text| json!(text));
    let mut mutations: Vec<Value> = others
        .into_iter()
        .chain(texts)
        .filter_map(|other| {
            let mut mutation = message.clone();
            *mutation.pointer_mut(place)? = other;
            Some(mutation)
        })
        .collect();
    mutations.extend(removed(message, place));
    mutations.extend(extended(message, place));
    mutations
}

/// The message without the member or element at `place`.
fn removed(message: &Value, place: &str) -> Option<Value> {
    let mut mutation = message.clone();
    let (parent, segment) = place.rsplit_once('/')?;
    match mutation.pointer_mut(parent)? {
        Value::Object(members) => {
            members.remove(&segment.replace("~1", "/").replace("~0", "~"))?;
        }
        Value::Array(elements) => {
            elements.remove(segment.parse().ok()?);
        }
        _ => return None,
    }
    Some(mutation)
}

/// The message with an unknown member in the object at `place`.
fn extended(message: &Value, place: &str) -> Option<Value> {
    let mut mutation = message.clone();
    mutation.pointer_mut(place)?.as_object_mut()?.insert(UNKNOWN.to_owned(), json!("a"));
    Some(mutation)
}

/// The pointers of all values within `message`, its own included.
fn places(message: &Value) -> Vec<String> {
    let mut places = vec![String::new()];
    let mut next = 0;
    while let Some(place) = places.get(next).cloned() {
        match message.pointer(&place) {
            Some(Value::Object(members)) => {
                let names = members.keys().map(|name| name.replace('~', "~0").replace('/', "~1"));
                places.extend(names.map(|name| format!("{place}/{name}")));
            }
            Some(Value::Array(elements)) => {
                places.extend((0..elements.len()).map(|index| format!("{place}/{index}")));
            }
            _ => {}
        }
        next += 1;
    }
    places
}
