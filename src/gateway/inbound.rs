//! A caller's request, and how it is answered.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use ::http::{Extensions, HeaderMap, request};
use bytes::Bytes;

use super::frontend::MountedFrontend;
use super::reply::Reply;
use super::route::Route;
use crate::codec::relinked;
use crate::dialect::{Decoded, Dialect, DialectExt, DialectId, Error, UpdateContext};
use crate::http::mark_secret;
use crate::model::{User, UserId, UserUpdate};
use crate::problem::Failure;

/// A caller's request, in a dialect that is known.
pub struct InboundRequest {
    pub(super) front: Arc<MountedFrontend>,
    pub(super) id: UserId,
    pub(super) media_type: &'static str,
    head: request::Parts,
    body: Bytes,
}

impl InboundRequest {
    /// The rest of a request whose [`Route`] has been found.
    #[must_use]
    pub fn new(route: Route, mut head: request::Parts, body: Bytes) -> Self {
        let Route { front, id, media_type } = route;
        let credentials = front.dialect.endpoint().credentials;
        for (name, value) in &mut head.headers {
            mark_secret(name, value);
            if credentials.iter().any(|secret| name.as_str().eq_ignore_ascii_case(secret)) {
                value.set_sensitive(true);
            }
        }
        Self { front, id, media_type, head, body }
    }

    /// The dialect that the caller speaks.
    #[must_use]
    pub fn frontend(&self) -> DialectId {
        self.front.dialect.id()
    }

    /// That dialect itself.
    #[must_use]
    pub fn dialect(&self) -> &dyn Dialect {
        &*self.front.dialect
    }

    /// Whom the request is about, as the caller names the user.
    #[must_use]
    pub const fn id(&self) -> &UserId {
        &self.id
    }

    /// What the caller sent along, a credential perhaps, for the application to find out who is asking. None of it goes
    /// any further.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// What services before this one have found out about the request: who is asking, perhaps.
    #[must_use]
    pub const fn extensions(&self) -> &Extensions {
        &self.head.extensions
    }

    /// The query of the address, where unknown members are tolerated. None of it goes any further.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.head.uri.query()
    }

    /// Reads the update. With the `current` user known, by whatever id, what only repeats it is no problem.
    ///
    /// # Errors
    /// The update is wrong; [`refuse`](Self::refuse) tells the caller so.
    pub fn update(&self, current: Option<&User>) -> Result<Decoded<UserUpdate>, Error> {
        let own = current.map(|user| self.named(user.clone()));
        let context = UpdateContext::EMPTY.with_id(Some(&self.id)).with_current(own.as_ref());
        self.front.dialect.decode_update(&self.body, &context)
    }

    /// Tells the caller of `user`, under the caller's own id.
    #[must_use]
    pub fn respond_user(&self, user: &User) -> Reply {
        let encoded = self.front.dialect.encode_user(&self.named(user.clone()));
        Reply::for_user(&*self.front.dialect, self.media_type, encoded)
    }

    /// Tells the caller what was wrong with the update.
    #[must_use]
    pub fn respond_error(&self, error: &Error) -> Reply {
        self.respond_failure(&error.to_failure(&self.frontend())).with_error(error.clone())
    }

    /// Tells the caller of a failure.
    #[must_use]
    pub fn respond_failure(&self, failure: &Failure) -> Reply {
        self.respond_failure_at(failure, None)
    }

    /// Tells the caller of a failure. `now` is for vendors who tell by the clock when to try again.
    #[must_use]
    pub fn respond_failure_at(&self, failure: &Failure, now: Option<SystemTime>) -> Reply {
        Reply::for_failure(&*self.front.dialect, failure, now)
    }

    /// The user by the caller's id, and so are the links to the user in what only this dialect tells.
    pub(super) fn named(&self, mut user: User) -> User {
        let dialect = &*self.front.dialect;
        let upstream_id = std::mem::replace(&mut user.id, self.id.clone());
        if upstream_id != self.id {
            let path = |id: &UserId| dialect.endpoint().path_for(id);
            for extras in user.remainders_mut() {
                *extras =
                    relinked(extras, dialect.id().as_str(), &path(&upstream_id), &path(&self.id));
            }
        }
        user
    }
}

impl fmt::Debug for InboundRequest {
    /// Neither headers nor body: both hold secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { front, id, media_type, head: _, body } = self;
        formatter
            .debug_struct("Received")
            .field("front", &front.name())
            .field("id", id)
            .field("media_type", media_type)
            .field("bytes", &body.len())
            .finish_non_exhaustive()
    }
}
