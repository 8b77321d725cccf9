//! A dialect's messages as requests and responses.

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

/// What an answer over HTTP says.
#[derive(Debug)]
#[non_exhaustive]
pub enum UpstreamResponse {
    /// It tells of a user.
    User(Box<Decoded<User>>),
    /// It says that all went well, and nothing else.
    Empty,
    /// It is a refusal.
    Failure(Box<Decoded<Failure>>),
    /// It says that all went well, and what else it says is no user.
    Unreadable(Error),
}

/// What can be done over HTTP with any [`Dialect`](crate::dialect::Dialect). Implemented for all of them, and by nobody
/// else.
pub trait HttpExt: DialectExt {
    /// The request that carries the body of an update which this dialect has written. It has no credential yet.
    ///
    /// # Errors
    /// [`Error::InvalidId`] if the id makes no address.
    fn request(&self, base: &BaseUrl, id: &UserId, body: Vec<u8>) -> Result<Request<Bytes>, Error> {
        let endpoint = self.endpoint();
        let uri = base.join(endpoint, id).ok_or_else(|| Error::InvalidId { dialect: self.id() })?;
        let mut accepted: Vec<&str> = endpoint.answer_types.to_vec();
        accepted.extend(
            endpoint.failure_types.iter().filter(|name| !endpoint.answer_types.contains(name)),
        );
        let request = Request::builder()
            .method(endpoint.method)
            .uri(uri)
            .header(header::CONTENT_TYPE, endpoint.request_type)
            .header(header::ACCEPT, accepted.join(", "))
            .body(Bytes::from(body));
        request.map_err(|_| Error::InvalidId { dialect: self.id() })
    }

    /// Holds that a request may be read by this dialect, by what is known before its body is there, and says in which
    /// media type to answer it. Its method and path are not looked at: a [`Frontends`](crate::gateway::Fronts) does that.
    ///
    /// # Errors
    /// 415, 406, or 400 for a query, which no dialect documents, unless unknown members are tolerated as well.
    fn check_request_head(&self, head: &request::Parts) -> Result<&'static str, Box<Rejection>> {
        let has_query = head.uri.query().is_some_and(|query| !query.is_empty());
        if has_query && self.settings().unknown_members == UnknownMembers::Reject {
            let detail =
                "an address without a query is expected; none of its parameters is documented";
            return Err(Box::new(Rejection::new(FailureKind::Invalid, Code::QUERY, detail)));
        }
        media_type::check_content(self, &head.headers)?;
        media_type::answer_type(self, &head.headers)
    }

    /// The response that tells of a user, in a media type that [`check_head`](Self::check_head) gave.
    fn user_response(&self, user: EncodedMessage, media_type: &'static str) -> Response<Bytes> {
        let mut response = Response::new(Bytes::from(user.body));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        response
    }

    /// The response that tells of a refusal. `now` is for vendors who tell by the clock when to try again.
    fn failure_response(
        &self,
        failure: EncodedFailure,
        now: Option<SystemTime>,
    ) -> Response<Bytes> {
        let endpoint = self.endpoint();
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

    /// The response that answers a request which was refused before its body was read.
    fn rejection_response(&self, refused: &Rejection) -> Response<Bytes> {
        let mut response = self.failure_response(self.encode_failure(&refused.failure), None);
        response.headers_mut().extend(refused.headers.iter().cloned());
        response
    }

    /// Reads a service's response to an update. Any response will do. `now` is for times of day in it, where it does not
    /// itself say what time it is.
    ///
    /// What the response says in `Content-Type` is not asked: what the body is, it shows.
    fn read_response(
        &self,
        response: &Response<Bytes>,
        now: Option<SystemTime>,
    ) -> UpstreamResponse {
        let status = response.status();
        if !status.is_success() {
            let (retry_after, rate_limit) =
                rate_limit::read(response.headers(), status, self.endpoint(), now);
            let mut message = FailureResponse::new(Some(status.as_u16()), response.body().to_vec());
            message.retry_after = retry_after;
            message.rate_limit = rate_limit;
            message.trace_id = trace_id::read(response.headers(), self.endpoint());
            return UpstreamResponse::Failure(Box::new(self.decode_failure(&message)));
        }
        let says_so = matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT);
        let is_blank = response.body().trim_ascii().is_empty();
        if is_blank && (says_so || self.endpoint().may_be_empty) {
            return UpstreamResponse::Empty;
        }
        match self.decode_user(response.body()) {
            Ok(user) => UpstreamResponse::User(Box::new(user)),
            Err(error) => UpstreamResponse::Unreadable(error),
        }
    }
}

impl<D: DialectExt + ?Sized> HttpExt for D {}
