//! What became of one attribute.

use crate::model::Subject;
use crate::wire::{Adaptation, DropReason, Pointer};

/// What became of one attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The target says the same, exactly.
    Carried,
    /// The target says it differently.
    Adapted(Adaptation),
    /// The target does not say it.
    Dropped(DropReason),
    /// A member that the source dialect does not document. Only an answer of the same dialect says it again.
    Unknown,
    /// The target documents that it always says this, and the source did not give it.
    Missing,
}

impl Verdict {
    /// The verdict in one word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Adapted(_) => "adapted",
            Self::Dropped(_) => "dropped",
            Self::Unknown => "unknown",
            Self::Missing => "missing",
        }
    }
}

/// What became of one attribute, from where to where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// What the row is about.
    pub subject: Subject,
    /// What became of it.
    pub verdict: Verdict,
    /// Why, where the verdict alone does not say it.
    pub reason: Option<&'static str>,
    /// Where the source says it.
    pub sources: Vec<Pointer>,
    /// Where the target says it.
    pub targets: Vec<Pointer>,
}
