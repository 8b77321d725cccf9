//! Law `WrittenBack`: a response that is sent back as an update changes nothing, and one with one
//! change in it changes that alone.

use super::changed_members::{Change, Choice};
use crate::codec::WriteOutcome;
use crate::conformance::case::{Trial, error_text};
use crate::conformance::current::Current;
use crate::conformance::violation::{Finding, Held, ensure};
use crate::dialect::{LossPolicy, UpdateMode};
use crate::model::Attribute;
use crate::problem::ReportedField;

pub(super) fn changes_nothing(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let choice = Choice::decided_by(source);
    let Some(current) = Current::decided_by(trial, source)? else { return Ok(()) };
    current.shown(|| {
        is_unchanged(&current)?;
        Change { trial, current: &current, choice }.is_alone()
    })
}

fn is_unchanged(current: &Current<'_>) -> Held {
    let update = current.decode(&current.response.body).map_err(|error| {
        let text = error_text(&error);
        Finding::new(format!("the response is rejected as an update of its user: {text}"))
    })?;
    let changed = update.value.changed_fields();
    ensure(update.value.is_empty(), || {
        format!("the response, sent back as an update, changes {}", list(&changed))
    })?;
    let encoded = current.encode(&update.value, UpdateMode::Partial, &LossPolicy::Reject);
    let encoded = encoded.map_err(|error| {
        Finding::new(format!("the response, sent back as an update, is lost: {error}"))
    })?;
    for (field, pointer, outcome) in encoded.provenance.entries() {
        let is_written = matches!(outcome, WriteOutcome::Written(_));
        ensure(!is_written || *field == ReportedField::Attribute(Attribute::Id), || {
            format!("the response, sent back as an update, writes {field} at {pointer:?}")
        })?;
    }
    Ok(())
}

/// The names of the fields that are changed.
pub(super) fn list(fields: &[ReportedField]) -> String {
    let is_change = |field: &&ReportedField| **field != ReportedField::Attribute(Attribute::Id);
    fields.iter().filter(is_change).map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
