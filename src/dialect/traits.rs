//! The trait of a dialect, and its settings.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::failure_format::FailureFormat;
use super::operation::Operation;
use crate::codec::Property;
pub use crate::codec::context::UpdateContext;
use crate::json::Limits;
use crate::model::{Code, InvalidValue, named};

/// The name of a dialect, such as `json-api`. The set is open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DialectId(Cow<'static, str>);

impl DialectId {
    /// A dialect's name, in lower case with hyphens.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DialectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl FromStr for DialectId {
    type Err = InvalidValue;

    /// Accepts any name of lower-case letters, digits and hyphens, because the set is open.
    fn from_str(name: &str) -> Result<Self, InvalidValue> {
        let is_allowed =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if name.is_empty() || !name.bytes().all(is_allowed) {
            return Err(InvalidValue::new(
                Code::NOT_ALLOWED,
                "expected a dialect's name, in lower case with hyphens",
            ));
        }
        Ok(Self(Cow::Owned(name.to_owned())))
    }
}

/// How undocumented members of an update are handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UnknownMembers {
    /// Each is a problem.
    #[default]
    Reject,
    /// Each is recorded in the report and otherwise ignored.
    Report,
    /// Each is recorded in the report, kept in the [`extras`](crate::model::UserUpdate::extras) of
    /// the update, and written to the same path by an encoder of the same dialect, whatever that
    /// encoder's settings are. For other dialects, this is [`Report`](Self::Report).
    PassOn,
}

impl UnknownMembers {
    /// Every value.
    pub const ALL: &'static [Self] = &[Self::Reject, Self::Report, Self::PassOn];

    /// The name in a configuration: `reject`, `report` or `pass-on`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Report => "report",
            Self::PassOn => "pass-on",
        }
    }
}

/// How much of the user an update writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum UpdateMode {
    /// Only what changes.
    #[default]
    Partial,
    /// Everything that the dialect documents and an update can write, if the current user is known,
    /// so that a server that replaces the user keeps it. Undocumented members are written only if
    /// the update contains them ([`UnknownMembers::PassOn`]).
    Full,
}

impl UpdateMode {
    /// Both values.
    pub const ALL: &'static [Self] = &[Self::Partial, Self::Full];

    /// The name in a configuration: `partial` or `full`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Partial => "partial",
            Self::Full => "full",
        }
    }
}

/// Whether `charset=utf-8` is accepted on a media type that does not define it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum CharsetParameter {
    /// By the media type's specification: JSON:API rejects it.
    #[default]
    Reject,
    /// It is ignored, as JSON is UTF-8 anyway.
    Ignore,
}

impl CharsetParameter {
    /// Both values.
    pub const ALL: &'static [Self] = &[Self::Reject, Self::Ignore];

    /// The name in a configuration: `reject` or `ignore`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Ignore => "ignore",
        }
    }
}

named! {
    UnknownMembers by as_str, "expected `reject`, `report` or `pass-on`";
    UpdateMode by as_str, "expected `partial` or `full`";
    CharsetParameter by as_str, "expected `reject` or `ignore`";
}

/// The settings of a dialect, the same for all dialects. A configuration has them as an object, in
/// which every member is optional:
///
/// ```
/// use idiolect::dialect::{Settings, UpdateMode};
///
/// let text = r#"{"update_mode": "full", "limits": {"bytes": 65536}}"#;
/// let settings: Settings = serde_json::from_str(text)?;
/// assert_eq!(settings.update_mode, UpdateMode::Full);
/// assert_eq!(settings.limits.bytes, 65536);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Settings {
    /// How undocumented members of an update are handled.
    pub unknown_members: UnknownMembers,
    /// How much of the user an update writes.
    pub update_mode: UpdateMode,
    /// The limits of a message that is decoded.
    pub limits: Limits,
    /// Whether `charset=utf-8` is accepted on a media type that does not define it.
    pub charset: CharsetParameter,
}

impl Settings {
    /// Unknown members are rejected, updates are partial, and the limits are the default ones.
    pub const DEFAULT: Self = Self {
        unknown_members: UnknownMembers::Reject,
        update_mode: UpdateMode::Partial,
        limits: Limits::DEFAULT,
        charset: CharsetParameter::Reject,
    };

    /// With unknown members of an update recorded in the report instead of rejected.
    #[must_use]
    pub const fn with_unknown_members_reported(mut self) -> Self {
        self.unknown_members = UnknownMembers::Report;
        self
    }

    /// With unknown members of an update passed on to the same dialect instead of rejected.
    #[must_use]
    pub const fn with_unknown_members_passed_on(mut self) -> Self {
        self.unknown_members = UnknownMembers::PassOn;
        self
    }

    /// With full updates, if the current user is known.
    #[must_use]
    pub const fn with_full_updates(mut self) -> Self {
        self.update_mode = UpdateMode::Full;
        self
    }

    /// With `charset=utf-8` accepted on a media type that does not define it.
    #[must_use]
    pub const fn with_lenient_charset(mut self) -> Self {
        self.charset = CharsetParameter::Ignore;
        self
    }

    /// With these limits.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// One vendor's format of a user: the members of its messages, the format of its failures, and its
/// calls over HTTP.
///
/// The author of a dialect implements this trait. Its users call [`DialectExt`](super::DialectExt),
/// which adds what is the same for all dialects.
///
/// An implementation is pure: no I/O, no clock, and no state between calls.
pub trait Dialect: fmt::Debug + Send + Sync {
    /// The dialect's name.
    fn id(&self) -> DialectId;

    /// The dialect's settings.
    fn settings(&self) -> &Settings;

    /// The calls over HTTP.
    fn operations(&self) -> &[Operation];

    /// The members of an update and of a user.
    fn properties(&self) -> &dyn Property;

    /// The members of a failure.
    fn failure(&self) -> &dyn FailureFormat;
}

/// Implements `Dialect` for pointers to a dialect.
macro_rules! impl_for_pointers {
    ($($pointer:ty)*) => {$(
        impl<D: Dialect + ?Sized> Dialect for $pointer {
            fn id(&self) -> DialectId {
                (**self).id()
            }

            fn settings(&self) -> &Settings {
                (**self).settings()
            }

            fn operations(&self) -> &[Operation] {
                (**self).operations()
            }

            fn properties(&self) -> &dyn Property {
                (**self).properties()
            }

            fn failure(&self) -> &dyn FailureFormat {
                (**self).failure()
            }
        }
    )*};
}

impl_for_pointers! { &D Box<D> Arc<D> }
