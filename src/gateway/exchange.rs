//! The way to the upstream: a caller's update becomes a request, or a reply with a failure.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use ::http::{HeaderMap, HeaderName, HeaderValue, Request};
use bytes::Bytes;

use super::Gateway;
use super::inbound::InboundRequest;
use super::pending::PendingResponse;
use super::reply::Reply;
use crate::codec::DropReason;
use crate::dialect::{
    AttributePaths, Decoded, DialectExt as _, DialectId, Error, IdFormat, LossPolicy, UpdateMode,
};
use crate::http::{Credential, CredentialOwner, Direction, HttpExt, copy_forwarded, mark_secret};
use crate::model::{Code, User, UserId, UserUpdate};
use crate::problem::{Failure, FailureKind, FailureProblem};
use crate::translation::{Translation, TranslationError, Translator, UpdateOptions};

/// A caller's request on its way to the upstream, with the application's additions.
pub struct Exchange {
    gateway: Gateway,
    received: InboundRequest,
    upstream_id: Option<UserId>,
    current: CurrentUser,
    credential: Option<Credential>,
    loss: Option<LossPolicy>,
    defaults: Option<Arc<User>>,
    headers: HeaderMap,
    now: Option<SystemTime>,
}

/// The current user, as far as it is known.
enum CurrentUser {
    /// The application has not been requested to fetch it.
    NotRequested,
    /// The application cannot provide it.
    Unavailable,
    Known(Box<User>),
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
    /// The current user is needed to decode or encode the update: fetch the user, pass it to
    /// [`Exchange::with_current_user`], and forward again. Without the user, the caller gets a
    /// failure.
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
        let decoded = match self.received.decode(self.current.user(), Some(id_format)) {
            Ok(decoded) => decoded,
            // Under an id that is not valid for the upstream there is no current user.
            Err(error)
                if self.current.is_not_requested()
                    && is_read_only(&error)
                    && id_format.check(self.received.id.as_str()).is_ok() =>
            {
                return self.request_current_user();
            }
            Err(error) => return Step::reply(self.received.respond_error(&error)),
        };
        if self.gateway.upstream().settings().update_mode == UpdateMode::Full {
            match self.current {
                CurrentUser::NotRequested => return self.request_current_user(),
                // A full update replaces the whole user: attributes that are not known would be
                // deleted.
                CurrentUser::Unavailable => {
                    return Step::reply(self.received.respond_failure(&current_user_unavailable()));
                }
                CurrentUser::Known(_) => {}
            }
        }
        match self.translate(&decoded) {
            Ok(_) if self.current.is_not_requested() && is_password_unchecked(&decoded.value) => {
                self.request_current_user()
            }
            Ok(translation) => self.send(translation),
            Err(error)
                if self.current.is_not_requested() && self.current_user_may_resolve(&error) =>
            {
                self.request_current_user()
            }
            Err(error) => Step::reply(self.fail_translation(*error)),
        }
    }

    /// The format of the caller's ids: the upstream's, unless the application maps them.
    fn id_format(&self) -> IdFormat {
        match self.upstream_id {
            Some(_) => IdFormat::Opaque,
            None => self.gateway.upstream().update_operation().ids,
        }
    }

    fn translate(
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

    fn send(self, translation: Translation) -> Step {
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
    /// error is the application's. The caller's own id has the upstream's format but fits in no URL:
    /// there is no such user.
    fn fail_id(&self, error: Error) -> Reply {
        let kind = if self.upstream_id.is_none() { FailureKind::NotFound } else { error.kind() };
        self.received.respond_failure(&Failure::new(kind)).with_error(error)
    }

    /// Whether the current user might resolve every loss: the value can be encoded with its help,
    /// or the user turns out to have that value already.
    fn current_user_may_resolve(&self, translation: &TranslationError) -> bool {
        let Error::Loss(loss) = &translation.error else { return false };
        let paths = AttributePaths::of(&*self.gateway.0.upstream.dialect);
        let may = |reason, subject| {
            reason == DropReason::NeedsCurrentUser || paths.has_user_path(subject)
        };
        loss.losses().iter().all(|(subject, reason)| may(*reason, subject))
    }
}

impl CurrentUser {
    fn user(&self) -> Option<&User> {
        match self {
            Self::Known(user) => Some(user),
            Self::NotRequested | Self::Unavailable => None,
        }
    }

    const fn is_not_requested(&self) -> bool {
        matches!(self, Self::NotRequested)
    }
}

/// The failure of a full update without the current user.
fn current_user_unavailable() -> Failure {
    let mut failure = Failure::new(FailureKind::Unprocessable);
    let detail = "the upstream accepts full updates only, and the current user is not available";
    failure.problems.push(FailureProblem::new(Code::LOSS, detail.into()));
    failure
}

/// Whether the update contains read-only members, which may only repeat the current values.
fn is_read_only(error: &Error) -> bool {
    error.problems().iter().any(|problem| *problem.code() == Code::READ_ONLY)
}

/// Whether there is a password that has not been checked against the user name.
const fn is_password_unchecked(update: &UserUpdate) -> bool {
    update.sign_in.password.is_some() && update.sign_in.username.is_none()
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
