//! A secret at every path that an error could repeat, and no error that contains it.
//!
//! These tests do not print what they find: it would be the secret.

use std::error::Error as _;
use std::fmt::Write as _;

use idiolect::dialect::{Dialect, DialectExt, Error, FailureResponse, LossPolicy, UpdateContext};
use idiolect::model::UserId;
use idiolect::problem::FailureKind;
use idiolect::{Translator, UpdateOptions};
use serde_json::{Value, json};

use crate::messages::{Fixture, Gap, all, leaves};
use crate::support::values::{CANARY, UUID};
use crate::support::variations::with;
use crate::support::{ALL, dialect};

fn holds_no_secret(shown: &str, place: &str) {
    // Half of it counts too, as a truncated text would contain it.
    assert!(!shown.contains(&CANARY[..8]) && !shown.contains(&CANARY[8..]), "{place}");
}

/// Every output of an error: `Display`, `Debug`, and the failure for the caller.
fn shown(error: &Error, front: &dyn Dialect) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(inner) = source {
        write!(shown, "{inner} {inner:?}").unwrap();
        source = inner.source();
    }
    for problem in error.problems() {
        write!(shown, "{problem} {problem:?} {}", problem.detail()).unwrap();
    }
    let failure = error.to_failure(&front.id());
    let encoded = front.encode_failure(&failure);
    write!(shown, "{failure:?} {encoded:?} {}", String::from_utf8_lossy(&encoded.message.body))
        .unwrap();
    shown
}

/// Values that contain the secret and are invalid almost anywhere, each in another way.
fn wrong_values() -> Vec<String> {
    let canary = CANARY;
    let mut values: Vec<Value> = vec![
        json!(canary),
        json!([canary]),
        json!({ "a": canary }),
        json!([{ "a": [canary] }]),
        json!(format!("\u{0}{canary}")),
        json!(format!("{canary}\r\n{canary}")),
        json!(format!("/accounts/{canary}/x")),
        json!(format!("https://ada:{canary}@example.com/")),
        json!(format!("javascript:{canary}")),
        json!(format!("FREQ={canary}")),
        json!(format!("{canary}@{canary}@example.com")),
    ];
    values.push(json!(canary.repeat(200)));
    let unrepresentable = [
        format!("\"{canary}\\ud800\""),
        format!("[\"{canary}\\ud800\"]"),
        format!("{{\"{canary}\\ud800\": \"{canary}\"}}"),
    ];
    values.into_iter().map(|value| value.to_string()).chain(unrepresentable).collect()
}

/// Truncated or invalid JSON next to the secret.
fn no_values() -> Vec<Vec<u8>> {
    let mut values: Vec<Vec<u8>> = [
        format!("\"{CANARY}"),
        CANARY.to_owned(),
        format!("\"{CANARY}\\x\""),
        format!("\"{CANARY}\\ud80\""),
        format!("[1.5,\"{CANARY}\\ud80\"]"),
        format!("\"{CANARY}\n\""),
        format!("{{\"a\":\"{CANARY}\",}}"),
        format!("{{\"a\":{CANARY}}}"),
        format!("{}\"{CANARY}\"", "[".repeat(200)),
        format!("\"{}\"", CANARY.repeat(60_000)),
    ]
    .map(String::into_bytes)
    .to_vec();
    values.push([b"\"", CANARY.as_bytes(), b"\xff\""].concat());
    values
}

fn holds_no_secret_of(fixture: &Fixture, body: &[u8], place: &str) -> bool {
    let refused = match fixture.kind {
        "update" => fixture.dialect.decode_update(body, &UpdateContext::EMPTY).err(),
        _ => fixture.dialect.decode_user(body).err(),
    };
    if let Some(error) = &refused {
        holds_no_secret(&shown(error, &*fixture.dialect), place);
    }
    refused.is_some()
}

#[test]
fn no_problem_of_a_message_contains_the_value() {
    let mut refused = 0;
    for fixture in ["update", "user"].into_iter().flat_map(all) {
        let message = fixture.json();
        for place in leaves(&message) {
            let gap = Gap::at(&message, &place);
            for value in wrong_values() {
                refused += u32::from(holds_no_secret_of(
                    &fixture,
                    &gap.filled(value),
                    &fixture.at(&place),
                ));
            }
        }
        // Invalid JSON does not depend on the dialect, so one path of each message is enough.
        let gap = Gap::at(&message, &leaves(&message)[0]);
        for value in no_values() {
            assert!(holds_no_secret_of(&fixture, &gap.filled(value), &fixture.at("no JSON")));
        }
    }
    assert!(refused > 1000, "{refused}");
}

/// A password is not repeated, under any name of a member.
#[test]
fn no_problem_repeats_a_password_under_any_name() {
    for name in ALL {
        for member in
            ["password", "Password", "passwd", "token", "secret", "authorization", "apiKey"]
        {
            let body = match name {
                "json-api" => {
                    json!({"data": {"type": "users", "attributes": {"profile": {member: CANARY}}}})
                }
                "canonical" => json!({"version": 1, member: CANARY}),
                "legacy" => {
                    json!({ member: format!("{CANARY} "), "userName": CANARY, "unknown": CANARY })
                }
                _ => json!({ member: CANARY }),
            };
            let error = dialect(name)
                .decode_update(body.to_string().as_bytes(), &UpdateContext::EMPTY)
                .unwrap_err();
            holds_no_secret(&shown(&error, &*dialect(name)), &format!("{name} {member}"));
        }
    }
}

/// An id from the path is not repeated either.
#[test]
fn an_invalid_id_is_not_repeated() {
    let secret = UserId::parse(CANARY).unwrap();
    for fixture in all("update") {
        let own = UserId::parse(UUID).unwrap();
        let place = if fixture.name == "json-api" { "/data/id" } else { "/id" };
        let id =
            if fixture.name == "textus" { format!("/users/{CANARY}") } else { CANARY.to_owned() };
        for (id, body) in
            [(&secret, fixture.json()), (&own, with(&fixture.json(), place, json!(id)))]
        {
            let context = UpdateContext::EMPTY.with_id(Some(id));
            if let Err(error) = fixture.dialect.decode_update(body.to_string().as_bytes(), &context)
            {
                holds_no_secret(&shown(&error, &*fixture.dialect), &fixture.at("the id"));
            }
            let update = idiolect::model::UserUpdate::new(secret.clone());
            match fixture.dialect.encode_update(&update, &context, &LossPolicy::Reject) {
                Err(error) => {
                    holds_no_secret(&shown(&error, &*fixture.dialect), &fixture.at("the id"));
                }
                Ok(encoded) => {
                    holds_no_secret(&format!("{:?}", encoded.provenance), &fixture.at("the id"));
                }
            }
        }
    }
}

/// Neither the error of a translation nor its report contains a value.
#[test]
fn no_report_contains_a_value() {
    for fixture in all("update") {
        let message = fixture.json();
        for place in
            leaves(&message).into_iter().filter(|place| message.pointer(place).unwrap().is_string())
        {
            for text in [CANARY.to_owned(), format!("https://{CANARY}.example/")] {
                let body = with(&message, &place, json!(text)).to_string();
                for to in ALL {
                    for loss in [LossPolicy::Reject, LossPolicy::AllowAll] {
                        let options = UpdateOptions::default().with_loss_policy(loss);
                        let (source, target): (&dyn Dialect, _) = (&*fixture.dialect, dialect(to));
                        let translated = Translator::new(source, &*target)
                            .translate_update(body.as_bytes(), &options);
                        let shown = match translated {
                            Ok(translation) => {
                                format!("{} {:?}", translation.report, translation.report)
                            }
                            Err(refused) => {
                                let failure = refused.to_failure(&source.id());
                                let encoded = source.encode_failure(&failure).message;
                                let encoded = String::from_utf8(encoded.body).unwrap();
                                format!(
                                    "{refused} {refused:?} {} {:?} {failure:?} {encoded}",
                                    refused.report, refused.error
                                )
                            }
                        };
                        holds_no_secret(&shown, &fixture.at(&format!("{place} to {to}")));
                    }
                }
            }
        }
    }
}

/// An upstream's text for people, at any path, is for the application only.
#[test]
fn no_text_of_an_upstream_is_forwarded() {
    for fixture in all("failure") {
        let message = fixture.json();
        for place in leaves(&message) {
            let gap = Gap::at(&message, &place);
            for value in wrong_values().into_iter().map(String::into_bytes).chain(no_values()) {
                let read = fixture
                    .dialect
                    .decode_failure(&FailureResponse::new(Some(422), gap.filled(&value)));
                // A path is the vendor's text as well, if it is not a path of the request.
                let names = read.value.problems.iter().filter_map(|problem| problem.place.as_ref());
                if names.into_iter().any(|place| place.pointer.contains(CANARY)) {
                    continue;
                }
                holds_no_secret(&format!("{read:?}"), &fixture.at(&place));
                for to in ALL {
                    let encoded = dialect(to).encode_failure(&read.value);
                    let shown =
                        format!("{encoded:?} {}", String::from_utf8_lossy(&encoded.message.body));
                    holds_no_secret(&shown, &fixture.at(&format!("{place} to {to}")));
                }
            }
        }
    }
}

/// A path from an upstream that the request did not contain is not forwarded: it may be any text.
#[test]
fn a_path_that_the_request_did_not_contain_is_not_forwarded() {
    let translated =
        crate::support::update("upsun", "flat-roles", br#"{"first_name": "Ada"}"#).unwrap();
    for pointer in [
        format!("/{CANARY}"),
        format!("/firstName{CANARY}"),
        CANARY.to_owned(),
        format!("/a/{CANARY}/b"),
    ] {
        let body =
            json!({"errors": [{"path": pointer, "code": CANARY, "message": CANARY}]}).to_string();
        let failure =
            dialect("flat-roles").decode_failure(&FailureResponse::new(Some(400), body)).value;
        assert_eq!(failure.kind, FailureKind::Invalid);
        let mapped = translated.report.map_failure(&failure, &dialect("upsun").id());
        let encoded = dialect("upsun").encode_failure(&mapped).message;
        holds_no_secret(&String::from_utf8(encoded.body).unwrap(), "a path of the upstream's");
        holds_no_secret(&format!("{mapped:?}"), "a path of the upstream's");
    }
}
