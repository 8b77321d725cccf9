//! The closed sets: what state an account is in, what kind of user it is, how consent was given.

/// Whether the user may sign in, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// May sign in.
    Active,
    /// Switched off by an administrator.
    Disabled,
    /// Shut out.
    Locked,
    /// Gone, and kept for history only.
    Deleted,
}

/// What a user is within an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UserType {
    /// Asked to join, and has not yet.
    Invited,
    /// May use what is shared.
    Member,
    /// May also create.
    Author,
    /// May also manage.
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
