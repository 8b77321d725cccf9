//! Any text, as every value with a rule.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, DATE, HeaderValue, RETRY_AFTER};
use http::{Request, Response, StatusCode};
use idiolect::dialect::{DialectExt as _, percent};
use idiolect::http::{BaseUrl, Credential, HttpExt, UpstreamResponse};
use idiolect::json::Pointer;
use idiolect::model::{
    AccountId, Country, Email, HttpUrl, InvalidValue, LanguageTag, Phone, RecurrenceRule,
    SettingKey, Text, TimeZone, Timestamp, UserId, Username, What3Words, check_uuid, parse_date,
};
use idiolect::problem::FailureKind;

use crate::dialects::all;

/// An accepted value is kept unchanged.
pub fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    check_unchanged(text, Text::parse);
    check_unchanged(text, Username::parse);
    check_unchanged(text, Email::parse);
    check_unchanged(text, Phone::parse);
    check_unchanged(text, HttpUrl::parse);
    check_unchanged(text, LanguageTag::parse);
    check_unchanged(text, TimeZone::parse);
    check_unchanged(text, Timestamp::parse);
    check_unchanged(text, RecurrenceRule::parse);
    check_unchanged(text, Country::parse);
    check_unchanged(text, What3Words::parse);
    check_unchanged(text, UserId::parse);
    check_unchanged(text, AccountId::parse);
    check_unchanged(text, SettingKey::parse);
    let _ = (parse_date(text), check_uuid(text), Country::parse_code(text));
    pointer(text);
    assert_eq!(percent::decode(&percent::encode(text)).as_deref(), Some(text));
    let _ = (BaseUrl::parse(text), Credential::bearer(text), Credential::basic(text, text));
    headers(input);
}

/// The response to an accepted request has one of the dialect's own media types, and any
/// `Retry-After` can be read.
fn headers(text: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(text) else { return };
    let mut head = Request::new(()).into_parts().0;
    head.headers.insert(CONTENT_TYPE, value.clone());
    head.headers.insert(ACCEPT, value.clone());
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    for name in [RETRY_AFTER, DATE] {
        response.headers_mut().insert(name, value.clone());
    }
    for dialect in all() {
        if let Ok(media_type) = dialect.check_request_head(&head) {
            let endpoint = dialect.update_operation();
            assert!(
                endpoint
                    .response_types
                    .iter()
                    .chain(endpoint.extra_request_types)
                    .any(|name| *name == media_type),
                "{media_type}"
            );
        }
        let UpstreamResponse::Failure(failure) = dialect.read_response(&response, None) else {
            panic!("429 is not a failure")
        };
        assert_eq!(failure.value.kind, FailureKind::RateLimited, "{}", dialect.id());
    }
}

fn check_unchanged<T: AsRef<str>>(text: &str, parse: fn(&str) -> Result<T, InvalidValue>) {
    if let Ok(value) = parse(text) {
        assert_eq!(value.as_ref(), text);
    }
}

/// A pointer equals the join of its segments, and a segment survives a round trip.
fn pointer(text: &str) {
    if let Some(pointer) = Pointer::parse(text) {
        assert_eq!(pointer.as_str(), text);
        let again =
            pointer.segments().fold(Pointer::ROOT, |parent, segment| parent.child(&segment));
        assert_eq!(again, pointer);
    }
    let child = Pointer::ROOT.child(text);
    assert_eq!(Pointer::parse(child.as_str()).as_ref(), Some(&child));
    assert_eq!(child.segments().collect::<Vec<_>>(), [text]);
}
