//! The trace id: identifies an exchange in the records of a service.

use ::http::{HeaderMap, HeaderValue};

use crate::dialect::Operation;

/// The usual headers for a trace id, besides the one in the endpoint.
const USUAL_HEADERS: [&str; 3] = ["X-Trace-Id", "X-Request-Id", "X-Correlation-Id"];

const MAX_LENGTH: usize = 128;

/// The trace id in the headers of a response. Values that do not have the form of an id are
/// ignored: they might be text of the service.
pub(super) fn read(headers: &HeaderMap, endpoint: &Operation) -> Option<String> {
    let mut names = std::iter::once(endpoint.trace_header).chain(USUAL_HEADERS);
    let is_id = |text: &&str| {
        let is_id_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:/+=@|".contains(&byte);
        !text.is_empty() && text.len() <= MAX_LENGTH && text.bytes().all(is_id_byte)
    };
    names.find_map(|name| headers.get(name)?.to_str().ok().filter(is_id)).map(str::to_owned)
}

/// Writes the header of the dialect.
pub(super) fn write(headers: &mut HeaderMap, endpoint: &Operation, id: &str) {
    let name = ::http::HeaderName::try_from(endpoint.trace_header);
    if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(id)) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use ::http::{HeaderMap, HeaderValue};

    use super::{read, write};
    use crate::dialect::Operation;

    const OPERATION: Operation =
        Operation::update_user("PUT", "/users/{id}", "application/json", &["application/json"])
            .with_trace_header("X-Case");

    #[test]
    fn the_vendors_own_header_takes_precedence() {
        let mut headers = HeaderMap::new();
        headers.insert("x-correlation-id", HeaderValue::from_static("c"));
        assert_eq!(read(&headers, &OPERATION).as_deref(), Some("c"));
        write(&mut headers, &OPERATION, "own-1");
        assert_eq!(read(&headers, &OPERATION).as_deref(), Some("own-1"));
    }

    #[test]
    fn text_is_not_a_trace_id() {
        for text in ["", "user hunter2 not found", "<b>", &"a".repeat(129)] {
            let mut headers = HeaderMap::new();
            headers.insert("x-case", HeaderValue::try_from(text).unwrap());
            assert_eq!(read(&headers, &OPERATION), None, "{text}");
        }
    }
}
