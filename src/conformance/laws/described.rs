//! Law `Described`: the schemas and the reader hold each other.
//!
//! Without a current user, for a dialect with the default settings.

use crate::codec::schema::Schema;
use crate::codec::{ReadOutcome, WriteOutcome};
use crate::conformance::case::{Trial, tree};
use crate::conformance::entropy::Source;
use crate::conformance::oddity::EXTRA;
use crate::conformance::violation::{Finding, Held, ensure};
use crate::conformance::{generate, random};
use crate::dialect::{DialectExt as _, EncodedMessage, MessageKind};
use crate::json::{Node, Number, Pointer};
use crate::model::Attribute;
use crate::problem::Problem;

pub(super) fn describes(trial: &Trial<'_>) -> Held {
    encoded_messages_are_valid(trial)?;
    updates_are_accepted_alike(trial)?;
    valid_users_are_readable(trial)
}

/// What is encoded is valid, unless something is missing that every message has.
fn encoded_messages_are_valid(trial: &Trial<'_>) -> Held {
    let encoded = trial.encode(&trial.update())?;
    is_valid(trial, MessageKind::Update, &encoded.body)?;
    let encoded = completed(trial);
    if missing(&encoded).is_empty() {
        is_valid(trial, MessageKind::User, &encoded.body)?;
    }
    let failure = trial.dialect.encode_failure(&generate::failure(trial.bytes)).message;
    if failure.body.is_empty() {
        Ok(())
    } else {
        is_valid(trial, MessageKind::Failure, &failure.body)
    }
}

/// The user, with every attribute that each user of the dialect has.
fn completed(trial: &Trial<'_>) -> EncodedMessage {
    /// How many other users are tried, to take from them what the user lacks. Of each four, one is
    /// made of bytes that decide on everything.
    const OTHERS: u32 = 64;
    let mut user = trial.user();
    let mut encoded = trial.dialect.encode_user(&user);
    for number in 0..OTHERS {
        let missing = missing(&encoded);
        if missing.is_empty() {
            break;
        }
        let other = generate::user(&random::bytes(0, number * 4));
        for attribute in missing {
            user.copy_attribute(attribute, &other);
        }
        encoded = trial.dialect.encode_user(&user);
    }
    encoded
}

fn missing(encoded: &EncodedMessage) -> Vec<Attribute> {
    let outcomes = encoded.provenance.outcomes();
    let missing = outcomes.filter(|(_, outcome)| *outcome == WriteOutcome::Missing);
    missing.filter_map(|(field, _)| field.attribute()).collect()
}

fn is_valid(trial: &Trial<'_>, message: MessageKind, body: &[u8]) -> Held {
    let schemas = trial.schemas();
    let checker = match message {
        MessageKind::Update => &schemas.update,
        MessageKind::User => &schemas.user,
        MessageKind::Failure => &schemas.failure,
    };
    let violations = checker.check(&tree(body)?);
    ensure(violations.is_empty(), || {
        let first =
            violations.first().map(|one| format!("{} at {:?}", one.keyword, one.pointer.as_str()));
        let kind = message.as_str();
        format!(
            "the {kind} that it encodes is not valid by its schema: {}",
            first.unwrap_or_default()
        )
    })
    .map_err(|finding| finding.showing_body("encoded as", body))
}

/// The schema rejects no update that is decoded, and an update that is not decoded breaks the
/// schema or a rule it lists.
fn updates_are_accepted_alike(trial: &Trial<'_>) -> Held {
    let mut source = trial.source();
    let body = trial.update_body(&mut source)?;
    let Some(changed) = changed(&tree(&body)?, &mut source) else { return Ok(()) };
    let checker = &trial.schemas().update;
    let violations = checker.check(&changed);
    let decoded = trial.decode(changed.to_json().as_bytes());
    let held = match (&decoded, violations.first()) {
        (Ok(_), Some(violation)) => Err(Finding::new(format!(
            "the schema rejects an update that is decoded: {} at {:?}",
            violation.keyword,
            violation.pointer.as_str()
        ))),
        (Err(error), None) => {
            let unlisted =
                error.problems().iter().find(|one| !is_listed(checker.schema(), one.pointer()));
            ensure(unlisted.is_none(), || {
                let problem = unlisted.map(Problem::to_string).unwrap_or_default();
                format!(
                    "the schema accepts an update that is not decoded, and lists no rule: {problem}"
                )
            })
        }
        _ => Ok(()),
    };
    held.map_err(|finding| finding.showing("update", changed.to_json()))
}

/// A user that the schema accepts is read in full, but for the rules that it lists.
fn valid_users_are_readable(trial: &Trial<'_>) -> Held {
    let mut source = trial.source();
    let body = trial.user_body(&mut source);
    let Some(changed) = changed(&tree(&body)?, &mut source) else { return Ok(()) };
    let checker = &trial.schemas().user;
    if !checker.check(&changed).is_empty() {
        return Ok(());
    }
    let text = changed.to_json();
    let Ok(decoded) = trial.dialect.decode_user(text.as_bytes()) else {
        return Err(
            Finding::new("the schema accepts a user that is not decoded").showing("user", text)
        );
    };
    for (field, pointer, outcome) in decoded.provenance.entries() {
        let at = Pointer::parse(pointer).unwrap_or_default();
        ensure(outcome != ReadOutcome::Unreadable || is_listed(checker.schema(), &at), || {
            format!("the schema accepts {field} at {pointer:?}, which is not read")
        })
        .map_err(|finding| finding.showing("user", text.clone()))?;
    }
    Ok(())
}

/// Whether the schema lists a rule for what is at `pointer`, or for what is around it.
fn is_listed(schema: &Schema, pointer: &Pointer) -> bool {
    let text = pointer.as_str();
    let ends = text.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0).chain([text.len()]);
    let mut around = ends.filter_map(|end| Pointer::parse(text.get(..end)?));
    around.any(|pointer| !schema.rules_at(&pointer).is_empty())
}

/// A message with one member or element taken away, added, or of another value.
fn changed<'n>(message: &Node<'n>, source: &mut Source<'_>) -> Option<Node<'n>> {
    let places = message.places();
    let place = places.get(source.place_below(places.len()))?;
    match source.below(8) {
        0 => message.removed(place),
        1 => message.extended(&Pointer::ROOT, EXTRA, other_value(source)),
        2 => message.extended(place, EXTRA, other_value(source)),
        _ => message.replaced(place, other_value(source)),
    }
}

fn other_value<'n>(source: &mut Source<'_>) -> Node<'n> {
    const TEXTS: &[&str] = &[
        "",
        " ",
        "a",
        "Ada\u{a0}",
        "a\nb",
        "\u{0}",
        "ada@example.com",
        "a@b@c",
        "GB",
        "gbr",
        "en-GB",
        "en_GB",
        "Europe/London",
        "+44 20 3728 5000",
        "12:5",
        "https://example.com/a",
        "javascript:1",
        "1985-06-15",
        "1985-02-30",
        "1985-06-15T00:00:00.000Z",
        "2023-11-07T05:31:56Z",
        "2023-11-07 05:31:56",
        "active",
        "ACTIVE",
        "users",
        "User",
        "/users/a",
        "/accounts/b",
        "/accounts/b/c",
        "FREQ=DAILY",
        "FREQ=DAILY;FREQ=DAILY",
        "spark.dizzy.ramp",
        "Engine-No-1",
        "3c90c3cc-0d44-4b50-8888-8dd25736052a",
        "3C90C3CC0D444B5088888DD25736052A",
        "\u{1f980}",
    ];
    match source.below(12) {
        0 => Node::Null,
        1 => Node::Bool(source.flag()),
        2 => Node::Number(Number::Unsigned(source.below(3) as u64)),
        3 => Node::Array(Vec::new()),
        4 => Node::Object(Vec::new()),
        5 => Node::Array(vec![Node::text("a"), Node::Null]),
        _ => Node::text(source.pick(TEXTS).unwrap_or("a")),
    }
}
