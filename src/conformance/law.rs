//! The laws, by name.

use std::fmt;

/// A law that every dialect keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Law {
    /// An encoded update is decoded again; what was recorded as exact is equal.
    UpdateRoundTrip,
    /// What an update cannot represent is recorded as dropped, and nothing else is. What is
    /// recorded as written is in the body.
    NoSilentLoss,
    /// An update changes only what it contains; an empty one changes nothing.
    UnmentionedUnchanged,
    /// Leaving, clearing and setting an attribute are three different changes, and an empty value
    /// sets nothing.
    TriState,
    /// A decoded user is encoded by the same dialect with the JSON that it had, whatever that is,
    /// unless a change in between has replaced it. An encoded user is decoded as its provenance
    /// records it, and has nothing new.
    UserRoundTrip,
    /// A report has one row for each attribute, and each pointer leads to the attribute's value.
    ReportComplete,
    /// What is not a message is rejected with a path and a rule; an undocumented member is rejected
    /// or reported; nothing makes a dialect panic.
    RejectsMalformed,
    /// A password or a rejected value is nowhere but in its own member.
    NoSecretLeak,
    /// The same input has the same output, to the byte.
    Deterministic,
    /// What is preserved in both directions of a pair of dialects is equal.
    PairRoundTrip,
    /// A failure keeps its kind, the time to wait, its trace id, and every path that the dialect
    /// supports.
    FailureRoundTrip,
    /// The dialect's own response, sent back as an update of that user, changes nothing, whatever
    /// it holds; with one member of it changed, that changes and nothing else.
    WrittenBack,
    /// What is present and not representable is not absent: an update that does not name it leaves
    /// it as it is, or is rejected.
    UnrepresentableKept,
    /// What is encoded is valid by the schemas; what the schema of updates rejects is rejected, and
    /// what is rejected breaks the schema or a rule that it lists; a valid user is read in full.
    Described,
}

impl Law {
    /// Every law.
    pub const ALL: &'static [Self] = &[
        Self::UpdateRoundTrip,
        Self::NoSilentLoss,
        Self::UnmentionedUnchanged,
        Self::TriState,
        Self::UserRoundTrip,
        Self::ReportComplete,
        Self::RejectsMalformed,
        Self::NoSecretLeak,
        Self::Deterministic,
        Self::PairRoundTrip,
        Self::FailureRoundTrip,
        Self::WrittenBack,
        Self::UnrepresentableKept,
        Self::Described,
    ];

    /// The law in a sentence.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UpdateRoundTrip => "an encoded update is decoded again",
            Self::NoSilentLoss => {
                "what cannot be represented is recorded as dropped, and nothing else is"
            }
            Self::UnmentionedUnchanged => "an update changes only what it contains",
            Self::TriState => "to leave, to clear and to set are three things",
            Self::UserRoundTrip => "a user is encoded as it was decoded",
            Self::ReportComplete => "each attribute has one row, and each pointer leads to it",
            Self::RejectsMalformed => "what is not a message is rejected, and nothing panics",
            Self::NoSecretLeak => "a secret is only in its own member",
            Self::Deterministic => "the same input has the same output",
            Self::PairRoundTrip => "what is preserved in both directions is equal",
            Self::FailureRoundTrip => "a failure keeps its kind and its paths",
            Self::WrittenBack => "what is sent back unchanged changes nothing",
            Self::UnrepresentableKept => "what is not representable is not absent",
            Self::Described => "the schemas and the reader agree",
        }
    }
}

impl fmt::Display for Law {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
