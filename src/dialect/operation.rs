//! The calls of a dialect over HTTP, as data.

use super::percent;
use crate::model::{InvalidValue, UserId, check_uuid};

/// What a call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationKind {
    /// Updates a user: an update in, a user out.
    UpdateUser,
}

/// One call of a vendor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// What it does.
    pub kind: OperationKind,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with `{id}` where the user's id stands, percent-encoded.
    pub path: &'static str,
    /// The media type of a request that is written.
    pub request_type: &'static str,
    /// The other media types in which a request is taken.
    pub also_read: &'static [&'static str],
    /// The media types of an answer that tells of a user, the one that is written first.
    pub answer_types: &'static [&'static str],
    /// The media types of a refusal, the one that is written first.
    pub failure_types: &'static [&'static str],
    /// What may stand behind a media type.
    pub parameters: MediaTypeParameters,
    /// The headers in which a credential may come.
    pub credentials: &'static [&'static str],
    /// What a caller without a credential is asked for, in `WWW-Authenticate`.
    pub challenge: &'static str,
    /// The other headers that a request must have.
    pub required_headers: &'static [&'static str],
    /// The header of an answer with the id under which the service can find what happened.
    pub trace_header: &'static str,
    /// The headers that tell how many requests are taken, beside `Retry-After`, if the vendor has any.
    pub rate_limit_headers: Option<RateLimitHeaders>,
    /// Whether a success may have no body.
    pub may_be_empty: bool,
    /// Whether the body of an update must hold the id.
    pub body_holds_id: bool,
    /// What an id must look like in a request.
    pub ids: IdFormat,
}

impl Operation {
    /// The call of a dialect that declares none.
    pub(super) const USUAL: Self =
        Self::update_user("PATCH", "/users/{id}", "application/json", &["application/json"]);

    /// The update of a user: requests of `media_type`, responses of the types `responses`, with a bearer token.
    #[must_use]
    pub const fn update_user(
        method: &'static str,
        path: &'static str,
        media_type: &'static str,
        answers: &'static [&'static str],
    ) -> Self {
        Self {
            kind: OperationKind::UpdateUser,
            method,
            path,
            request_type: media_type,
            also_read: &[],
            answer_types: answers,
            failure_types: answers,
            parameters: MediaTypeParameters::Charset,
            credentials: &["Authorization"],
            challenge: "Bearer",
            required_headers: &[],
            trace_header: "X-Request-Id",
            rate_limit_headers: None,
            may_be_empty: false,
            body_holds_id: false,
            ids: IdFormat::Opaque,
        }
    }

    /// With requests also taken in these media types.
    #[must_use]
    pub const fn with_extra_request_types(mut self, media_types: &'static [&'static str]) -> Self {
        self.also_read = media_types;
        self
    }

    /// With refusals in these media types, the one that is written first.
    #[must_use]
    pub const fn with_failure_types(mut self, media_types: &'static [&'static str]) -> Self {
        self.failure_types = media_types;
        self
    }

    /// With these rules for what stands behind a media type.
    #[must_use]
    pub const fn with_parameters(mut self, rule: MediaTypeParameters) -> Self {
        self.parameters = rule;
        self
    }

    /// With a credential in one of these headers.
    #[must_use]
    pub const fn with_credentials(mut self, headers: &'static [&'static str]) -> Self {
        self.credentials = headers;
        self
    }

    /// With callers asked for a credential in this way.
    #[must_use]
    pub const fn with_challenge(mut self, challenge: &'static str) -> Self {
        self.challenge = challenge;
        self
    }

    /// With these headers beside the credential.
    #[must_use]
    pub const fn with_required_headers(mut self, headers: &'static [&'static str]) -> Self {
        self.required_headers = headers;
        self
    }

    /// With trace ids in this header.
    #[must_use]
    pub const fn with_request_id_header(mut self, header: &'static str) -> Self {
        self.trace_header = header;
        self
    }

    /// With these headers on how many requests are taken.
    #[must_use]
    pub const fn with_rate_limit_headers(mut self, headers: RateLimitHeaders) -> Self {
        self.rate_limit_headers = Some(headers);
        self
    }

    /// With a success that may have no body.
    #[must_use]
    pub const fn with_empty_success(mut self) -> Self {
        self.may_be_empty = true;
        self
    }

    /// With the id in the body of an update.
    #[must_use]
    pub const fn with_id_in_body(mut self) -> Self {
        self.body_holds_id = true;
        self
    }

    /// With ids that are UUIDs.
    #[must_use]
    pub const fn with_uuid_ids(mut self) -> Self {
        self.ids = IdFormat::Uuid;
        self
    }

    /// The path of the user `id`, percent-encoded into one segment of it.
    #[must_use]
    pub fn path_for(&self, id: &UserId) -> String {
        self.path.replace("{id}", &percent::encode(id.as_str()))
    }
}

/// What may stand behind a media type in `Content-Type` and `Accept`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MediaTypeParameters {
    /// A `charset` of UTF-8; whatever else stands there means nothing.
    Charset,
    /// By JSON:API 1.1, "Content Negotiation": `profile`, which may be ignored, and no `ext` that nobody here speaks. What
    /// else stands there makes the message one of another type, unless
    /// [`Settings::tolerate_charset`](super::Settings::tolerate_charset) is chosen.
    JsonApi,
}

/// The names of the headers in which a vendor tells how many requests it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimitHeaders {
    /// How many in all.
    pub limit: &'static str,
    /// How many from now on.
    pub remaining: &'static str,
    /// When the counting begins anew, in seconds of Unix time.
    pub reset: &'static str,
}

impl RateLimitHeaders {
    /// The usual ones.
    pub const X_RATE_LIMIT: Self = Self {
        limit: "X-RateLimit-Limit",
        remaining: "X-RateLimit-Remaining",
        reset: "X-RateLimit-Reset",
    };
}

/// What an id must look like in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdFormat {
    /// Any text.
    Opaque,
    /// A UUID of 36 characters.
    Uuid,
}

impl IdFormat {
    /// Holds `id` to the rule.
    ///
    /// # Errors
    /// [`Code::UUID`](crate::model::Code::UUID) where a UUID is asked for and `id` is none.
    pub fn check(self, id: &str) -> Result<(), InvalidValue> {
        match self {
            Self::Opaque => Ok(()),
            Self::Uuid => check_uuid(id),
        }
    }
}
