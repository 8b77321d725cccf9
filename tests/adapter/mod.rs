//! What the adapter tests share: JSON at pointers, and each conversion in short.

#![allow(dead_code, reason = "each test file uses some of it")]

use idiolect::dialect::{Context, Dialect, DialectExt, Error, FailureMessage, LossPolicy, Settings, built_in};
use idiolect::model::{Failure, Fault, Patch, User, UserId, UserUpdate};
use idiolect::translation::Report;
use idiolect::wire::{self, DropReason, Limits, Reading, Trace, Writing};
use serde_json::{Value, json};

use crate::support::{self, dialect};

/// The id of the seeds.
pub(crate) const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
/// Another one.
pub(crate) const OTHER_ID: &str = "7d1f2c54-97a5-4d0e-9a53-0c6a3f0f5b11";

/// What a vendor's answer may hold where something else is documented, as JSON.
pub(crate) const ODDITIES: [&str; 13] = [
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
];

/// The value, which keeps its rule.
pub(crate) fn parsed<T>(text: &str, parse: fn(&str) -> Result<T, Fault>) -> T {
    parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

/// The same patch of the value that the text stands for.
pub(crate) fn typed<T>(patch: Patch<&str>, parse: fn(&str) -> Result<T, Fault>) -> Patch<T> {
    match patch {
        Patch::Keep => Patch::Keep,
        Patch::Clear => Patch::Clear,
        Patch::Set(text) => Patch::Set(parsed(text, parse)),
    }
}

pub(crate) fn user_id(text: &str) -> UserId {
    parsed(text, UserId::parse)
}

/// The message with `value` at `pointer`, and objects on the way where there are none.
pub(crate) fn with(message: &Value, pointer: &str, value: Value) -> Value {
    let mut message = message.clone();
    let mut place = &mut message;
    for name in pointer.split('/').skip(1) {
        place = match place {
            Value::Array(elements) => &mut elements[name.parse::<usize>().unwrap()],
            other => &mut other[name],
        };
    }
    *place = value;
    message
}

/// The message with `json` at `pointer`, digit by digit.
pub(crate) fn with_raw(message: &Value, pointer: &str, json: &str) -> Vec<u8> {
    with(message, pointer, json!("@@")).to_string().replace("\"@@\"", json).into_bytes()
}

/// The message without its member or element at `pointer`.
pub(crate) fn without(message: &Value, pointer: &str) -> Value {
    let mut message = message.clone();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match message.pointer_mut(parent).unwrap() {
        Value::Array(elements) => drop(elements.remove(name.parse().unwrap())),
        parent => drop(parent.as_object_mut().unwrap().remove(name)),
    }
    message
}

/// The pointers of everything in the message but the message itself.
pub(crate) fn places(message: &Value) -> Vec<String> {
    let children: Vec<(String, &Value)> = match message {
        Value::Object(members) => members.iter().map(|(name, value)| (format!("/{name}"), value)).collect(),
        Value::Array(elements) => elements.iter().enumerate().map(|(at, value)| (format!("/{at}"), value)).collect(),
        _ => Vec::new(),
    };
    let mut places = Vec::new();
    for (pointer, value) in children {
        places.push(pointer.clone());
        places.extend(self::places(value).into_iter().map(|inner| format!("{pointer}{inner}")));
    }
    places
}

/// Where two messages differ: `pointer = JSON` as in `after`, or `pointer gone`.
pub(crate) fn changes(before: &Value, after: &Value) -> Vec<String> {
    fn compare(before: Option<&Value>, after: Option<&Value>, pointer: &str, into: &mut Vec<String>) {
        match (before, after) {
            (Some(Value::Object(had)), Some(Value::Object(has))) => {
                let added = has.keys().filter(|name| !had.contains_key(*name));
                for name in had.keys().chain(added) {
                    compare(had.get(name), has.get(name), &format!("{pointer}/{name}"), into);
                }
            }
            (Some(Value::Array(had)), Some(Value::Array(has))) if had.len() == has.len() => {
                for (index, (before, after)) in had.iter().zip(has).enumerate() {
                    compare(Some(before), Some(after), &format!("{pointer}/{index}"), into);
                }
            }
            _ if before == after => {}
            (_, Some(after)) => into.push(format!("{pointer} = {after}")),
            (_, None) => into.push(format!("{pointer} gone")),
        }
    }
    let mut changes = Vec::new();
    compare(Some(before), Some(after), "", &mut changes);
    changes
}

/// The problems of an update, as `pointer code`, sorted.
pub(crate) fn problems_of(error: &Error) -> Vec<String> {
    let told = error.problems().iter().map(|problem| format!("{} {}", problem.pointer(), problem.code()));
    sorted(told.collect())
}

/// What an update says, or its problems.
pub(crate) fn read_update(name: &str, body: &Value, context: &Context<'_>) -> Result<UserUpdate, Vec<String>> {
    read_with(&*dialect(name), body.to_string().as_bytes(), context).map(|(update, _)| update)
}

/// What an update says and what was read from where, or its problems.
pub(crate) fn read_with(
    dialect: &dyn Dialect,
    body: &[u8],
    context: &Context<'_>,
) -> Result<(UserUpdate, Vec<String>), Vec<String>> {
    let decoded = dialect.decode_update(body, context).map_err(|error| problems_of(&error))?;
    Ok((decoded.value, readings(&decoded.trace)))
}

/// An update as JSON, or what would be lost, as `attribute: reason`.
pub(crate) fn write_update(name: &str, update: &UserUpdate, context: &Context<'_>) -> Result<Value, Vec<String>> {
    write_with(&*dialect(name), update, context).map(|(body, _)| body)
}

/// An update as JSON and what was written to where, or what would be lost.
pub(crate) fn write_with(
    dialect: &dyn Dialect,
    update: &UserUpdate,
    context: &Context<'_>,
) -> Result<(Value, Vec<String>), Vec<String>> {
    match dialect.encode_update(update, context, &LossPolicy::Refuse) {
        Ok(encoded) => Ok((support::json(&encoded.body), writings(&encoded.trace))),
        Err(Error::Loss(loss)) => {
            let told = loss.refused().iter().map(|(subject, reason)| format!("{subject}: {}", reason.as_str()));
            Err(sorted(told.collect()))
        }
        Err(error) => Err(vec![error.to_string()]),
    }
}

pub(crate) fn read_user(name: &str, answer: &Value) -> User {
    dialect(name).decode_user(answer.to_string().as_bytes()).expect("an answer that tells of a user").value
}

pub(crate) fn write_user(name: &str, user: &User) -> Value {
    support::json(&dialect(name).encode_user(user).body)
}

/// Reads an answer and holds that writing it again gives the same JSON, to the digit.
pub(crate) fn holds_unchanged(name: &str, answer: &[u8]) {
    let dialect = dialect(name);
    let shown = String::from_utf8_lossy(answer);
    let user = dialect.decode_user(answer).unwrap_or_else(|error| panic!("{error}: {shown}")).value;
    let again = dialect.encode_user(&user).body;
    let node = |body| wire::parse(body, &Limits::DEFAULT).expect("JSON");
    assert_eq!(node(answer), node(&again), "\n{shown}\n{}", String::from_utf8_lossy(&again));
}

/// Puts every oddity at every place of the answer but those `except`, and holds that each comes back as it was.
pub(crate) fn holds_unchanged_whatever_it_says(name: &str, answer: &Value, except: &[&str]) {
    for place in places(answer).iter().filter(|place| !except.contains(&place.as_str())) {
        for oddity in ODDITIES {
            holds_unchanged(name, &with_raw(answer, place, oddity));
        }
        holds_unchanged(name, without(answer, place).to_string().as_bytes());
    }
}

/// A change to a user, and what differs in the answer for it.
pub(crate) type Edit<'e> = (fn(&mut User), &'e [&'e str]);

/// Changes each attribute of the user alone and holds that exactly the member told for it differs.
pub(crate) fn holds_one_change_at_a_time(name: &str, answer: &Value, edits: &[Edit<'_>]) {
    for (edit, expected) in edits {
        let mut user = read_user(name, answer);
        edit(&mut user);
        assert_eq!(changes(answer, &write_user(name, &user)), *expected);
    }
}

/// What was read from where: `attribute pointer`, with how or that it could not be; sorted.
pub(crate) fn readings(trace: &Trace<Reading>) -> Vec<String> {
    let told = trace.entries().map(|(subject, pointer, reading)| match reading {
        Reading::Read(None) => format!("{subject} {pointer}"),
        Reading::Read(Some(adaptation)) => format!("{subject} {pointer} ({})", adaptation.as_str()),
        Reading::Undocumented => format!("unknown {pointer}"),
        _ => format!("{subject} {pointer} unreadable"),
    });
    sorted(told.collect())
}

/// What was written to where: `attribute pointer`, with how or why not; sorted.
pub(crate) fn writings(trace: &Trace<Writing>) -> Vec<String> {
    let told = trace.entries().map(|(subject, pointer, writing)| match writing {
        Writing::Written(None) => format!("{subject} {pointer}"),
        Writing::Written(Some(adaptation)) => format!("{subject} {pointer} ({})", adaptation.as_str()),
        Writing::Addressed(_) => format!("{subject} in the path"),
        Writing::Unneeded => format!("{subject} unneeded"),
        Writing::Dropped(reason) => format!("{subject}: {}", DropReason::as_str(reason)),
        Writing::Missing => format!("{subject} missing"),
        _ => format!("restored {pointer}"),
    });
    sorted(told.collect())
}

/// The rows of a report that are not simply carried, as `attribute verdict: reason`, sorted.
pub(crate) fn not_carried(report: &Report) -> Vec<String> {
    let rows = report.rows().iter().filter(|row| row.verdict.as_str() != "carried");
    let told = rows.map(|row| format!("{} {}: {}", row.subject, row.verdict.as_str(), row.reason.unwrap_or_default()));
    sorted(told.collect())
}

/// A refusal as it is read: kind, then `attribute pointer code text` of each problem, then the texts beside them.
pub(crate) fn failure(name: &str, status: Option<u16>, body: &[u8]) -> Vec<String> {
    summary(&dialect(name).decode_failure(&FailureMessage::new(status, body)).value)
}

pub(crate) fn summary(failure: &Failure) -> Vec<String> {
    let mut told = vec![failure.kind.code().to_owned()];
    told.extend(failure.problems.iter().map(|refusal| {
        let subject = refusal.subject.as_ref().map_or("-".to_owned(), ToString::to_string);
        let pointer = refusal.place.as_ref().map_or("-", |place| &place.pointer);
        let text = refusal.vendor_text.as_ref().map_or("-", |text| text.expose());
        format!("{subject} {pointer} {}: {text}", refusal.code)
    }));
    told.extend(failure.vendor_texts.iter().map(|text| text.expose().to_owned()));
    told
}

/// Holds that nothing in `secrets` of the vendor's refusal is told by any dialect, or shown.
pub(crate) fn holds_back(name: &str, status: u16, body: &[u8], secrets: &[&str]) {
    let decoded = dialect(name).decode_failure(&FailureMessage::new(Some(status), body));
    let mut outputs = vec![format!("{decoded:?}")];
    for front in built_in(Settings::default()).into_iter().filter(|front| front.id().as_str() != "canonical") {
        let encoded = front.encode_failure(&decoded.value);
        outputs.push(String::from_utf8(encoded.message.body.clone()).unwrap());
        outputs.push(format!("{:?}", encoded.trace));
    }
    for output in outputs {
        for secret in secrets {
            assert!(!output.contains(secret), "{secret} in {output}");
        }
    }
}

/// The refusal that a wrong update gets: its status and its body, as JSON where there is one.
pub(crate) fn told_of(name: &str, body: &Value, context: &Context<'_>) -> (u16, Option<Value>) {
    let dialect = dialect(name);
    let error = dialect.decode_update(body.to_string().as_bytes(), context).expect_err("a wrong update");
    told(name, &error.to_failure(&dialect.id()))
}

/// A failure as the dialect tells it.
pub(crate) fn told(name: &str, failure: &Failure) -> (u16, Option<Value>) {
    let message = dialect(name).encode_failure(failure).message;
    let body = (!message.body.is_empty()).then(|| support::json(&message.body));
    (message.status.expect("a status"), body)
}

pub(crate) fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}
