//! The one door to `validator`: its checks, never its errors, which print the value that they refuse.

use validator::{ValidateEmail, ValidateLength};

/// An address as a web form takes it, less what `validator` lets through by mistake.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let dots_stand_alone = !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    let is_name = !domain.contains('[');
    dots_stand_alone && is_name && text.validate_email()
}

/// At least `least` characters (not bytes).
pub(super) fn has_length(text: &str, least: u64) -> bool {
    text.validate_length(Some(least), None, None)
}

/// Exactly `length` characters (not bytes).
pub(super) fn is_length(text: &str, length: u64) -> bool {
    text.validate_length(None, None, Some(length))
}
