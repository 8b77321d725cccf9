//! JSON with another value at one path.

use serde_json::{Value, json};

/// Values that a vendor's response may contain instead of the documented ones, to the digit.
pub const ODDITIES: [&str; 16] = [
    "null",
    "\"\"",
    "\" \"",
    "\"\\u0007\"",
    "\"<string>\"",
    "7",
    "-1.50",
    "12345678901234567890123",
    "1e400",
    "true",
    "[]",
    "[null,7]",
    "{\"x\":{}}",
    "\"\\ud83d\"",
    "[\"\\uDE00\"]",
    "{\"\\ud83d\":\"\\uD83D\"}",
];

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

/// A member's name as a segment of a pointer.
pub fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn unescaped(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

/// The pointers of every value in the message except the message itself.
pub fn places(message: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match message {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (escaped(name), value)).collect()
        }
        Value::Array(elements) => {
            elements.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    let below = |(name, value): (String, &Value)| {
        let inner: Vec<String> =
            places(value).into_iter().map(|rest| format!("/{name}{rest}")).collect();
        std::iter::once(format!("/{name}")).chain(inner)
    };
    children.into_iter().flat_map(below).collect()
}

/// Every message that differs from `base` at one path, by JSON of another kind: the path and the
/// message.
pub fn variations(base: &Value) -> Vec<(String, Value)> {
    let of_place = |place: String| {
        kinds().into_iter().map(move |kind| (place.clone(), kind)).collect::<Vec<_>>()
    };
    places(base)
        .into_iter()
        .flat_map(of_place)
        .map(|(place, kind)| (place.clone(), with(base, &place, kind)))
        .collect()
}

/// The message with `value` at `pointer`, and with the objects that lead to it.
pub fn with(message: &Value, pointer: &str, value: Value) -> Value {
    let mut whole = message.clone();
    let mut place = &mut whole;
    for segment in pointer.split('/').skip(1).map(unescaped) {
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

/// The message with `json` at `pointer`, digit by digit.
pub fn with_raw(message: &Value, pointer: &str, json: &str) -> Vec<u8> {
    with(message, pointer, json!("@@")).to_string().replace("\"@@\"", json).into_bytes()
}

/// The message without its member or element at `pointer`.
pub fn without(message: &Value, pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let mut whole = message.clone();
    match whole.pointer_mut(parent).unwrap() {
        Value::Array(elements) => drop(elements.remove(name.parse().unwrap())),
        parent => drop(parent.as_object_mut().unwrap().remove(&unescaped(name))),
    }
    whole
}
