//! How a dialect's "update user" is reached over HTTP, as data.

use super::percent;
use crate::model::{Fault, UserId, check_uuid};

/// One vendor's "update user" call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with `{id}` where the user's id stands, percent-encoded.
    pub path: &'static str,
    /// The media type of a request that is written.
    pub request_type: &'static str,
    /// The other media types in which a request is taken.
    pub also_read: &'static [&'static str],
    /// The media types of an answer, the one that is written first.
    pub answer_types: &'static [&'static str],
    /// The headers in which a credential may come.
    pub credentials: &'static [&'static str],
    /// The other headers that a request must have.
    pub required_headers: &'static [&'static str],
    /// Whether a success may have no body.
    pub may_be_empty: bool,
    /// Whether the body of an update must hold the id.
    pub body_holds_id: bool,
    /// What an id must look like in a request.
    pub ids: IdRule,
}

impl Endpoint {
    /// A call whose messages are `media_type` both ways, with a bearer token.
    #[must_use]
    pub const fn new(
        method: &'static str,
        path: &'static str,
        media_type: &'static str,
        answers: &'static [&'static str],
    ) -> Self {
        Self {
            method,
            path,
            request_type: media_type,
            also_read: &[],
            answer_types: answers,
            credentials: &["Authorization"],
            required_headers: &[],
            may_be_empty: false,
            body_holds_id: false,
            ids: IdRule::Opaque,
        }
    }
}

impl Endpoint {
    /// With requests also taken in these media types.
    #[must_use]
    pub const fn also_read(mut self, media_types: &'static [&'static str]) -> Self {
        self.also_read = media_types;
        self
    }

    /// With a credential in one of these headers.
    #[must_use]
    pub const fn credentials(mut self, headers: &'static [&'static str]) -> Self {
        self.credentials = headers;
        self
    }

    /// With these headers beside the credential.
    #[must_use]
    pub const fn required_headers(mut self, headers: &'static [&'static str]) -> Self {
        self.required_headers = headers;
        self
    }

    /// With a success that may have no body.
    #[must_use]
    pub const fn may_be_empty(mut self) -> Self {
        self.may_be_empty = true;
        self
    }

    /// With the id in the body of an update.
    #[must_use]
    pub const fn body_holds_id(mut self) -> Self {
        self.body_holds_id = true;
        self
    }

    /// With ids that are UUIDs.
    #[must_use]
    pub const fn uuids(mut self) -> Self {
        self.ids = IdRule::Uuid;
        self
    }

    /// The path of the user `id`, percent-encoded into one segment of it.
    #[must_use]
    pub fn path_for(&self, id: &UserId) -> String {
        self.path.replace("{id}", &percent::encode(id.as_str()))
    }
}

/// What an id must look like in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdRule {
    /// Any text.
    Opaque,
    /// A UUID of 36 characters.
    Uuid,
}

impl IdRule {
    /// Holds `id` to the rule.
    ///
    /// # Errors
    /// [`Code::UUID`](crate::model::Code::UUID) where a UUID is asked for and `id` is none.
    pub fn check(self, id: &str) -> Result<(), Fault> {
        match self {
            Self::Opaque => Ok(()),
            Self::Uuid => check_uuid(id),
        }
    }
}
