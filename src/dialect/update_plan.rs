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
        let changed = plan.update.replaced_attributes(current);
        if is_full {
            let everything = UserUpdate::diff(&User::new(current.id.clone()), current);
            plan.update = everything.merge(plan.update);
        }
        let incomplete = current.incomplete_lists();
        if is_full && !current.extras.is_empty() || !incomplete.is_empty() {
            let paths = AttributePaths::of(dialect);
            plan.leave_lists(incomplete, &paths, changed, is_full);
            if is_full {
                plan.write_originals(dialect.id().as_str(), &paths, changed, current);
            }
        }
        plan
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
            let is_changed = extra.attributes().any(|attribute| changed.contains(attribute));
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
                self.dropped.extend(fields.into_iter().filter(is_lost));
            }
        }
    }
}
