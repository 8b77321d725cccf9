//! Every ordered pair of dialects and every kind of message: the whole body and the whole account.

#![cfg(all(
    feature = "json-api",
    feature = "flat-roles",
    feature = "legacy",
    feature = "upsun",
    feature = "textus"
))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

mod support;

#[path = "translate/ids.rs"]
mod ids;
#[path = "translate/program.rs"]
mod program;

use std::fmt::Write as _;

use idiolect::dialect::{FailureResponse, LossPolicy};
use idiolect::model::UserId;
use idiolect::{Translator, UpdateOptions};
use support::values::UUID;
use support::{ALL, dialect, fixtures};

fn pretty(body: &[u8]) -> String {
    if body.is_empty() {
        "(no body)".to_owned()
    } else {
        format!("{:#}", support::sorted(support::json(body)))
    }
}

/// A dialect's messages of one kind; of TextUs, those that differ in more than a value.
fn messages(name: &str, kind: &str) -> Vec<(String, Vec<u8>)> {
    let is_shown = |file: &String| !["_3_", "_5_", "_6_"].iter().any(|part| file.contains(part));
    fixtures(name, kind).into_iter().filter(|(file, _)| is_shown(file)).collect()
}

fn account(from: &str, to: &str) -> String {
    let (source, target) = (dialect(from), dialect(to));
    let translator = Translator::new(&*source, &*target);
    let id = UserId::parse(UUID).unwrap();
    let mut text = String::new();
    for (file, body) in messages(from, "update") {
        let options = UpdateOptions::default().with_target_id(Some(&id));
        writeln!(text, "# {file}").unwrap();
        if let Err(refused) = translator.translate_update(&body, &options) {
            let (error, status) = (&refused.error, refused.error.status());
            writeln!(text, "{error} ({status})").unwrap();
            refused.problems.iter().for_each(|problem| writeln!(text, "  {problem}").unwrap());
        }
        let translation = translator
            .translate_update(&body, &options.with_loss_policy(LossPolicy::AllowAll))
            .unwrap();
        writeln!(text, "{}\n{}", pretty(&translation.body), translation.report).unwrap();
    }
    for (file, body) in messages(from, "user") {
        let translation = translator.translate_user(&body).unwrap();
        writeln!(text, "# {file}\n{}\n{}", pretty(&translation.body), translation.report).unwrap();
    }
    for (file, body) in messages(from, "failure") {
        let translation = translator.translate_failure(&FailureResponse::new(None, body));
        let status = translation.message.status.unwrap();
        writeln!(
            text,
            "# {file}\n{status} {}\n{}",
            pretty(&translation.message.body),
            translation.report
        )
        .unwrap();
    }
    text
}

#[test]
fn every_pair_translates_as_recorded() {
    for from in ALL {
        for to in ALL {
            insta::assert_snapshot!(format!("{from}__{to}"), account(from, to));
        }
    }
}

/// The vendors' own payloads, there and back in their own dialect.
#[test]
fn every_payload_is_itself_in_its_own_dialect() {
    for name in ALL {
        for (file, body) in fixtures(name, "update") {
            let translation = support::update(name, name, &body);
            let translation = translation
                .unwrap_or_else(|refused| panic!("{name} {file}: {:?}", refused.problems));
            let mut wanted = support::json(&body);
            if let Some(object) = wanted.as_object_mut() {
                // The member beside `settings` means the one within.
                object.remove("notifications");
            }
            assert_eq!(support::json(&translation.body), wanted, "{name} {file}");
        }
        for (file, body) in fixtures(name, "user") {
            let translation = support::user(name, name, &body);
            assert_eq!(support::json(&translation.body), support::json(&body), "{name} {file}");
        }
    }
}

/// A half-empty name is the vendors' smallest common ground: whoever sends both halves loses
/// nothing anywhere.
#[test]
fn both_halves_of_a_name_go_everywhere() {
    let id = UserId::parse(UUID).unwrap();
    for to in ALL {
        let (source, target) = (dialect("upsun"), dialect(to));
        let body = br#"{"first_name":"Mary","last_name":"van Dyke"}"#;
        let options = UpdateOptions::default().with_target_id(Some(&id));
        let translation = Translator::new(&*source, &*target).translate_update(body, &options);
        assert!(translation.is_ok(), "{to}: {translation:?}");
    }
}
