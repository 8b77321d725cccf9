//! The way back: the upstream's response becomes a reply in the caller's dialect.

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
use crate::http::{CredentialOwner, Direction, HttpExt, UpstreamResponse, carry, date};
use crate::model::Name;
use crate::model::{Attribute, Code, User, UserId};
use crate::problem::{Failure, FailureKind, FailureProblem, ReportedField};
use crate::translation::Report;

/// A request that has been sent to the upstream, and what is known for answering the caller.
pub struct PendingResponse {
    pub(super) gateway: Gateway,
    pub(super) received: InboundRequest,
    pub(super) upstream_id: UserId,
    pub(super) update: Report,
    pub(super) whose: CredentialOwner,
    pub(super) defaults: Option<Arc<User>>,
    pub(super) now: Option<SystemTime>,
}

/// What comes of the upstream's response.
#[derive(Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "whoever drives an exchange has to answer each of them"
)]
pub enum Completion {
    /// Reply to the caller.
    Reply(Box<Reply>),
    /// The upstream has done what it was asked, without telling of the user, and the caller wants to be told: fetch the
    /// user, and give it to [`NeedsUser::user`].
    NeedsUser(Box<NeedsUser>),
}

/// An update that the upstream has carried out without telling of the user.
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

    /// What became of each attribute of the update.
    #[must_use]
    pub const fn update_report(&self) -> &Report {
        &self.update
    }

    /// How many bytes of the upstream's response are read.
    #[must_use]
    pub fn body_limit(&self) -> usize {
        self.gateway.upstream().settings().limits.bytes
    }

    /// Takes the upstream's response, whatever it is.
    #[must_use]
    pub fn finish(self, response: Response<Bytes>) -> Completion {
        let reply = match self.gateway.upstream().read_response(&response, self.now) {
            UpstreamResponse::User(user) => self.tell(*user),
            UpstreamResponse::Empty if self.received.dialect().endpoint().may_be_empty => {
                Reply::for_done(self.received.dialect())
            }
            UpstreamResponse::Empty => {
                return Completion::NeedsUser(Box::new(NeedsUser { pending: self, response }));
            }
            UpstreamResponse::Failure(failure) => self.fail(*failure, response.headers()),
            UpstreamResponse::Unreadable(error) => self.unreadable(error.kind()).with_error(error),
        };
        Completion::Reply(Box::new(self.close(reply, response)))
    }

    /// Replies to the caller without a response of the upstream's: none came.
    #[must_use]
    pub fn without_response(self, kind: FailureKind) -> Reply {
        self.received.respond_failure_at(&Failure::new(kind), self.now).with_update(self.update)
    }

    /// Takes an upstream's response of which the body could not be read: it broke off, or is too long. What the head alone
    /// says, is told; of a success, that what came of it is not known.
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
            carry(Direction::Response, response.headers(), reply.response_mut().headers_mut());
        }
        reply.with_update(self.update).with_upstream(self.upstream_id, response)
    }

    fn tell(&self, decoded: Decoded<User>) -> Reply {
        let Decoded { value, provenance } = decoded;
        let answered_id = value.id.clone();
        let mut user = self.received.named(value);
        let front = self.received.dialect();
        let mut encoded = front.encode_user(&user);
        let filled = self.fill(&mut user, &encoded.provenance);
        if !filled.is_empty() {
            encoded = front.encode_user(&user);
        }
        let report = self.report(provenance, std::mem::take(&mut encoded.provenance), &filled);
        let report = if answered_id == self.received.id { report } else { report.with_own_id() };
        Reply::for_user(front, self.received.media_type, encoded)
            .with_answer(report)
            .with_answered_id(Some(answered_id))
    }

    /// Takes from the default user what is missing, and says what that was.
    fn fill(&self, user: &mut User, provenance: &Provenance<WriteOutcome>) -> Vec<Attribute> {
        let Some(defaults) = &self.defaults else { return Vec::new() };
        let held = defaults.present_fields();
        let missing =
            provenance.outcomes().filter(|(_, writing)| *writing == WriteOutcome::Missing);
        // A name is one unit: half of one is no gap to be filled with half of another.
        let is_named = user.name != Name::default();
        let missing: Vec<Attribute> = missing
            .filter(|(subject, ..)| held.contains(subject) && !(is_named && is_of_name(subject)))
            .filter_map(|(subject, ..)| subject.attribute())
            .collect();
        for attribute in &missing {
            user.copy_attribute(*attribute, defaults);
        }
        missing
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
        let reply = match self.gateway.0.upstream.passing.told(value.kind, self.whose) {
            Some(kind) if kind == value.kind => {
                let retold = self.update.map_failure(&value, &self.received.frontend());
                let (reply, written) =
                    Reply::for_failure_traced(self.received.dialect(), &retold, now);
                reply.with_answer(Report::join(provenance, written))
            }
            // What was wrong is between the gateway and the upstream.
            told => {
                let mut failure = Failure::new(told.unwrap_or(FailureKind::Upstream));
                failure.trace_id.clone_from(&value.trace_id);
                self.received.respond_failure(&failure)
            }
        };
        reply.with_upstream_failure(value)
    }

    fn unreadable(&self, kind: FailureKind) -> Reply {
        let mut failure = Failure::new(kind);
        let detail = "the service behind reports success, and its answer cannot be read: whether the update was made is \
                      not known";
        failure.problems.push(FailureProblem::new(Code::UNREADABLE, detail.into()));
        self.received.respond_failure(&failure)
    }
}

const fn is_of_name(subject: &ReportedField) -> bool {
    matches!(
        subject,
        ReportedField::Attribute(
            Attribute::FullName | Attribute::GivenName | Attribute::FamilyName
        )
    )
}

impl NeedsUser {
    /// The caller's request.
    #[must_use]
    pub const fn received(&self) -> &InboundRequest {
        &self.pending.received
    }

    /// By which id the upstream was asked.
    #[must_use]
    pub const fn upstream_id(&self) -> &UserId {
        &self.pending.upstream_id
    }

    /// Tells the caller of the user as the upstream now has it. If nobody knows, the caller reads the id, what is given by
    /// default, and nothing else.
    #[must_use]
    pub fn user(self, user: Option<User>) -> Reply {
        let Self { pending, response } = self;
        let answered_id = user.as_ref().map(|user| user.id.clone());
        let value = user.unwrap_or_else(|| User::new(pending.received.id.clone()));
        // Where the application has it from, nobody says: at no place in particular.
        let mut provenance = Provenance::default();
        for subject in value.present_fields() {
            provenance.add(subject, ReadOutcome::Read(None));
        }
        let reply = pending.tell(Decoded { value, provenance }).with_answered_id(answered_id);
        pending.close(reply, response)
    }
}

impl fmt::Debug for PendingResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pending")
            .field("received", &self.received)
            .field("upstream", &self.gateway.upstream().id())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for NeedsUser {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Done").field(&self.pending).finish()
    }
}
