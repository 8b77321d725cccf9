//! Updates of a user: applied, compared and combined.

use std::collections::{BTreeMap, BTreeSet};

use super::apply_error::ApplyError;
use super::attribute_set::AttributeSet;
use super::attributes::{Attribute, User, UserUpdate};
use super::extras::{Extra, ExtraKind};
use super::id::{SettingKey, UserId};
use super::name::{Name, NameUpdate};
use super::password::Password;
use super::patch::Patch;
use super::setting::SettingChange;
use super::text::Text;

impl UserUpdate {
    /// Creates an update of `id` that changes nothing.
    #[must_use]
    pub fn new(id: UserId) -> Self {
        Self { id: Some(id), ..Self::default() }
    }

    /// Takes the password out of the update: a [`User`] has none, so that the application sets it
    /// before it [applies](Self::apply) the rest.
    #[must_use = "the update does not hold the password any more"]
    pub const fn take_password(&mut self) -> Option<Password> {
        self.sign_in.password.take()
    }

    /// Applies the update to `user`, except for its extras. The id identifies the user; it is not
    /// changed. What is set or cleared replaces a value that is not representable, too.
    ///
    /// # Errors
    /// The update sets a password that was not taken out, or changes a part of a value of which the
    /// rest is not representable. The user is unchanged then.
    pub fn apply(&self, user: &mut User) -> Result<(), ApplyError> {
        if self.sign_in.password.is_some() {
            return Err(ApplyError::Password);
        }
        self.replace_extras(user)?;
        self.name.apply(&mut user.name);
        self.apply_groups(user);
        if !self.custom_settings.is_empty() && !user.extras.is_empty() {
            user.extras.discard_settings(|key| self.custom_settings.contains_key(key));
        }
        for (key, setting) in &self.custom_settings {
            match setting {
                SettingChange::Clear => user.custom_settings.remove(key),
                SettingChange::Set(value) => {
                    user.custom_settings.insert(key.clone(), value.clone())
                }
            };
        }
        Ok(())
    }

    /// Removes the extras of the attributes that the update changes.
    fn replace_extras(&self, user: &mut User) -> Result<(), ApplyError> {
        if user.extras.is_empty() {
            return Ok(());
        }
        let replaced = self.replaced_attributes(user);
        let known = user.present_attributes();
        for entry in user.extras.entries().filter(|entry| entry.setting().is_none()) {
            let attributes = entry.attribute_set();
            let rest = match entry.kind() {
                ExtraKind::Additional => AttributeSet::EMPTY,
                ExtraKind::Incomplete => attributes,
                // A value that was assigned has replaced the extra already.
                ExtraKind::Unrepresentable if attributes.without(known).is_empty() => {
                    AttributeSet::EMPTY
                }
                ExtraKind::Unrepresentable => attributes.without(replaced),
            };
            let is_touched = !attributes.intersection(replaced).is_empty();
            if let (true, Some(attribute)) = (is_touched, rest.iter().next()) {
                return Err(ApplyError::NotRepresentable { attribute });
            }
        }
        self.check_kept_half(user)?;
        user.extras.retain(|entry| {
            entry.setting().is_some() || entry.attribute_set().intersection(replaced).is_empty()
        });
        Ok(())
    }

    /// A full name that the user has beside the halves is joined anew from the half that changes
    /// and the other one, which cannot be joined if it is not representable.
    fn check_kept_half(&self, user: &User) -> Result<(), ApplyError> {
        let Some(kept) = self.kept_half() else { return Ok(()) };
        let is_of_full = |entry: &Extra| {
            entry.kind() == ExtraKind::Unrepresentable
                && entry.attribute_set().contains(Attribute::FullName)
        };
        let has_own_full = || !user.name.is_joined() || user.extras.entries().any(is_of_full);
        if user.is_unrepresentable(kept) && has_own_full() {
            return Err(ApplyError::NotRepresentable { attribute: kept });
        }
        Ok(())
    }

    /// The half of a name that stays while the other one changes.
    const fn kept_half(&self) -> Option<Attribute> {
        let NameUpdate { full, given, family } = &self.name;
        match (full, given.is_keep(), family.is_keep()) {
            (None, false, true) => Some(Attribute::FamilyName),
            (None, true, false) => Some(Attribute::GivenName),
            _ => None,
        }
    }

    /// The attributes of `user` of which the update determines the whole value.
    pub(crate) fn replaced_attributes(&self, user: &User) -> AttributeSet {
        let mut id = AttributeSet::EMPTY;
        id.insert(Attribute::Id);
        let mut replaced = self.changed_attributes().without(id);
        if !self.custom_settings.is_empty() {
            // A setting replaces what is there in place of the settings.
            replaced.insert(Attribute::CustomSettings);
        }
        let is_full_known = match self.kept_half() {
            Some(kept) => !user.is_unrepresentable(kept),
            None => !self.name.is_keep(),
        };
        let NameUpdate { full, given, family } = &self.name;
        // A full name alone is split.
        if full.is_some() && given.is_keep() && family.is_keep() {
            replaced.insert(Attribute::GivenName);
            replaced.insert(Attribute::FamilyName);
        }
        if is_full_known {
            replaced.insert(Attribute::FullName);
        }
        replaced
    }

    /// Whether the update would change `attribute` of `user`. A value that is not representable is
    /// changed by any other, and by clearing it.
    #[must_use]
    pub fn would_change_attribute(&self, user: &User, attribute: Attribute) -> bool {
        let is_stated = || self.changed_attributes().contains(attribute);
        if user.is_unrepresentable(attribute) && is_stated() {
            return true;
        }
        match attribute {
            Attribute::Id => self.id.as_ref().is_some_and(|id| *id != user.id),
            Attribute::FullName | Attribute::GivenName | Attribute::FamilyName => {
                let mut name = user.name.clone();
                self.name.apply(&mut name);
                name != user.name
            }
            Attribute::CustomSettings => {
                self.custom_settings.keys().any(|key| self.would_change_setting(user, key))
            }
            attribute => self.alters_groups(user, attribute),
        }
    }

    /// Whether the update would change the custom setting `key` of `user`.
    #[must_use]
    pub fn would_change_setting(&self, user: &User, key: &SettingKey) -> bool {
        let is_present =
            || user.custom_settings.contains_key(key) || user.is_setting_unrepresentable(key);
        match self.custom_settings.get(key) {
            None => false,
            Some(SettingChange::Clear) => is_present(),
            Some(SettingChange::Set(value)) => user.custom_settings.get(key) != Some(value),
        }
    }

    /// The smallest update that turns `before` into `after`. Read-only attributes, values that
    /// cannot be cleared, and descriptive fields of list elements are ignored, and so is what is
    /// not representable in `after`.
    #[must_use]
    pub fn diff(before: &User, after: &User) -> Self {
        let mut update = Self::between_groups(before, after);
        update.id = Some(after.id.clone());
        update.name = NameUpdate::diff(&before.name, &after.name);
        update.custom_settings = between_settings(before, after);
        update.respect_unrepresentable(before, after);
        update
    }

    fn respect_unrepresentable(&mut self, before: &User, after: &User) {
        let (of_before, of_after) =
            (before.unrepresentable_attributes(), after.unrepresentable_attributes());
        for attribute in of_after.iter().filter(|one| *one != Attribute::CustomSettings) {
            // A street that is known holds the number that is not known apart.
            let is_within_street =
                attribute == Attribute::HouseNumber && after.has_inseparable_street();
            if !is_within_street {
                self.keep(attribute);
            } else if !self.address.street.is_keep() {
                self.address.house_number = Patch::Clear;
            }
        }
        let is_half = [Attribute::GivenName, Attribute::FamilyName]
            .iter()
            .any(|half| of_after.contains(*half));
        if is_half && after.name.is_joined() {
            self.name.full = None;
        }
        let gone = of_before.without(of_after);
        if gone.is_empty() {
            return;
        }
        for attribute in gone.without(after.present_attributes()).iter() {
            match attribute {
                Attribute::GivenName | Attribute::FamilyName => self.set_whole_name(&after.name),
                other => self.clear_in_groups(other),
            }
        }
    }

    /// Changes each part of the name to that of `name`: a half that is cleared would join the rest.
    fn set_whole_name(&mut self, name: &Name) {
        let half = |half: Option<&Text>| Patch::from_option(half.cloned());
        self.name =
            NameUpdate::from_parts(name.full().cloned(), half(name.given()), half(name.family()));
    }

    /// Combines this update and a `later` one. Applied, it is the same as one after the other. If
    /// the later one replaces a list, the extras of list elements in this one are dropped, because
    /// they belong to its elements.
    #[must_use]
    pub fn merge(self, later: Self) -> Self {
        let (mut first, mut later) = (self.completed(true), later.completed(true));
        let id = later.id.take().or(first.id.take());
        let name = std::mem::take(&mut first.name).merge(std::mem::take(&mut later.name));
        let mut custom_settings = std::mem::take(&mut first.custom_settings);
        custom_settings.append(&mut later.custom_settings);
        let extras = std::mem::take(&mut first.extras);
        let extras = extras.without_lists(later.changed_attributes());
        let extras = extras.merge(std::mem::take(&mut later.extras));
        Self { id, name, custom_settings, extras, ..first.merge_groups(later) }
    }

    /// The attributes that the update changes, without the custom settings.
    pub(crate) fn changed_attributes(&self) -> AttributeSet {
        let mut stated = AttributeSet::default();
        let parts = [
            (Attribute::Id, self.id.is_some()),
            (Attribute::FullName, self.name.full.is_some()),
            (Attribute::GivenName, !self.name.given.is_keep()),
            (Attribute::FamilyName, !self.name.family.is_keep()),
        ];
        parts
            .into_iter()
            .filter(|(_, is_stated)| *is_stated)
            .for_each(|(attribute, _)| stated.insert(attribute));
        self.stated_in_groups(&mut stated);
        stated
    }

    /// Whether another update changes `attribute` in the same way.
    pub(crate) fn is_same(&self, attribute: Attribute, other: &Self) -> bool {
        match attribute {
            Attribute::Id => self.id == other.id,
            Attribute::FullName => self.name.full == other.name.full,
            Attribute::GivenName => self.name.given == other.name.given,
            Attribute::FamilyName => self.name.family == other.name.family,
            Attribute::CustomSettings => self.custom_settings == other.custom_settings,
            attribute => self.is_same_in_groups(attribute, other),
        }
    }
}

fn between_settings(before: &User, after: &User) -> BTreeMap<SettingKey, SettingChange> {
    let had = before.custom_settings.keys().chain(before.unrepresentable_settings());
    let left: BTreeSet<&SettingKey> = after.unrepresentable_settings().collect();
    let has = |key: &SettingKey| after.custom_settings.contains_key(key) || left.contains(key);
    let gone = had.filter(|key| !has(key)).map(|key| (key.clone(), SettingChange::Clear));
    let is_new =
        |(key, value): &(&SettingKey, &String)| before.custom_settings.get(*key) != Some(*value);
    let new = after.custom_settings.iter().filter(is_new);
    gone.chain(new.map(|(key, value)| (key.clone(), SettingChange::Set(value.clone())))).collect()
}
