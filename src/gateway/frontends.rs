//! All dialects that callers may speak, and which of them a request speaks.

use std::fmt;
use std::sync::Arc;

use ::http::{Request, header, request};
use bytes::Bytes;

use super::error::BuildError;
use super::frontend::{Frontend, MountedFrontend};
use super::inbound::InboundRequest;
use super::reply::Reply;
use super::route::Route;
use crate::dialect::Endpoint;
use crate::http::{HttpExt, Rejection, decode_id, reads, unread_type};
use crate::model::Code;
use crate::problem::FailureKind;

/// The dialects that callers may speak. Told apart by path, method and media type.
///
/// With these alone an application that keeps the users itself is served:
///
#[cfg_attr(all(feature = "upsun", feature = "textus"), doc = "```")]
#[cfg_attr(not(all(feature = "upsun", feature = "textus")), doc = "```ignore")]
/// use bytes::Bytes;
/// use idiolect::dialect::{textus::TextUs, upsun::Upsun};
/// use idiolect::gateway::{Frontend, Frontends};
/// use idiolect::model::{User, UserId};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let fronts = Frontends::new([Frontend::new(Upsun::default()), Frontend::new(TextUs::default())])?;
///
/// let mut user = User::new(UserId::parse("wqyODPA")?);
/// let request = http::Request::put("/users/wqyODPA")
///     .header("Content-Type", "application/vnd.textus+jsonld")
///     .body(Bytes::from_static(br#"{"name": "Ada Byron"}"#))?;
///
/// let reply = match fronts.receive(request) {
///     Ok(received) => match received.update(Some(&user)) {
///         Ok(update) => {
///             update.value.apply(&mut user);
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
    /// Takes requests in each of these dialects.
    ///
    /// # Errors
    /// No front; a prefix that is none; an endpoint that cannot be served; two fronts that would both take one request.
    pub fn new(fronts: impl IntoIterator<Item = Frontend>) -> Result<Self, BuildError> {
        let mut mounted: Vec<Arc<MountedFrontend>> = Vec::new();
        for front in fronts {
            let new = MountedFrontend::new(front)?;
            for old in &mounted {
                if let Some(media_type) = old.shares(&new) {
                    let method = old.dialect.endpoint().method;
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

    /// Finds out which dialect a request speaks, before its body is there.
    ///
    /// # Errors
    /// What to reply to a request that nobody takes: 404, 405, 406, 415, or 400 for a query. In the dialect that the path
    /// belongs to, if it belongs to one; without a body, if it belongs to none.
    pub fn route(&self, head: &request::Parts) -> Result<Route, Box<Reply>> {
        let path = head.uri.path();
        let at_path: Vec<(&Arc<MountedFrontend>, &str)> =
            self.0.iter().filter_map(|front| Some((front, front.path.find(path)?))).collect();
        let Some((first, _)) = at_path.first() else { return Err(Box::new(self.nothing_at(path))) };
        let refuse = |front: &MountedFrontend, refused: &Rejection| {
            Box::new(Reply::for_refused(&*front.dialect, refused))
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
            let detail = format!("the method {} is expected", allowed.join(" or "));
            let refused =
                Box::new(Rejection::new(FailureKind::MethodNotAllowed, Code::METHOD, detail));
            return Err(refuse(first, &refused.listing(header::ALLOW, allowed)));
        };
        let Some((front, id)) =
            by_method.iter().find(|(front, _)| reads(&*front.dialect, &head.headers))
        else {
            let endpoints: Vec<&Endpoint> =
                by_method.iter().map(|(front, _)| front.dialect.endpoint()).collect();
            return Err(refuse(usual, &unread_type(&endpoints)));
        };
        let media_type =
            front.dialect.check_request_head(head).map_err(|refused| refuse(front, &refused))?;
        let Some(id) = decode_id(id) else { return Err(refuse(front, &nobody())) };
        Ok(Route { front: Arc::clone(front), id, media_type })
    }

    /// Takes a request.
    ///
    /// # Errors
    /// As of [`route`](Self::route). The body has not been read yet.
    pub fn receive(&self, request: Request<Bytes>) -> Result<InboundRequest, Box<Reply>> {
        let (head, body) = request.into_parts();
        Ok(InboundRequest::new(self.route(&head)?, head, body))
    }

    /// A path that is nobody's: told by whoever has the longest prefix of it, if that is one.
    fn nothing_at(&self, path: &str) -> Reply {
        let has_prefix = |front: &&Arc<MountedFrontend>| {
            path.strip_prefix(front.prefix.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let longest = self.0.iter().filter(has_prefix).map(|front| front.prefix.len()).max();
        let mut candidates =
            self.0.iter().filter(has_prefix).filter(|front| Some(front.prefix.len()) == longest);
        match (candidates.next(), candidates.next()) {
            (Some(front), None) => Reply::for_refused(&*front.dialect, &nobody()),
            _ => Reply::for_nobody(),
        }
    }
}

fn nobody() -> Rejection {
    Rejection::new(FailureKind::NotFound, Code::PATH, "nothing stands at this address")
}

impl fmt::Debug for Frontends {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|front| front.name())).finish()
    }
}
