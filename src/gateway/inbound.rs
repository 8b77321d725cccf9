//! A caller's request, and the replies to it.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use ::http::{Extensions, HeaderMap, request};
use bytes::Bytes;

use super::frontend::MountedFrontend;
use super::reply::Reply;
use super::route::Route;
use crate::codec::relinked;
use crate::dialect::{Decoded, Dialect, DialectExt, DialectId, Error, IdFormat, UpdateContext};
use crate::http::mark_secret;
use crate::model::{User, UserId, UserUpdate};
use crate::problem::Failure;

/// A caller's request whose dialect has been determined.
pub struct InboundRequest {
    pub(super) front: Arc<MountedFrontend>,
    pub(super) id: UserId,
    pub(super) media_type: &'static str,
    /// The format of user ids, where they are not those of the caller's dialect.
    id_format: Option<IdFormat>,
    head: request::Parts,
    body: Bytes,
}

impl InboundRequest {
    /// A request with the [`Route`] that was determined from its head.
    #[must_use]
    pub fn new(route: Route, mut head: request::Parts, body: Bytes) -> Self {
        let Route { front, id, media_type } = route;
        let credentials = front.dialect.update_operation().credentials;
        for (name, value) in &mut head.headers {
            mark_secret(name, value);
            if credentials.iter().any(|secret| name.as_str().eq_ignore_ascii_case(secret)) {
                value.set_sensitive(true);
            }
        }
        Self { front, id, media_type, id_format: None, head, body }
    }

    /// The same request before an upstream, whose ids the caller uses, or ids that the application
    /// maps to them.
    pub(super) const fn with_opaque_ids(mut self) -> Self {
        self.id_format = Some(IdFormat::Opaque);
        self
    }

    /// The id of the caller's dialect.
    #[must_use]
    pub fn frontend(&self) -> DialectId {
        self.front.dialect.id()
    }

    /// The caller's dialect.
    #[must_use]
    pub fn dialect(&self) -> &dyn Dialect {
        &*self.front.dialect
    }

    /// The caller's id of the user to update.
    #[must_use]
    pub const fn id(&self) -> &UserId {
        &self.id
    }

    /// The headers of the request, for the application to authenticate the caller. Credentials are
    /// never forwarded; a few headers, such as `If-Match` and `traceparent`, are.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The extensions of the request, set by earlier services: the authenticated caller, for
    /// example.
    #[must_use]
    pub const fn extensions(&self) -> &Extensions {
        &self.head.extensions
    }

    /// The query of the request, where unknown members are tolerated. It is not forwarded.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.head.uri.query()
    }

    /// Decodes the update. With the `current` user, under any id, read-only members may repeat the
    /// current values.
    ///
    /// The ids in the path and in the body must have the format of the caller's dialect. In an
    /// [`Exchange`](super::Exchange) any ids are accepted here: only when the request is forwarded
    /// is it known whether they must be valid for the upstream.
    ///
    /// # Errors
    /// The update is not valid; [`respond_error`](Self::respond_error) reports this to the caller.
    pub fn update(&self, current: Option<&User>) -> Result<Decoded<UserUpdate>, Error> {
        self.decode(current, self.id_format)
    }

    /// Decodes the update, with ids of the format `id_format` or that of the caller's dialect.
    pub(super) fn decode(
        &self,
        current: Option<&User>,
        id_format: Option<IdFormat>,
    ) -> Result<Decoded<UserUpdate>, Error> {
        let own = current.map(|user| self.with_caller_id(user.clone()));
        let mut context = UpdateContext::EMPTY.with_id(Some(&self.id)).with_current(own.as_ref());
        context.id_format = id_format;
        self.front.dialect.decode_update(&self.body, &context)
    }

    /// The reply with `user`, under the caller's own id.
    #[must_use]
    pub fn respond_user(&self, user: &User) -> Reply {
        let encoded = self.front.dialect.encode_user(&self.with_caller_id(user.clone()));
        Reply::for_user(&*self.front.dialect, self.media_type, encoded)
    }

    /// The reply with the problems of an update.
    #[must_use]
    pub fn respond_error(&self, error: &Error) -> Reply {
        self.respond_failure(&error.to_failure(&self.frontend())).with_error(error.clone())
    }

    /// The reply with a failure.
    #[must_use]
    pub fn respond_failure(&self, failure: &Failure) -> Reply {
        self.respond_failure_at(failure, None)
    }

    /// The reply with a failure. `now` is needed for vendors that send absolute reset times.
    #[must_use]
    pub fn respond_failure_at(&self, failure: &Failure, now: Option<SystemTime>) -> Reply {
        Reply::for_failure(&*self.front.dialect, failure, now)
    }

    /// Replaces the user's id by the caller's, in the extras of this dialect also the links to the
    /// user.
    pub(super) fn with_caller_id(&self, mut user: User) -> User {
        let dialect = &*self.front.dialect;
        let upstream_id = std::mem::replace(&mut user.id, self.id.clone());
        if upstream_id != self.id {
            let path = |id: &UserId| dialect.update_operation().path_for(id);
            for extras in user.remainders_mut() {
                *extras =
                    relinked(extras, dialect.id().as_str(), &path(&upstream_id), &path(&self.id));
            }
        }
        user
    }
}

impl fmt::Debug for InboundRequest {
    /// Omits headers and body: both contain secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { front, id, media_type, id_format: _, head: _, body } = self;
        formatter
            .debug_struct("InboundRequest")
            .field("front", &front.name())
            .field("id", id)
            .field("media_type", media_type)
            .field("bytes", &body.len())
            .finish_non_exhaustive()
    }
}
