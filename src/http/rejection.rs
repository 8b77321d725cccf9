//! Requests that are rejected because of their head, before the body is read.

use std::borrow::Cow;

use ::http::{HeaderName, HeaderValue};

use crate::model::Code;
use crate::problem::{Failure, FailureKind, FailureProblem};

/// The rejection of a request: the failure for the caller, and the headers that list what is
/// accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .failure.kind.title())]
#[non_exhaustive]
pub struct Rejection {
    /// The failure for the caller.
    pub failure: Failure,
    /// The additional headers that HTTP requires, such as `Allow`.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl Rejection {
    /// A rejection by the rule `code`; `detail` describes what would be accepted.
    pub(crate) fn new(kind: FailureKind, code: Code, detail: impl Into<Cow<'static, str>>) -> Self {
        let mut failure = Failure::new(kind);
        failure.problems.push(FailureProblem::new(code, detail.into()));
        Self { failure, headers: Vec::new() }
    }

    /// Adds a header that lists what would be accepted.
    pub(crate) fn listing<'t>(
        mut self: Box<Self>,
        name: HeaderName,
        values: impl IntoIterator<Item = &'t str>,
    ) -> Box<Self> {
        let list = values.into_iter().collect::<Vec<_>>().join(", ");
        // The values come from a valid endpoint, so the list is a valid header value.
        if let Ok(value) = HeaderValue::try_from(list) {
            self.headers.push((name, value));
        }
        self
    }
}
