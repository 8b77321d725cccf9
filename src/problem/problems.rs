//! All problems of one message.

use std::collections::HashSet;
use std::fmt;

use super::kind::FailureKind;
use super::message_problem::Problem;
use crate::model::Code;

/// All problems of one message. Each path, code and text is there once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Self(without_repeats(problems))
    }

    /// The problems.
    #[must_use]
    pub fn as_slice(&self) -> &[Problem] {
        &self.0
    }

    /// The kind of failure that these problems make.
    pub(crate) fn kind(&self) -> FailureKind {
        let has = |code: &Code| self.0.iter().any(|problem| problem.code() == code);
        if has(&Code::TOO_LARGE) {
            FailureKind::TooLarge
        } else if has(&Code::CONFLICT) {
            FailureKind::Conflict
        } else {
            FailureKind::Invalid
        }
    }
}

/// Removes each problem with the path, the code and the text of an earlier one.
pub(crate) fn without_repeats(mut problems: Vec<Problem>) -> Vec<Problem> {
    let mut seen = HashSet::new();
    let is_new: Vec<bool> = problems
        .iter()
        .map(|one| seen.insert((one.pointer().as_str(), one.code(), one.detail())))
        .collect();
    let mut is_new = is_new.into_iter();
    problems.retain(|_| is_new.next().unwrap_or(true));
    problems
}

impl std::error::Error for Problems {}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{problem}")?;
        }
        Ok(())
    }
}
