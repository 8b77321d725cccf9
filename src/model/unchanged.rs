//! What an update repeats of the current user.

use super::attributes::{Attribute, UserUpdate};
use super::id::SettingKey;
use super::patch::Patch;

impl UserUpdate {
    /// Moves the change of `attribute` to what the update repeats of the current user.
    pub(crate) fn mark_attribute_unchanged(&mut self, attribute: Attribute) {
        let mut repeated = self.repeated.take().unwrap_or_default();
        match attribute {
            Attribute::Id => {}
            Attribute::FullName => repeated.name.full = self.name.full.take(),
            Attribute::GivenName => repeated.name.given = std::mem::take(&mut self.name.given),
            Attribute::FamilyName => repeated.name.family = std::mem::take(&mut self.name.family),
            Attribute::CustomSettings => {
                repeated.custom_settings.append(&mut self.custom_settings);
            }
            other => repeated.take_in_groups(other, self),
        }
        self.repeated = Some(repeated);
    }

    /// Moves the change of the custom setting `key` to what the update repeats.
    pub(crate) fn mark_setting_unchanged(&mut self, key: SettingKey) {
        if let Some(change) = self.custom_settings.remove(&key) {
            self.repeated.get_or_insert_default().custom_settings.insert(key, change);
        }
    }

    /// The update without what it repeats, except for what completes a change: a house number
    /// beside a new street and, where the current user is not known, half a name beside a new one.
    #[must_use]
    pub(crate) fn completed(mut self, is_user_known: bool) -> Self {
        let Some(repeated) = self.repeated.take() else { return self };
        if self.address.house_number.is_keep() && !self.address.street.is_keep() {
            self.address.house_number = repeated.address.house_number;
        }
        if !is_user_known && self.address.street.is_keep() && !self.address.house_number.is_keep() {
            self.address.street = repeated.address.street;
        }
        if !is_user_known && self.name.full.is_none() {
            // A half that is repeated as empty may be one that the model cannot represent.
            let half = |half: Patch<_>| half.value().is_some().then_some(half);
            match (self.name.given.is_keep(), self.name.family.is_keep()) {
                (true, false) => {
                    self.name.given = half(repeated.name.given).unwrap_or_default();
                }
                (false, true) => {
                    self.name.family = half(repeated.name.family).unwrap_or_default();
                }
                _ => {}
            }
        }
        self
    }

    /// Whether the update clears `attribute` or replaces it as a list: what the model cannot
    /// represent may be lost with it.
    #[cfg(feature = "http")]
    pub(crate) fn replaces(&self, attribute: Attribute) -> bool {
        match attribute {
            Attribute::GivenName => self.name.given == Patch::Clear,
            Attribute::FamilyName => self.name.family == Patch::Clear,
            other => self.replaces_in_groups(other),
        }
    }

    /// The same update of `attribute` alone.
    #[cfg(feature = "http")]
    pub(crate) fn only(&self, attribute: Attribute) -> Self {
        let mut only = Self { repeated: None, ..self.clone() };
        let others = self.changed_attributes().iter();
        others.filter(|one| *one != attribute).for_each(|other| only.keep(other));
        only.custom_settings.clear();
        only.extras = super::extras::Extras::default();
        only
    }

    /// Leaves `attribute` as it is.
    pub(crate) fn keep(&mut self, attribute: Attribute) {
        match attribute {
            Attribute::Id => self.id = None,
            Attribute::FullName => self.name.full = None,
            Attribute::GivenName => self.name.given = Patch::Keep,
            Attribute::FamilyName => self.name.family = Patch::Keep,
            Attribute::CustomSettings => self.custom_settings.clear(),
            other => self.keep_in_groups(other),
        }
    }
}
