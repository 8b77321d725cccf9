//! What an update writes, beside what the current user has: everything in a full update, and
//! nothing that would erase what is not representable.

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
    pub(super) dropped: Vec<ReportedField>,
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
        (may_differ || !update.unchanged.is_empty())
            .then(|| Box::new(Self::beside(dialect, update.clone(), context.current, is_full)))
    }

    #[cold]
    fn beside<D: Dialect + ?Sized>(
        dialect: &D,
        update: UserUpdate,
        current: Option<&'u User>,
        is_full: bool,
    ) -> Self {
        let update = match current {
            Some(_) => update.without_unchanged(),
            None => update.without_unchanged_units(),
        };
        let mut plan = Self { update, originals: Vec::new(), dropped: Vec::new() };
        let Some(current) = current else { return plan };
        let replaced = plan.update.replaced_attributes(current);
        let mut changed = replaced;
        if is_full {
            let everything = UserUpdate::diff(&User::new(current.id.clone()), current);
            plan.update = everything.merge(plan.update);
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
        let update = &mut self.update;
        if attribute == Attribute::CustomSettings {
            let keys = update.custom_settings.keys().cloned();
            self.dropped.extend(keys.map(ReportedField::CustomSetting));
        } else if update.changed_attributes().contains(attribute) {
            self.dropped.push(attribute.into());
        }
        update.keep(attribute);
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
                self.dropped.push(list.into());
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
        for extra in current.extras.entries().filter(|extra| !extra.is_note()) {
            let fields: Vec<ReportedField> = match extra.setting() {
                Some(key) if self.update.custom_settings.contains_key(key) => continue,
                Some(key) => vec![ReportedField::CustomSetting(key.clone())],
                None => extra.attributes().map(ReportedField::from).collect(),
            };
            let is_changed = extra.attributes().any(|attribute| {
                changed.contains(attribute) && paths.has_update_path_near(attribute, &extra.pointer)
            });
            if fields.is_empty() || is_changed {
                continue;
            }
            let is_writable =
                |field: &ReportedField| paths.of_field(field).contains(&extra.pointer);
            let is_value =
                extra.original.as_ref().is_some_and(|json| !json.starts_with(['[', '{']));
            if extra.dialect == dialect && is_value && fields.iter().any(is_writable) {
                self.originals.push(extra);
            } else if extra.kind() == ExtraKind::Unrepresentable {
                let is_lost = |field: &ReportedField| {
                    let attribute = field.attribute().unwrap_or(Attribute::Id);
                    unrepresentable.contains(attribute) && paths.has_update_path(field)
                };
                let lost = fields.into_iter().filter(is_lost);
                for field in lost {
                    if !self.dropped.contains(&field) {
                        self.dropped.push(field);
                    }
                }
            }
        }
    }
}
