//! Which failures of the upstream are forwarded to the caller.

use std::collections::HashSet;

use crate::http::CredentialOwner;
use crate::problem::FailureKind;

/// The kinds of failure that are forwarded to the caller. The others become an upstream failure,
/// 502.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FailurePolicy(HashSet<FailureKind>);

impl Default for FailurePolicy {
    fn default() -> Self {
        let is_forwarded = |kind: &FailureKind| !is_about_credential(*kind);
        Self(FailureKind::ALL.iter().copied().filter(is_forwarded).collect())
    }
}

impl FailurePolicy {
    pub(super) fn forward(&mut self, kind: FailureKind) {
        self.0.insert(kind);
    }

    pub(super) fn hide(&mut self, kind: FailureKind) {
        self.0.remove(&kind);
    }

    /// The kind that the caller gets for a failure of this kind, if it is forwarded.
    pub(super) fn kind_for_caller(
        &self,
        kind: FailureKind,
        owner: CredentialOwner,
    ) -> Option<FailureKind> {
        let is_callers = is_about_credential(kind) && owner == CredentialOwner::Caller;
        (self.0.contains(&kind) || is_callers).then_some(kind.as_seen_by_caller())
    }
}

const fn is_about_credential(kind: FailureKind) -> bool {
    matches!(kind, FailureKind::Unauthenticated | FailureKind::Forbidden)
}
