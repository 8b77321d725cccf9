//! The reply to the caller, with details that only the application may see.

use std::error::Error as StdError;
use std::fmt;
use std::time::SystemTime;

use ::http::{Response, StatusCode};
use bytes::Bytes;

use crate::codec::{Provenance, WriteOutcome};
use crate::dialect::{Dialect, DialectExt, DialectId, EncodedMessage, Error};
use crate::http::{HttpExt, Rejection};
use crate::model::UserId;
use crate::problem::{Failure, FailureKind, ReportedField};
use crate::translation::Report;

/// The reply to a caller's request.
///
/// The response is for the caller. The rest is for the application: it may contain text of the
/// upstream, which may be about another user.
pub struct Reply {
    response: Response<Bytes>,
    front: Option<DialectId>,
    failure: Option<Failure>,
    error: Option<Error>,
    update_report: Option<Report>,
    unchecked: Vec<ReportedField>,
    is_unchanged: bool,
    response_report: Option<Report>,
    upstream: FromUpstream,
}

/// What is known of the upstream: nothing, if it was not called.
#[derive(Default)]
struct FromUpstream {
    /// The id in the request.
    id: Option<UserId>,
    /// The id in the response.
    response_id: Option<UserId>,
    response: Option<Response<Bytes>>,
    failure: Option<Failure>,
    /// The reason why there is no response.
    cause: Option<Box<dyn StdError + Send + Sync>>,
}

impl Reply {
    fn new(response: Response<Bytes>, front: Option<DialectId>) -> Self {
        Self {
            response,
            front,
            failure: None,
            error: None,
            update_report: None,
            unchecked: Vec::new(),
            is_unchanged: false,
            response_report: None,
            upstream: FromUpstream::default(),
        }
    }

    /// A reply without a body: the path belongs to no dialect.
    pub(super) fn for_unknown_path() -> Self {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NOT_FOUND;
        Self { failure: Some(Failure::new(FailureKind::NotFound)), ..Self::new(response, None) }
    }

    /// A success without a body.
    pub(super) fn for_empty_success(dialect: &dyn Dialect) -> Self {
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

    pub(super) fn for_rejection(dialect: &dyn Dialect, rejection: &Rejection) -> Self {
        let response = dialect.rejection_response(rejection);
        Self { failure: Some(rejection.failure.clone()), ..Self::new(response, Some(dialect.id())) }
    }

    pub(super) fn for_failure(
        dialect: &dyn Dialect,
        failure: &Failure,
        now: Option<SystemTime>,
    ) -> Self {
        Self::for_failure_with_provenance(dialect, failure, now).0
    }

    /// The reply with a failure, and the path at which each of its problems was written.
    pub(super) fn for_failure_with_provenance(
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

    /// Sets the reason why the upstream did not respond, for the application.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.upstream.cause = Some(cause.into());
        self
    }

    pub(super) fn with_update_report(mut self, report: Report) -> Self {
        self.update_report = Some(report);
        self
    }

    pub(super) fn with_unchecked(mut self, fields: Vec<ReportedField>) -> Self {
        self.unchecked = fields;
        self
    }

    pub(super) const fn marked_unchanged(mut self) -> Self {
        self.is_unchanged = true;
        self
    }

    pub(super) fn with_response_report(mut self, report: Report) -> Self {
        self.response_report = Some(report);
        self
    }

    pub(super) fn with_response_id(mut self, id: Option<UserId>) -> Self {
        self.upstream.response_id = id;
        self
    }

    pub(super) fn with_upstream(mut self, id: UserId, response: Response<Bytes>) -> Self {
        self.upstream.id = Some(id);
        self.upstream.response = Some(response);
        self
    }

    pub(super) fn with_upstream_failure(mut self, failure: Failure) -> Self {
        self.upstream.failure = Some(failure);
        self
    }

    pub(super) fn response_mut(&mut self) -> &mut Response<Bytes> {
        &mut self.response
    }

    /// The response for the caller.
    #[must_use]
    pub const fn response(&self) -> &Response<Bytes> {
        &self.response
    }

    /// Returns the response for the caller.
    #[must_use]
    pub fn into_response(self) -> Response<Bytes> {
        self.response
    }

    /// The dialect of the response, unless the path belongs to no dialect.
    #[must_use]
    pub const fn frontend(&self) -> Option<&DialectId> {
        self.front.as_ref()
    }

    /// The upstream's failure as it was decoded, including the upstream's own texts.
    #[must_use]
    pub const fn upstream_failure(&self) -> Option<&Failure> {
        self.upstream.failure.as_ref()
    }

    /// The failure that the caller gets; `None` after a success.
    #[must_use]
    pub const fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// The message that could not be decoded or encoded, and the reason.
    #[must_use]
    pub const fn error(&self) -> Option<&Error> {
        self.error.as_ref()
    }

    /// The reason why the upstream did not respond.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn StdError + Send + Sync + 'static)> {
        self.upstream.cause.as_deref()
    }

    /// The outcome for each attribute of the update, as far as it was translated.
    #[must_use]
    pub const fn update_report(&self) -> Option<&Report> {
        self.update_report.as_ref()
    }

    /// The fields of the update to which the current user could have made a difference, and was not
    /// known: the check of a password against the user name, or of a value that is cleared,
    /// replaced or converted.
    #[must_use]
    pub fn unchecked(&self) -> &[ReportedField] {
        &self.unchecked
    }

    /// Whether nothing was sent, because the update changes nothing: the response has the current
    /// user.
    #[must_use]
    pub const fn is_unchanged(&self) -> bool {
        self.is_unchanged
    }

    /// The outcome for each attribute of the upstream's response, if it was forwarded.
    #[must_use]
    pub const fn response_report(&self) -> Option<&Report> {
        self.response_report.as_ref()
    }

    /// The user id in the upstream request.
    #[must_use]
    pub const fn upstream_id(&self) -> Option<&UserId> {
        self.upstream.id.as_ref()
    }

    /// The user id in the upstream's response. It differs from [`upstream_id`](Self::upstream_id)
    /// if the service has several ids for one user, or has confused two users. The caller gets its
    /// own id.
    #[must_use]
    pub const fn response_id(&self) -> Option<&UserId> {
        self.upstream.response_id.as_ref()
    }

    /// The upstream's response, unchanged.
    #[must_use]
    pub const fn upstream_response(&self) -> Option<&Response<Bytes>> {
        self.upstream.response.as_ref()
    }
}

impl fmt::Debug for Reply {
    /// Omits the body: it contains personal data.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reply")
            .field("front", &self.front)
            .field("status", &self.response.status())
            .field("bytes", &self.response.body().len())
            .field("error", &self.error)
            .field("upstream_status", &self.upstream.response.as_ref().map(Response::status))
            .finish_non_exhaustive()
    }
}
