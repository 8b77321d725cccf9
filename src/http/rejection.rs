//! Requests that are refused for what HTTP says of them, before their bodies are read.

use std::borrow::Cow;

use ::http::{HeaderName, HeaderValue};

use crate::model::Code;
use crate::problem::{Failure, FailureKind, FailureProblem};

/// A request whose form is wrong: what to tell the caller, and the headers that say what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .failure.kind.title())]
#[non_exhaustive]
pub struct Rejection {
    /// What to tell the caller.
    pub failure: Failure,
    /// The headers that HTTP wants beside it, such as `Allow`.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl Rejection {
    /// A refusal by the rule `code`; `detail` says what would be right.
    pub(crate) fn new(kind: FailureKind, code: Code, detail: impl Into<Cow<'static, str>>) -> Self {
        let mut failure = Failure::new(kind);
        failure.problems.push(FailureProblem::new(code, detail.into()));
        Self { failure, headers: Vec::new() }
    }

    /// With a header that lists what would be right.
    pub(crate) fn listing<'t>(
        mut self: Box<Self>,
        name: HeaderName,
        values: impl IntoIterator<Item = &'t str>,
    ) -> Box<Self> {
        let list = values.into_iter().collect::<Vec<_>>().join(", ");
        // A list of what an endpoint itself says fits into a header, or the endpoint is not one.
        if let Ok(value) = HeaderValue::try_from(list) {
            self.headers.push((name, value));
        }
        self
    }
}
