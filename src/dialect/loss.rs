//! What may be lost on the way into a dialect that cannot say everything.

use std::collections::BTreeSet;

use super::traits::DialectId;
use crate::codec::{DropReason, Provenance, WriteOutcome};
use crate::model::Attribute;
use crate::problem::ReportedField;

/// What an application allows an update to lose.
///
/// Answers are told as well as they can be: they report what has already happened, so there is nothing to refuse.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum LossPolicy {
    /// Nothing.
    #[default]
    Reject,
    /// What the target has no way to say at all. What it could say otherwise is still refused: a value out of its
    /// rule, a clearing it has no word for, a value that needs the current user.
    AllowUnsupported,
    /// These attributes, for whatever reason.
    Allow(BTreeSet<Attribute>),
    /// Anything.
    AllowAll,
}

impl LossPolicy {
    /// Whether `subject` may be lost for `reason`.
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

/// An update that a dialect cannot say in full, and that nobody allowed to lose the rest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{dialect} cannot say {}", list(.refused))]
pub struct LossError {
    dialect: DialectId,
    refused: Vec<(ReportedField, DropReason)>,
    provenance: Box<Provenance<WriteOutcome>>,
}

impl LossError {
    pub(super) fn new(
        dialect: DialectId,
        refused: Vec<(ReportedField, DropReason)>,
        provenance: Provenance<WriteOutcome>,
    ) -> Self {
        Self { dialect, refused, provenance: Box::new(provenance) }
    }

    /// The dialect that cannot say it.
    #[must_use]
    pub const fn dialect(&self) -> &DialectId {
        &self.dialect
    }

    /// What would be lost, and why.
    #[must_use]
    pub fn refused(&self) -> &[(ReportedField, DropReason)] {
        &self.refused
    }

    /// What would have been done with each attribute.
    #[must_use]
    pub fn provenance(&self) -> &Provenance<WriteOutcome> {
        &self.provenance
    }
}

fn list(refused: &[(ReportedField, DropReason)]) -> String {
    refused
        .iter()
        .map(|(subject, reason)| format!("{subject} ({})", reason.as_str()))
        .collect::<Vec<_>>()
        .join(", ")
}
