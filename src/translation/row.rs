//! What became of one attribute.

use crate::codec::{Conversion, DropReason};
use crate::json::Pointer;
use crate::problem::ReportedField;

/// What became of one attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The target says the same, exactly.
    Preserved,
    /// The target says it differently.
    Converted(Conversion),
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
            Self::Preserved => "carried",
            Self::Converted(_) => "adapted",
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
    pub subject: ReportedField,
    /// What became of it.
    pub verdict: Verdict,
    /// Why, where the verdict alone does not say it.
    pub reason: Option<&'static str>,
    /// Where the source says it.
    pub sources: Vec<Pointer>,
    /// Where the target says it.
    pub targets: Vec<Pointer>,
}
