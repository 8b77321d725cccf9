//! The error of an update that cannot be applied.

use super::attributes::Attribute;

/// The reason why an update cannot be applied to a user. The user is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The update sets a password, and a user has none. The application takes it out of the update
    /// with [`UserUpdate::take_password`](super::UserUpdate::take_password), and sets it.
    #[error("the update sets a password; take it out of the update, and set it")]
    Password,
    /// The update changes one part of a value, and another part is not representable: one half of a
    /// street line or of a name, one member of what stands in place of an object, or a list of
    /// which only some elements are known.
    #[error("the update changes a part of a value, of which {attribute} is not representable")]
    #[non_exhaustive]
    NotRepresentable {
        /// The attribute that would be lost.
        attribute: Attribute,
    },
}
