//! Users of Upsun: read, and written back unchanged.

use idiolect::Verdict;
use idiolect::codec::ReadOutcome;
use idiolect::dialect::{DialectExt, Error};
use idiolect::model::Name;
use idiolect::model::{ConsentMethod, Status, User};
use serde_json::{Value, json};

use super::support::lines::{listed, pointers, readings, sorted};
use super::support::users::{read_user, rewritten, write_user};
use super::support::values::{ID, of, time};
use super::support::variations::{kinds, places, variations, with, without};
use super::{fixture, support, upsun};

/// A user with a valid value everywhere.
fn whole() -> Value {
    json!({
        "id": ID,
        "deactivated": false,
        "namespace": "platformsh",
        "username": "ada",
        "email": "ada@example.com",
        "email_verified": true,
        "first_name": "Ada",
        "last_name": "Byron",
        "picture": "https://example.com/ada.png",
        "company": "Engines",
        "website": "https://example.com",
        "country": "EU",
        "created_at": "2010-04-19T10:00:00Z",
        "updated_at": "2021-01-27T13:58:38.06968Z",
        "consented_at": "0001-01-01T00:00:00Z",
        "consent_method": "text-ref",
    })
}

#[test]
fn a_complete_user() {
    let body = whole();
    let decoded = upsun().decode_user(body.to_string().as_bytes()).unwrap();
    let mut expected = User::new(of(ID));
    expected.access.status = Some(Status::Active);
    expected.access.namespace = Some(of("platformsh"));
    expected.sign_in.username = Some(of("ada"));
    expected.sign_in.email = Some(of("ada@example.com"));
    expected.sign_in.email_verified = Some(true);
    expected.name = Name::new(None, Some(of("Ada")), Some(of("Byron")));
    expected.profile.picture = Some(of("https://example.com/ada.png"));
    expected.profile.company = Some(of("Engines"));
    expected.profile.website = Some(of("https://example.com"));
    expected.address.country = Some(of("EU"));
    expected.history.created_at = Some(time("2010-04-19T10:00:00Z"));
    expected.history.updated_at = Some(time("2021-01-27T13:58:38.06968Z"));
    expected.history.consented_at = Some(time("0001-01-01T00:00:00Z"));
    expected.history.consent_method = Some(ConsentMethod::TextRef);
    assert_eq!(decoded.value, expected);
    assert_eq!(
        readings(&decoded.provenance),
        [
            "company /company",
            "consent_method /consent_method",
            "consented_at /consented_at",
            "country /country",
            "created_at /created_at",
            "email /email",
            "email_verified /email_verified",
            "family_name /last_name",
            "given_name /first_name",
            "id /id",
            "namespace /namespace",
            "picture /picture",
            "status /deactivated",
            "updated_at /updated_at",
            "username /username",
            "website /website",
        ]
    );
    assert_eq!(write_user(&upsun(), &decoded.value), body);
}

#[test]
fn the_fixture_with_its_placeholders() {
    let body = fixture("user.json");
    let decoded = upsun().decode_user(body.to_string().as_bytes()).unwrap();
    let mut expected = User::new(of(ID));
    expected.access.status = Some(Status::Disabled);
    expected.access.namespace = Some(of("<string>"));
    expected.sign_in.username = Some(of("<string>"));
    expected.sign_in.email = Some(of("jsmith@example.com"));
    expected.sign_in.email_verified = Some(true);
    expected.name = Name::new(None, Some(of("<string>")), Some(of("<string>")));
    expected.profile.company = Some(of("<string>"));
    expected.history.created_at = Some(time("2023-11-07T05:31:56Z"));
    expected.history.updated_at = Some(time("2023-11-07T05:31:56Z"));
    expected.history.consented_at = Some(time("2023-11-07T05:31:56Z"));
    expected.history.consent_method = Some(ConsentMethod::OptIn);
    expected.extras = decoded.value.extras.clone();
    assert_eq!(decoded.value, expected);
    let mut kept: Vec<_> = decoded
        .value
        .extras
        .for_dialect("upsun")
        .map(|entry| (entry.pointer.as_str(), entry.original.as_deref()))
        .collect();
    kept.sort_unstable();
    let placeholder = Some("\"<string>\"");
    assert_eq!(
        kept,
        [("/country", placeholder), ("/picture", placeholder), ("/website", placeholder)]
    );
    assert_eq!(
        sorted(pointers(&decoded.provenance, ReadOutcome::Unreadable)),
        ["/country", "/picture", "/website"]
    );
    assert_eq!(write_user(&upsun(), &decoded.value), body);
}

#[test]
fn any_user_is_written_back_unchanged() {
    for base in [whole(), fixture("user.json")] {
        for (place, body) in variations(&base) {
            match upsun().decode_user(body.to_string().as_bytes()) {
                Ok(decoded) => assert_eq!(write_user(&upsun(), &decoded.value), body, "{place}"),
                Err(error) => {
                    assert_eq!(place, "/id", "{body}: {error:?}");
                    assert!(matches!(error, Error::Response { .. }), "{error:?}");
                    assert!(
                        !body["id"].is_u64() && body["id"] != json!("quite another text"),
                        "{body}"
                    );
                }
            }
        }
        for place in places(&base).into_iter().filter(|place| place != "/id") {
            let body = without(&base, &place);
            assert_eq!(write_user(&upsun(), &read_user(&upsun(), &body)), body);
        }
    }
}

#[test]
fn an_invalid_value_leaves_only_its_own_attribute_absent() {
    let regular = read_user(&upsun(), &whole());
    for (place, bad) in [
        ("/deactivated", json!("false")),
        ("/country", json!("Atlantis")),
        ("/country", json!("")),
        ("/email", json!("nobody")),
        ("/picture", json!("")),
        ("/website", json!("javascript:alert(1)")),
        ("/updated_at", json!("yesterday")),
        ("/consented_at", json!(1_452_270_749)),
        ("/consent_method", json!("")),
        ("/consent_method", json!("phone")),
        ("/consent_method", Value::Null),
        ("/company", Value::Null),
        ("/namespace", json!([])),
    ] {
        let body = with(&whole(), place, bad);
        let read = read_user(&upsun(), &body);
        let mut expected = regular.clone();
        match place {
            "/deactivated" => expected.access.status = None,
            "/country" => expected.address.country = None,
            "/email" => expected.sign_in.email = None,
            "/picture" => expected.profile.picture = None,
            "/website" => expected.profile.website = None,
            "/updated_at" => expected.history.updated_at = None,
            "/consented_at" => expected.history.consented_at = None,
            "/consent_method" => expected.history.consent_method = None,
            "/company" => expected.profile.company = None,
            _ => expected.access.namespace = None,
        }
        expected.extras = read.extras.clone();
        assert_eq!(read, expected, "{body}");
        assert_eq!(write_user(&upsun(), &read), body);
    }
}

#[test]
fn undocumented_members_are_written_back() {
    let mut body = whole();
    for (place, value) in [
        ("/phone_number_verified", json!(true)),
        ("/mfa_enabled", Value::Null),
        ("/_links", json!({ "self": { "href": "/users/me" }, "a/b~c": [1, { "d": [] }] })),
        ("/", json!("an empty name")),
    ] {
        body = with(&body, place, value);
    }
    let decoded = upsun().decode_user(body.to_string().as_bytes()).unwrap();
    assert_eq!(
        sorted(pointers(&decoded.provenance, ReadOutcome::Unknown)),
        ["/", "/_links", "/mfa_enabled", "/phone_number_verified"]
    );
    assert_eq!(write_user(&upsun(), &decoded.value), body);
}

#[test]
fn numbers_keep_their_text() {
    for number in [
        "12345678901234567890123",
        "1e400",
        "-0",
        "1.0",
        "-0.0",
        "1E+2",
        "18446744073709551615",
        "0.1",
    ] {
        for member in ["logins", "company", "email_verified", "created_at"] {
            let body = format!(r#"{{"id":"{ID}","{member}":{number}}}"#);
            assert_eq!(rewritten(&upsun(), &body), body);
            let nested = format!(r#"{{"id":"{ID}","{member}":[{{"n":{number}}}]}}"#);
            assert_eq!(rewritten(&upsun(), &nested), nested);
        }
    }
}

#[test]
fn a_change_to_the_user_is_the_only_difference() {
    type Alter = fn(&mut User);
    let changes: [(&str, Value, Alter); 15] = [
        ("/deactivated", json!(true), |user| user.access.status = Some(Status::Disabled)),
        ("/namespace", json!("new"), |user| user.access.namespace = Some(of("new"))),
        ("/username", json!("new"), |user| user.sign_in.username = Some(of("new"))),
        ("/email", json!("new@example.com"), |user| {
            user.sign_in.email = Some(of("new@example.com"));
        }),
        ("/email_verified", json!(false), |user| user.sign_in.email_verified = Some(false)),
        ("/first_name", json!("New"), |user| {
            user.name = Name::new(None, Some(of("New")), user.name.family().cloned());
        }),
        ("/last_name", json!("New"), |user| {
            user.name = Name::new(None, user.name.given().cloned(), Some(of("New")));
        }),
        ("/picture", json!("https://new.example/"), |user| {
            user.profile.picture = Some(of("https://new.example/"));
        }),
        ("/company", json!("New"), |user| user.profile.company = Some(of("New"))),
        ("/website", json!("https://new.example/"), |user| {
            user.profile.website = Some(of("https://new.example/"));
        }),
        ("/country", json!("US"), |user| user.address.country = Some(of("US"))),
        ("/created_at", json!("2030-01-01T00:00:00Z"), |user| {
            user.history.created_at = Some(time("2030-01-01T00:00:00Z"));
        }),
        ("/updated_at", json!("2030-01-01T00:00:00Z"), |user| {
            user.history.updated_at = Some(time("2030-01-01T00:00:00Z"));
        }),
        ("/consented_at", json!("2030-01-01T00:00:00Z"), |user| {
            user.history.consented_at = Some(time("2030-01-01T00:00:00Z"));
        }),
        ("/consent_method", json!("opt-in"), |user| {
            user.history.consent_method = Some(ConsentMethod::OptIn);
        }),
    ];
    let regular = with(&whole(), "/mfa_enabled", json!(false));
    for (place, new, change) in changes {
        // Independent of the previous content: a value, no member, or an invalid value.
        let befores = [regular.clone(), without(&regular, place)];
        let odd = kinds().into_iter().map(|kind| with(&regular, place, kind));
        for before in befores.into_iter().chain(odd) {
            let mut altered = read_user(&upsun(), &before);
            change(&mut altered);
            assert_eq!(
                write_user(&upsun(), &altered),
                with(&before, place, new.clone()),
                "{before}"
            );
        }
    }
    let mut altered = read_user(&upsun(), &regular);
    altered.profile.company = None;
    assert_eq!(write_user(&upsun(), &altered), without(&regular, "/company"));
}

#[test]
fn a_response_without_an_id_or_an_object_is_an_upstream_error() {
    for body in [
        "{}",
        r#"{"id":null}"#,
        r#"{"id":""}"#,
        r#"{"id":[]}"#,
        "[]",
        "null",
        "7",
        "\"text\"",
        "",
        "<html>",
    ] {
        let error = upsun().decode_user(body.as_bytes()).unwrap_err();
        assert!(matches!(error, Error::Response { .. }), "{body}");
        assert_eq!(error.status(), 502);
        assert!(!listed(&error).is_empty(), "{body}");
    }
}

#[test]
fn statuses_are_written_as_deactivated() {
    for (status, deactivated) in [
        (Status::Active, false),
        (Status::Disabled, true),
        (Status::Locked, true),
        (Status::Deleted, true),
    ] {
        let mut user = User::new(of(ID));
        user.access.status = Some(status);
        assert_eq!(write_user(&upsun(), &user), json!({ "id": ID, "deactivated": deactivated }));
    }
}

#[cfg(feature = "textus")]
#[test]
fn what_the_source_did_not_give_is_missing() {
    use idiolect::model::Attribute;
    use idiolect::problem::ReportedField;

    let translation =
        support::user("textus", "upsun", &support::fixture("textus/user_1_admin.json"));
    assert_eq!(
        support::json(&translation.body),
        json!({
            "id": "wqyODPA",
            "deactivated": false,
            "email": "chuck@textus.example",
            "first_name": "Chuck",
            "last_name": "Norris",
        })
    );
    let rows = translation.report.rows();
    let mut missing: Vec<_> = rows
        .iter()
        .filter(|row| row.verdict == Verdict::Missing)
        .map(|row| {
            assert!(row.sources.is_empty() && row.targets.is_empty(), "{row:?}");
            row.subject.clone()
        })
        .collect();
    missing.sort();
    let mut expected = [
        Attribute::Namespace,
        Attribute::Username,
        Attribute::EmailVerified,
        Attribute::Picture,
        Attribute::Company,
        Attribute::Website,
        Attribute::Country,
        Attribute::CreatedAt,
        Attribute::UpdatedAt,
    ]
    .map(ReportedField::from);
    expected.sort();
    assert_eq!(missing, expected);
}

#[test]
fn what_upsun_omits_from_its_own_response_is_missing() {
    let body = without(&without(&without(&whole(), "/company"), "/consented_at"), "/first_name");
    let translation = support::user("upsun", "upsun", body.to_string().as_bytes());
    assert_eq!(support::json(&translation.body), body);
    let of_verdict = |verdict| {
        let rows = translation.report.rows().iter().filter(move |row| row.verdict == verdict);
        let mut names: Vec<_> = rows.map(|row| row.subject.name().into_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(of_verdict(Verdict::Missing), ["company", "given_name"]);
    assert_eq!(of_verdict(Verdict::Preserved).len(), body.as_object().unwrap().len());
}
