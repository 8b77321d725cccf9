//! What a message says and what it does not, made complete: nothing is lost that nobody tells of.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::attribute_paths::AttributePaths;
use super::loss::LossPolicy;
use super::traits::{Dialect, UpdateContext};
use crate::codec::{Conversion, DropReason, Provenance, WriteOutcome};
use crate::model::{Attribute, AttributeSet, SettingKey, UserUpdate};
use crate::problem::ReportedField;

/// Makes the account of an update complete: what nobody mentioned is unsupported, and what the current user has already
/// is no loss.
pub(super) fn settle<D: Dialect + ?Sized>(
    dialect: &D,
    provenance: &mut Provenance<WriteOutcome>,
    update: &UserUpdate,
    stated: AttributeSet,
    context: &UpdateContext<'_>,
) {
    let is_other_id = update.id.as_ref().is_some_and(|id| context.id.is_some_and(|own| own != id));
    if is_other_id {
        provenance.revise(|subject, writing| match writing {
            WriteOutcome::Written(None) if is_id(subject) => {
                Some(WriteOutcome::Written(Some(Conversion::TargetId)))
            }
            WriteOutcome::OutsideBody(None) if is_id(subject) => {
                Some(WriteOutcome::OutsideBody(Some(Conversion::TargetId)))
            }
            other => Some(other),
        });
    }
    // Nobody asked for it: a complete write may leave out what the target never has, and nothing else.
    let is_stated = |subject: &ReportedField| is_among(subject, stated, &update.custom_settings);
    let is_unasked = |subject: &ReportedField, reason| {
        reason == DropReason::Unsupported && !is_id(subject) && !is_stated(subject)
    };
    if provenance.dropped().any(|(subject, reason)| is_unasked(subject, reason)) {
        provenance.revise(|subject, writing| match writing {
            WriteOutcome::Dropped(reason) if is_unasked(subject, reason) => None,
            other => Some(other),
        });
    }
    drop_unmentioned(provenance, stated, update.custom_settings.keys());
    if let Some(user) = context.current {
        let held = user.present_attributes();
        let paths = LazyCell::new(|| AttributePaths::of(dialect));
        // What the current user has not is unset only where an answer of this dialect would tell.
        let has_already = |subject: &ReportedField| {
            let is_held = is_among(subject, held, &user.custom_settings);
            !update.would_change(user, subject) && (is_held || paths.has_user_path(subject))
        };
        provenance.revise(|subject, writing| match writing {
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

/// What nobody mentioned is unsupported.
pub(super) fn drop_unmentioned<'s>(
    provenance: &mut Provenance<WriteOutcome>,
    attributes: AttributeSet,
    settings: impl ExactSizeIterator<Item = &'s SettingKey>,
) {
    for attribute in attributes.without(provenance.attributes()).iter() {
        provenance.add(attribute, WriteOutcome::Dropped(DropReason::Unsupported));
    }
    if settings.len() > 0 {
        drop_unmentioned_subjects(provenance, settings.cloned().map(ReportedField::CustomSetting));
    }
}

/// As for attributes and settings.
pub(super) fn drop_unmentioned_subjects(
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

/// What is lost and may not be.
pub(super) fn refused(
    provenance: &Provenance<WriteOutcome>,
    loss: &LossPolicy,
) -> Vec<(ReportedField, DropReason)> {
    // Whatever was dropped; going through all of it would come to nothing.
    if *loss == LossPolicy::AllowAll {
        return Vec::new();
    }
    let refused = provenance.dropped().filter(|(subject, reason)| !loss.allows(subject, *reason));
    refused.map(|(subject, reason)| (subject.clone(), reason)).collect()
}
