//! The calls of a dialect over HTTP, as data.

use super::percent;
pub use crate::codec::context::IdFormat;
use crate::model::UserId;

/// The purpose of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationKind {
    /// Updates a user: an update in, a user out.
    UpdateUser,
}

/// One call of a vendor's API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// The purpose of the call.
    pub kind: OperationKind,
    /// The HTTP method.
    pub method: &'static str,
    /// The path, in which `{id}` stands for the user's id, percent-encoded.
    pub path: &'static str,
    /// The media type of an encoded request.
    pub request_type: &'static str,
    /// The other media types in which a request is accepted.
    pub extra_request_types: &'static [&'static str],
    /// The media types of a response with a user, the one that is written first.
    pub response_types: &'static [&'static str],
    /// The media types of a failure, the one that is written first.
    pub failure_types: &'static [&'static str],
    /// The accepted media type parameters.
    pub parameters: MediaTypeParameters,
    /// The headers that may contain a credential.
    pub credentials: &'static [&'static str],
    /// The challenge in `WWW-Authenticate` for a caller without a credential.
    pub challenge: &'static str,
    /// The other required headers of a request.
    pub required_headers: &'static [&'static str],
    /// The response header with the id by which the service can find the request in its logs.
    pub trace_header: &'static str,
    /// The rate limit headers besides `Retry-After`, if the vendor has any.
    pub rate_limit_headers: Option<RateLimitHeaders>,
    /// Whether a success may have no body.
    pub has_empty_success: bool,
    /// Whether the body of an update must hold the id.
    pub body_holds_id: bool,
    /// The format of the ids of its users.
    pub ids: IdFormat,
}

impl Operation {
    /// The call of a dialect that does not declare one.
    pub(super) const USUAL: Self =
        Self::update_user("PATCH", "/users/{id}", "application/json", &["application/json"]);

    /// The update of a user: requests of the type `media_type`, responses of the types `responses`,
    /// with a bearer token.
    #[must_use]
    pub const fn update_user(
        method: &'static str,
        path: &'static str,
        media_type: &'static str,
        responses: &'static [&'static str],
    ) -> Self {
        Self {
            kind: OperationKind::UpdateUser,
            method,
            path,
            request_type: media_type,
            extra_request_types: &[],
            response_types: responses,
            failure_types: responses,
            parameters: MediaTypeParameters::Charset,
            credentials: &["Authorization"],
            challenge: "Bearer",
            required_headers: &[],
            trace_header: "X-Request-Id",
            rate_limit_headers: None,
            has_empty_success: false,
            body_holds_id: false,
            ids: IdFormat::Opaque,
        }
    }

    /// With requests also accepted in these media types.
    #[must_use]
    pub const fn with_extra_request_types(mut self, media_types: &'static [&'static str]) -> Self {
        self.extra_request_types = media_types;
        self
    }

    /// With failures in these media types, the one that is written first.
    #[must_use]
    pub const fn with_failure_types(mut self, media_types: &'static [&'static str]) -> Self {
        self.failure_types = media_types;
        self
    }

    /// With these accepted media type parameters.
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

    /// With this challenge for callers without a credential.
    #[must_use]
    pub const fn with_challenge(mut self, challenge: &'static str) -> Self {
        self.challenge = challenge;
        self
    }

    /// With these required headers, besides the credential.
    #[must_use]
    pub const fn with_required_headers(mut self, headers: &'static [&'static str]) -> Self {
        self.required_headers = headers;
        self
    }

    /// With the trace id in this response header.
    #[must_use]
    pub const fn with_trace_header(mut self, header: &'static str) -> Self {
        self.trace_header = header;
        self
    }

    /// With these rate limit headers.
    #[must_use]
    pub const fn with_rate_limit_headers(mut self, headers: RateLimitHeaders) -> Self {
        self.rate_limit_headers = Some(headers);
        self
    }

    /// With successes that may have no body.
    #[must_use]
    pub const fn with_empty_success(mut self) -> Self {
        self.has_empty_success = true;
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

    /// Returns the path of the user `id`, which is percent-encoded into one segment.
    #[must_use]
    pub fn path_for(&self, id: &UserId) -> String {
        self.path.replace("{id}", &percent::encode(id.as_str()))
    }
}

/// The accepted media type parameters in `Content-Type` and `Accept`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MediaTypeParameters {
    /// `charset=utf-8`; other parameters are ignored.
    Charset,
    /// By JSON:API 1.1, "Content Negotiation": `profile`, which may be ignored, and no `ext`, as no
    /// extension is supported. Any other parameter makes it another media type, except `charset`
    /// with [`Settings::with_lenient_charset`](super::Settings::with_lenient_charset).
    JsonApi,
}

/// The names of a vendor's rate limit headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimitHeaders {
    /// The number of requests allowed in the window.
    pub limit: &'static str,
    /// The number of requests left.
    pub remaining: &'static str,
    /// The time at which the window ends, in seconds of Unix time.
    pub reset: &'static str,
}

impl RateLimitHeaders {
    /// The usual names.
    pub const X_RATE_LIMIT: Self = Self {
        limit: "X-RateLimit-Limit",
        remaining: "X-RateLimit-Remaining",
        reset: "X-RateLimit-Reset",
    };
}
