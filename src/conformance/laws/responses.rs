//! Users, decoded and encoded again by the same dialect.

use std::collections::BTreeSet;

use crate::codec::{ReadOutcome, WriteOutcome};
use crate::conformance::case::{Trial, error_text, tree};
use crate::conformance::entropy::Source;
use crate::conformance::generate;
use crate::conformance::laws::{is_read_as_written, is_within, originals};
use crate::conformance::normalized::{Statement, follows_from};
use crate::conformance::oddity::{EXTRA, Oddity};
use crate::conformance::violation::{Finding, Held, ensure};
use crate::dialect::canonical::Canonical;
use crate::dialect::{Decoded, DialectExt as _, EncodedMessage, Error};
use crate::json::{Node, Pointer};
use crate::model::{Attribute, User};
use crate::problem::ReportedField;

/// A user of any content comes back; one that the dialect encodes is decoded as recorded,
/// and has nothing new; what is not known stays where it was when something else changes.
pub(super) fn are_preserved(trial: &Trial<'_>) -> Held {
    comes_back_whatever_it_holds(trial)?;
    says_the_user(trial)?;
    keeps_what_nobody_knows(trial)?;
    originals::do_not_come_back(trial)
}

fn comes_back_whatever_it_holds(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let changes: Vec<Oddity> = (0..source.below(4)).map(|_| Oddity::decided_by(source)).collect();
    let original = trial.user_body(source);
    let mut node = tree(&original)?;
    let mut touched = Vec::new();
    for change in &changes {
        if let Some((place, other)) = change.made_to(&node) {
            touched.push(place);
            node = other;
        }
    }
    let body = node.to_json().into_bytes();
    let shown = |finding: Finding| finding.showing_body("response", &body);
    let read = match trial.dialect.decode_user(&body) {
        Ok(read) => read,
        Err(error) => return is_rejected_for(trial, &error, &original, &touched).map_err(shown),
    };
    let written = trial.dialect.encode_user(&read.value).body;
    ensure(tree(&written)? == node, || "it comes back as something else".to_owned())
        .map_err(|finding| shown(finding).showing_body("comes back as", &written))?;
    let stored = Canonical::default().encode_user(&read.value).body;
    let restored = Canonical::default().decode_user(&stored);
    let restored = restored
        .map_err(|error| Finding::new(format!("it cannot be stored: {error}")))
        .map_err(shown)?;
    let written = trial.dialect.encode_user(&restored.value).body;
    ensure(tree(&written)? == node, || {
        "stored in between, it comes back as something else".to_owned()
    })
    .map_err(|finding| shown(finding).showing_body("comes back as", &written))
}

/// Only what differs is a reason to reject a response, and only a wrong id one to reject it as a
/// whole.
fn is_rejected_for(
    trial: &Trial<'_>,
    error: &Error,
    original: &[u8],
    changed: &[Option<Pointer>],
) -> Held {
    let Ok(read) = trial.dialect.decode_user(original) else {
        return Err(Finding::new(format!(
            "a response of its own is rejected: {}",
            error_text(error)
        )));
    };
    let is_id = |subject: &ReportedField| *subject == ReportedField::Attribute(Attribute::Id);
    let ids: Vec<&str> = read
        .provenance
        .entries()
        .filter(|(subject, ..)| is_id(subject))
        .map(|(_, pointer, _)| pointer)
        .collect();
    let is_another = |place: &str| {
        let is_around =
            |one: &Pointer| is_within(one.as_str(), place) || is_within(place, one.as_str());
        changed.iter().flatten().any(is_around)
    };
    for problem in error.problems() {
        let place = problem.pointer().as_str();
        let is_due =
            if place.is_empty() { ids.iter().any(|id| is_another(id)) } else { is_another(place) };
        ensure(is_due, || format!("a response that still has its id is rejected: {problem}"))?;
    }
    Ok(())
}

/// What is exact is read exactly, what is recorded as dropped is not read, and nothing is read
/// that was not written.
fn says_the_user(trial: &Trial<'_>) -> Held {
    let mut user = trial.user();
    // One organisation has one description.
    let mut known = BTreeSet::new();
    user.access
        .organisations
        .iter_mut()
        .for_each(|list| list.retain(|one| known.insert(one.id.clone())));
    let encoded = trial.dialect.encode_user(&user);
    let check = || {
        let read = trial.decode_own_user(&encoded.body)?;
        says_nothing_new(&user, &read)?;
        says_what_it_tells(&user, &encoded, &read)
    };
    let shown = |finding: Finding| finding.showing("user", Statement::of_user(&user).to_json());
    check().map_err(|finding| shown(finding).showing_body("response", &encoded.body))
}

fn says_nothing_new(user: &User, read: &Decoded<User>) -> Held {
    let held = user.present_fields();
    for subject in read.value.present_fields().iter().filter(|subject| !held.contains(subject)) {
        let may_follow =
            subject.attribute().is_some_and(|attribute| follows_from(attribute, &held));
        ensure(may_follow, || format!("{subject} is in the response, and not in the user"))?;
    }
    for (subject, pointer, reading) in read.provenance.entries() {
        ensure(reading != ReadOutcome::Unknown, || {
            format!("it writes {pointer}, which it does not know when it reads ({subject})")
        })?;
    }
    Ok(())
}

fn says_what_it_tells(user: &User, encoded: &EncodedMessage, read: &Decoded<User>) -> Held {
    let (held, read_back) = (user.present_fields(), read.value.present_fields());
    let (wanted, found) = (Statement::of_user(user), Statement::of_user(&read.value));
    // What breaks the dialect's own rule may be written for a user who has it, and is recorded as
    // that when it is read.
    let is_unreadable = |(subject, pointer, _): &(&ReportedField, &str, WriteOutcome)| {
        let mut entries = read.provenance.entries();
        entries.any(|(one, place, reading)| {
            one == *subject && is_within(place, pointer) && reading == ReadOutcome::Unreadable
        })
    };
    let is_adapted = |(subject, _, writing)| {
        matches!(writing, WriteOutcome::Written(Some(_))).then_some::<&ReportedField>(subject)
    };
    let adapted: BTreeSet<&ReportedField> =
        encoded.provenance.entries().filter_map(is_adapted).collect();
    for (subject, pointer, writing) in
        encoded.provenance.entries().filter(|entry| !is_unreadable(entry))
    {
        if matches!(writing, WriteOutcome::Written(_)) {
            ensure(held.contains(subject), || {
                format!("{subject} is recorded, and the user does not have it")
            })?;
            ensure(adapted.contains(subject) || found.of(subject) == wanted.of(subject), || {
                format!("{subject} was written at {pointer:?}, and something else is read there")
            })?;
        }
        is_read_as_written((subject, pointer, writing), &found, &read_back)?;
    }
    Ok(())
}

/// With a member more in every object, and then an element more in a list.
fn keeps_what_nobody_knows(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let mut steering = Source::new(trial.bytes.get(..8).unwrap_or(trial.bytes));
    let original = trial.user_body(source);
    let mut node = tree(&original)?;
    let mut extras = vec![Pointer::ROOT.child(EXTRA)];
    for place in node.places() {
        if node.at(place.as_str()).is_some_and(|value| value.members().is_some()) {
            extras.push(place.child(EXTRA));
        }
    }
    for extra in &extras {
        let Some((parent, _)) = extra.as_str().rsplit_once('/') else { continue };
        let place = Pointer::parse(parent).unwrap_or_default();
        node = node.extended(&place, EXTRA, Node::text(parent.to_owned())).unwrap_or(node);
    }
    let body = node.to_json().into_bytes();
    let Ok(read) = trial.dialect.decode_user(&body) else { return Ok(()) };
    let grown = generate::grown(&read.value, &mut steering);
    let written = trial.dialect.encode_user(&grown).body;
    let encoded = tree(&written)?;
    for extra in extras {
        ensure(encoded.at(extra.as_str()) == node.at(extra.as_str()), || {
            format!("a list grows by one element, and {extra}, which is not in it, is lost")
        })
        .map_err(|finding| {
            finding.showing_body("response", &body).showing_body("comes back as", &written)
        })?;
    }
    Ok(())
}
