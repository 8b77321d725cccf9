//! The media types of requests and responses: RFC 9110, sections 8.3 and 12.5.1; JSON:API 1.1,
//! "Content Negotiation".

use ::http::{HeaderMap, HeaderValue, header};
use mediatype::{MediaType, MediaTypeList, Name, ReadParams, Value};

use super::rejection::Rejection;
use crate::dialect::{CharsetParameter, Dialect, DialectExt as _, MediaTypeParameters, Operation};
use crate::model::Code;
use crate::problem::FailureKind;

/// The media types in which requests are accepted, the vendor's own first.
pub(crate) fn read_types(endpoint: &Operation) -> impl Iterator<Item = &'static str> {
    std::iter::once(endpoint.request_type).chain(endpoint.extra_request_types.iter().copied())
}

/// Whether requests with this `Content-Type` are accepted.
pub(crate) fn reads<D: Dialect + ?Sized>(dialect: &D, headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return false };
    let Some(written) = value.to_str().ok().and_then(|text| MediaType::parse(text).ok()) else {
        return false;
    };
    read_types(dialect.update_operation())
        .any(|name| is(&written, name) && allows_parameters(dialect, name, written.params()))
}

/// Checks that `dialect` accepts the media type and the content encoding of a request.
pub(super) fn check_content<D: Dialect + ?Sized>(
    dialect: &D,
    headers: &HeaderMap,
) -> Result<(), Box<Rejection>> {
    let is_plain = |value: &HeaderValue| {
        value.is_empty() || value.as_bytes().eq_ignore_ascii_case(b"identity")
    };
    if !headers.get_all(header::CONTENT_ENCODING).iter().all(is_plain) {
        let detail = "content encodings are not supported";
        let rejection =
            Box::new(Rejection::new(FailureKind::UnsupportedMediaType, Code::MEDIA_TYPE, detail));
        return Err(rejection.listing(header::ACCEPT_ENCODING, ["identity"]));
    }
    if reads(dialect, headers) {
        Ok(())
    } else {
        Err(unsupported_type(&[dialect.update_operation()]))
    }
}

/// The rejection of a request in a media type that is not accepted at any of these endpoints.
pub(crate) fn unsupported_type(endpoints: &[&Operation]) -> Box<Rejection> {
    let mut names: Vec<&str> = Vec::new();
    for name in endpoints.iter().flat_map(|endpoint| read_types(endpoint)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let is_bare =
        endpoints.iter().any(|endpoint| endpoint.parameters == MediaTypeParameters::JsonApi);
    let bare = if is_bare { " (without parameters)" } else { "" };
    let detail = format!("unsupported media type; use {}{bare}", names.join(" or "));
    let rejection =
        Box::new(Rejection::new(FailureKind::UnsupportedMediaType, Code::MEDIA_TYPE, detail));
    // RFC 5789, section 2.2, and RFC 9110, section 15.5.16.
    if endpoints.iter().all(|endpoint| endpoint.method == "PATCH") {
        rejection.listing(header::HeaderName::from_static("accept-patch"), names)
    } else {
        rejection.listing(header::ACCEPT, names)
    }
}

/// The media type of the response to a request: of the dialect's own, the one that `Accept`
/// prefers.
pub(super) fn response_type<D: Dialect + ?Sized>(
    dialect: &D,
    headers: &HeaderMap,
) -> Result<&'static str, Box<Rejection>> {
    let endpoint = dialect.update_operation();
    let known = || endpoint.response_types.iter().chain(endpoint.extra_request_types).copied();
    let usual = endpoint.response_types.first().copied().unwrap_or(endpoint.request_type);
    let lists = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<Range<'_>> =
        lists.flat_map(MediaTypeList::new).filter_map(|one| Some(Range::of(&one.ok()?))).collect();
    if ranges.is_empty() {
        return Ok(usual);
    }
    let rejection = || {
        let names: Vec<&str> = known().collect();
        let detail = format!("not acceptable; available types: {}", names.join(", "));
        Box::new(Rejection::new(FailureKind::NotAcceptable, Code::NOT_ACCEPTABLE, detail))
    };
    let (mut own, mut own_rejected) = (0, 0);
    let mut best: Option<(u16, &'static str)> = None;
    for name in known() {
        let mut found: Option<(u8, u16)> = None;
        for range in &ranges {
            let Some(specificity) = range.specificity(name) else { continue };
            if specificity == EXACT && name == usual {
                own += 1;
                own_rejected += usize::from(!allows_parameters(dialect, name, range.parameters()));
            }
            if specificity == EXACT && !allows_parameters(dialect, name, range.parameters()) {
                continue;
            }
            found = found.max(Some((specificity, range.weight)));
        }
        if let Some((_, weight)) = found.filter(|(_, weight)| *weight > 0)
            && best.is_none_or(|(best, _)| weight > best)
        {
            best = Some((weight, name));
        }
    }
    // "If all instances of that media type are modified with a media type parameter other than
    // `ext` or `profile`, servers MUST respond with a 406", whatever other types are acceptable.
    if endpoint.parameters == MediaTypeParameters::JsonApi && own > 0 && own == own_rejected {
        return Err(rejection());
    }
    best.map(|(_, name)| name).ok_or_else(rejection)
}

/// Whether two names are of the same media type, ignoring parameters.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    MediaType::parse(one).is_ok_and(|one| is(&one, other))
}

/// Whether `written` is the media type `name`, ignoring parameters.
fn is(written: &MediaType<'_>, name: &str) -> bool {
    MediaType::parse(name).is_ok_and(|named| named.essence() == written.essence())
}

/// Whether these parameters are allowed on the media type `name`.
fn allows_parameters<'p, D: Dialect + ?Sized>(
    dialect: &D,
    name: &str,
    mut parameters: impl Iterator<Item = (Name<'p>, Value<'p>)>,
) -> bool {
    let endpoint = dialect.update_operation();
    let rule = if endpoint.extra_request_types.contains(&name) {
        MediaTypeParameters::Charset
    } else {
        endpoint.parameters
    };
    let is_utf8 = |value: &Value<'_>| value.unquoted_str().eq_ignore_ascii_case("utf-8");
    parameters.all(|(parameter, value)| {
        match (rule, parameter.as_str().to_ascii_lowercase().as_str()) {
            (MediaTypeParameters::Charset, "charset") => is_utf8(&value),
            (MediaTypeParameters::Charset, _) | (MediaTypeParameters::JsonApi, "profile") => true,
            (MediaTypeParameters::JsonApi, "ext") => value.unquoted_str().trim().is_empty(),
            (MediaTypeParameters::JsonApi, "charset") => {
                dialect.settings().charset == CharsetParameter::Ignore && is_utf8(&value)
            }
            (MediaTypeParameters::JsonApi, _) => false,
        }
    })
}

const EXACT: u8 = 2;

/// A media range of `Accept`, with its weight.
struct Range<'h> {
    media_type: MediaType<'h>,
    /// In thousandths.
    weight: u16,
}

impl<'h> Range<'h> {
    fn of(media_type: &MediaType<'h>) -> Self {
        // An invalid weight is treated as a missing one.
        let weight = media_type
            .params()
            .find(|(name, _)| *name == "q")
            .and_then(|(_, value)| weight(value.as_str()));
        Self { media_type: media_type.clone(), weight: weight.unwrap_or(MAX_WEIGHT) }
    }

    /// The parameters of the media type, without the weight.
    fn parameters(&self) -> impl Iterator<Item = (Name<'_>, Value<'_>)> {
        self.media_type.params().filter(|(name, _)| *name != "q")
    }

    /// How specifically the range matches the media type `name`; `None` if it does not match.
    fn specificity(&self, name: &str) -> Option<u8> {
        let named = MediaType::parse(name).ok()?;
        if self.media_type.essence() == named.essence() {
            Some(EXACT)
        } else if self.media_type.subty != "*" || self.media_type.suffix.is_some() {
            None
        } else if self.media_type.ty == named.ty {
            Some(1)
        } else {
            (self.media_type.ty == "*").then_some(0)
        }
    }
}

const MAX_WEIGHT: u16 = 1000;

/// RFC 9110, section 12.4.2, in thousandths.
fn weight(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_fraction = fraction.len() <= 3 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok().filter(|_| is_fraction)?;
    match whole {
        // Some old clients omit the zero.
        "0" | "" if !text.is_empty() => Some(thousandths),
        "1" if thousandths == 0 => Some(MAX_WEIGHT),
        _ => None,
    }
}

#[cfg(test)]
#[cfg(all(feature = "json-api", feature = "upsun"))]
mod tests {
    use ::http::{HeaderMap, HeaderValue, header};

    use super::{check_content, response_type, weight};
    use crate::dialect::json_api::JsonApi;
    use crate::dialect::upsun::Upsun;
    use crate::dialect::{Dialect, Settings};

    const JSON_API: &str = "application/vnd.api+json";

    fn headers(name: &header::HeaderName, values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (name.clone(), HeaderValue::try_from(*value).unwrap())).collect()
    }

    fn accepts<D: Dialect>(dialect: &D, content_type: &str) -> bool {
        check_content(dialect, &headers(&header::CONTENT_TYPE, &[content_type])).is_ok()
    }

    fn negotiated<D: Dialect>(dialect: &D, accept: &[&str]) -> Option<&'static str> {
        response_type(dialect, &headers(&header::ACCEPT, accept)).ok()
    }

    #[test]
    fn a_content_type_is_compared_without_regard_to_case_and_quoting() {
        for content_type in [
            "application/json",
            "Application/JSON",
            "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"",
            "application/json ; charset=utf-8 ; version=1",
        ] {
            assert!(accepts(&Upsun::default(), content_type), "{content_type}");
        }
        for content_type in [
            "",
            "json",
            "text/plain",
            "application/json; charset=latin1",
            "application/vnd.api+json",
            "application/x-www-form-urlencoded",
            "application/jsonx",
            "application/*",
            "*/*",
        ] {
            assert!(!accepts(&Upsun::default(), content_type), "{content_type}");
        }
    }

    #[test]
    fn a_request_has_one_content_type_and_no_encoding() {
        let upsun = Upsun::default();
        assert!(check_content(&upsun, &HeaderMap::new()).is_err());
        assert!(
            check_content(
                &upsun,
                &headers(&header::CONTENT_TYPE, &["application/json", "text/plain"])
            )
            .is_err()
        );
        let mut encoded = headers(&header::CONTENT_TYPE, &["application/json"]);
        encoded.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        let rejection = check_content(&upsun, &encoded).unwrap_err();
        assert_eq!(
            rejection.headers,
            [(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"))]
        );
        encoded.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
        assert!(check_content(&upsun, &encoded).is_ok());
    }

    #[test]
    fn a_rejection_lists_the_accepted_types() {
        let wrong = headers(&header::CONTENT_TYPE, &["text/plain"]);
        let listed = |rejection: Box<crate::http::Rejection>| {
            rejection.headers.first().map(|(name, value)| format!("{name}: {value:?}"))
        };
        assert_eq!(
            listed(check_content(&JsonApi::default(), &wrong).unwrap_err()).as_deref(),
            Some("accept: \"application/vnd.api+json, application/json\"")
        );
        assert_eq!(
            listed(check_content(&Upsun::default(), &wrong).unwrap_err()).as_deref(),
            Some("accept-patch: \"application/json\"")
        );
    }

    #[test]
    fn json_api_has_no_parameters_but_profile() {
        let strict = JsonApi::default();
        let lenient = JsonApi::new(Settings::default().with_lenient_charset());
        let cases = [
            ("application/vnd.api+json", true, true),
            ("application/vnd.api+JSON", true, true),
            ("application/vnd.api+json; profile=\"https://example.com/a\"", true, true),
            ("application/vnd.api+json; ext=\"\"", true, true),
            ("application/vnd.api+json; ext=\"https://jsonapi.org/ext/atomic\"", false, false),
            ("application/vnd.api+json; charset=utf-8", false, true),
            ("application/vnd.api+json; charset=latin1", false, false),
            ("application/vnd.api+json; version=1", false, false),
            ("application/vnd.api+json; q=1", false, false),
            ("application/json; charset=utf-8", true, true),
        ];
        for (content_type, is_valid, is_tolerated) in cases {
            assert_eq!(accepts(&strict, content_type), is_valid, "{content_type}");
            assert_eq!(accepts(&lenient, content_type), is_tolerated, "{content_type}");
        }
    }

    #[test]
    fn the_type_with_the_highest_weight_is_chosen() {
        let upsun = Upsun::default();
        for accept in [
            &[][..],
            &["*/*"],
            &["application/*"],
            &["application/json"],
            &["text/html, */*;q=0.1"],
            &["nonsense"],
        ] {
            assert_eq!(negotiated(&upsun, accept), Some("application/json"), "{accept:?}");
        }
        assert_eq!(
            negotiated(&upsun, &["application/json;q=0.5", "application/hal+json"]),
            Some("application/hal+json")
        );
        for accept in [
            &["text/html"][..],
            &["application/json;q=0"],
            &["application/json;q=0, application/hal+json;q=0, */*"],
            &["text/*"],
            &["application/vnd.api+json"],
        ] {
            assert_eq!(negotiated(&upsun, accept), None, "{accept:?}");
        }
        assert_eq!(
            negotiated(&upsun, &["application/json;q=0, */*"]),
            Some("application/hal+json")
        );
    }

    #[test]
    fn json_api_ignores_types_with_other_parameters_and_rejects_if_all_have_them() {
        let strict = JsonApi::default();
        assert_eq!(negotiated(&strict, &["application/vnd.api+json;q=0.2"]), Some(JSON_API));
        assert_eq!(
            negotiated(&strict, &["application/vnd.api+json; a=b, application/vnd.api+json"]),
            Some(JSON_API)
        );
        assert_eq!(negotiated(&strict, &["application/vnd.api+json; a=b"]), None);
        assert_eq!(negotiated(&strict, &["application/vnd.api+json; a=b, */*"]), None);
        assert_eq!(
            negotiated(&strict, &["application/vnd.api+json; ext=\"https://example.com/e\""]),
            None
        );
        assert_eq!(negotiated(&strict, &["application/vnd.api+json; charset=utf-8"]), None);
        assert_eq!(negotiated(&strict, &["application/json"]), Some("application/json"));
        assert_eq!(
            negotiated(&strict, &["application/json, application/vnd.api+json"]),
            Some(JSON_API)
        );
        let lenient = JsonApi::new(Settings::default().with_lenient_charset());
        assert_eq!(
            negotiated(&lenient, &["application/vnd.api+json; charset=utf-8"]),
            Some(JSON_API)
        );
    }

    #[test]
    fn a_weight_has_three_digits_at_most() {
        let weights = [
            ("1", Some(1000)),
            ("0", Some(0)),
            ("0.5", Some(500)),
            ("0.", Some(0)),
            ("1.000", Some(1000)),
            (".2", Some(200)),
        ];
        for (text, expected) in weights {
            assert_eq!(weight(text), expected, "{text}");
        }
        for text in ["", "2", "1.1", "0.1234", "-1", "0.a", "0.+5"] {
            assert_eq!(weight(text), None, "{text}");
        }
    }
}
