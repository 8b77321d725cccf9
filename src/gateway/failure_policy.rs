//! Which refusals of the upstream's a caller gets to know.

use std::collections::HashSet;

use crate::http::CredentialOwner;
use crate::problem::FailureKind;

/// The kinds of failure that are told to the caller as they are. The others are told as the upstream's failure, 502.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passing(HashSet<FailureKind>);

impl Default for Passing {
    fn default() -> Self {
        let is_callers = |kind: &FailureKind| !is_about_credential(*kind);
        Self(FailureKind::ALL.iter().copied().filter(is_callers).collect())
    }
}

impl Passing {
    pub(super) fn pass(&mut self, kind: FailureKind) {
        self.0.insert(kind);
    }

    pub(super) fn withhold(&mut self, kind: FailureKind) {
        self.0.remove(&kind);
    }

    /// As what a failure of this kind is told to the caller, if it is.
    pub(super) fn told(&self, kind: FailureKind, whose: CredentialOwner) -> Option<FailureKind> {
        let is_callers = is_about_credential(kind) && whose == CredentialOwner::Caller;
        (self.0.contains(&kind) || is_callers).then_some(kind.as_seen_by_caller())
    }
}

const fn is_about_credential(kind: FailureKind) -> bool {
    matches!(kind, FailureKind::Unauthenticated | FailureKind::Forbidden)
}
