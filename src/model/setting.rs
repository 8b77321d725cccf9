//! Custom settings in updates.

/// What an update does to one custom setting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "there is no third thing to do to a setting")]
pub enum SettingChange {
    /// Take the key away.
    Clear,
    /// Give the key this value.
    Set(String),
}
