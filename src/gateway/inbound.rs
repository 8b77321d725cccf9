//! A caller's request, and the replies to it.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use ::http::{Extensions, HeaderMap, request};
use bytes::Bytes;

use super::frontend::MountedFrontend;
use super::reply::Reply;
use super::route::Route;
use crate::codec::{Provenance, WriteOutcome, relinked};
use crate::dialect::{
    Decoded, Dialect, DialectExt, DialectId, EncodedMessage, Error, IdFormat, UpdateContext,
};
use crate::http::mark_secret;
use crate::model::{Attribute, Name, User, UserId, UserUpdate};
use crate::problem::{Failure, ReportedField};

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

    /// Decodes the update. What it repeats of the `current` user, under any id, as the caller would
    /// read it now, changes nothing and is always accepted.
    ///
    /// The ids in the path and in the body must have the format of the caller's dialect. In an
    /// [`Exchange`](super::Exchange) any ids are accepted here: only when the request is forwarded
    /// is it known whether they must be valid for the upstream.
    ///
    /// # Errors
    /// The update is not valid; [`respond_error`](Self::respond_error) reports this to the caller.
    pub fn update(&self, current: Option<&User>) -> Result<Decoded<UserUpdate>, Error> {
        self.decode(current, self.front.defaults.as_deref(), self.id_format)
    }

    /// Decodes the update, with ids of the format `id_format` or that of the caller's dialect.
    pub(super) fn decode(
        &self,
        current: Option<&User>,
        defaults: Option<&User>,
        id_format: Option<IdFormat>,
    ) -> Result<Decoded<UserUpdate>, Error> {
        // What the caller has read, defaults included.
        let own = current.map(|user| self.encode_user(user.clone(), defaults).0);
        let mut context = UpdateContext::EMPTY.with_id(Some(&self.id)).with_current(own.as_ref());
        context.id_format = id_format;
        self.front.dialect.decode_update(&self.body, &context)
    }

    /// The reply with `user`, under the caller's own id.
    #[must_use]
    pub fn respond_user(&self, user: &User) -> Reply {
        let (_, encoded, _) = self.encode_user(user.clone(), self.front.defaults.as_deref());
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

    /// Encodes `user` for the caller, with what is missing filled from `defaults`. Returns the
    /// user, the message, and what was filled.
    pub(super) fn encode_user(
        &self,
        user: User,
        defaults: Option<&User>,
    ) -> (User, EncodedMessage, Vec<Attribute>) {
        let mut user = self.with_caller_id(user);
        let mut encoded = self.dialect().encode_user(&user);
        let filled = defaults
            .map(|defaults| fill(&mut user, defaults, &encoded.provenance))
            .unwrap_or_default();
        if !filled.is_empty() {
            encoded = self.dialect().encode_user(&user);
        }
        (user, encoded, filled)
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

/// Fills missing attributes from the default user, and returns them.
fn fill(user: &mut User, defaults: &User, provenance: &Provenance<WriteOutcome>) -> Vec<Attribute> {
    let held = defaults.present_fields();
    let missing = provenance.outcomes().filter(|(_, outcome)| *outcome == WriteOutcome::Missing);
    // A name is one unit: a missing half is never filled with half of another name.
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

const fn is_of_name(subject: &ReportedField) -> bool {
    matches!(
        subject,
        ReportedField::Attribute(
            Attribute::FullName | Attribute::GivenName | Attribute::FamilyName
        )
    )
}
