//! Completes the provenance of a written message, so that nothing is lost without a record.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::attribute_paths::AttributePaths;
use super::loss::LossPolicy;
use super::traits::{Dialect, UpdateContext};
use crate::codec::{Conversion, DropReason, Provenance, WriteOutcome};
use crate::model::{Attribute, AttributeSet, SettingKey, UserUpdate};
use crate::problem::ReportedField;

/// Completes the provenance of an update: what the dialect did not record is unsupported, and what
/// the current user has already is not a loss.
pub(super) fn complete_provenance<D: Dialect + ?Sized>(
    dialect: &D,
    provenance: &mut Provenance<WriteOutcome>,
    update: &UserUpdate,
    stated: AttributeSet,
    context: &UpdateContext<'_>,
) {
    let is_other_id = update.id.as_ref().is_some_and(|id| context.id.is_some_and(|own| own != id));
    if is_other_id {
        provenance.revise(|subject, outcome| match outcome {
            WriteOutcome::Written(None) if is_id(subject) => {
                Some(WriteOutcome::Written(Some(Conversion::TargetId)))
            }
            WriteOutcome::OutsideBody(None) if is_id(subject) => {
                Some(WriteOutcome::OutsideBody(Some(Conversion::TargetId)))
            }
            other => Some(other),
        });
    }
    // A full update also writes attributes of the current user that the caller did not request.
    // Those that the target does not support are no loss, so their records are removed; every other
    // drop stays.
    let is_stated = |subject: &ReportedField| is_among(subject, stated, &update.custom_settings);
    let is_implicit = |subject: &ReportedField, reason| {
        reason == DropReason::Unsupported && !is_id(subject) && !is_stated(subject)
    };
    if provenance.dropped().any(|(subject, reason)| is_implicit(subject, reason)) {
        provenance.revise(|subject, outcome| match outcome {
            WriteOutcome::Dropped(reason) if is_implicit(subject, reason) => None,
            other => Some(other),
        });
    }
    mark_unrecorded_unsupported(provenance, stated, update.custom_settings.keys());
    if let Some(user) = context.current {
        let held = user.present_attributes();
        let paths = LazyCell::new(|| AttributePaths::of(dialect));
        // What the current user does not have is unset only if this dialect's users have a member
        // for it.
        let has_already = |subject: &ReportedField| {
            let is_held = is_among(subject, held, &user.custom_settings);
            !update.would_change(user, subject) && (is_held || paths.has_user_path(subject))
        };
        provenance.revise(|subject, outcome| match outcome {
            WriteOutcome::Dropped(_)
                if !is_id(subject) && is_stated(subject) && has_already(subject) =>
            {
                Some(WriteOutcome::Unchanged)
            }
            other => Some(other),
        });
    }
}

fn is_id(subject: &ReportedField) -> bool {
    *subject == ReportedField::Attribute(Attribute::Id)
}

fn is_among<V>(
    subject: &ReportedField,
    attributes: AttributeSet,
    settings: &BTreeMap<SettingKey, V>,
) -> bool {
    match subject {
        ReportedField::Attribute(attribute) => attributes.contains(*attribute),
        ReportedField::CustomSetting(key) => settings.contains_key(key),
        _ => false,
    }
}

/// Records each attribute and setting that has no record yet as unsupported.
pub(super) fn mark_unrecorded_unsupported<'s>(
    provenance: &mut Provenance<WriteOutcome>,
    attributes: AttributeSet,
    settings: impl ExactSizeIterator<Item = &'s SettingKey>,
) {
    for attribute in attributes.without(provenance.attributes()).iter() {
        provenance.add(attribute, WriteOutcome::Dropped(DropReason::Unsupported));
    }
    if settings.len() > 0 {
        mark_unrecorded_fields_unsupported(
            provenance,
            settings.cloned().map(ReportedField::CustomSetting),
        );
    }
}

/// Records each of `subjects` that has no record yet as unsupported.
pub(super) fn mark_unrecorded_fields_unsupported(
    provenance: &mut Provenance<WriteOutcome>,
    subjects: impl Iterator<Item = ReportedField>,
) {
    let mentioned = provenance.fields();
    let unmentioned: Vec<ReportedField> =
        subjects.filter(|subject| !mentioned.contains(subject)).collect();
    for subject in unmentioned {
        provenance.add(subject, WriteOutcome::Dropped(DropReason::Unsupported));
    }
}

/// The losses that `loss` does not allow.
pub(super) fn disallowed_losses(
    provenance: &Provenance<WriteOutcome>,
    loss: &LossPolicy,
) -> Vec<(ReportedField, DropReason)> {
    // With everything allowed, the search would find nothing.
    if *loss == LossPolicy::AllowAll {
        return Vec::new();
    }
    let disallowed =
        provenance.dropped().filter(|(subject, reason)| !loss.allows(subject, *reason));
    disallowed.map(|(subject, reason)| (subject.clone(), reason)).collect()
}
