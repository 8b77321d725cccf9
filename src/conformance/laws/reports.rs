//! Reports and the traces that they are made of.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::{Provenance, ReadOutcome, WriteOutcome};
use crate::conformance::case::{Trial, neighbours, tree, with_written};
use crate::conformance::generate;
use crate::conformance::laws::is_within;
use crate::conformance::laws::translations::{Journey, journeys};
use crate::conformance::normalized::{Statement, follows_from};
use crate::conformance::violation::{Finding, Held, ensure};
use crate::dialect::{DialectExt as _, EncodedMessage, UpdateContext};
use crate::json::{Node, Pointer};
use crate::model::Attribute;
use crate::problem::ReportedField;
use crate::translation::{Report, Translator, Verdict};

/// Each pointer of a provenance leads to the value, and each report has one row for each
/// attribute.
pub(super) fn are_complete(trial: &Trial<'_>) -> Held {
    let update = trial.update();
    with_written(trial, &update, |encoded| {
        pointers_of_an_update(trial, encoded)?;
        reports_of_an_update(trial, encoded)
    })?;
    let user = trial.user();
    let body = trial.dialect.encode_user(&user).body;
    let shown = |finding: Finding| {
        finding.showing("user", Statement::of_user(&user).to_json()).showing_body("response", &body)
    };
    pointers_of_a_response(trial, &body).map_err(shown)?;
    reports_of_a_response(trial, &body).map_err(shown)
}

/// What is written at a pointer is read from that pointer; and what is taken away there is missing,
/// and nothing else.
fn pointers_of_an_update(trial: &Trial<'_>, encoded: &EncodedMessage) -> Held {
    let node = tree(&encoded.body)?;
    let read = trial.decode_own(&encoded.body)?;
    let places = |subject: &ReportedField| -> BTreeSet<&str> {
        read.provenance
            .entries()
            .filter(|(other, ..)| *other == subject)
            .map(|(_, pointer, _)| pointer)
            .collect()
    };
    for (subject, pointer, writing) in encoded.provenance.entries() {
        let is_exact = matches!(writing, WriteOutcome::Written(None));
        ensure(!is_exact || places(subject).contains(pointer), || {
            format!(
                "{subject} is recorded as written at {pointer:?}, and is read from {:?}",
                places(subject)
            )
        })?;
    }
    let readings: Vec<(&ReportedField, &str)> =
        read.provenance.entries().map(|(subject, pointer, _)| (subject, pointer)).collect();
    each_is_read_from_its_places(&node, &readings, |node| {
        let value = trial.decode(node.to_json().as_bytes()).ok()?.value;
        let values = Statement::of_update(&value);
        Some(
            readings
                .iter()
                .map(|(one, _)| ((*one).clone(), values.of(one).map(Node::to_json)))
                .collect(),
        )
    })
}

fn pointers_of_a_response(trial: &Trial<'_>, body: &[u8]) -> Held {
    let node = tree(body)?;
    let read = trial.decode_own_user(body)?;
    let is_read = |(subject, pointer, reading)| {
        matches!(reading, ReadOutcome::Read(_)).then_some((subject, pointer))
    };
    let readings: Vec<(&ReportedField, &str)> =
        read.provenance.entries().filter_map(is_read).collect();
    each_is_read_from_its_places(&node, &readings, |node| {
        let value = trial.dialect.decode_user(node.to_json().as_bytes()).ok()?.value;
        let values = Statement::of_user(&value);
        Some(
            readings
                .iter()
                .map(|(one, _)| ((*one).clone(), values.of(one).map(Node::to_json)))
                .collect(),
        )
    })
}

/// The value of each subject that was read from a message.
type Said = BTreeMap<ReportedField, Option<String>>;

/// Removes the value that a subject is recorded as read from: that subject is another then, and
/// no subject that is read from elsewhere; and each of several places has a part in it.
fn each_is_read_from_its_places(
    node: &Node<'_>,
    readings: &[(&ReportedField, &str)],
    read: impl Fn(&Node<'_>) -> Option<Said>,
) -> Held {
    let Some(before) = read(node) else { return Ok(()) };
    let subjects: BTreeSet<&ReportedField> = readings.iter().map(|(subject, _)| *subject).collect();
    let places = |of: &ReportedField| {
        readings.iter().filter(|(one, _)| *one == of).map(|(_, place)| *place).collect::<Vec<_>>()
    };
    for subject in
        subjects.iter().filter(|subject| ***subject != ReportedField::Attribute(Attribute::Id))
    {
        let own = places(subject);
        let Some(after) = without(node, subject, &own)?.as_ref().and_then(&read) else { continue };
        let others: Vec<ReportedField> =
            subjects.iter().filter(|one| *one != subject).map(|one| (*one).clone()).collect();
        let is_derived =
            subject.attribute().is_some_and(|attribute| follows_from(attribute, &others));
        ensure(is_derived || before.get(*subject) != after.get(*subject), || {
            format!("{subject} is recorded as read from {own:?}, and is read without that as well")
        })?;
        for other in &others {
            let is_apart = places(other)
                .iter()
                .all(|place| !own.iter().any(|one| is_within(one, place) || is_within(place, one)));
            let follows = other
                .attribute()
                .is_some_and(|attribute| follows_from(attribute, &[(*subject).clone()]));
            ensure(!is_apart || follows || before.get(other) == after.get(other), || {
                format!(
                    "{other} is recorded as read from elsewhere than {own:?}, and changes with that"
                )
            })?;
        }
        for place in own.iter().filter(|_| own.len() > 1) {
            let rest: Vec<&str> = own.iter().copied().filter(|one| one != place).collect();
            let alone = without(node, subject, &rest)?.as_ref().and_then(&read);
            let absent = without(node, subject, &[place])?.as_ref().and_then(&read);
            let (Some(alone), Some(absent)) = (alone, absent) else { continue };
            let has_part = before.get(*subject) != absent.get(*subject)
                || alone.get(*subject) != after.get(*subject);
            ensure(has_part, || {
                format!("{subject} is recorded as read from {place} too, which has no part in it")
            })?;
        }
    }
    Ok(())
}

/// The message without what stands at the pointers, unless one of them leads to the message itself.
fn without<'a>(
    node: &Node<'a>,
    subject: &ReportedField,
    pointers: &[&str],
) -> Result<Option<Node<'a>>, Finding> {
    let mut left = Some(node.clone());
    // From behind, so that an element leaves those before it where they are.
    for pointer in pointers.iter().rev() {
        let place = Pointer::parse(pointer).filter(|_| node.at(pointer).is_some());
        let place = place.ok_or_else(|| {
            Finding::new(format!("{subject} is read from {pointer:?}, where nothing is"))
        })?;
        left = left.and_then(|node| node.removed(&place));
    }
    Ok(left)
}

fn reports_of_an_update(trial: &Trial<'_>, encoded: &EncodedMessage) -> Held {
    let (read, id) = (trial.decode_own(&encoded.body)?, generate::id());
    for Journey { other, there, back } in journeys(trial, &encoded.body)? {
        check(&there.report, &subjects(&read.provenance), &encoded.body, &there.body)
            .map_err(|finding| finding.showing_body("translated into", &there.body))?;
        let read = other.decode_update(&there.body, &UpdateContext::EMPTY.with_id(Some(&id)));
        let read = read.map_err(|error| Finding::new(format!("of {}: {error}", other.id())))?;
        check(&back.report, &subjects(&read.provenance), &there.body, &back.body)
            .map_err(|finding| finding.showing_body("translated from", &there.body))?;
    }
    Ok(())
}

fn subjects(provenance: &Provenance<ReadOutcome>) -> Vec<&ReportedField> {
    provenance.entries().map(|(subject, ..)| subject).collect()
}

fn reports_of_a_response(trial: &Trial<'_>, body: &[u8]) -> Held {
    let read = trial.decode_own_user(body)?;
    for other in neighbours() {
        let translated = Translator::new(trial.dialect, &*other).translate_user(body);
        let there = translated
            .map_err(|rejected| Finding::new(format!("for {}: {rejected}", other.id())))?;
        check(&there.report, &subjects(&read.provenance), body, &there.body)
            .map_err(|finding| finding.showing_body("translated into", &there.body))?;
    }
    Ok(())
}

/// One row for each subject of the source, and no pointer that leads nowhere.
fn check(report: &Report, source: &[&ReportedField], from: &[u8], to: &[u8]) -> Held {
    let (from, to) = (tree(from)?, tree(to)?);
    let rows: Vec<&ReportedField> = report
        .rows()
        .iter()
        .filter(|row| row.verdict != Verdict::Missing)
        .map(|row| &row.subject)
        .collect();
    let unique: BTreeSet<&ReportedField> = rows.iter().copied().collect();
    ensure(unique == source.iter().copied().collect(), || {
        format!("the report has rows about {rows:?}, and {source:?} was read")
    })?;
    ensure(unique.len() == rows.len(), || {
        format!("the report has several rows about one of {rows:?}")
    })?;
    for row in report.rows() {
        let leads = |pointers: &[Pointer], node: &Node<'_>| {
            pointers.iter().all(|place| node.at(place.as_str()).is_some())
        };
        ensure(leads(&row.sources, &from), || {
            format!("{} has no such source as {:?}", row.subject, row.sources)
        })?;
        ensure(leads(&row.targets, &to), || {
            format!("{} has no such target as {:?}", row.subject, row.targets)
        })?;
    }
    Ok(())
}
