//! The outcome for one attribute.

use std::fmt;
use std::str::FromStr;

use crate::codec::{Conversion, DropReason};
use crate::json::Pointer;
use crate::model::{Code, InvalidValue};
use crate::problem::ReportedField;

/// The outcome for one attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The target has exactly the same value.
    Preserved,
    /// The target represents the value differently.
    Converted(Conversion),
    /// The target does not represent the value.
    Dropped(DropReason),
    /// A member that the source dialect does not document. A response of the same dialect has it
    /// again; an update does not, because one that is passed on is *preserved*.
    Unknown,
    /// Required by the target, not provided by the source.
    Missing,
    /// The current user already has the value, and the update does not repeat it.
    Unchanged,
}

impl Verdict {
    /// The name of the verdict.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preserved => "preserved",
            Self::Converted(_) => "converted",
            Self::Dropped(_) => "dropped",
            Self::Unknown => "unknown",
            Self::Missing => "missing",
            Self::Unchanged => "unchanged",
        }
    }
}

impl fmt::Display for Verdict {
    /// Writes the name, for `converted` and `dropped` with the reason: `dropped: unsupported`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self {
            Self::Converted(conversion) => conversion.as_str(),
            Self::Dropped(reason) => reason.as_str(),
            _ => return formatter.pad(self.as_str()),
        };
        formatter.pad(&format!("{}: {reason}", self.as_str()))
    }
}

impl FromStr for Verdict {
    type Err = InvalidValue;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let verdict = match text.split_once(": ") {
            Some(("converted", reason)) => Conversion::ALL
                .iter()
                .find(|one| one.as_str() == reason)
                .map(|conversion| Self::Converted(*conversion)),
            Some(("dropped", text)) => DropReason::ALL
                .iter()
                .find(|one| one.as_str() == text)
                .map(|reason| Self::Dropped(*reason)),
            Some(_) => None,
            None => [Self::Preserved, Self::Unknown, Self::Missing, Self::Unchanged]
                .into_iter()
                .find(|one| one.as_str() == text),
        };
        verdict.ok_or(InvalidValue::new(
            Code::NOT_ALLOWED,
            "expected a verdict, such as `preserved` or `dropped: unsupported`",
        ))
    }
}

/// The outcome for one attribute, with its source and target paths.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// The attribute, or another reported field.
    pub subject: ReportedField,
    /// The outcome.
    pub verdict: Verdict,
    /// The reason, unless the verdict is sufficient.
    pub reason: Option<&'static str>,
    /// The source paths.
    pub sources: Vec<Pointer>,
    /// The target paths.
    pub targets: Vec<Pointer>,
}
