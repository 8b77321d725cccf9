//! Rate limits: `Retry-After` (RFC 9110, section 10.2.3) and the vendors' own headers, such as
//! `X-RateLimit-*`.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::dialect::{FailureResponse, Operation};
use crate::problem::{FailureKind, RateLimit};

/// Reads the headers of a failure. An absolute time is compared with the response's own `Date`, or
/// else with `now`.
pub(super) fn read(
    headers: &HeaderMap,
    status: StatusCode,
    endpoint: &Operation,
    now: Option<SystemTime>,
) -> (Option<Duration>, Option<RateLimit>) {
    let now = date(headers).or(now);
    let until = |then: SystemTime| Some(then.duration_since(now?).unwrap_or_default());
    let mut retry_after = text(headers, "Retry-After").and_then(|text| match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => until(httpdate::parse_http_date(text).ok()?),
    });
    let Some(own) = endpoint.rate_limit_headers else { return (retry_after, None) };
    let number = |name: &str| text(headers, name)?.parse::<u64>().ok();
    // Vendors send the reset time in every response. It is a time to wait only if the limit is
    // exceeded.
    if retry_after.is_none()
        && FailureKind::from_status(status.as_u16()) == FailureKind::RateLimited
    {
        let reset = number(own.reset)
            .and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
        retry_after = reset.and_then(until);
    }
    (retry_after, RateLimit::known(number(own.limit), number(own.remaining)))
}

/// Writes the headers of the dialect. An absolute time is written only if `now` is known.
pub(super) fn write(
    headers: &mut HeaderMap,
    endpoint: &Operation,
    message: &FailureResponse,
    now: Option<SystemTime>,
) {
    let mut put = |name: &str, number: Option<u64>| {
        if let (Ok(name), Some(number)) = (HeaderName::try_from(name), number) {
            headers.insert(name, HeaderValue::from(number));
        }
    };
    put("Retry-After", message.retry_after.map(whole_seconds));
    let Some(own) = endpoint.rate_limit_headers else { return };
    put(own.limit, message.rate_limit.and_then(|rate_limit| rate_limit.limit));
    put(own.remaining, message.rate_limit.and_then(|rate_limit| rate_limit.remaining));
    let is_rate_limit =
        message.status.map(FailureKind::from_status) == Some(FailureKind::RateLimited);
    let reset = now
        .zip(message.retry_after.filter(|_| is_rate_limit))
        .and_then(|(now, wait)| now.checked_add(wait));
    put(own.reset, reset.and_then(|then| then.duration_since(UNIX_EPOCH).ok()).map(whole_seconds));
}

/// The time at which the sender wrote the response.
pub(crate) fn date(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(text(headers, header::DATE.as_str())?).ok()
}

/// Rounds up: a retry that is early by a fraction of a second is rejected again.
fn whole_seconds(duration: Duration) -> u64 {
    duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0))
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    use ::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

    use super::{read, write};
    use crate::dialect::{FailureResponse, Operation, RateLimitHeaders};
    use crate::problem::RateLimit;

    const PLAIN: Operation =
        Operation::update_user("PUT", "/users/{id}", "application/json", &["application/json"]);
    const COUNTING: Operation = PLAIN.with_rate_limit_headers(RateLimitHeaders::X_RATE_LIMIT);

    fn headers(lines: &[(&str, &str)]) -> HeaderMap {
        let header = |(name, value): &(&str, &str)| {
            (HeaderName::try_from(*name).unwrap(), HeaderValue::try_from(*value).unwrap())
        };
        lines.iter().map(header).collect()
    }

    fn wait(lines: &[(&str, &str)], status: u16, now: Option<SystemTime>) -> Option<u64> {
        let status = StatusCode::from_u16(status).unwrap();
        read(&headers(lines), status, &COUNTING, now).0.map(|wait| wait.as_secs())
    }

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn seconds_dates_and_reset_times_become_a_wait() {
        let date = ("Date", "Tue, 15 Nov 1994 08:12:31 GMT");
        assert_eq!(wait(&[("Retry-After", "120")], 503, None), Some(120));
        assert_eq!(
            wait(&[("Retry-After", "Tue, 15 Nov 1994 08:13:31 GMT"), date], 503, Some(at(0))),
            Some(60)
        );
        assert_eq!(
            wait(&[("Retry-After", "Tue, 15 Nov 1994 08:13:31 GMT")], 503, Some(at(784_887_151))),
            Some(60)
        );
        assert_eq!(
            wait(&[("Retry-After", "Tue, 15 Nov 1994 08:00:00 GMT"), date], 503, None),
            Some(0)
        );
        assert_eq!(wait(&[("X-RateLimit-Reset", "784887161"), date], 420, None), Some(10));
        assert_eq!(wait(&[("X-RateLimit-Reset", "784887161"), date], 429, None), Some(10));
    }

    #[test]
    fn other_values_are_not_a_wait() {
        assert_eq!(wait(&[], 429, None), None);
        assert_eq!(wait(&[("Retry-After", "soon")], 429, None), None);
        assert_eq!(wait(&[("Retry-After", "-1")], 429, None), None);
        assert_eq!(
            wait(&[("Retry-After", "Tue, 15 Nov 1994 08:13:31 GMT")], 503, None),
            None,
            "the current time is not known"
        );
        assert_eq!(wait(&[("X-RateLimit-Reset", "1452270749")], 400, Some(at(0))), None);
        assert_eq!(wait(&[("X-RateLimit-Reset", "99999999999999999999")], 420, Some(at(0))), None);
    }

    #[test]
    fn a_rate_limit_is_read_if_the_vendor_has_one() {
        let lines = headers(&[("X-RateLimit-Limit", "10000"), ("X-RateLimit-Remaining", "0")]);
        let rate_limit = RateLimit::known(Some(10_000), Some(0));
        assert_eq!(read(&lines, StatusCode::BAD_REQUEST, &COUNTING, None).1, rate_limit);
        assert_eq!(read(&lines, StatusCode::BAD_REQUEST, &PLAIN, None).1, None);
    }

    #[test]
    fn a_rate_limit_is_written_in_the_headers_of_the_dialect() {
        let mut message = FailureResponse::new(Some(420), "");
        message.retry_after = Some(Duration::from_millis(1500));
        message.rate_limit = RateLimit::known(Some(10), Some(0));
        let written = |endpoint, now| {
            let mut headers = HeaderMap::new();
            write(&mut headers, endpoint, &message, now);
            let line = |(name, value): (&HeaderName, &HeaderValue)| {
                format!("{name}: {}", value.to_str().unwrap())
            };
            let mut lines: Vec<String> = headers.iter().map(line).collect();
            lines.sort();
            lines
        };
        assert_eq!(written(&PLAIN, Some(at(100))), ["retry-after: 2"]);
        let own = [
            "retry-after: 2",
            "x-ratelimit-limit: 10",
            "x-ratelimit-remaining: 0",
            "x-ratelimit-reset: 102",
        ];
        assert_eq!(written(&COUNTING, Some(at(100))), own);
        assert_eq!(written(&COUNTING, None), own[..3]);
    }
}
