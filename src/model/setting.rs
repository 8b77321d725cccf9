//! Changes of custom settings.

/// The change of one custom setting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a setting can be set or cleared")]
pub enum SettingChange {
    /// Remove the setting.
    Clear,
    /// Set the setting to this value.
    Set(String),
}

impl From<String> for SettingChange {
    fn from(value: String) -> Self {
        Self::Set(value)
    }
}

impl From<&str> for SettingChange {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}
