//! Losses in the encoding of an update: which are allowed, and the error for the others.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::traits::DialectId;
use crate::codec::{DropReason, Provenance, WriteOutcome};
use crate::model::{Attribute, Code, InvalidValue};
use crate::problem::ReportedField;

/// The losses that an application allows in an update.
///
/// Users are encoded as far as possible: a response reports what has already happened, so there is
/// nothing to reject.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum LossPolicy {
    /// Every loss is an error.
    #[default]
    Reject,
    /// Allow dropping attributes that the target does not support. Values that are invalid, cannot
    /// be cleared, need the current user, or would erase what is not representable are still
    /// errors.
    AllowUnsupported,
    /// Allow dropping these attributes, for any reason.
    Allow(BTreeSet<Attribute>),
    /// Allow every loss.
    AllowAll,
}

impl LossPolicy {
    /// Whether `subject` may be dropped for `reason`.
    #[must_use]
    pub fn allows(&self, subject: &ReportedField, reason: DropReason) -> bool {
        match self {
            Self::Reject => false,
            Self::AllowUnsupported => reason == DropReason::Unsupported,
            Self::Allow(attributes) => {
                subject.attribute().is_some_and(|attribute| attributes.contains(&attribute))
            }
            Self::AllowAll => true,
        }
    }
}

impl fmt::Display for LossPolicy {
    /// Writes the text that [`FromStr`] reads; an empty list is `reject`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reject => formatter.pad("reject"),
            Self::AllowUnsupported => formatter.pad("allow-unsupported"),
            Self::Allow(attributes) if attributes.is_empty() => formatter.pad("reject"),
            Self::Allow(attributes) => {
                let names: Vec<&str> = attributes.iter().map(|one| one.as_str()).collect();
                formatter.pad(&names.join(","))
            }
            Self::AllowAll => formatter.pad("allow-all"),
        }
    }
}

impl FromStr for LossPolicy {
    type Err = InvalidValue;

    /// Reads `reject`, `allow-unsupported`, `allow-all`, or attributes separated by commas.
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        match text {
            "reject" => Ok(Self::Reject),
            "allow-unsupported" => Ok(Self::AllowUnsupported),
            "allow-all" => Ok(Self::AllowAll),
            list => {
                let attributes = list.split(',').map(|name| name.trim().parse());
                attributes.collect::<Result<_, _>>().map(Self::Allow).map_err(|_: InvalidValue| {
                    InvalidValue::new(
                        Code::NOT_ALLOWED,
                        "expected `reject`, `allow-unsupported`, `allow-all`, or attributes \
                         separated by commas",
                    )
                })
            }
        }
    }
}

/// An update that a dialect cannot represent in full, without the loss being allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{dialect} does not support: {}", list(.losses))]
pub struct LossError {
    dialect: DialectId,
    losses: Vec<(ReportedField, DropReason)>,
    provenance: Box<Provenance<WriteOutcome>>,
}

impl LossError {
    pub(super) fn new(
        dialect: DialectId,
        losses: Vec<(ReportedField, DropReason)>,
        provenance: Provenance<WriteOutcome>,
    ) -> Self {
        Self { dialect, losses, provenance: Box::new(provenance) }
    }

    /// The target dialect.
    #[must_use]
    pub const fn dialect(&self) -> &DialectId {
        &self.dialect
    }

    /// The fields that would be dropped, with the reason for each.
    #[must_use]
    pub fn losses(&self) -> &[(ReportedField, DropReason)] {
        &self.losses
    }

    /// The outcome that each attribute would have had.
    #[must_use]
    pub fn provenance(&self) -> &Provenance<WriteOutcome> {
        &self.provenance
    }
}

fn list(losses: &[(ReportedField, DropReason)]) -> String {
    losses
        .iter()
        .map(|(subject, reason)| format!("{subject} ({})", reason.as_str()))
        .collect::<Vec<_>>()
        .join(", ")
}
