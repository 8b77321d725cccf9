//! Values of attributes that are present, and not representable in the model.

use super::attribute_set::AttributeSet;
use super::attributes::{Attribute, User};
use super::extras::{Extra, ExtraKind};
use super::id::SettingKey;
use super::name::Name;

impl User {
    /// The attributes that are present and not representable, each with the id of the dialect that
    /// keeps the value. Of custom settings, one entry each.
    ///
    /// ```
    /// # #[cfg(feature = "legacy")] {
    /// use idiolect::dialect::{DialectExt, legacy::Legacy};
    /// use idiolect::model::Attribute;
    ///
    /// let body = br#"{"id": "x", "phone": "ask reception"}"#;
    /// let user = Legacy::default().decode_user(body)?.value;
    /// assert_eq!(user.contact.landline, None);
    /// let unrepresentable: Vec<_> = user.unrepresentable().collect();
    /// assert_eq!(unrepresentable, [("legacy", Attribute::Landline)]);
    /// # }
    /// # Ok::<(), idiolect::dialect::Error>(())
    /// ```
    pub fn unrepresentable(&self) -> impl Iterator<Item = (&str, Attribute)> {
        let known = self.known_beside_extras();
        self.extras.entries().flat_map(move |entry| {
            let attributes = unrepresentable_of(entry, known, |key| self.has_setting(key));
            attributes.iter().map(|attribute| (entry.dialect.as_str(), attribute))
        })
    }

    /// Whether the user has a value of `attribute` that the model cannot represent, or cannot
    /// represent in full. Of the custom settings: whether one of them has.
    #[must_use]
    pub fn is_unrepresentable(&self, attribute: Attribute) -> bool {
        self.may_be_unrepresentable() && self.unrepresentable().any(|(_, one)| one == attribute)
    }

    /// Whether the user has a custom setting `key` whose value the model cannot represent.
    #[must_use]
    pub fn is_setting_unrepresentable(&self, key: &SettingKey) -> bool {
        let is_it = |entry: &Extra| {
            entry.setting() == Some(key) && entry.kind() == ExtraKind::Unrepresentable
        };
        !self.has_setting(key) && self.extras.entries().any(is_it)
    }

    /// The attributes that are not representable; the custom settings, if one of them is not.
    pub(crate) fn unrepresentable_attributes(&self) -> AttributeSet {
        let mut found = AttributeSet::EMPTY;
        if self.may_be_unrepresentable() {
            self.unrepresentable().for_each(|(_, attribute)| found.insert(attribute));
        }
        found
    }

    /// The custom settings that are present and not representable.
    pub(crate) fn unrepresentable_settings(&self) -> impl Iterator<Item = &SettingKey> {
        let unrepresentable = self
            .extras
            .entries()
            .filter(|entry| entry.kind() == ExtraKind::Unrepresentable)
            .filter_map(Extra::setting);
        unrepresentable.filter(|key| !self.has_setting(key))
    }

    /// Whether the street is a line of which the house number is not known apart.
    pub(crate) fn has_inseparable_street(&self) -> bool {
        let is_line = |entry: &Extra| {
            let attributes = entry.attribute_set();
            entry.is_note()
                && entry.kind() == ExtraKind::Unrepresentable
                && attributes.contains(Attribute::HouseNumber)
                && attributes.contains(Attribute::Street)
        };
        self.address.street.is_some()
            && self.address.house_number.is_none()
            && self.extras.entries().any(is_line)
    }

    /// The lists of which the known elements are only a part.
    pub(crate) fn incomplete_lists(&self) -> AttributeSet {
        let incomplete =
            self.extras.entries().filter(|entry| entry.kind() == ExtraKind::Incomplete);
        incomplete.fold(AttributeSet::EMPTY, |all, entry| all.union(entry.attribute_set()))
    }

    /// Replaces the name, also parts of it that are not representable.
    pub(super) fn set_name(&mut self, name: Name) {
        for part in [Attribute::FullName, Attribute::GivenName, Attribute::FamilyName] {
            self.extras.discard(part);
        }
        self.name = name;
    }

    /// Replaces the name of which `half` is new.
    pub(super) fn set_half(&mut self, half: Attribute, name: Name) {
        for part in [Attribute::FullName, half] {
            self.extras.discard(part);
        }
        self.name = name;
    }

    /// Sets or removes a custom setting, also one that is not representable.
    pub(super) fn set_custom_setting(&mut self, key: SettingKey, value: Option<String>) {
        self.extras.discard_settings(|other| *other == key);
        match value {
            Some(value) => self.custom_settings.insert(key, value),
            None => self.custom_settings.remove(&key),
        };
    }

    fn has_setting(&self, key: &SettingKey) -> bool {
        self.custom_settings.contains_key(key)
    }

    /// The known attributes, if there are extras of others.
    fn known_beside_extras(&self) -> AttributeSet {
        if self.may_be_unrepresentable() { self.present_attributes() } else { AttributeSet::EMPTY }
    }

    fn may_be_unrepresentable(&self) -> bool {
        self.extras.entries().any(|entry| entry.kind() != ExtraKind::Additional)
    }
}

/// The attributes of `entry` that are not representable, of a user who has those that are `known`.
fn unrepresentable_of(
    entry: &Extra,
    known: AttributeSet,
    has_setting: impl Fn(&SettingKey) -> bool,
) -> AttributeSet {
    match (entry.kind(), entry.setting()) {
        (ExtraKind::Additional, _) => AttributeSet::EMPTY,
        (ExtraKind::Incomplete, _) => entry.attribute_set(),
        (ExtraKind::Unrepresentable, Some(key)) if has_setting(key) => AttributeSet::EMPTY,
        (ExtraKind::Unrepresentable, _) => entry.attribute_set().without(known),
    }
}
