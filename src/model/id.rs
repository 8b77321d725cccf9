//! Identifiers: opaque texts, because every vendor has its own format.

use super::invalid_value::{Code, InvalidValue};
use super::text::{line, text_type};

text_type! {
    /// A user's id, without the path or IRI in which a vendor may embed it.
    UserId, line
}

text_type! {
    /// The id of a role.
    RoleId, line
}

text_type! {
    /// The id of the role template that a user gets by default.
    RoleTemplateId, line
}

text_type! {
    /// The id of a membership.
    MembershipId, line
}

text_type! {
    /// The id of an account that a user may belong to or send messages from.
    AccountId, line
}

text_type! {
    /// The id of another resource in a response: an organisation, a team, an identity.
    ResourceId, line
}

text_type! {
    /// The key of a custom setting.
    SettingKey, line
}

/// Checks for a UUID in its usual form of 36 characters, which some vendors require.
///
/// # Errors
/// [`Code::UUID`] for anything else, the shorter and the braced forms included.
pub fn check_uuid(text: &str) -> Result<(), InvalidValue> {
    const HYPHENATED: usize = 36;
    if text.len() == HYPHENATED && uuid::Uuid::try_parse(text).is_ok() {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::UUID,
            "expected a UUID of 36 characters, such as `3c90c3cc-0d44-4b50-8888-8dd25736052a`",
        ))
    }
}
