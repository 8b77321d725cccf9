//! The way to the upstream: a caller's update becomes a request, or a reply with a failure.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use ::http::{HeaderMap, HeaderName, HeaderValue, Request};
use bytes::Bytes;

use super::Gateway;
use super::current_user::{
    CurrentUser, Shown, UserLookup, fields_to_check, may_be_repetition, may_resolve,
};
use super::inbound::InboundRequest;
use super::pending::PendingResponse;
use super::reply::Reply;
use super::unchanged::has_condition;
use crate::dialect::{
    Decoded, DialectExt as _, DialectId, Error, IdFormat, LossPolicy, UpdateMode,
};
use crate::http::{Credential, CredentialOwner, Direction, HttpExt, copy_forwarded, mark_secret};
use crate::model::{AttributeSet, Code, User, UserId, UserUpdate};
use crate::problem::{Failure, FailureKind, FailureProblem, ReportedField};
use crate::translation::{Translation, TranslationError, Translator, UpdateOptions};

/// A caller's request on its way to the upstream, with the application's additions.
pub struct Exchange {
    pub(super) gateway: Gateway,
    pub(super) received: InboundRequest,
    upstream_id: Option<UserId>,
    current: CurrentUser,
    lookup: UserLookup,
    credential: Option<Credential>,
    loss: Option<LossPolicy>,
    pub(super) defaults: Option<Arc<User>>,
    headers: HeaderMap,
    now: Option<SystemTime>,
}

/// The next step of an exchange.
#[derive(Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "whoever drives an exchange has to handle each variant"
)]
pub enum Step {
    /// Send the request to the upstream, and pass the response to the [`PendingResponse`].
    Send(Box<OutboundRequest>),
    /// The current user is needed to decode or encode the update, or can make a difference to it
    /// ([`UserLookup`]): fetch the user, pass it to [`Exchange::with_current_user`], or the failure
    /// to [`Exchange::with_current_user_failure`], and forward again.
    NeedsCurrentUser(Box<Exchange>),
    /// Reply to the caller. Nothing has been sent.
    Reply(Box<Reply>),
}

/// A request for the upstream, and the state that the response needs.
pub struct OutboundRequest {
    request: Request<Bytes>,
    pending: PendingResponse,
}

impl Exchange {
    pub(super) fn new(gateway: Gateway, received: InboundRequest) -> Self {
        Self {
            gateway,
            defaults: received.front.defaults.clone(),
            received: received.with_opaque_ids(),
            upstream_id: None,
            current: CurrentUser::NotRequested,
            lookup: UserLookup::default(),
            credential: None,
            loss: None,
            headers: HeaderMap::new(),
            now: None,
        }
    }

    /// The caller's request.
    #[must_use]
    pub const fn received(&self) -> &InboundRequest {
        &self.received
    }

    /// The dialect of the upstream.
    #[must_use]
    pub fn upstream(&self) -> DialectId {
        self.gateway.upstream().id()
    }

    /// Sets the upstream's id of the user. The default is the caller's id, which must then have the
    /// upstream's format, in the path and in the body.
    #[must_use]
    pub fn with_upstream_id(mut self, id: UserId) -> Self {
        self.upstream_id = Some(id);
        self
    }

    /// Sets the current user, as the upstream returns it; `None` if it is not available.
    #[must_use]
    pub fn with_current_user(mut self, user: Option<User>) -> Self {
        self.current =
            user.map_or(CurrentUser::Unavailable, |user| CurrentUser::Known(Box::new(user)));
        self
    }

    /// Sets the failure to fetch the current user. If the update can be encoded without the user,
    /// the exchange goes on, and [`Reply::unchecked`] lists what was not checked; otherwise it is
    /// the reply.
    #[must_use]
    pub fn with_current_user_failure(mut self, failure: Failure) -> Self {
        self.current = CurrentUser::Failed(Box::new(failure));
        self
    }

    /// Sets when the current user is requested. The default is wherever it can matter.
    #[must_use]
    pub const fn with_user_lookup(mut self, lookup: UserLookup) -> Self {
        self.lookup = lookup;
        self
    }

    /// Sets the credential for the upstream. The caller's own credential is never forwarded.
    #[must_use]
    pub fn with_credential(mut self, credential: Credential) -> Self {
        self.credential = Some(credential);
        self
    }

    /// Sets the loss policy, which overrides those of the frontend and the upstream.
    #[must_use]
    pub fn with_loss_policy(mut self, policy: LossPolicy) -> Self {
        self.loss = Some(policy);
        self
    }

    /// Sets the default user: the source of values that the caller's dialect requires in a response
    /// and the upstream does not provide.
    #[must_use]
    pub fn with_defaults(mut self, user: User) -> Self {
        self.defaults = Some(Arc::new(user));
        self
    }

    /// Sets a header of the upstream request, overriding a header of the same name set on the
    /// [`Upstream`](super::Upstream).
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, mut value: HeaderValue) -> Self {
        mark_secret(&name, &mut value);
        self.headers.insert(name, value);
        self
    }

    /// Sets the current time, needed for vendors that send absolute reset times.
    #[must_use]
    pub const fn with_now(mut self, now: SystemTime) -> Self {
        self.now = Some(now);
        self
    }

    /// The user id in the upstream request.
    #[must_use]
    pub fn upstream_id(&self) -> &UserId {
        self.upstream_id.as_ref().unwrap_or(&self.received.id)
    }

    /// Ends the exchange with a failure of the application's own, such as a missing permission or
    /// an unknown user.
    #[must_use]
    pub fn fail(&self, failure: &Failure) -> Reply {
        self.received.respond_failure_at(failure, self.now)
    }

    /// Decodes the update and encodes it in the upstream's dialect.
    #[must_use]
    pub fn forward(self) -> Step {
        let id_format = self.id_format();
        let decoded = match self.received.decode(
            self.current.user(),
            self.defaults.as_deref(),
            Some(id_format),
        ) {
            Ok(decoded) => decoded,
            // Under an id that is not valid for the upstream there is no current user.
            Err(error) if id_format.check(self.received.id.as_str()).is_err() => {
                return Step::reply(self.received.respond_error(&error));
            }
            Err(error) if may_be_repetition(&error, self.is_same_dialect()) => {
                return self.explain(|exchange| exchange.received.respond_error(&error));
            }
            Err(error) => return Step::reply(self.received.respond_error(&error)),
        };
        let is_full = self.gateway.upstream().settings().update_mode == UpdateMode::Full;
        if is_full && self.current.user().is_none() {
            // A full update replaces the whole user: attributes that are not known would be
            // deleted.
            return self.explain(|exchange| {
                exchange.received.respond_failure(&current_user_unavailable())
            });
        }
        if let (Some(user), false) = (self.current.user(), is_full)
            && decoded.value.is_empty()
        {
            if !has_condition(self.received.headers()) {
                return Step::reply(self.respond_unchanged(user.clone(), decoded.provenance));
            }
            if let Some(translation) = self.repeat_one(user, &decoded.provenance) {
                return self.send(translation, Vec::new());
            }
        }
        match self.translate(&decoded) {
            Ok(translation) => {
                let fields = match self.current.user() {
                    Some(_) => Vec::new(),
                    None => fields_to_check(&decoded.value, &translation.report, &self.shown()),
                };
                let asks = self.lookup == UserLookup::WhereItMatters;
                if asks && self.current.is_not_requested() && !fields.is_empty() {
                    return self.request_current_user();
                }
                self.send(translation, fields)
            }
            Err(error) if self.may_resolve(&error, &decoded.value) => {
                self.explain(|exchange| exchange.fail_translation(*error))
            }
            Err(error) => Step::reply(self.fail_translation(*error)),
        }
    }

    /// Requests the current user, who may explain what is wrong. After that the reply is `reply`,
    /// or the failure to fetch the user.
    fn explain(self, reply: impl FnOnce(&Self) -> Reply) -> Step {
        if self.current.is_not_requested() {
            return self.request_current_user();
        }
        match self.current.failure() {
            Some(failure) => Step::reply(self.fail(failure)),
            None => Step::reply(reply(&self)),
        }
    }

    fn may_resolve(&self, error: &TranslationError, update: &UserUpdate) -> bool {
        may_resolve(error, update, self.gateway.upstream())
    }

    /// What the caller may have read otherwise than the user is.
    fn shown(&self) -> Shown<'_> {
        let is_same = self.is_same_dialect();
        let converted = if is_same { AttributeSet::EMPTY } else { self.received.front.converted };
        Shown { converted, defaults: self.defaults.as_deref() }
    }

    fn is_same_dialect(&self) -> bool {
        self.received.dialect().id() == self.gateway.upstream().id()
    }

    /// The format of the caller's ids: the upstream's, unless the application maps them.
    fn id_format(&self) -> IdFormat {
        match self.upstream_id {
            Some(_) => IdFormat::Opaque,
            None => self.gateway.upstream().update_operation().ids,
        }
    }

    pub(super) fn translate(
        &self,
        decoded: &Decoded<UserUpdate>,
    ) -> Result<Translation, Box<TranslationError>> {
        let upstream = &self.gateway.0.upstream;
        let loss =
            self.loss.as_ref().or(self.received.front.loss.as_ref()).unwrap_or(&upstream.loss);
        let mut options = UpdateOptions::default()
            .with_target_id(Some(self.upstream_id()))
            .with_loss_policy(loss.clone());
        options.target.current = self.current.user();
        Translator::new(self.received.dialect(), &*upstream.dialect)
            .translate_decoded(decoded, &options)
    }

    fn request_current_user(self) -> Step {
        Step::NeedsCurrentUser(Box::new(self))
    }

    fn send(self, translation: Translation, unchecked: Vec<ReportedField>) -> Step {
        let upstream = &self.gateway.0.upstream;
        let Translation { body, report, id: _ } = translation;
        let mut request = match upstream.dialect.request(&upstream.base, self.upstream_id(), body) {
            Ok(request) => request,
            Err(error) => return Step::reply(self.fail_id(error)),
        };
        let headers = request.headers_mut();
        copy_forwarded(Direction::Request, self.received.headers(), headers);
        for configured in [&upstream.headers, &self.headers] {
            for (name, value) in configured {
                headers.insert(name, value.clone());
            }
        }
        let owner = self.credential.as_ref().map_or(CredentialOwner::default(), Credential::owner);
        if let Some(credential) = &self.credential {
            credential.apply_to(headers);
        }
        let upstream_id = self.upstream_id().clone();
        let Self { gateway, received, defaults, now, .. } = self;
        let pending = PendingResponse {
            gateway,
            received,
            upstream_id,
            update: report,
            unchecked,
            owner,
            defaults,
            now,
        };
        Step::Send(Box::new(OutboundRequest { request, pending }))
    }

    fn fail_translation(&self, translation: TranslationError) -> Reply {
        if matches!(translation.error, Error::InvalidId { .. }) {
            return self.fail_id(translation.error);
        }
        let failure = translation.to_failure(&self.received.frontend());
        self.received
            .respond_failure(&failure)
            .with_error(translation.error)
            .with_update_report(translation.report)
    }

    /// The reply for an id that is not valid for the upstream. If the application has set it, the
    /// error is the application's. The caller's own id has the upstream's format but fits in no
    /// URL: there is no such user.
    fn fail_id(&self, error: Error) -> Reply {
        let kind = if self.upstream_id.is_none() { FailureKind::NotFound } else { error.kind() };
        self.received.respond_failure(&Failure::new(kind)).with_error(error)
    }
}

/// The failure of a full update without the current user.
fn current_user_unavailable() -> Failure {
    let mut failure = Failure::new(FailureKind::Unprocessable);
    let detail = "the upstream accepts full updates only, and the current user is not available";
    failure.problems.push(FailureProblem::new(Code::LOSS, detail.into()));
    failure
}

impl Step {
    fn reply(reply: Reply) -> Self {
        Self::Reply(Box::new(reply))
    }
}

impl OutboundRequest {
    /// The request to send, including the credential, and the pending response.
    #[must_use]
    pub fn into_parts(self) -> (Request<Bytes>, PendingResponse) {
        (self.request, self.pending)
    }

    /// The request to send. Its `Debug` output includes the body.
    #[must_use]
    pub const fn request(&self) -> &Request<Bytes> {
        &self.request
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Exchange")
            .field("received", &self.received)
            .field("upstream", &self.upstream())
            .field("credential", &self.credential)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OutboundRequest {
    /// Omits headers and body: both contain secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OutboundRequest")
            .field("method", self.request.method())
            .field("uri", self.request.uri())
            .field("bytes", &self.request.body().len())
            .finish_non_exhaustive()
    }
}
