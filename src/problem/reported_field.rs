//! The field that a row of a report describes.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

#[cfg(feature = "http")]
use crate::model::SettingChange;
use crate::model::{Attribute, SettingKey, User, UserUpdate};

/// A field with a row in a report: an attribute, one custom setting, an unknown member, or a part
/// of a failure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReportedField {
    /// An attribute of a user; a list is one attribute.
    Attribute(Attribute),
    /// The custom setting with this key.
    CustomSetting(SettingKey),
    /// A member that its dialect does not document, by its RFC 6901 pointer.
    Member(String),
    /// The kind of a failure.
    Kind,
    /// The message of a failure about the whole request.
    Message,
}

impl ReportedField {
    /// The attribute; for one custom setting, the attribute of all settings.
    #[must_use]
    pub const fn attribute(&self) -> Option<Attribute> {
        match self {
            Self::Attribute(attribute) => Some(*attribute),
            Self::CustomSetting(_) => Some(Attribute::CustomSettings),
            Self::Member(_) | Self::Kind | Self::Message => None,
        }
    }

    /// The name: `given_name`, `custom_settings[key]`, `/a/member`.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Attribute(attribute) => attribute.as_str().into(),
            Self::CustomSetting(key) => {
                format!("{}[{key}]", Attribute::CustomSettings.as_str()).into()
            }
            Self::Member(pointer) => pointer.into(),
            Self::Kind => "failure_kind".into(),
            Self::Message => "failure_message".into(),
        }
    }
}

impl From<Attribute> for ReportedField {
    fn from(attribute: Attribute) -> Self {
        Self::Attribute(attribute)
    }
}

impl fmt::Display for ReportedField {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.name())
    }
}

impl User {
    /// All known fields of the user, each once.
    #[must_use]
    pub fn present_fields(&self) -> Vec<ReportedField> {
        let settings = self.custom_settings.keys().cloned().map(ReportedField::CustomSetting);
        self.present_attributes().iter().map(ReportedField::from).chain(settings).collect()
    }
}

impl UserUpdate {
    /// All fields that the update changes, each once.
    #[must_use]
    pub fn changed_fields(&self) -> Vec<ReportedField> {
        let settings = self.custom_settings.keys().cloned().map(ReportedField::CustomSetting);
        self.changed_attributes().iter().map(ReportedField::from).chain(settings).collect()
    }

    /// Whether the update clears `field` or replaces it as a list.
    #[cfg(feature = "http")]
    pub(crate) fn replaces_original(&self, field: &ReportedField) -> bool {
        match field {
            ReportedField::Attribute(attribute) => self.replaces(*attribute),
            ReportedField::CustomSetting(key) => {
                self.custom_settings.get(key) == Some(&SettingChange::Clear)
            }
            ReportedField::Member(_) | ReportedField::Kind | ReportedField::Message => false,
        }
    }

    /// Leaves `field` as it is.
    pub(crate) fn keep_field(&mut self, field: &ReportedField) {
        match field {
            ReportedField::Attribute(attribute) => self.keep(*attribute),
            ReportedField::CustomSetting(key) => drop(self.custom_settings.remove(key)),
            ReportedField::Member(_) | ReportedField::Kind | ReportedField::Message => {}
        }
    }

    /// Whether another update changes `field` in the same way.
    pub(crate) fn is_same_field(&self, field: &ReportedField, other: &Self) -> bool {
        match field {
            ReportedField::Attribute(attribute) => self.is_same(*attribute, other),
            ReportedField::CustomSetting(key) => {
                self.custom_settings.get(key) == other.custom_settings.get(key)
            }
            ReportedField::Member(_) | ReportedField::Kind | ReportedField::Message => true,
        }
    }

    /// Documents that the value of `field`, if it is changed, is that of the current user.
    pub(crate) fn mark_unchanged(&mut self, field: ReportedField) {
        match field {
            ReportedField::Attribute(attribute) => {
                if self.changed_attributes().contains(attribute) {
                    self.mark_attribute_unchanged(attribute);
                }
            }
            ReportedField::CustomSetting(key) => self.mark_setting_unchanged(key),
            ReportedField::Member(_) | ReportedField::Kind | ReportedField::Message => {}
        }
    }

    /// Whether the update would give `user` another value of `field`.
    #[must_use]
    pub fn would_change(&self, user: &User, field: &ReportedField) -> bool {
        match field {
            ReportedField::Attribute(attribute) => self.would_change_attribute(user, *attribute),
            ReportedField::CustomSetting(key) => self.would_change_setting(user, key),
            ReportedField::Member(_) | ReportedField::Kind | ReportedField::Message => false,
        }
    }
}

/// The field of each attribute, in the order of [`Attribute::ALL`].
static OF_ATTRIBUTES: LazyLock<Vec<ReportedField>> =
    LazyLock::new(|| Attribute::ALL.iter().copied().map(ReportedField::Attribute).collect());

impl ReportedField {
    /// The field of an attribute.
    pub(crate) fn of_attribute(attribute: Attribute) -> &'static Self {
        OF_ATTRIBUTES.get(attribute as usize).unwrap_or(&Self::Message)
    }
}
