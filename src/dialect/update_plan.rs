//! What an update writes, beside what the current user has: everything in a full update, and
//! nothing that would erase what is not representable.

use std::collections::{BTreeSet, HashSet};

use super::attribute_paths::AttributePaths;
use super::traits::{Dialect, UpdateContext, UpdateMode};
use crate::model::{Attribute, AttributeSet, Extra, ExtraKind, User, UserUpdate};
use crate::problem::ReportedField;

/// What an update writes, where that is not the update as it is.
pub(super) struct UpdatePlan<'u> {
    pub(super) update: UserUpdate,
    /// Values of the current user that are written as the vendor sent them.
    pub(super) originals: Vec<&'u Extra>,
    /// What is not written, because it would erase what is not representable.
    pub(super) dropped: BTreeSet<ReportedField>,
}

impl<'u> UpdatePlan<'u> {
    /// Returns `None` if the update is written as it is.
    #[inline]
    pub(super) fn of<D: Dialect + ?Sized>(
        dialect: &D,
        update: &UserUpdate,
        context: &UpdateContext<'u>,
    ) -> Option<Box<Self>> {
        let is_full = dialect.settings().update_mode == UpdateMode::Full;
        let may_differ = context.current.is_some_and(|user| is_full || !user.extras.is_empty());
        (may_differ || update.repeated.is_some())
            .then(|| Box::new(Self::beside(dialect, update.clone(), context.current, is_full)))
    }

    #[cold]
    fn beside<D: Dialect + ?Sized>(
        dialect: &D,
        update: UserUpdate,
        current: Option<&'u User>,
        is_full: bool,
    ) -> Self {
        let repeated = update.repeated.as_ref().map(|repeated| repeated.extras.clone());
        let update = update.completed(current.is_some());
        let mut plan = Self { update, originals: Vec::new(), dropped: BTreeSet::new() };
        let Some(current) = current else { return plan };
        let replaced = plan.update.replaced_attributes(current);
        let mut changed = replaced;
        if is_full {
            let mut everything = UserUpdate::diff(&User::new(current.id.clone()), current);
            if current.has_inseparable_street() {
                everything.keep(Attribute::HouseNumber);
            }
            plan.update = everything.merge(plan.update);
            // A server that replaces the user forgets what is not sent.
            let extras = std::mem::take(&mut plan.update.extras);
            plan.update.extras = repeated.unwrap_or_default().merge(extras);
        }
        let incomplete = current.incomplete_lists();
        let is_unrepresentable = !current.unrepresentable_attributes().is_empty();
        if is_full && !current.extras.is_empty() || is_unrepresentable {
            let paths = AttributePaths::of(dialect);
            let name = dialect.id();
            let left = plan.leave_shared_originals(name.as_str(), &paths, replaced, current);
            changed = changed.without(left);
            plan.leave_lists(incomplete, &paths, changed, is_full);
            if is_full {
                plan.write_originals(name.as_str(), &paths, changed, current);
            }
        }
        plan
    }

    /// A value in place of several attributes is not replaced by some of them. Returns those that
    /// are left as they are.
    fn leave_shared_originals(
        &mut self,
        dialect: &str,
        paths: &AttributePaths,
        replaced: AttributeSet,
        current: &User,
    ) -> AttributeSet {
        let mut left = AttributeSet::EMPTY;
        let kept = replaced.union(current.present_attributes());
        for extra in current.extras.for_dialect(dialect) {
            let attributes = extra.attribute_set();
            let is_shared = extra.kind() == ExtraKind::Unrepresentable
                && !extra.is_note()
                && extra.setting().is_none()
                && !attributes.without(kept).is_empty();
            let changed = attributes.intersection(replaced);
            for attribute in changed.iter().filter(|_| is_shared) {
                if paths.has_update_path_near(attribute, &extra.pointer) {
                    self.leave(attribute);
                    left.insert(attribute);
                }
            }
        }
        left
    }

    /// Leaves `attribute` as it is, if the update changes it.
    fn leave(&mut self, attribute: Attribute) {
        let update = &self.update;
        if attribute == Attribute::CustomSettings {
            let keys = update.custom_settings.keys().cloned();
            self.dropped.extend(keys.map(ReportedField::CustomSetting));
        } else if update.changed_attributes().contains(attribute) {
            self.dropped.insert(attribute.into());
        }
        self.update.keep(attribute);
    }

    /// A list of which only a part is known is not replaced.
    fn leave_lists(
        &mut self,
        incomplete: AttributeSet,
        paths: &AttributePaths,
        changed: AttributeSet,
        is_full: bool,
    ) {
        for list in incomplete.iter() {
            let is_written = is_full || changed.contains(list);
            if is_written && paths.has_update_path(&list.into()) {
                self.update.keep(list);
                self.dropped.insert(list.into());
            }
        }
    }

    /// A full update writes what is not representable as it was, or drops it.
    fn write_originals(
        &mut self,
        dialect: &str,
        paths: &AttributePaths,
        changed: AttributeSet,
        current: &'u User,
    ) {
        let unrepresentable = current.unrepresentable_attributes();
        let mut lost: Vec<ReportedField> = Vec::new();
        for extra in current.extras.entries().filter(|extra| !extra.is_note()) {
            let is_near = |attribute: Attribute| {
                extra.dialect != dialect || paths.has_update_path_near(attribute, &extra.pointer)
            };
            let (rest, is_changed) = match extra.setting() {
                Some(key) if self.update.custom_settings.contains_key(key) => continue,
                Some(key) => (vec![ReportedField::CustomSetting(key.clone())], false),
                None => {
                    let is_changed = |one: &Attribute| changed.contains(*one) && is_near(*one);
                    let rest = extra.attributes().filter(|one| !is_changed(one));
                    let rest = rest.map(ReportedField::from).collect();
                    (rest, extra.attributes().any(|one| is_changed(&one)))
                }
            };
            let is_writable =
                |field: &ReportedField| paths.of_field(field).contains(&extra.pointer);
            let is_value =
                extra.original.as_ref().is_some_and(|json| !json.starts_with(['[', '{']));
            let is_own = extra.dialect == dialect && is_value && !is_changed;
            if is_own && rest.iter().any(is_writable) {
                self.originals.push(extra);
            } else if extra.kind() == ExtraKind::Unrepresentable {
                lost.extend(rest.into_iter().filter(|field| {
                    let is_unrepresentable =
                        field.attribute().is_some_and(|one| unrepresentable.contains(one));
                    is_unrepresentable && paths.has_update_path(field)
                }));
            }
        }
        // A half within a name that is written as it was is not lost.
        let written: HashSet<&str> =
            self.originals.iter().map(|extra| extra.pointer.as_str()).collect();
        let is_written = |field: &ReportedField| {
            paths.of_field(field).iter().all(|path| written.contains(path.as_str()))
        };
        self.dropped.extend(lost.into_iter().filter(|field| !is_written(field)));
    }
}
