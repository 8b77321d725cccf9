//! What an update repeats of the current user.

use std::collections::BTreeSet;

use super::attribute_set::AttributeSet;
use super::attributes::{Attribute, UserUpdate};
use super::id::SettingKey;
use super::patch::Patch;

/// The attributes and settings of an update whose values are those of the current user. They are no
/// changes, but they complete a change of the unit that they are a part of: the house number beside
/// a new street.
///
/// Boxed, because most updates have none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Unchanged(Option<Box<Repeated>>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Repeated {
    attributes: AttributeSet,
    settings: BTreeSet<SettingKey>,
}

impl Unchanged {
    #[inline]
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    #[inline]
    pub(crate) fn attributes(&self) -> AttributeSet {
        self.0.as_ref().map_or(AttributeSet::EMPTY, |repeated| repeated.attributes)
    }

    pub(crate) fn contains(&self, attribute: Attribute) -> bool {
        self.attributes().contains(attribute)
    }

    pub(crate) fn contains_setting(&self, key: &SettingKey) -> bool {
        self.0.as_ref().is_some_and(|repeated| repeated.settings.contains(key))
    }

    pub(crate) fn insert(&mut self, attribute: Attribute) {
        self.0.get_or_insert_default().attributes.insert(attribute);
    }

    pub(crate) fn insert_setting(&mut self, key: SettingKey) {
        self.0.get_or_insert_default().settings.insert(key);
    }
}

impl UserUpdate {
    /// The update without what it repeats, except for a house number beside a new street.
    #[must_use]
    pub(crate) fn without_unchanged(self) -> Self {
        self.without_repeated(false)
    }

    /// The same where the current user is not known: half a name that is repeated stays beside a
    /// new one.
    #[must_use]
    pub(crate) fn without_unchanged_units(self) -> Self {
        self.without_repeated(true)
    }

    fn without_repeated(mut self, keeps_halves: bool) -> Self {
        let unchanged = std::mem::take(&mut self.unchanged);
        let stated = self.stated_attributes();
        let changes = |attribute| stated.contains(attribute) && !unchanged.contains(attribute);
        let keeps_halves = keeps_halves && !changes(Attribute::FullName);
        for attribute in unchanged.attributes().iter() {
            let is_part = match attribute {
                // A street that was read with its number in one line is not one without it.
                Attribute::HouseNumber => changes(Attribute::Street),
                // A half that is repeated as empty may be one that the model cannot represent.
                Attribute::GivenName => {
                    keeps_halves
                        && self.name.given.value().is_some()
                        && changes(Attribute::FamilyName)
                }
                Attribute::FamilyName => {
                    keeps_halves
                        && self.name.family.value().is_some()
                        && changes(Attribute::GivenName)
                }
                _ => false,
            };
            if !is_part {
                self.keep(attribute);
            }
        }
        self.custom_settings.retain(|key, _| !unchanged.contains_setting(key));
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

    /// The same update of `attribute` alone, changed or not.
    #[cfg(feature = "http")]
    pub(crate) fn only(&self, attribute: Attribute) -> Self {
        let mut only = Self { unchanged: Unchanged::default(), ..self.clone() };
        let others = self.stated_attributes().iter();
        others.filter(|one| *one != attribute).for_each(|other| only.keep(other));
        only.custom_settings.clear();
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
