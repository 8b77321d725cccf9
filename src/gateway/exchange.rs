//! The way there: a caller's update becomes a request to the upstream, or a reply that says why not.

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
use crate::dialect::{Decoded, DialectId, Error, LossPolicy, Spellings, UpdateMode};
use crate::http::{Credential, CredentialOwner, Direction, HttpExt, carry, mark_secret};
use crate::model::{Code, User, UserId, UserUpdate};
use crate::problem::{Failure, FailureKind, FailureProblem};
use crate::translation::{Translation, TranslationError, Translator, UpdateOptions};

/// A caller's request on its way to the upstream, with what the application adds to it.
pub struct Exchange {
    gateway: Gateway,
    received: InboundRequest,
    upstream_id: Option<UserId>,
    current: Current,
    credential: Option<Credential>,
    loss: Option<LossPolicy>,
    defaults: Option<Arc<User>>,
    headers: HeaderMap,
    now: Option<SystemTime>,
}

/// What is known of the user as of now.
enum Current {
    /// Nobody has been asked.
    Open,
    /// Nobody knows.
    Unknown,
    Known(Box<User>),
}

/// What an exchange wants done next.
#[derive(Debug)]
#[expect(
    clippy::exhaustive_enums,
    reason = "whoever drives an exchange has to answer each of them"
)]
pub enum Step {
    /// Send the request to the upstream, and give the response to what is pending.
    Send(Box<OutboundRequest>),
    /// The update can be read, or said, only by somebody who knows the user as of now: fetch that user, give it to
    /// [`Exchange::current_user`], and forward again. Without one, the caller gets a refusal.
    NeedsCurrentUser(Box<Exchange>),
    /// Reply to the caller. Nothing has been sent.
    Reply(Box<Reply>),
}

/// A request for the upstream, and what is done with the response.
pub struct OutboundRequest {
    request: Request<Bytes>,
    pending: PendingResponse,
}

impl Exchange {
    pub(super) fn new(gateway: Gateway, received: InboundRequest) -> Self {
        Self {
            gateway,
            defaults: received.front.defaults.clone(),
            received,
            upstream_id: None,
            current: Current::Open,
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

    /// Names the user as the upstream does. Otherwise it is the caller's id, if the upstream takes such ids.
    #[must_use]
    pub fn with_upstream_id(mut self, id: UserId) -> Self {
        self.upstream_id = Some(id);
        self
    }

    /// Gives the user as of now, as the upstream tells of it, or says that nobody knows.
    #[must_use]
    pub fn with_current_user(mut self, user: Option<User>) -> Self {
        self.current = user.map_or(Current::Unknown, |user| Current::Known(Box::new(user)));
        self
    }

    /// Shows this to the upstream. What the caller showed is not forwarded.
    #[must_use]
    pub fn with_credential(mut self, credential: Credential) -> Self {
        self.credential = Some(credential);
        self
    }

    /// Allows this loss, whatever the front and the upstream say.
    #[must_use]
    pub fn with_loss_policy(mut self, policy: LossPolicy) -> Self {
        self.loss = Some(policy);
        self
    }

    /// Takes from this user what the caller's dialect always tells and the upstream does not.
    #[must_use]
    pub fn with_defaults(mut self, user: User) -> Self {
        self.defaults = Some(Arc::new(user));
        self
    }

    /// Adds a header to the upstream's request, instead of the upstream's usual one.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, mut value: HeaderValue) -> Self {
        mark_secret(&name, &mut value);
        self.headers.insert(name, value);
        self
    }

    /// Says what time it is. Only vendors who tell by the clock when to try again need it.
    #[must_use]
    pub const fn with_now(mut self, now: SystemTime) -> Self {
        self.now = Some(now);
        self
    }

    /// By which id the upstream is asked.
    #[must_use]
    pub fn upstream_id(&self) -> &UserId {
        self.upstream_id.as_ref().unwrap_or(&self.received.id)
    }

    /// Ends the exchange with a failure of the application's own: the caller may not do this, or nobody is there.
    #[must_use]
    pub fn fail(&self, failure: &Failure) -> Reply {
        self.received.respond_failure_at(failure, self.now)
    }

    /// Reads the update and says it in the upstream's dialect.
    #[must_use]
    pub fn forward(self) -> Step {
        let decoded = match self.received.update(self.current.user()) {
            Ok(decoded) => decoded,
            Err(error) if self.current.is_open() && is_read_only(&error) => return self.ask(),
            Err(error) => return Step::reply(self.received.respond_error(&error)),
        };
        if self.gateway.upstream().settings().writes == UpdateMode::Full {
            match self.current {
                Current::Open => return self.ask(),
                // A service that replaces what it has would wipe what nobody knows.
                Current::Unknown => {
                    return Step::reply(self.received.respond_failure(&incomplete()));
                }
                Current::Known(_) => {}
            }
        }
        match self.translate(&decoded) {
            Ok(_) if self.current.is_open() && is_password_unchecked(&decoded.value) => self.ask(),
            Ok(translation) => self.send(translation),
            Err(refused) if self.current.is_open() && self.may_settle(&refused) => self.ask(),
            Err(refused) => Step::reply(self.refuse(*refused)),
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

    fn ask(self) -> Step {
        Step::NeedsCurrentUser(Box::new(self))
    }

    fn send(self, translation: Translation) -> Step {
        let upstream = &self.gateway.0.upstream;
        let Translation { body, report, id: _ } = translation;
        let mut request = match upstream.dialect.request(&upstream.base, self.upstream_id(), body) {
            Ok(request) => request,
            Err(error) => return Step::reply(self.refuse_id(error)),
        };
        let headers = request.headers_mut();
        carry(Direction::Request, self.received.headers(), headers);
        for given in [&upstream.headers, &self.headers] {
            for (name, value) in given {
                headers.insert(name, value.clone());
            }
        }
        let whose = self.credential.as_ref().map_or(CredentialOwner::default(), Credential::owner);
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
            whose,
            defaults,
            now,
        };
        Step::Send(Box::new(OutboundRequest { request, pending }))
    }

    fn refuse(&self, refused: TranslationError) -> Reply {
        if matches!(refused.error, Error::InvalidId { .. }) {
            return self.refuse_id(refused.error);
        }
        let failure = refused.to_failure(&self.received.frontend());
        self.received
            .respond_failure(&failure)
            .with_error(refused.error)
            .with_update(refused.report)
    }

    /// An id that the upstream cannot have: nobody is there by the caller's own, while one that the application gave is
    /// its own mistake.
    fn refuse_id(&self, error: Error) -> Reply {
        let kind = if self.upstream_id.is_none() { FailureKind::NotFound } else { error.kind() };
        self.received.respond_failure(&Failure::new(kind)).with_error(error)
    }

    /// Whether everything that would be lost might be settled by the current user: said with its help, or found to be so
    /// already.
    fn may_settle(&self, refused: &TranslationError) -> bool {
        let Error::Loss(loss) = &refused.error else { return false };
        let spellings = Spellings::of(&*self.gateway.0.upstream.dialect);
        let may = |reason, subject| {
            reason == DropReason::NeedsCurrentUser || spellings.answers_tell(subject)
        };
        loss.refused().iter().all(|(subject, reason)| may(*reason, subject))
    }
}

impl Current {
    fn user(&self) -> Option<&User> {
        match self {
            Self::Known(user) => Some(user),
            Self::Open | Self::Unknown => None,
        }
    }

    const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }
}

/// A whole user is to be written, and nobody knows the user.
fn incomplete() -> Failure {
    let mut failure = Failure::new(FailureKind::Unprocessable);
    let detail = "the service behind takes only whole users, and this one is not known (needs the current user)";
    failure.problems.push(FailureProblem::new(Code::LOSS, detail.into()));
    failure
}

/// Whether members are given that may only repeat what the user has.
fn is_read_only(error: &Error) -> bool {
    error.problems().iter().any(|problem| *problem.code() == Code::READ_ONLY)
}

/// Whether there is a password that has not been held against the user's name.
const fn is_password_unchecked(update: &UserUpdate) -> bool {
    update.sign_in.password.is_some() && update.sign_in.username.is_none()
}

impl Step {
    fn reply(reply: Reply) -> Self {
        Self::Reply(Box::new(reply))
    }
}

impl OutboundRequest {
    /// The request to send, with the credential in it; and what waits for the response.
    #[must_use]
    pub fn into_parts(self) -> (Request<Bytes>, PendingResponse) {
        (self.request, self.pending)
    }

    /// The request to send. To show it shows what is in it.
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
    /// Neither headers nor body: both hold secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sending")
            .field("method", self.request.method())
            .field("uri", self.request.uri())
            .field("bytes", &self.request.body().len())
            .finish_non_exhaustive()
    }
}
