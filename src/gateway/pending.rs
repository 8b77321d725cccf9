//! The way back to the caller: the upstream's response becomes a reply in the caller's dialect.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use ::http::{HeaderMap, Response};
use bytes::Bytes;

use super::Gateway;
use super::inbound::InboundRequest;
use super::reply::Reply;
use crate::codec::{Provenance, ReadOutcome, WriteOutcome};
use crate::dialect::{Decoded, DialectExt};
use crate::http::{CredentialOwner, Direction, HttpExt, UpstreamResponse, copy_forwarded, date};
use crate::model::{Attribute, Code, User, UserId};
use crate::problem::{Failure, FailureKind, FailureProblem, ReportedField};
use crate::translation::Report;

/// The state of an exchange whose request has been sent to the upstream.
pub struct PendingResponse {
    pub(super) gateway: Gateway,
    pub(super) received: InboundRequest,
    pub(super) upstream_id: UserId,
    pub(super) update: Report,
    pub(super) unchecked: Vec<ReportedField>,
    pub(super) owner: CredentialOwner,
    pub(super) defaults: Option<Arc<User>>,
    pub(super) now: Option<SystemTime>,
}

/// The outcome of the upstream's response.
#[derive(Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "whoever drives an exchange has to handle each variant"
)]
pub enum Completion {
    /// Reply to the caller.
    Reply(Box<Reply>),
    /// The upstream has applied the update, and its response does not contain the user, which the
    /// caller expects: fetch the user, and pass it to [`NeedsUser::user`].
    NeedsUser(Box<NeedsUser>),
}

/// An update that the upstream has applied, with a response that does not contain the user.
pub struct NeedsUser {
    pending: PendingResponse,
    response: Response<Bytes>,
}

impl PendingResponse {
    /// The caller's request.
    #[must_use]
    pub const fn received(&self) -> &InboundRequest {
        &self.received
    }

    /// The outcome for each attribute of the update.
    #[must_use]
    pub const fn update_report(&self) -> &Report {
        &self.update
    }

    /// The maximum size of the upstream's response body, in bytes.
    #[must_use]
    pub fn body_limit(&self) -> usize {
        self.gateway.upstream().settings().limits.bytes
    }

    /// Completes the exchange with the upstream's response, whatever it is.
    #[must_use]
    pub fn finish(self, response: Response<Bytes>) -> Completion {
        let reply = match self.gateway.upstream().read_response(&response, self.now) {
            UpstreamResponse::User(user) => self.respond_user(*user),
            UpstreamResponse::Empty
                if self.received.dialect().update_operation().has_empty_success =>
            {
                Reply::for_empty_success(self.received.dialect())
            }
            UpstreamResponse::Empty => {
                return Completion::NeedsUser(Box::new(NeedsUser { pending: self, response }));
            }
            UpstreamResponse::Failure(failure) => self.fail(*failure, response.headers()),
            UpstreamResponse::Unreadable(error) => self.unreadable(error.kind()).with_error(error),
        };
        Completion::Reply(Box::new(self.close(reply, response)))
    }

    /// The reply to the caller if the upstream did not respond.
    #[must_use]
    pub fn without_response(self, kind: FailureKind) -> Reply {
        self.received
            .respond_failure_at(&Failure::new(kind), self.now)
            .with_update_report(self.update)
            .with_unchecked(self.unchecked)
    }

    /// The reply for an upstream response whose body could not be read: it is incomplete or too
    /// large. A failure is reported as far as the head contains it; after a success, the caller
    /// gets a failure, since the result of the update is not known.
    #[must_use]
    pub fn finish_head_only(self, head: Response<()>, kind: FailureKind) -> Reply {
        let response = head.map(|()| Bytes::new());
        let reply = match self.gateway.upstream().read_response(&response, self.now) {
            UpstreamResponse::Failure(failure) => self.fail(*failure, response.headers()),
            _ => self.unreadable(kind),
        };
        self.close(reply, response)
    }

    fn close(self, mut reply: Reply, response: Response<Bytes>) -> Reply {
        if reply.failure().is_none() {
            copy_forwarded(
                Direction::Response,
                response.headers(),
                reply.response_mut().headers_mut(),
            );
        }
        reply
            .with_update_report(self.update)
            .with_unchecked(self.unchecked)
            .with_upstream(self.upstream_id, response)
    }

    fn respond_user(&self, decoded: Decoded<User>) -> Reply {
        let Decoded { value, provenance } = decoded;
        let response_id = value.id.clone();
        let front = self.received.dialect();
        let (_, mut encoded, filled) = self.received.encode_user(value, self.defaults.as_deref());
        let report = self.report(provenance, std::mem::take(&mut encoded.provenance), &filled);
        let report = if response_id == self.received.id { report } else { report.with_own_id() };
        Reply::for_user(front, self.received.media_type, encoded)
            .with_response_report(report)
            .with_response_id(Some(response_id))
    }

    fn report(
        &self,
        read: Provenance<ReadOutcome>,
        written: Provenance<WriteOutcome>,
        filled: &[Attribute],
    ) -> Report {
        let is_same = self.received.dialect().id() == self.gateway.upstream().id();
        let report =
            if is_same { Report::join_within(read, written) } else { Report::join(read, written) };
        report.with_defaults(filled)
    }

    fn fail(&self, decoded: Decoded<Failure>, headers: &HeaderMap) -> Reply {
        let Decoded { value, provenance } = decoded;
        let now = date(headers).or(self.now);
        let reply = match self.gateway.0.upstream.failures.kind_for_caller(value.kind, self.owner) {
            Some(kind) if kind == value.kind => {
                let mapped = self.update.map_failure(&value, &self.received.frontend());
                let (reply, written) =
                    Reply::for_failure_with_provenance(self.received.dialect(), &mapped, now);
                reply.with_response_report(Report::join(provenance, written))
            }
            // The problems concern the gateway's request, not the caller's.
            kind => {
                let mut failure = Failure::new(kind.unwrap_or(FailureKind::Upstream));
                failure.trace_id.clone_from(&value.trace_id);
                self.received.respond_failure(&failure)
            }
        };
        reply.with_upstream_failure(value)
    }

    fn unreadable(&self, kind: FailureKind) -> Reply {
        let mut failure = Failure::new(kind);
        let detail = "the upstream reported success but its response could not be read; \
                      the update may have been applied";
        failure.problems.push(FailureProblem::new(Code::UNREADABLE, detail.into()));
        self.received.respond_failure(&failure)
    }
}

impl NeedsUser {
    /// The caller's request.
    #[must_use]
    pub const fn received(&self) -> &InboundRequest {
        &self.pending.received
    }

    /// The user id in the upstream request.
    #[must_use]
    pub const fn upstream_id(&self) -> &UserId {
        &self.pending.upstream_id
    }

    /// The reply with the user as the upstream now has it. If the user is unavailable, the response
    /// contains only the id and the defaults.
    #[must_use]
    pub fn user(self, user: Option<User>) -> Reply {
        let Self { pending, response } = self;
        let response_id = user.as_ref().map(|user| user.id.clone());
        let value = user.unwrap_or_else(|| User::new(pending.received.id.clone()));
        // The application's source of the user is not known: the values have no path.
        let mut provenance = Provenance::default();
        for subject in value.present_fields() {
            provenance.add(subject, ReadOutcome::Read(None));
        }
        let reply =
            pending.respond_user(Decoded { value, provenance }).with_response_id(response_id);
        pending.close(reply, response)
    }
}

impl fmt::Debug for PendingResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PendingResponse")
            .field("received", &self.received)
            .field("upstream", &self.gateway.upstream().id())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for NeedsUser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("NeedsUser").field(&self.pending).finish()
    }
}
