//! Messages that are not valid in the dialect.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::conformance::case::{Trial, tree};
use crate::conformance::entropy::Source;
use crate::conformance::laws::is_within;
use crate::conformance::oddity::EXTRA;
use crate::conformance::violation::{Finding, Held, ensure};
use crate::dialect::{DialectExt as _, Error, FailureResponse};
use crate::json::{Node, Pointer};
use crate::model::Attribute;
use crate::problem::{FailureKind, ReportedField};

/// Bodies that are not a JSON object, as an update and as a response.
const RUBBISH: &[&[u8]] = &[
    b"",
    b" ",
    b"nonsense",
    b"{",
    b"{}{}",
    b"[]",
    b"\"text\"",
    b"null",
    b"7",
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b"{\"a\":\"\\ud80\"}",
    b"\"\\ud800\"",
    b"{\"a\":NaN}",
    b"{\"a\":1,}",
    b"{/**/}",
];

/// What may stand in any place.
const ANYTHING: &[&str] = &[
    "null",
    "true",
    "0",
    "-7",
    "1.5",
    "1e400",
    "\"\"",
    "\"text\"",
    "[]",
    "[null]",
    "[{}]",
    "{}",
    "{\"a\":[\"b\"]}",
    "{\"\\ud83d\":[\"\\ud83d\"]}",
];

/// Rubbish has one problem; a message that is cut off, or long-winded, or has something else in one
/// place is read or rejected with places that it has; what is more in an update than is documented
/// is reported; and nothing panics.
pub(super) fn is_rejected(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    match source.below(6) {
        0 => {
            let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
            let chosen = source.below(RUBBISH.len() + 1);
            is_no_message(trial, RUBBISH.get(chosen).copied().unwrap_or(deep.as_bytes()))
        }
        1 => {
            let at = source.place_below(usize::MAX);
            for body in bodies(trial, source)? {
                // Printed anew, so that its last byte is the last brace.
                let body = tree(&body)?.to_json();
                let end = at.checked_rem(body.len()).unwrap_or(0);
                is_no_message(trial, body.as_bytes().get(..end).unwrap_or_default())?;
            }
            Ok(())
        }
        2 => is_read_or_rejected(trial, source.rest()),
        3 => unknown_members_are_reported(trial),
        4 => {
            for body in bodies(trial, source)? {
                is_read_or_rejected(trial, lengthy(trial, tree(&body)?).to_json().as_bytes())?;
            }
            Ok(())
        }
        _ => {
            let (at, value) =
                (source.place_below(usize::MAX), source.pick(ANYTHING).unwrap_or_default());
            for body in bodies(trial, source)? {
                let node = tree(&body)?;
                let places = node.places();
                let place = at.checked_rem(places.len()).and_then(|at| places.get(at));
                let replaced =
                    place.and_then(|place| node.replaced(place, tree(value.as_bytes()).ok()?));
                is_read_or_rejected(trial, replaced.unwrap_or(Node::Null).to_json().as_bytes())?;
            }
            Ok(())
        }
    }
}

/// One of each message, but for a failure without a body.
fn bodies(trial: &Trial<'_>, source: &mut Source<'_>) -> Result<Vec<Vec<u8>>, Finding> {
    let mut bodies = vec![
        trial.update_body(source)?,
        trial.user_body(source),
        trial.failure_message(source).body,
    ];
    bodies.retain(|body| !body.is_empty());
    Ok(bodies)
}

/// With a member more in an object that an update is read from, around or within what is read: that
/// is a problem, or in the account.
fn unknown_members_are_reported(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let at = source.place_below(usize::MAX);
    let body = trial.update_body(source)?;
    let Ok(read) = trial.decode(&body) else { return Ok(()) };
    let node = tree(&body)?;
    let is_told_of = |place: &Pointer| {
        let mut written = read.provenance.entries().map(|(_, pointer, _)| pointer);
        written.any(|one| is_within(one, place.as_str()) || is_within(place.as_str(), one))
    };
    let is_open =
        |place: &Pointer| node.at(place.as_str()).is_some_and(|one| one.members().is_some());
    let mut objects = node.places();
    objects.retain(|place| is_open(place) && is_told_of(place));
    objects.push(Pointer::ROOT);
    let Some(object) = at.checked_rem(objects.len()).and_then(|at| objects.get(at)) else {
        return Ok(());
    };
    let Some(extended) = node.extended(object, EXTRA, Node::text("x")) else { return Ok(()) };
    let body = extended.to_json();
    let Ok(read) = trial.decode(body.as_bytes()) else { return Ok(()) };
    let place = object.clone().child(EXTRA);
    let is_reported = read.provenance.entries().any(|(_, pointer, _)| pointer == place.as_str());
    ensure(is_reported, || {
        format!("{place}, which is not documented, is neither rejected nor reported")
    })
    .map_err(|finding| finding.showing("update", body))
}

/// The message with long texts, but for its id.
fn lengthy<'a>(trial: &Trial<'_>, node: Node<'a>) -> Node<'a> {
    const LENGTH: usize = 5000;
    let body = node.to_json();
    let update = trial.decode(body.as_bytes()).map(|read| read.provenance);
    let provenance = update
        .or_else(|_| trial.dialect.decode_user(body.as_bytes()).map(|read| read.provenance))
        .unwrap_or_default();
    let is_id = |place: &Pointer| {
        let mut entries = provenance.entries();
        entries.any(|(subject, pointer, _)| {
            *subject == ReportedField::Attribute(Attribute::Id) && pointer == place.as_str()
        })
    };
    let is_text =
        |place: &Pointer| node.at(place.as_str()).is_some_and(|one| one.as_text().is_some());
    let texts: Vec<Pointer> =
        node.places().into_iter().filter(|place| is_text(place) && !is_id(place)).collect();
    texts.iter().fold(node, |node, place| {
        node.replaced(place, Node::text("é".repeat(LENGTH))).unwrap_or(node)
    })
}

fn is_no_message(trial: &Trial<'_>, body: &[u8]) -> Held {
    let check = || {
        let rejected = trial.decode(body).err().map(|error| error.problems().len());
        ensure(rejected == Some(1), || {
            format!(
                "an invalid message is rejected as an update with {rejected:?} problems instead of one"
            )
        })?;
        let is_rejected = matches!(trial.dialect.decode_user(body), Err(Error::Response { .. }));
        ensure(is_rejected, || "an invalid message is decoded as a response".to_owned())
    };
    check().map_err(|finding| finding.showing_body("body", body))?;
    is_read_or_rejected(trial, body)
}

fn is_read_or_rejected(trial: &Trial<'_>, body: &[u8]) -> Held {
    let check = || {
        if let Err(error) = trial.decode(body) {
            ensure(!error.problems().is_empty(), || "a valid update is rejected".to_owned())?;
            let node = tree(body).ok();
            for problem in error.problems() {
                let place = problem.existing().as_str();
                let is_there =
                    node.as_ref().map_or(place.is_empty(), |node| node.at(place).is_some());
                ensure(is_there, || {
                    format!("an update is rejected at {place}, a path that it does not have")
                })?;
            }
        }
        let user =
            trial.dialect.decode_user(body).map(|read| trial.dialect.encode_user(&read.value));
        drop(user);
        let failure = trial.dialect.decode_failure(&FailureResponse::new(Some(502), body)).value;
        let kind = failure.kind;
        ensure(kind == FailureKind::Upstream, || format!("a body makes a 502 a {kind:?}"))
    };
    catch_unwind(AssertUnwindSafe(check))
        .unwrap_or_else(|panic| Err(Finding::panicked(&*panic)))
        .map_err(|finding| finding.showing_body("body", body))
}
