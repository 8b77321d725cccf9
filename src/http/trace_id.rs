//! The id under which a service can find what happened.

use ::http::{HeaderMap, HeaderValue};

use crate::dialect::Endpoint;

/// What services call it, beside the name in their endpoint.
const USUAL: [&str; 3] = ["X-Trace-Id", "X-Request-Id", "X-Correlation-Id"];

const LONGEST: usize = 128;

/// The trace id among the headers of an answer, if it is one: anything else might be text of the service's.
pub(super) fn read(headers: &HeaderMap, endpoint: &Endpoint) -> Option<String> {
    let mut names = std::iter::once(endpoint.trace_header).chain(USUAL);
    let is_id = |text: &&str| {
        let is_id_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/+=@|".contains(&byte);
        !text.is_empty() && text.len() <= LONGEST && text.bytes().all(is_id_byte)
    };
    names.find_map(|name| headers.get(name)?.to_str().ok().filter(is_id)).map(str::to_owned)
}

/// Tells it in the way of the dialect.
pub(super) fn write(headers: &mut HeaderMap, endpoint: &Endpoint, id: &str) {
    let name = ::http::HeaderName::try_from(endpoint.trace_header);
    if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(id)) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use ::http::{HeaderMap, HeaderValue};

    use super::{read, write};
    use crate::dialect::Endpoint;

    const ENDPOINT: Endpoint =
        Endpoint::new("PUT", "/users/{id}", "application/json", &["application/json"])
            .with_request_id_header("X-Case");

    #[test]
    fn the_vendors_own_header_comes_first() {
        let mut headers = HeaderMap::new();
        headers.insert("x-correlation-id", HeaderValue::from_static("c"));
        assert_eq!(read(&headers, &ENDPOINT).as_deref(), Some("c"));
        write(&mut headers, &ENDPOINT, "own-1");
        assert_eq!(read(&headers, &ENDPOINT).as_deref(), Some("own-1"));
    }

    #[test]
    fn a_text_is_no_id() {
        for text in ["", "user hunter2 not found", "<b>", &"a".repeat(129)] {
            let mut headers = HeaderMap::new();
            headers.insert("x-case", HeaderValue::try_from(text).unwrap());
            assert_eq!(read(&headers, &ENDPOINT), None, "{text}");
        }
    }
}
