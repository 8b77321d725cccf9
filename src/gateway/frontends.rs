//! All dialects that callers may use, and the routing of a request to one of them.

use std::fmt;
use std::sync::Arc;

use ::http::{Request, header, request};
use bytes::Bytes;

use super::error::BuildError;
use super::frontend::{Frontend, MountedFrontend};
use super::inbound::InboundRequest;
use super::reply::Reply;
use super::route::Route;
use crate::dialect::{DialectExt as _, Operation};
use crate::http::{HttpExt, Rejection, decode_id, reads, unsupported_type};
use crate::model::Code;
use crate::problem::FailureKind;

/// The dialects that callers may use, distinguished by path, method and media type.
///
/// An application that stores the users itself needs nothing else of this module:
///
#[cfg_attr(all(feature = "upsun", feature = "textus"), doc = "```")]
#[cfg_attr(not(all(feature = "upsun", feature = "textus")), doc = "```ignore")]
/// use bytes::Bytes;
/// use idiolect::dialect::{textus::TextUs, upsun::Upsun};
/// use idiolect::gateway::{Frontend, Frontends};
/// use idiolect::model::{User, UserId};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let fronts =
///     Frontends::new([Frontend::new(Upsun::default()), Frontend::new(TextUs::default())])?;
///
/// let mut user = User::new(UserId::parse("wqyODPA")?);
/// let request = http::Request::put("/users/wqyODPA")
///     .header("Content-Type", "application/vnd.textus+jsonld")
///     .body(Bytes::from_static(br#"{"name": "Ada Byron"}"#))?;
///
/// let reply = match fronts.receive(request) {
///     Ok(received) => match received.update(Some(&user)) {
///         Ok(update) => {
///             update.value.apply(&mut user)?;
///             received.respond_user(&user)
///         }
///         Err(error) => received.respond_error(&error),
///     },
///     Err(reply) => *reply,
/// };
/// assert_eq!(reply.response().status(), 200);
/// assert_eq!(user.name.family().map(|name| name.as_str()), Some("Byron"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Frontends(Arc<[Arc<MountedFrontend>]>);

impl Frontends {
    /// Accepts requests in each of these dialects.
    ///
    /// # Errors
    /// There is no frontend, a prefix is not valid, an endpoint cannot be served, or two frontends
    /// would both accept the same request.
    pub fn new(fronts: impl IntoIterator<Item = Frontend>) -> Result<Self, BuildError> {
        let mut mounted: Vec<Arc<MountedFrontend>> = Vec::new();
        for front in fronts {
            let new = MountedFrontend::new(front)?;
            for old in &mounted {
                if let Some(media_type) = old.shares(&new) {
                    let method = old.dialect.update_operation().method;
                    return Err(BuildError::Ambiguous {
                        first: old.name(),
                        second: new.name(),
                        method,
                        media_type,
                    });
                }
            }
            mounted.push(Arc::new(new));
        }
        if mounted.is_empty() { Err(BuildError::NoFront) } else { Ok(Self(mounted.into())) }
    }

    pub(super) fn all(&self) -> &[Arc<MountedFrontend>] {
        &self.0
    }

    /// Determines the dialect of a request, before its body is read.
    ///
    /// # Errors
    /// The reply to a request that no frontend accepts: 404, 405, 406, 415, or 400 for a query. It
    /// is in the dialect that the path belongs to; it has no body if the path belongs to no
    /// dialect.
    pub fn route(&self, head: &request::Parts) -> Result<Route, Box<Reply>> {
        let path = head.uri.path();
        let at_path: Vec<(&Arc<MountedFrontend>, &str)> =
            self.0.iter().filter_map(|front| Some((front, front.path.find(path)?))).collect();
        let Some((first, _)) = at_path.first() else {
            return Err(Box::new(self.no_resource_at(path)));
        };
        let reject = |front: &MountedFrontend, rejection: &Rejection| {
            Box::new(Reply::for_rejection(&*front.dialect, rejection))
        };
        let by_method: Vec<_> =
            at_path.iter().filter(|(front, _)| front.method == head.method).collect();
        let Some((usual, _)) = by_method.first() else {
            let mut allowed: Vec<&str> = Vec::new();
            for (front, _) in &at_path {
                if !allowed.contains(&front.method.as_str()) {
                    allowed.push(front.method.as_str());
                }
            }
            let detail = format!("method not allowed; use {}", allowed.join(" or "));
            let rejection =
                Box::new(Rejection::new(FailureKind::MethodNotAllowed, Code::METHOD, detail));
            return Err(reject(first, &rejection.listing(header::ALLOW, allowed)));
        };
        let Some((front, id)) =
            by_method.iter().find(|(front, _)| reads(&*front.dialect, &head.headers))
        else {
            let endpoints: Vec<&Operation> =
                by_method.iter().map(|(front, _)| front.dialect.update_operation()).collect();
            return Err(reject(usual, &unsupported_type(&endpoints)));
        };
        let media_type = front
            .dialect
            .check_request_head(head)
            .map_err(|rejection| reject(front, &rejection))?;
        let Some(id) = decode_id(id) else { return Err(reject(front, &no_resource())) };
        Ok(Route { front: Arc::clone(front), id, media_type })
    }

    /// Accepts a request.
    ///
    /// # Errors
    /// The same as [`route`](Self::route). The body has not been decoded yet.
    pub fn receive(&self, request: Request<Bytes>) -> Result<InboundRequest, Box<Reply>> {
        let (head, body) = request.into_parts();
        Ok(InboundRequest::new(self.route(&head)?, head, body))
    }

    /// The reply for an unknown path, in the dialect of the frontend with the longest matching
    /// prefix, if there is exactly one.
    fn no_resource_at(&self, path: &str) -> Reply {
        let has_prefix = |front: &&Arc<MountedFrontend>| {
            path.strip_prefix(front.prefix.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let longest = self.0.iter().filter(has_prefix).map(|front| front.prefix.len()).max();
        let mut candidates =
            self.0.iter().filter(has_prefix).filter(|front| Some(front.prefix.len()) == longest);
        match (candidates.next(), candidates.next()) {
            (Some(front), None) => Reply::for_rejection(&*front.dialect, &no_resource()),
            _ => Reply::for_unknown_path(),
        }
    }
}

fn no_resource() -> Rejection {
    Rejection::new(FailureKind::NotFound, Code::PATH, "no resource at this path")
}

impl fmt::Debug for Frontends {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|front| front.name())).finish()
    }
}
