//! Requests to a service: where they go, and the headers that describe them.

use http::HeaderMap;
use idiolect::dialect::{DialectExt as _, Error, percent};
use idiolect::http::{BaseUrl, Credential, CredentialError, CredentialOwner, HttpExt};
use idiolect::model::UserId;

use super::ROWS;
use super::support::dialect;
use super::support::values::{CANARY, UUID};

fn id(text: &str) -> UserId {
    UserId::parse(text).unwrap()
}

#[test]
fn a_request_has_what_the_table_lists_and_nothing_else() {
    for row in &ROWS {
        for (base, prefix) in [
            ("https://api.example.com", ""),
            ("https://api.example.com/", ""),
            ("https://api.example.com/eu/v1", "/eu/v1"),
            ("https://api.example.com/eu/v1/", "/eu/v1"),
        ] {
            let base = BaseUrl::parse(base).unwrap();
            let request = dialect(row.name).request(&base, &id(UUID), b"{}".to_vec()).unwrap();
            assert_eq!(request.method(), row.method, "{}", row.name);
            let path = format!("https://api.example.com{prefix}{}", row.path.replace("{id}", UUID));
            assert_eq!(request.uri(), path.as_str(), "{}", row.name);
            assert_eq!(request.headers()["content-type"], row.sent, "{}", row.name);
            assert_eq!(request.headers()["accept"], row.accepted, "{}", row.name);
            assert_eq!(request.headers().len(), 2, "{}", row.name);
            assert_eq!(request.body().as_ref(), b"{}", "{}", row.name);
        }
    }
}

#[test]
fn an_id_is_one_segment_of_the_path_and_can_be_read_back() {
    let base = BaseUrl::parse("https://api.example.com/v1").unwrap();
    let hostile = [
        "a/b",
        "a?b",
        "a#b",
        "%2e%2e",
        "a b",
        "\u{e9}\u{1f980}",
        "../../admin",
        "...",
        "a\\b",
        "a;b=c@d:e",
        "{id}",
    ];
    for row in &ROWS {
        for text in hostile {
            let request = dialect(row.name).request(&base, &id(text), Vec::new()).unwrap();
            let (before, behind) = row.path.split_once("{id}").unwrap();
            let path = request.uri().path().strip_prefix("/v1").unwrap();
            let segment = path.strip_prefix(before).unwrap().strip_suffix(behind).unwrap();
            assert!(!segment.contains(['/', '?', '#', ' ', '\\']), "{segment}");
            assert_eq!(percent::decode(segment).as_deref(), Some(text), "{}", row.name);
            assert_eq!(request.uri().query(), None);
        }
    }
}

#[test]
fn an_id_that_makes_no_address_makes_no_request() {
    let base = BaseUrl::parse("https://api.example.com").unwrap();
    // RFC 3986, section 5.2.4: dots lead elsewhere. `http::Uri` ends before 64 KiB.
    let long = "\u{e9}".repeat(20_000);
    for row in &ROWS {
        for text in [".", "..", long.as_str()] {
            let Ok(id) = UserId::parse(text) else { continue };
            let refused = dialect(row.name).request(&base, &id, Vec::new()).unwrap_err();
            assert!(
                matches!(&refused, Error::InvalidId { dialect, .. } if dialect.as_str() == row.name),
                "{refused:?}"
            );
        }
    }
}

#[test]
fn dots_alone_are_never_a_segment_as_they_are() {
    for (text, encoded) in
        [(".", "%2E"), ("..", "%2E%2E"), ("...", "..."), (".a", ".a"), ("a.", "a."), ("", "")]
    {
        assert_eq!(percent::encode(text), encoded);
        assert_eq!(percent::decode(encoded).as_deref(), Some(text));
    }
}

/// A base address is what it is printed as: no slash at its end, nothing but the address.
#[test]
fn a_base_address_is_parsed_from_how_it_is_shown() {
    for text in [
        "https://api.example.com",
        "http://127.0.0.1:8080/a/",
        "https://[::1]/",
        "https://API.example.com:443//",
    ] {
        let base = BaseUrl::parse(text).unwrap();
        let shown = base.to_string();
        assert!(!shown.ends_with('/'), "{shown}");
        assert_eq!(BaseUrl::parse(&shown), Ok(base), "{text}");
    }
}

#[test]
fn a_credential_takes_the_place_of_another_and_is_marked() {
    let credentials = [
        (Credential::bearer(CANARY).unwrap(), "authorization"),
        (Credential::basic("ada", CANARY).unwrap(), "authorization"),
        (Credential::header("X-Session-Token", CANARY).unwrap(), "x-session-token"),
    ];
    for (credential, name) in credentials {
        let mut headers = HeaderMap::new();
        headers.append(name, "old".parse().unwrap());
        headers.append(name, "older".parse().unwrap());
        credential.apply_to(&mut headers);
        let values: Vec<_> = headers.get_all(name).iter().collect();
        assert_eq!(values.len(), 1, "{name}");
        assert!(values[0].is_sensitive() && values[0] != "old", "{name}");
        assert!(
            !format!("{headers:?} {credential:?} {:?}", credential.clone().owned_by_caller())
                .contains(CANARY),
            "{name}"
        );
        assert_eq!(
            (credential.owner(), credential.owned_by_caller().owner()),
            (CredentialOwner::Gateway, CredentialOwner::Caller)
        );
    }
}

#[test]
fn what_no_header_can_hold_is_no_credential() {
    for secret in ["a\r\nHost: b", "a\0", "\u{e9}", "a\tb", "a\u{7f}"] {
        for credential in [Credential::header("X-Key", secret), Credential::bearer(secret)] {
            assert_eq!(credential.map(|_| ()), Err(CredentialError::Secret), "{secret:?}");
        }
    }
    assert_eq!(Credential::header("X-Key", "").map(|_| ()), Err(CredentialError::Secret));
    assert_eq!(Credential::header("no name", CANARY).map(|_| ()), Err(CredentialError::Name));
    assert_eq!(Credential::basic("a:b", CANARY).map(|_| ()), Err(CredentialError::Secret));
}

/// A request that a dialect writes is one that it reads.
#[test]
fn what_a_dialect_sends_it_takes() {
    let base = BaseUrl::parse("https://api.example.com").unwrap();
    for row in &ROWS {
        let request = dialect(row.name).request(&base, &id(UUID), Vec::new()).unwrap();
        let (head, _) = request.into_parts();
        assert_eq!(dialect(row.name).check_request_head(&head).unwrap(), row.sent, "{}", row.name);
        assert_eq!(
            dialect(row.name).update_operation().path_for(&id(UUID)),
            head.uri.path(),
            "{}",
            row.name
        );
    }
}
