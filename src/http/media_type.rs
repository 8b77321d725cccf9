//! What a request comes in, and what its sender takes: RFC 9110, sections 8.3 and 12.5.1; JSON:API 1.1, "Content
//! Negotiation".

use ::http::{HeaderMap, HeaderValue, header};
use mediatype::{MediaType, MediaTypeList, Name, ReadParams, Value};

use super::rejection::Rejection;
use crate::dialect::{CharsetParameter, Dialect, Endpoint, MediaTypeParameters};
use crate::model::Code;
use crate::problem::FailureKind;

/// The media types in which requests are taken, the vendor's own first.
pub(crate) fn read_types(endpoint: &Endpoint) -> impl Iterator<Item = &'static str> {
    std::iter::once(endpoint.request_type).chain(endpoint.also_read.iter().copied())
}

/// Whether requests with this `Content-Type` are taken.
pub(crate) fn reads<D: Dialect + ?Sized>(dialect: &D, headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return false };
    let Some(written) = value.to_str().ok().and_then(|text| MediaType::parse(text).ok()) else {
        return false;
    };
    read_types(dialect.endpoint())
        .any(|name| is(&written, name) && is_as_named(dialect, name, written.params()))
}

/// Holds that a request comes in a media type, and an encoding, that `dialect` reads.
pub(super) fn check_content<D: Dialect + ?Sized>(
    dialect: &D,
    headers: &HeaderMap,
) -> Result<(), Box<Rejection>> {
    let is_plain = |value: &HeaderValue| {
        value.is_empty() || value.as_bytes().eq_ignore_ascii_case(b"identity")
    };
    if !headers.get_all(header::CONTENT_ENCODING).iter().all(is_plain) {
        let detail = "a body without a content encoding is expected";
        let refused =
            Box::new(Rejection::new(FailureKind::UnsupportedMediaType, Code::MEDIA_TYPE, detail));
        return Err(refused.listing(header::ACCEPT_ENCODING, ["identity"]));
    }
    if reads(dialect, headers) { Ok(()) } else { Err(unread_type(&[dialect.endpoint()])) }
}

/// The refusal of a request in a media type that none of these endpoints reads.
pub(crate) fn unread_type(endpoints: &[&Endpoint]) -> Box<Rejection> {
    let mut names: Vec<&str> = Vec::new();
    for name in endpoints.iter().flat_map(|endpoint| read_types(endpoint)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let is_bare =
        endpoints.iter().any(|endpoint| endpoint.parameters == MediaTypeParameters::JsonApi);
    let bare = if is_bare { ", without parameters" } else { "" };
    let detail = format!("a body of the type {} is expected{bare}", names.join(" or "));
    let refused =
        Box::new(Rejection::new(FailureKind::UnsupportedMediaType, Code::MEDIA_TYPE, detail));
    // RFC 5789, section 2.2, and RFC 9110, section 15.5.16.
    if endpoints.iter().all(|endpoint| endpoint.method == "PATCH") {
        refused.listing(header::HeaderName::from_static("accept-patch"), names)
    } else {
        refused.listing(header::ACCEPT, names)
    }
}

/// The media type in which to answer a request: of those that the dialect has, the one that its sender likes best.
pub(super) fn answer_type<D: Dialect + ?Sized>(
    dialect: &D,
    headers: &HeaderMap,
) -> Result<&'static str, Box<Rejection>> {
    let endpoint = dialect.endpoint();
    let known = || endpoint.answer_types.iter().chain(endpoint.also_read).copied();
    let usual = endpoint.answer_types.first().copied().unwrap_or(endpoint.request_type);
    let lists = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let ranges: Vec<Range<'_>> =
        lists.flat_map(MediaTypeList::new).filter_map(|one| Some(Range::of(&one.ok()?))).collect();
    if ranges.is_empty() {
        return Ok(usual);
    }
    let refused = || {
        let names: Vec<&str> = known().collect();
        let detail = format!("an answer is to be had as {}", names.join(" or "));
        Box::new(Rejection::new(FailureKind::NotAcceptable, Code::NOT_ACCEPTABLE, detail))
    };
    let (mut own, mut spoiled) = (0, 0);
    let mut best: Option<(u16, &'static str)> = None;
    for name in known() {
        let mut found: Option<(u8, u16)> = None;
        for range in &ranges {
            let Some(nearness) = range.nearness(name) else { continue };
            if nearness == EXACT && name == usual {
                own += 1;
                spoiled += usize::from(!is_as_named(dialect, name, range.parameters()));
            }
            if nearness == EXACT && !is_as_named(dialect, name, range.parameters()) {
                continue;
            }
            found = found.max(Some((nearness, range.weight)));
        }
        if let Some((_, weight)) = found.filter(|(_, weight)| *weight > 0)
            && best.is_none_or(|(best, _)| weight > best)
        {
            best = Some((weight, name));
        }
    }
    // "If all instances of that media type are modified with a media type parameter other than `ext` or `profile`,
    // servers MUST respond with a 406", whatever else is taken.
    if endpoint.parameters == MediaTypeParameters::JsonApi && own > 0 && own == spoiled {
        return Err(refused());
    }
    best.map(|(_, name)| name).ok_or_else(refused)
}

/// Whether two names are of one media type, whatever parameters they have.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    MediaType::parse(one).is_ok_and(|one| is(&one, other))
}

/// Whether `written` has this name, whatever parameters it has.
fn is(written: &MediaType<'_>, name: &str) -> bool {
    MediaType::parse(name).is_ok_and(|named| named.essence() == written.essence())
}

/// Whether what is named `name` is that media type with these parameters.
fn is_as_named<'p, D: Dialect + ?Sized>(
    dialect: &D,
    name: &str,
    mut parameters: impl Iterator<Item = (Name<'p>, Value<'p>)>,
) -> bool {
    let endpoint = dialect.endpoint();
    let rule = if endpoint.also_read.contains(&name) {
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

/// One thing that a sender takes, and how gladly.
struct Range<'h> {
    media_type: MediaType<'h>,
    /// In thousandths.
    weight: u16,
}

impl<'h> Range<'h> {
    fn of(media_type: &MediaType<'h>) -> Self {
        // A weight that is none says as little as no weight.
        let weight = media_type
            .params()
            .find(|(name, _)| *name == "q")
            .and_then(|(_, value)| weight(value.as_str()));
        Self { media_type: media_type.clone(), weight: weight.unwrap_or(MOST) }
    }

    /// Those of the media type, without the weight.
    fn parameters(&self) -> impl Iterator<Item = (Name<'_>, Value<'_>)> {
        self.media_type.params().filter(|(name, _)| *name != "q")
    }

    /// How closely it names the media type `name`, if it does.
    fn nearness(&self, name: &str) -> Option<u8> {
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

const MOST: u16 = 1000;

/// RFC 9110, section 12.4.2, in thousandths.
fn weight(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_fraction = fraction.len() <= 3 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok().filter(|_| is_fraction)?;
    match whole {
        // The zero is left out by some that have been around for long.
        "0" | "" if !text.is_empty() => Some(thousandths),
        "1" if thousandths == 0 => Some(MOST),
        _ => None,
    }
}

#[cfg(test)]
#[cfg(all(feature = "json-api", feature = "upsun"))]
mod tests {
    use ::http::{HeaderMap, HeaderValue, header};

    use super::{answer_type, check_content, weight};
    use crate::dialect::json_api::JsonApi;
    use crate::dialect::upsun::Upsun;
    use crate::dialect::{Dialect, Settings};

    const JSON_API: &str = "application/vnd.api+json";

    fn headers(name: &header::HeaderName, values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (name.clone(), HeaderValue::try_from(*value).unwrap())).collect()
    }

    fn takes<D: Dialect>(dialect: &D, content_type: &str) -> bool {
        check_content(dialect, &headers(&header::CONTENT_TYPE, &[content_type])).is_ok()
    }

    fn answers<D: Dialect>(dialect: &D, accept: &[&str]) -> Option<&'static str> {
        answer_type(dialect, &headers(&header::ACCEPT, accept)).ok()
    }

    #[test]
    fn a_request_is_taken_in_its_types_however_they_are_written() {
        for content_type in [
            "application/json",
            "Application/JSON",
            "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"",
            "application/json ; charset=utf-8 ; version=1",
        ] {
            assert!(takes(&Upsun::default(), content_type), "{content_type}");
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
            assert!(!takes(&Upsun::default(), content_type), "{content_type}");
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
        let refused = check_content(&upsun, &encoded).unwrap_err();
        assert_eq!(
            refused.headers,
            [(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"))]
        );
        encoded.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
        assert!(check_content(&upsun, &encoded).is_ok());
    }

    #[test]
    fn what_would_be_taken_is_listed() {
        let wrong = headers(&header::CONTENT_TYPE, &["text/plain"]);
        let listed = |refused: Box<crate::http::Rejection>| {
            refused.headers.first().map(|(name, value)| format!("{name}: {value:?}"))
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
        for (content_type, by_the_book, tolerated) in cases {
            assert_eq!(takes(&strict, content_type), by_the_book, "{content_type}");
            assert_eq!(takes(&lenient, content_type), tolerated, "{content_type}");
        }
    }

    #[test]
    fn the_best_liked_answer_is_given() {
        let upsun = Upsun::default();
        for accept in [
            &[][..],
            &["*/*"],
            &["application/*"],
            &["application/json"],
            &["text/html, */*;q=0.1"],
            &["nonsense"],
        ] {
            assert_eq!(answers(&upsun, accept), Some("application/json"), "{accept:?}");
        }
        assert_eq!(
            answers(&upsun, &["application/json;q=0.5", "application/hal+json"]),
            Some("application/hal+json")
        );
        for accept in [
            &["text/html"][..],
            &["application/json;q=0"],
            &["application/json;q=0, application/hal+json;q=0, */*"],
            &["text/*"],
            &["application/vnd.api+json"],
        ] {
            assert_eq!(answers(&upsun, accept), None, "{accept:?}");
        }
        assert_eq!(answers(&upsun, &["application/json;q=0, */*"]), Some("application/hal+json"));
    }

    #[test]
    fn json_api_ignores_what_has_other_parameters_and_refuses_when_all_have() {
        let strict = JsonApi::default();
        assert_eq!(answers(&strict, &["application/vnd.api+json;q=0.2"]), Some(JSON_API));
        assert_eq!(
            answers(&strict, &["application/vnd.api+json; a=b, application/vnd.api+json"]),
            Some(JSON_API)
        );
        assert_eq!(answers(&strict, &["application/vnd.api+json; a=b"]), None);
        assert_eq!(answers(&strict, &["application/vnd.api+json; a=b, */*"]), None);
        assert_eq!(
            answers(&strict, &["application/vnd.api+json; ext=\"https://example.com/e\""]),
            None
        );
        assert_eq!(answers(&strict, &["application/vnd.api+json; charset=utf-8"]), None);
        assert_eq!(answers(&strict, &["application/json"]), Some("application/json"));
        assert_eq!(
            answers(&strict, &["application/json, application/vnd.api+json"]),
            Some(JSON_API)
        );
        let lenient = JsonApi::new(Settings::default().with_lenient_charset());
        assert_eq!(answers(&lenient, &["application/vnd.api+json; charset=utf-8"]), Some(JSON_API));
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
