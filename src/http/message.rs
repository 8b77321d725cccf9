//! A dialect's messages as HTTP requests and responses.

use std::time::SystemTime;

use ::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header, request};
use bytes::Bytes;

use super::base_url::BaseUrl;
use super::rejection::Rejection;
use super::{media_type, rate_limit, trace_id};
use crate::dialect::{
    Decoded, DialectExt, EncodedFailure, EncodedMessage, Error, FailureResponse, UnknownMembers,
};
use crate::model::{Code, User, UserId};
use crate::problem::{Failure, FailureKind};

/// The outcome of an upstream response.
#[derive(Debug)]
#[non_exhaustive]
pub enum UpstreamResponse {
    /// A success with a user.
    User(Box<Decoded<User>>),
    /// A success without a body.
    Empty,
    /// A failure.
    Failure(Box<Decoded<Failure>>),
    /// A success whose body is not a valid user.
    Unreadable(Error),
}

/// HTTP operations on any [`Dialect`](crate::dialect::Dialect). It is implemented for all dialects.
pub trait HttpExt: DialectExt {
    /// The request with the body of an update that this dialect has encoded. It has no credential
    /// yet.
    ///
    /// # Errors
    /// [`Error::InvalidId`] if the id does not result in a valid URL.
    fn request(&self, base: &BaseUrl, id: &UserId, body: Vec<u8>) -> Result<Request<Bytes>, Error> {
        let endpoint = self.update_operation();
        let uri = base.join(endpoint, id).ok_or_else(|| Error::InvalidId { dialect: self.id() })?;
        let mut accepted: Vec<&str> = endpoint.response_types.to_vec();
        accepted.extend(
            endpoint.failure_types.iter().filter(|name| !endpoint.response_types.contains(name)),
        );
        let request = Request::builder()
            .method(endpoint.method)
            .uri(uri)
            .header(header::CONTENT_TYPE, endpoint.request_type)
            .header(header::ACCEPT, accepted.join(", "))
            .body(Bytes::from(body));
        request.map_err(|_| Error::InvalidId { dialect: self.id() })
    }

    /// Checks the head of a request before its body is read, and returns the media type of the
    /// response. Method and path are not checked: [`Frontends`](crate::gateway::Frontends) does
    /// that.
    ///
    /// # Errors
    /// 415, 406, or 400 for a query, which no dialect documents, unless unknown members are
    /// tolerated as well.
    fn check_request_head(&self, head: &request::Parts) -> Result<&'static str, Box<Rejection>> {
        let has_query = head.uri.query().is_some_and(|query| !query.is_empty());
        if has_query && self.settings().unknown_members == UnknownMembers::Reject {
            let detail = "query parameters are not supported";
            return Err(Box::new(Rejection::new(FailureKind::Invalid, Code::QUERY, detail)));
        }
        media_type::check_content(self, &head.headers)?;
        media_type::response_type(self, &head.headers)
    }

    /// The response with a user, in a media type that
    /// [`check_request_head`](Self::check_request_head) returned.
    fn user_response(&self, user: EncodedMessage, media_type: &'static str) -> Response<Bytes> {
        let mut response = Response::new(Bytes::from(user.body));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        response
    }

    /// The response with a failure. `now` is needed for vendors that send absolute reset times.
    fn failure_response(
        &self,
        failure: EncodedFailure,
        now: Option<SystemTime>,
    ) -> Response<Bytes> {
        let endpoint = self.update_operation();
        let message = failure.message;
        let mut headers = HeaderMap::new();
        rate_limit::write(&mut headers, endpoint, &message, now);
        if let Some(id) = &message.trace_id {
            trace_id::write(&mut headers, endpoint, id);
        }
        let status = message.status.and_then(|status| StatusCode::from_u16(status).ok());
        if status == Some(StatusCode::UNAUTHORIZED)
            && let Ok(challenge) = HeaderValue::from_str(endpoint.challenge)
        {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        if !message.body.is_empty()
            && let Some(media_type) = endpoint.failure_types.first()
        {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        let mut response = Response::new(Bytes::from(message.body));
        *response.status_mut() = status.unwrap_or(StatusCode::BAD_GATEWAY);
        *response.headers_mut() = headers;
        response
    }

    /// The response to a request that was rejected before its body was read.
    fn rejection_response(&self, rejection: &Rejection) -> Response<Bytes> {
        let mut response = self.failure_response(self.encode_failure(&rejection.failure), None);
        response.headers_mut().extend(rejection.headers.iter().cloned());
        response
    }

    /// Decodes an upstream response to an update. Every response has an outcome. `now` is needed
    /// for absolute times in a response without `Date`.
    ///
    /// `Content-Type` is ignored: the body is recognized by its content.
    fn read_response(
        &self,
        response: &Response<Bytes>,
        now: Option<SystemTime>,
    ) -> UpstreamResponse {
        let status = response.status();
        if !status.is_success() {
            let (retry_after, rate_limit) =
                rate_limit::read(response.headers(), status, self.update_operation(), now);
            let mut message = FailureResponse::new(Some(status.as_u16()), response.body().to_vec());
            message.retry_after = retry_after;
            message.rate_limit = rate_limit;
            message.trace_id = trace_id::read(response.headers(), self.update_operation());
            return UpstreamResponse::Failure(Box::new(self.decode_failure(&message)));
        }
        let is_bodyless = matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT);
        let is_empty = response.body().trim_ascii().is_empty();
        if is_empty && (is_bodyless || self.update_operation().has_empty_success) {
            return UpstreamResponse::Empty;
        }
        match self.decode_user(response.body()) {
            Ok(user) => UpstreamResponse::User(Box::new(user)),
            Err(error) => UpstreamResponse::Unreadable(error),
        }
    }
}

impl<D: DialectExt + ?Sized> HttpExt for D {}
