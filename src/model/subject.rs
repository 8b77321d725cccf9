//! What a row of an account is about.

use std::borrow::Cow;
use std::fmt;

use super::attributes::Attribute;
use super::id::SettingKey;

/// What an update does to one custom setting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "there is no third thing to do to a setting")]
pub enum SettingChange {
    /// Take the key away.
    Clear,
    /// Give the key this value.
    Set(String),
}

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
            Self::CustomSetting(key) => format!("{}[{key}]", Attribute::CustomSettings.as_str()).into(),
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

impl fmt::Display for Attribute {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
