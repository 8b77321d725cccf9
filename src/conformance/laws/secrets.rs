//! What may be read nowhere but where it belongs.

use crate::codec::Provenance;
use crate::conformance::canary::shows_password;
use crate::conformance::case::{Trial, neighbours, tree};
use crate::conformance::generate::{self, PASSWORD};
use crate::conformance::violation::{Held, ensure};
use crate::dialect::canonical::Canonical;
use crate::dialect::{DialectExt as _, Error, FailureResponse, LossPolicy, UpdateContext};
use crate::json::{Node, Pointer};
use crate::model::{Attribute, Password};
use crate::problem::ReportedField;
use crate::translation::{Translator, UpdateOptions};

/// The password stands in the update at its own path and nowhere else; a rejected value, or one
/// that a vendor quotes in a failure, is never passed on.
pub(super) fn never_leak(trial: &Trial<'_>) -> Held {
    password_is_kept(trial)?;
    rejected_values_never_leak(trial)?;
    quoted_values_never_leak(trial)
}

fn password_is_kept(trial: &Trial<'_>) -> Held {
    let mut update = trial.update();
    update.sign_in.password = update.sign_in.password.or_else(|| Password::parse(PASSWORD).ok());
    shows_nothing(&format!("{update:?}"), "an update that is debugged")?;
    for loss in [LossPolicy::Reject, LossPolicy::AllowAll] {
        match trial.dialect.encode_update(&update, &UpdateContext::EMPTY, &loss) {
            Ok(encoded) => {
                shows_nothing(&format!("{encoded:?}"), "an encoded update that is debugged")?;
                // Only what is recorded and read as the password may be one.
                let written = places_of_password(&encoded.provenance);
                let read =
                    trial.decode(&encoded.body).map(|read| places_of_password(&read.provenance));
                let places = match read {
                    Ok(read) => written.into_iter().filter(|place| read.contains(place)).collect(),
                    Err(_) => written,
                };
                let elsewhere = without(tree(&encoded.body)?, &places);
                shows_nothing(
                    &elsewhere.to_json(),
                    "an update, elsewhere than where a password belongs,",
                )?;
                goes_nowhere_else(trial, &encoded.body)?;
            }
            Err(error) => shows_nothing(&shown(trial, &error), "an update that is rejected")?,
        }
    }
    Ok(())
}

fn places_of_password<Outcome: Copy>(provenance: &Provenance<Outcome>) -> Vec<Pointer> {
    let own = provenance
        .entries()
        .filter(|(subject, ..)| **subject == ReportedField::Attribute(Attribute::Password));
    own.filter_map(|(_, pointer, _)| Pointer::parse(pointer)).collect()
}

/// What this update becomes in other dialects, wherever no password belongs.
fn goes_nowhere_else(trial: &Trial<'_>, body: &[u8]) -> Held {
    let (own, id) = (trial.id(), generate::id());
    let options = UpdateOptions::default()
        .with_source_id(Some(&own))
        .with_target_id(Some(&id))
        .with_loss_policy(LossPolicy::AllowAll);
    for other in neighbours() {
        match Translator::new(trial.dialect, &*other).translate_update(body, &options) {
            Ok(there) => {
                let report = format!("{} {there:?}", there.report);
                shows_nothing(&report, "a report, or a translation that is debugged,")?;
                let places = there
                    .report
                    .of(Attribute::Password)
                    .map(|row| row.targets.as_slice())
                    .unwrap_or_default();
                let elsewhere = without(tree(&there.body)?, places);
                shows_nothing(&elsewhere.to_json(), "another dialect's update").map_err(
                    |finding| finding.showing("translated into", other.id().to_string()),
                )?;
            }
            Err(rejected) => {
                let text =
                    format!("{rejected} {rejected:?} {} {:?}", rejected.report, rejected.problems);
                shows_nothing(&text, "a translation that is rejected")?;
            }
        }
    }
    Ok(())
}

/// The message without what stands in these places.
fn without<'a>(node: Node<'a>, places: &[Pointer]) -> Node<'a> {
    places.iter().fold(node, |node, place| node.removed(place).unwrap_or(node))
}

/// With the password in any place of an update.
fn rejected_values_never_leak(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let at = source.place_below(usize::MAX);
    let body = trial.update_body(source)?;
    let node = tree(&body)?;
    let places = node.places();
    let Some(place) = at.checked_rem(places.len()).and_then(|at| places.get(at)) else {
        return Ok(());
    };
    for value in [Node::text(PASSWORD), Node::Array(vec![Node::text(PASSWORD)])] {
        let Some(replaced) = node.replaced(place, value) else { continue };
        if let Err(error) = trial.decode(replaced.to_json().as_bytes()) {
            shows_nothing(&shown(trial, &error), "an update that is rejected")
                .map_err(|finding| finding.showing("at", place.as_str()))?;
        }
        if let Err(error) = trial.dialect.decode_user(replaced.to_json().as_bytes()) {
            shows_nothing(&shown(trial, &error), "a response that is rejected")?;
        }
    }
    Ok(())
}

/// With the password in a text of a failure: what a vendor quotes is never passed on, unless as a
/// place.
fn quoted_values_never_leak(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let at = source.place_below(usize::MAX);
    let message = trial.failure_message(source);
    if message.body.is_empty() {
        return Ok(());
    }
    let node = tree(&message.body)?;
    let places: Vec<_> = node
        .places()
        .into_iter()
        .filter(|place| node.at(place.as_str()).is_some_and(|one| one.as_text().is_some()))
        .collect();
    let Some(place) = at.checked_rem(places.len()).and_then(|at| places.get(at)) else {
        return Ok(());
    };
    let Some(quoting) = node.replaced(place, Node::text(format!("{PASSWORD} is no good"))) else {
        return Ok(());
    };
    let message = FailureResponse { body: quoting.to_json().into_bytes(), ..message };
    let read = trial.dialect.decode_failure(&message);
    let is_place = read
        .value
        .problems
        .iter()
        .filter_map(|problem| problem.place.as_ref())
        .any(|one| one.pointer.contains(PASSWORD));
    if is_place {
        return Ok(());
    }
    let written = Canonical::default().encode_failure(&read.value).message;
    let values =
        format!("{read:?} {written:?} {} {message:?}", String::from_utf8_lossy(&written.body));
    shows_nothing(&values, "a failure that quotes it")
        .map_err(|finding| finding.showing("quoted at", place.as_str()))
}

/// Everything that an error can print.
fn shown(trial: &Trial<'_>, error: &Error) -> String {
    let written = trial.dialect.encode_failure(&error.to_failure(&trial.dialect.id())).message;
    let problems: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    format!("{error} {error:?} {problems:?} {}", String::from_utf8_lossy(&written.body))
}

fn shows_nothing(text: &str, what: &str) -> Held {
    ensure(!shows_password(text), || format!("{what} shows a password"))
}
