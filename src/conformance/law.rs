//! The laws, by name.

use std::fmt;

/// What every dialect keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Law {
    /// What is written of an update is read back, exactly where it says exactly.
    UpdateRoundTrip,
    /// What cannot be said of an update is told as dropped, and nothing else is; what is told as
    /// written is there.
    NoSilentLoss,
    /// What an update does not say is not changed; an empty one changes nothing.
    UnmentionedUnchanged,
    /// To leave, to clear and to set an attribute are three things, and no blank is a value.
    TriState,
    /// An answer comes out with the JSON that went in, whatever it held. What is written of a user
    /// is read as it is told, and says nothing new.
    UserRoundTrip,
    /// A report has one row for each attribute, and each pointer leads to what it is said of.
    ReportComplete,
    /// What is no message is refused with a place and a rule, what nobody documents is refused or
    /// told of, and nothing makes a dialect panic.
    RejectsMalformed,
    /// Nobody reads a password or a rejected value where it is not the value itself.
    NoSecretLeak,
    /// The same input has the same output, to the byte.
    Deterministic,
    /// What is carried there and carried back is the same.
    PairRoundTrip,
    /// A refusal keeps its kind, how long to wait, its trace id, and every place that the dialect
    /// can say.
    FailureRoundTrip,
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
        Self::Described,
    ];

    /// The law in a sentence.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UpdateRoundTrip => "what is written of an update is read back",
            Self::NoSilentLoss => "what cannot be said is told as dropped, and nothing else is",
            Self::UnmentionedUnchanged => "what an update does not say is not changed",
            Self::TriState => "to leave, to clear and to set are three things",
            Self::UserRoundTrip => "an answer comes out as it went in",
            Self::ReportComplete => "each attribute has one row, and each pointer leads to it",
            Self::RejectsMalformed => "what is no message is refused, and nothing panics",
            Self::NoSecretLeak => "nobody reads a secret where it does not belong",
            Self::Deterministic => "the same input has the same output",
            Self::PairRoundTrip => "what is carried there and back is the same",
            Self::FailureRoundTrip => "a refusal comes through with its places",
            Self::Described => "the schemas and the reader agree",
        }
    }
}

impl fmt::Display for Law {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
