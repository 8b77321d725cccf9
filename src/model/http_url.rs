//! Web addresses.

use url::Url;

use super::invalid_value::{Code, InvalidValue};
use super::text::text_type;

text_type! {
    /// An absolute `http` or `https` address with a host and without credentials.
    HttpUrl, web_address
}

fn web_address(text: &str) -> Result<(), InvalidValue> {
    // The parser repairs blanks and backslashes; an address that needs repair is rejected.
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_web = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
    };
    let has_slashes = text
        .split_once(':')
        .is_some_and(|(_, rest)| rest.starts_with("//") && !rest.starts_with("///"));
    if is_plain && has_slashes && Url::parse(text).is_ok_and(|url| is_web(&url)) {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::LINK,
            "expected an absolute web address, such as `https://example.com/me`",
        ))
    }
}
