//! What a row of an account is about.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use crate::model::{Attribute, SettingKey, User, UserUpdate};

/// What is accounted for: an attribute, one custom setting, a member nobody documents, or a part of a failure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReportedField {
    /// An attribute of a user; a list counts as one.
    Attribute(Attribute),
    /// The custom setting of this key.
    CustomSetting(SettingKey),
    /// A member that its dialect does not document, by its pointer.
    Member(String),
    /// What kind of failure it is.
    Kind,
    /// What a failure says of the whole request.
    Message,
}

impl ReportedField {
    /// The attribute that it is, or is one of.
    #[must_use]
    pub const fn attribute(&self) -> Option<Attribute> {
        match self {
            Self::Attribute(attribute) => Some(*attribute),
            Self::CustomSetting(_) => Some(Attribute::CustomSettings),
            Self::Member(_) | Self::Kind | Self::Message => None,
        }
    }

    /// The subject's name: `given_name`, `custom_settings[key]`, `/a/member`.
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
    /// Everything that is known of the user, each once.
    #[must_use]
    pub fn present_fields(&self) -> Vec<ReportedField> {
        let settings = self.custom_settings.keys().cloned().map(ReportedField::CustomSetting);
        self.present_attributes().iter().map(ReportedField::from).chain(settings).collect()
    }
}

impl UserUpdate {
    /// Everything that the update says, each once.
    #[must_use]
    pub fn changed_fields(&self) -> Vec<ReportedField> {
        let settings = self.custom_settings.keys().cloned().map(ReportedField::CustomSetting);
        self.changed_attributes().iter().map(ReportedField::from).chain(settings).collect()
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

/// One for each attribute, in their order.
static OF_ATTRIBUTES: LazyLock<Vec<ReportedField>> =
    LazyLock::new(|| Attribute::ALL.iter().copied().map(ReportedField::Attribute).collect());

impl ReportedField {
    /// The field of an attribute.
    pub(crate) fn of_attribute(attribute: Attribute) -> &'static Self {
        OF_ATTRIBUTES.get(attribute as usize).unwrap_or(&Self::Message)
    }
}
