//! Values with another meaning where they are inserted: in a URL, a header, a link, a pointer, or
//! other JSON.

use std::time::Duration;

use bytes::Bytes;
use http::{Response, header};
use idiolect::dialect::{DialectExt, Error, IdFormat, UpdateContext, percent};
use idiolect::gateway::{Completion, Frontend, Frontends, Gateway, Step, Upstream};
use idiolect::http::{BaseUrl, BaseUrlError, Credential, HttpExt, UpstreamResponse};
use idiolect::model::UserId;
use idiolect::problem::{Failure, FailureKind};
use serde_json::{Value, json};

use crate::messages::{holds_unchanged, leaves, update, user_json};
use crate::support::values::UUID;
use crate::support::variations::{escaped, with};
use crate::support::{ALL, dialect, user as translated};

/// Ids that change the path if they are inserted into a URL without encoding.
const IDS: [&str; 24] = [
    "a/b",
    "/",
    "//evil.example",
    "../admin",
    "..\\admin",
    "a/../../b",
    "...",
    ".%2e",
    "%2e%2e",
    "%2F",
    "%00",
    "%0d%0aHost: evil.example",
    "%",
    "%zz",
    "a?admin=true",
    "a#fragment",
    "a;jsessionid=1",
    "a@evil.example:80",
    "http://evil.example/",
    "{id}",
    "a b",
    "\u{e9}",
    "\u{2025}\u{ff0f}",
    "\u{202e}nimda",
];

#[test]
fn an_id_stays_one_segment_of_the_upstream_path() {
    let base = BaseUrl::parse("https://api.example.com/v1").unwrap();
    for name in ALL {
        let own = dialect(name);
        let endpoint = own.update_operation();
        for text in IDS {
            let id = UserId::parse(text).unwrap();
            let request = dialect(name).request(&base, &id, Vec::new()).unwrap();
            let uri = request.uri();
            assert_eq!(
                (uri.scheme_str(), uri.host(), uri.port_u16()),
                (Some("https"), Some("api.example.com"), None)
            );
            assert_eq!(uri.query(), None, "{name} {text:?}");
            let (before, behind) = endpoint.path.split_once("{id}").unwrap();
            let segment = uri.path().strip_prefix("/v1").unwrap().strip_prefix(before).unwrap();
            let segment = segment.strip_suffix(behind).unwrap();
            assert!(
                segment.bytes().all(|byte| byte.is_ascii_graphic() && !b"/?#\\".contains(&byte)),
                "{name} {text:?}"
            );
            assert_eq!(percent::decode(segment).as_deref(), Some(text), "{name} {text:?}");
            assert_eq!(request.headers().len(), 2, "{name} {text:?}");
        }
        for text in [".", ".."] {
            let refused = dialect(name)
                .request(&base, &UserId::parse(text).unwrap(), Vec::new())
                .unwrap_err();
            assert!(matches!(refused, Error::InvalidId { .. }), "{name} {text}");
        }
    }
}

/// No id contains a line break, so no URL or header does.
#[test]
fn an_id_contains_no_line_break() {
    for text in ["a\r\nHost: evil.example", "a\nb", "a\rb", "a\u{0}", "a\u{85}b", "\u{7f}", "\t"] {
        assert!(UserId::parse(text).is_err(), "{text:?}");
        for name in ALL {
            let body = match name {
                "json-api" => json!({"data": {"type": "users", "id": text}}),
                "canonical" => json!({"version": 1, "id": text}),
                _ => json!({ "id": text }),
            };
            let place = if name == "json-api" { "/data/id" } else { "/id" };
            let found =
                update(&*dialect(name), body.to_string().as_bytes()).map(|_| ()).unwrap_err();
            assert_eq!(found.len(), 1, "{name} {text:?}");
            assert!(found[0].starts_with(&format!("{place} ")), "{name} {text:?}: {found:?}");
            let refused = dialect(name).decode_user(body.to_string().as_bytes()).unwrap_err();
            assert_eq!(refused.problems()[0].pointer().as_str(), place, "{name} {text:?}");
        }
    }
}

#[test]
fn an_update_is_sent_to_no_other_host_for_any_base_url() {
    for (text, error) in [
        ("javascript:alert(1)", BaseUrlError::Scheme),
        ("file:///etc/passwd", BaseUrlError::Scheme),
        ("//evil.example", BaseUrlError::Syntax),
        ("https://ada:secret@api.example.com", BaseUrlError::Credential),
        ("https://api.example.com@evil.example", BaseUrlError::Credential),
        ("https://api.example.com?x=", BaseUrlError::Query),
        ("https://api.example.com#", BaseUrlError::Query),
        ("https://api.example.com\r\nHost: evil.example", BaseUrlError::Syntax),
        ("https://api.example.com\\@evil.example", BaseUrlError::Syntax),
        (" https://api.example.com", BaseUrlError::Syntax),
        ("https://", BaseUrlError::Syntax),
    ] {
        assert_eq!(BaseUrl::parse(text), Err(error), "{text:?}");
    }
}

const SPLIT: [&str; 6] =
    ["a\r\nSet-Cookie: b=c", "a\nb", "a\r", "a\u{0}b", "a\u{7f}", "\u{e9}\r\n\r\n<html>"];

#[test]
fn no_line_break_becomes_part_of_a_header() {
    for text in SPLIT {
        assert!(
            Credential::bearer(text).is_err() && Credential::header("X-Token", text).is_err(),
            "{text:?}"
        );
        assert!(Credential::header(text, "a").is_err(), "{text:?}");
        // In base64 a line break is encoded as letters.
        let mut headers = http::HeaderMap::new();
        Credential::basic("ada", text).unwrap().apply_to(&mut headers);
        assert!(
            headers["authorization"].as_bytes().iter().all(u8::is_ascii_graphic)
                || headers.len() == 1
        );
        for name in ALL {
            let mut failure = Failure::new(FailureKind::RateLimited);
            failure.trace_id = Some(text.to_owned());
            failure.retry_after = Some(Duration::from_secs(7));
            let response =
                dialect(name).failure_response(dialect(name).encode_failure(&failure), None);
            assert_eq!(
                response.headers().get(dialect(name).update_operation().trace_header),
                None,
                "{name} {text:?}"
            );
            assert_eq!(response.headers()["retry-after"], "7", "{name}");
        }
    }
}

#[test]
fn an_upstream_header_is_a_number_a_time_or_an_id_or_is_ignored() {
    for value in
        ["7\t8", "7, 8", "-7", "+7", "7.5", "0x7", "<b>", "99999999999999999999", "tomorrow"]
    {
        let response = Response::builder()
            .status(503)
            .header(header::RETRY_AFTER, value)
            .header("X-Request-Id", format!("{value} <script>"))
            .body(Bytes::new())
            .unwrap();
        for name in ALL {
            let UpstreamResponse::Failure(failure) = dialect(name).read_response(&response, None)
            else {
                panic!("{name}: expected a failure");
            };
            // A number may have a leading plus sign.
            let waits = if value == "+7" { Some(Duration::from_secs(7)) } else { None };
            assert_eq!(failure.value.retry_after, waits, "{name} {value}");
            assert_eq!(failure.value.trace_id, None, "{name} {value}");
        }
    }
}

/// The upstream's id of the user is not used in any URL or header: the caller gets its own id.
#[test]
fn the_id_in_an_upstream_response_does_not_replace_the_callers() {
    for service in
        ALL.into_iter().filter(|name| dialect(name).update_operation().ids == IdFormat::Opaque)
    {
        for caller in ALL {
            let fronts = Frontends::new([Frontend::shared(dialect(caller).into())]).unwrap();
            let wanted = dialect(service).update_operation().required_headers;
            let upstream =
                Upstream::shared(dialect(service).into(), "https://api.example.com").unwrap();
            let upstream = wanted
                .iter()
                .fold(upstream, |upstream, name| upstream.with_header(name, "x").unwrap());
            let gateway = Gateway::new(fronts, upstream).unwrap();
            for text in IDS {
                let caller_dialect = dialect(caller);
                let endpoint = caller_dialect.update_operation();
                let request = http::Request::builder()
                    .method(endpoint.method)
                    .uri(endpoint.path.replace("{id}", UUID))
                    .header(header::CONTENT_TYPE, endpoint.request_type)
                    .body(Bytes::from(match caller {
                        "json-api" => json!({"data": {"type": "users"}}).to_string(),
                        "canonical" => json!({"version": 1}).to_string(),
                        _ => "{}".to_owned(),
                    }))
                    .unwrap();
                let Step::Send(sending) = gateway.receive(request).unwrap().forward() else {
                    panic!("{caller} before {service}: expected something to send");
                };
                let body = match service {
                    "canonical" => json!({"version": 1, "id": text}),
                    _ => json!({ "id": text }),
                };
                let response = Response::new(Bytes::from(body.to_string()));
                let Completion::Reply(reply) = sending.into_parts().1.finish(response) else {
                    panic!("{caller} before {service}: expected a reply");
                };
                let read = dialect(caller).decode_user(reply.response().body()).unwrap().value;
                assert_eq!(read.id.as_str(), UUID, "{caller} before {service} {text:?}");
                assert!(
                    !format!("{:?}", reply.response().headers()).contains("evil"),
                    "{caller} before {service}"
                );
            }
        }
    }
}

/// References to other hosts or other collections.
const IRIS: [&str; 23] = [
    "https://evil.example/accounts/a",
    "http://next.textus.com/accounts/a",
    "//evil.example/accounts/a",
    "//accounts/a",
    "///accounts/a",
    "javascript:/accounts/a",
    "/accounts/a/../b",
    "/accounts/../users/a",
    "/../accounts/a",
    "/./accounts/a",
    "/accounts//a",
    "/accounts/a?b",
    "/accounts/a#b",
    "/accounts/a/",
    "/accounts/",
    "/ACCOUNTS/a",
    "/accounts%2Fa",
    "/%61ccounts/a",
    "/accounts/%FF",
    "/accounts/%0D%0AHost:%20evil.example",
    "/accounts/%00",
    " /accounts/a",
    "/accounts/a\u{0}/b",
];

#[test]
fn a_reference_to_another_host_is_not_valid() {
    let textus = dialect("textus");
    for iri in IRIS {
        for (place, body) in [
            ("/memberships/0/account", json!({"memberships": [{"role": "r", "account": iri}]})),
            (
                "/settings/defaultMessagingAccount",
                json!({"settings": {"defaultMessagingAccount": iri}}),
            ),
            ("/defaultMessagingAccount", json!({ "defaultMessagingAccount": iri })),
        ] {
            let found = update(&*textus, body.to_string().as_bytes()).map(|_| ());
            assert_eq!(found, Err(vec![format!("{place} iri")]), "{iri:?}");
        }
        let body = json!({"id": "/users/a", "settings": {"defaultMessagingAccount": iri},
            "memberships": {"members": [{"role": "r", "account": {"id": iri}}]}});
        let user = holds_unchanged(&*textus, body.to_string().as_bytes(), iri).value;
        assert_eq!(
            (user.preferences.default_messaging_account, user.access.memberships),
            (None, None),
            "{iri:?}"
        );
        let found =
            update(&*textus, json!({"id": iri.replace("ccounts", "sers")}).to_string().as_bytes())
                .map(|_| ());
        assert!(matches!(found, Err(problems) if problems == ["/id iri"]), "{iri:?}");
    }
    // A segment that is percent-encoded is an id, and is encoded again where it is not written
    // bare.
    for (iri, id, place, written_as) in [
        (
            "/accounts/a%2F..%2Fb",
            "a/../b",
            "/settings/defaultMessagingAccount",
            "/accounts/a%2F..%2Fb",
        ),
        ("/accounts/%252e", "%2e", "/defaultMessagingAccount", "%2e"),
        ("/accounts/a%3Fb%23c", "a?b#c", "/defaultMessagingAccount", "a?b#c"),
    ] {
        let body = json!({ "defaultMessagingAccount": iri }).to_string();
        let read = update(&*textus, body.as_bytes()).unwrap().value;
        assert_eq!(read.preferences.default_messaging_account.as_ref().unwrap().as_str(), id);
        let written = textus
            .encode_update(&read, &UpdateContext::EMPTY, &idiolect::dialect::LossPolicy::Reject)
            .unwrap();
        let there = crate::support::json(&written.body);
        assert_eq!(there.pointer(place), Some(&json!(written_as)));
        assert_eq!(update(&*textus, &written.body).unwrap().value, read);
    }
}

const LINKS: [&str; 36] = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "javascript://example.com/%0aalert(1)",
    "java\nscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://example.com/",
    "blob:https://example.com/x",
    "view-source:https://example.com",
    "about:blank",
    "mailto:a@example.com",
    "ws://example.com",
    "https://ada:secret@example.com/",
    "https://ada@example.com/",
    "https://:secret@example.com/",
    "https://example.com:443@evil.example/",
    "https://example.com\\@evil.example/",
    "https:example.com",
    "https:/example.com",
    "https:///example.com",
    "https:\\\\example.com",
    "//example.com",
    "/me.png",
    "example.com",
    "https://",
    "https://example.com:99999/",
    "https://exa mple.com/",
    "https://example.com/ ",
    " https://example.com/",
    "https://example.com/\r\nSet-Cookie: a=b",
    "https://example.com/\u{0}",
    "https://example.com/\u{202e}gnp.exe",
    "https://\u{430}pple.com/",
    "https://[::1/",
];

#[test]
fn a_link_is_an_http_url_or_is_not_valid() {
    for (name, place, attribute) in [
        ("upsun", "/picture", "picture"),
        ("upsun", "/website", "website"),
        ("canonical", "/picture", "picture"),
        ("canonical", "/website", "website"),
        ("textus", "/avatar", "picture"),
    ] {
        let bare = if name == "canonical" { json!({"version": 1}) } else { json!({}) };
        for link in LINKS {
            let body = with(&bare, place, json!(link)).to_string();
            let code = if name == "textus" { "read-only" } else { "link" };
            let found = update(&*dialect(name), body.as_bytes()).map(|_| ());
            assert_eq!(found, Err(vec![format!("{place} {code}")]), "{name} {link:?}");
            let body = with(&with(&bare, place, json!(link)), "/id", json!("a")).to_string();
            let user = holds_unchanged(&*dialect(name), body.as_bytes(), link).value;
            assert_eq!(user_json(&user).get(attribute), None, "{name} {link:?}");
            // The link is written to no other dialect.
            for other in ALL.into_iter().filter(|other| ![name, "canonical"].contains(other)) {
                let body = crate::support::json(&translated(name, other, body.as_bytes()).body);
                assert!(
                    !leaves(&body).iter().any(|leaf| body.pointer(leaf) == Some(&json!(link))),
                    "{name} to {other}"
                );
            }
        }
    }
}

/// Texts that end a string, an object, or a document, if JSON is built by concatenation.
const TEXTS: [&str; 12] = [
    "\",\"admin\":true,\"x\":\"",
    "\"}]}}",
    "\\\",\\\"admin\\\":true",
    "\\",
    "\\u0022",
    "</script><script>",
    "' OR '1'='1",
    "${jndi:ldap://evil.example/a}",
    "{{constructor}}",
    "=cmd|' /C calc'!A0",
    "%s%n%x",
    "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
];

#[test]
fn a_text_is_a_text_in_every_dialect() {
    for (name, from) in
        [("upsun", "/last_name"), ("flat-roles", "/lastName"), ("legacy", "/lastName")]
    {
        for text in TEXTS {
            let body = with(&json!({"id": "a"}), from, json!(text)).to_string();
            for other in ALL {
                let message = crate::support::json(&translated(name, other, body.as_bytes()).body);
                let found: Vec<String> = leaves(&message)
                    .into_iter()
                    .filter(|leaf| message.pointer(leaf) == Some(&json!(text)))
                    .collect();
                // The family name, and the full name if there is one.
                let expected = if ["textus", "canonical"].contains(&other) { 2 } else { 1 };
                assert_eq!(found.len(), expected, "{name} to {other} {text:?}");
                assert!(
                    !leaves(&message).iter().any(|leaf| leaf.ends_with("/admin")),
                    "{name} to {other} {text:?}"
                );
            }
        }
    }
}

/// The key of a setting is one segment of a pointer, which resolves to its value.
#[test]
fn a_key_is_one_segment_of_a_pointer() {
    for key in [
        "/", "//", "~", "~0", "~1", "~01", "a/b", "../..", "0", "-", "#", "%2F", "\"", "\\", " /",
        "a~/b",
    ] {
        let body = json!({"settings": {"customSettings": {key: "x"}}});
        let translation =
            crate::support::update("textus", "canonical", body.to_string().as_bytes()).unwrap();
        let row = &translation.report.rows()[0];
        assert_eq!(
            row.sources[0].as_str(),
            format!("/settings/customSettings/{}", escaped(key)),
            "{key:?}"
        );
        assert_eq!(body.pointer(row.sources[0].as_str()), Some(&json!("x")), "{key:?}");
        let message: Value = crate::support::json(&translation.body);
        assert_eq!(message.pointer(row.targets[0].as_str()), Some(&json!("x")), "{key:?}");
        let wrong = json!({"settings": {"customSettings": {key: 7}}}).to_string();
        let found = update(&*dialect("textus"), wrong.as_bytes()).map(|_| ());
        assert_eq!(
            found,
            Err(vec![format!("/settings/customSettings/{} type", escaped(key))]),
            "{key:?}"
        );
    }
}
