//! Identifiers: opaque texts, because every vendor has its own kind.

use super::invalid_value::{Code, InvalidValue};
use super::text::{line, text_type};

text_type! {
    /// A user's id, without the path or IRI that a vendor may wrap it in.
    UserId, line
}

text_type! {
    /// The id of a role.
    RoleId, line
}

text_type! {
    /// The id of the role template that a user gets where no other is given.
    RoleTemplateId, line
}

text_type! {
    /// The id of a membership.
    MembershipId, line
}

text_type! {
    /// The id of an account that a user may belong to or send from.
    AccountId, line
}

text_type! {
    /// The id of something else that an answer refers to: an organisation, a team, an identity.
    ResourceId, line
}

text_type! {
    /// The key of a custom setting.
    SettingKey, line
}

/// Holds for a UUID in its usual spelling of 36 characters, which some vendors ask for.
///
/// # Errors
/// [`Code::UUID`] for anything else, the shorter and the braced spellings included.
pub fn check_uuid(text: &str) -> Result<(), InvalidValue> {
    const HYPHENATED: usize = 36;
    if text.len() == HYPHENATED && uuid::Uuid::try_parse(text).is_ok() {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::UUID,
            "a UUID of 36 characters is expected, such as `3c90c3cc-0d44-4b50-8888-8dd25736052a`",
        ))
    }
}
