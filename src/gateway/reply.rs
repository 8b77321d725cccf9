//! What goes back to the caller, and what only the application may see of it.

use std::error::Error as StdError;
use std::fmt;
use std::time::SystemTime;

use ::http::{Response, StatusCode};
use bytes::Bytes;

use crate::codec::{Provenance, WriteOutcome};
use crate::dialect::{Dialect, DialectExt, DialectId, EncodedMessage, Error};
use crate::http::{HttpExt, Rejection};
use crate::model::UserId;
use crate::problem::{Failure, FailureKind};
use crate::translation::Report;

/// The answer to a caller's request.
///
/// The response is for the caller. The rest is for the application: it may hold what the upstream wrote, which may be
/// about somebody else.
pub struct Reply {
    response: Response<Bytes>,
    front: Option<DialectId>,
    failure: Option<Failure>,
    error: Option<Error>,
    cause: Option<Box<dyn StdError + Send + Sync>>,
    update: Option<Report>,
    answer: Option<Report>,
    answered_id: Option<UserId>,
    upstream_id: Option<UserId>,
    upstream: Option<Response<Bytes>>,
    upstream_failure: Option<Failure>,
}

impl Reply {
    fn new(response: Response<Bytes>, front: Option<DialectId>) -> Self {
        Self {
            response,
            front,
            failure: None,
            error: None,
            cause: None,
            update: None,
            answer: None,
            answered_id: None,
            upstream_id: None,
            upstream: None,
            upstream_failure: None,
        }
    }

    /// Nobody is there whose dialect could be spoken.
    pub(super) fn for_nobody() -> Self {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NOT_FOUND;
        Self { failure: Some(Failure::new(FailureKind::NotFound)), ..Self::new(response, None) }
    }

    /// All went well, and there is nothing to say.
    pub(super) fn for_done(dialect: &dyn Dialect) -> Self {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NO_CONTENT;
        Self::new(response, Some(dialect.id()))
    }

    pub(super) fn for_user(
        dialect: &dyn Dialect,
        media_type: &'static str,
        encoded: EncodedMessage,
    ) -> Self {
        Self::new(dialect.user_response(encoded, media_type), Some(dialect.id()))
    }

    pub(super) fn for_refused(dialect: &dyn Dialect, refused: &Rejection) -> Self {
        let response = dialect.rejection_response(refused);
        Self { failure: Some(refused.failure.clone()), ..Self::new(response, Some(dialect.id())) }
    }

    pub(super) fn for_failure(
        dialect: &dyn Dialect,
        failure: &Failure,
        now: Option<SystemTime>,
    ) -> Self {
        Self::for_failure_traced(dialect, failure, now).0
    }

    /// A refusal, and what was said where of it.
    pub(super) fn for_failure_traced(
        dialect: &dyn Dialect,
        failure: &Failure,
        now: Option<SystemTime>,
    ) -> (Self, Provenance<WriteOutcome>) {
        let encoded = dialect.encode_failure(failure);
        let provenance = encoded.provenance.clone();
        let response = dialect.failure_response(encoded, now);
        (
            Self { failure: Some(failure.clone()), ..Self::new(response, Some(dialect.id())) },
            provenance,
        )
    }

    pub(super) fn with_error(mut self, error: Error) -> Self {
        self.error = Some(error);
        self
    }

    /// With what kept the upstream from answering, for the application to see.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    pub(super) fn with_update(mut self, report: Report) -> Self {
        self.update = Some(report);
        self
    }

    pub(super) fn with_answer(mut self, report: Report) -> Self {
        self.answer = Some(report);
        self
    }

    pub(super) fn with_answered_id(mut self, id: Option<UserId>) -> Self {
        self.answered_id = id;
        self
    }

    pub(super) fn with_upstream(mut self, id: UserId, response: Response<Bytes>) -> Self {
        self.upstream_id = Some(id);
        self.upstream = Some(response);
        self
    }

    pub(super) fn with_upstream_failure(mut self, failure: Failure) -> Self {
        self.upstream_failure = Some(failure);
        self
    }

    pub(super) fn response_mut(&mut self) -> &mut Response<Bytes> {
        &mut self.response
    }

    /// What to send to the caller.
    #[must_use]
    pub const fn response(&self) -> &Response<Bytes> {
        &self.response
    }

    /// What to send to the caller, taken out.
    #[must_use]
    pub fn into_response(self) -> Response<Bytes> {
        self.response
    }

    /// The dialect it is written in, unless the request was nobody's.
    #[must_use]
    pub const fn frontend(&self) -> Option<&DialectId> {
        self.front.as_ref()
    }

    /// The upstream's refusal as it was read, with what the upstream itself wrote of it.
    #[must_use]
    pub const fn upstream_failure(&self) -> Option<&Failure> {
        self.upstream_failure.as_ref()
    }

    /// What the caller is told has failed; nothing, if all went well.
    #[must_use]
    pub const fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// Which message could not be read or written, and why.
    #[must_use]
    pub const fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// What kept the upstream from answering.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        self.cause.as_deref()
    }

    /// What became of each attribute of the update, as far as it came.
    #[must_use]
    pub const fn update_report(&self) -> Option<&Report> {
        self.update.as_ref()
    }

    /// What became of each attribute of the upstream's answer, where that was told on.
    #[must_use]
    pub const fn response_report(&self) -> Option<&Report> {
        self.answer.as_ref()
    }

    /// The id by which the upstream was asked.
    #[must_use]
    pub const fn upstream_id(&self) -> Option<&UserId> {
        self.upstream_id.as_ref()
    }

    /// The id by which the upstream's answer names the user: another than [`upstream_id`](Self::upstream_id), where the
    /// service has several for one user, or has mistaken one for another. The caller reads the caller's own.
    #[must_use]
    pub const fn response_id(&self) -> Option<&UserId> {
        self.answered_id.as_ref()
    }

    /// The upstream's response as it came.
    #[must_use]
    pub const fn upstream_response(&self) -> Option<&Response<Bytes>> {
        self.upstream.as_ref()
    }
}

impl fmt::Debug for Reply {
    /// No body: it is about a person.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reply")
            .field("front", &self.front)
            .field("status", &self.response.status())
            .field("bytes", &self.response.body().len())
            .field("error", &self.error)
            .field("upstream_status", &self.upstream.as_ref().map(Response::status))
            .finish_non_exhaustive()
    }
}
