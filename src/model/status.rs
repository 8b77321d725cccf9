//! The enumerations: the status of a user, the type of a user, the method of consent.

/// Whether the user may sign in, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// May sign in.
    Active,
    /// Disabled by an administrator.
    Disabled,
    /// Locked out.
    Locked,
    /// Deleted, and kept for history only.
    Deleted,
}

/// The type of a user within an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UserType {
    /// Invited, but has not joined yet.
    Invited,
    /// May use shared content.
    Member,
    /// May also create content.
    Author,
    /// May also manage users.
    Admin,
    /// May do anything.
    Owner,
}

/// How a user agreed to the terms of service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ConsentMethod {
    /// By an explicit choice.
    OptIn,
    /// By a text that refers to the terms.
    TextRef,
}
