//! The laws, by name.

use std::fmt;

/// What every dialect keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Law {
    /// What is written of an update is read back, exactly where it says exactly.
    ReadsBack,
    /// What cannot be said of an update is told as dropped, and nothing else is; what is told as written is there.
    DropsAloud,
    /// What an update does not say is not changed; an empty one changes nothing.
    KeepsTheRest,
    /// To leave, to clear and to set an attribute are three things, and no blank is a value.
    KeepClearSet,
    /// An answer comes out with the JSON that went in, whatever it held. What is written of a user is read as it is told,
    /// and says nothing new.
    AnswersComeBack,
    /// A report has one row for each attribute, and each pointer leads to what it is said of.
    Accounts,
    /// What is no message is refused with a place and a rule, what nobody documents is refused or told of, and nothing
    /// makes a dialect panic.
    Refuses,
    /// Nobody reads a password or a rejected value where it is not the value itself.
    KeepsSecrets,
    /// The same input has the same output, to the byte.
    IsDeterministic,
    /// What is carried there and carried back is the same.
    ThereAndBack,
    /// A refusal keeps its kind, how long to wait, its trace id, and every place that the dialect can say.
    FailuresComeBack,
}

impl Law {
    /// Every law.
    pub const ALL: &'static [Self] = &[
        Self::ReadsBack,
        Self::DropsAloud,
        Self::KeepsTheRest,
        Self::KeepClearSet,
        Self::AnswersComeBack,
        Self::Accounts,
        Self::Refuses,
        Self::KeepsSecrets,
        Self::IsDeterministic,
        Self::ThereAndBack,
        Self::FailuresComeBack,
    ];

    /// The law in a sentence.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadsBack => "what is written of an update is read back",
            Self::DropsAloud => "what cannot be said is told as dropped, and nothing else is",
            Self::KeepsTheRest => "what an update does not say is not changed",
            Self::KeepClearSet => "to leave, to clear and to set are three things",
            Self::AnswersComeBack => "an answer comes out as it went in",
            Self::Accounts => "each attribute has one row, and each pointer leads to it",
            Self::Refuses => "what is no message is refused, and nothing panics",
            Self::KeepsSecrets => "nobody reads a secret where it does not belong",
            Self::IsDeterministic => "the same input has the same output",
            Self::ThereAndBack => "what is carried there and back is the same",
            Self::FailuresComeBack => "a refusal comes through with its places",
        }
    }
}

impl fmt::Display for Law {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
