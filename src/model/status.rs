//! The enumerations: the status of a user, the type of a user, the method of consent.

use super::named::named;

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

impl Status {
    /// Every status.
    pub const ALL: &'static [Self] = &[Self::Active, Self::Disabled, Self::Locked, Self::Deleted];

    /// The name of the status, such as `active`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
            Self::Locked => "locked",
            Self::Deleted => "deleted",
        }
    }
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

impl UserType {
    /// Every type.
    pub const ALL: &'static [Self] =
        &[Self::Invited, Self::Member, Self::Author, Self::Admin, Self::Owner];

    /// The name of the type, such as `member`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Member => "member",
            Self::Author => "author",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }
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

impl ConsentMethod {
    /// Every method.
    pub const ALL: &'static [Self] = &[Self::OptIn, Self::TextRef];

    /// The name of the method, such as `opt-in`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OptIn => "opt-in",
            Self::TextRef => "text-ref",
        }
    }
}

named! {
    Status by as_str, "expected `active`, `disabled`, `locked` or `deleted`";
    UserType by as_str, "expected `invited`, `member`, `author`, `admin` or `owner`";
    ConsentMethod by as_str, "expected `opt-in` or `text-ref`";
}
