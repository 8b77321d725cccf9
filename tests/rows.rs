//! Dialects whose rows are made at run time, and rows in another order.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use idiolect::codec::ClearedBy::Null;
use idiolect::codec::unit::{custom_settings, full_name, id};
use idiolect::codec::value::{
    Codec, email, phone, restricted, role_by_id, text, text_value, timestamp,
};
use idiolect::codec::{Property, list, object_named, property_named, texts_of};
use idiolect::dialect::{
    Dialect, DialectExt as _, DialectId, FailureFormat, FailureMember, FailureShape, LossPolicy,
    MessageKind, Operation, Settings, UpdateContext,
};
use idiolect::model::{Code, InvalidValue, Patch, Text, slot};

const OPERATIONS: &[Operation] =
    &[Operation::update_user("PUT", "/people/{id}", "application/json", &["application/json"])];

const FAILURE: FailureShape = FailureShape::new(&[FailureMember::Message("fault")]);

/// A dialect by rows that stand in no constant, as from a configuration.
#[derive(Debug)]
struct AtRunTime {
    settings: Settings,
    rows: Vec<Box<dyn Property>>,
}

impl AtRunTime {
    fn new(rows: Vec<Box<dyn Property>>) -> Self {
        Self { settings: Settings::default(), rows }
    }
}

impl Dialect for AtRunTime {
    fn id(&self) -> DialectId {
        DialectId::new("at-run-time")
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn operations(&self) -> &[Operation] {
        OPERATIONS
    }

    fn properties(&self) -> &dyn Property {
        &self.rows
    }

    fn failure(&self) -> &dyn FailureFormat {
        &FAILURE
    }
}

fn rows(prefix: &str) -> Vec<Box<dyn Property>> {
    let name = |name: &str| format!("{prefix}{name}");
    vec![
        Box::new(id("uid")),
        Box::new(full_name("display_name")),
        Box::new(property_named(name("mail"), slot::Email, email())),
        Box::new(property_named(name("mobile"), slot::Mobile, phone()).cleared_by(Null)),
        Box::new(
            list("groups", slot::Roles, texts_of(text_value()), texts_of(role_by_id()))
                .partial_where(|role| {
                    [&role.name, &role.description, &role.context, &role.level]
                        .iter()
                        .any(|part| part.is_some())
                }),
        ),
        Box::new(custom_settings("labels")),
        Box::new(property_named(name("since"), slot::CreatedAt, timestamp()).read_only()),
    ]
}

fn person(prefix: &str) -> AtRunTime {
    let member: Box<dyn Property> = Box::new(object_named(String::from("user"), rows(prefix)));
    AtRunTime::new(vec![member])
}

fn problems(dialect: &AtRunTime, body: &str) -> Vec<String> {
    let error = dialect.decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap_err();
    let line = |one: &idiolect::problem::Problem| format!("{} {}", one.pointer(), one.code());
    error.problems().iter().map(line).collect()
}

#[test]
fn names_at_run_time_are_read_written_and_described() {
    let dialect = person("x_");
    let body = r#"{"user":{"x_mail":"ada@example.com","x_mobile":null}}"#;
    let update = dialect.decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap().value;
    assert_eq!(update.contact.mobile, Patch::Clear);
    let written = dialect.encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::Reject);
    assert_eq!(String::from_utf8(written.unwrap().body).unwrap(), body);
    let paths: Vec<String> =
        dialect.description().paths().iter().map(|(path, _)| path.to_string()).collect();
    assert!(paths.contains(&"/user/x_mail".to_owned()), "{paths:?}");
}

#[test]
fn absent_null_empty_and_a_value_are_four_things() {
    let dialect = person("");
    let mobile = |body: &str| {
        dialect.decode_update(body.as_bytes(), &UpdateContext::EMPTY).unwrap().value.contact.mobile
    };
    assert_eq!(mobile(r#"{"user": {}}"#), Patch::Keep);
    assert_eq!(mobile(r#"{"user": {"mobile": null}}"#), Patch::Clear);
    assert!(mobile(r#"{"user": {"mobile": "07700 900456"}}"#).value().is_some());
    assert_eq!(problems(&dialect, r#"{"user": {"mobile": ""}}"#), ["/user/mobile not-clearable"]);
    assert_eq!(
        problems(&dialect, r#"{"user": {"mail": null, "groups": ["a", 1], "tag": 1}}"#),
        ["/user/mail not-clearable", "/user/groups/1 type", "/user/tag unknown-member"]
    );
}

#[cfg(feature = "conformance")]
#[test]
fn rows_at_run_time_keep_the_laws_of_every_dialect() {
    idiolect::conformance::check(&person("x_")).unwrap();
}

/// Whatever the order of the rows, the same is read, and the same members are written.
#[test]
fn rows_do_not_depend_on_their_order() {
    let body = r#"{"uid":"u-1","display_name":"Ada Byron","mail":"ada@example.com","mobile":"07700",
        "groups":["a"],"labels":{"desk":"4b"},"since":"2023-11-07T05:31:56Z"}"#;
    let in_order = AtRunTime::new(rows(""));
    let expected = in_order.decode_user(body.as_bytes()).unwrap().value;
    let members = |dialect: &AtRunTime| -> serde_json::Value {
        serde_json::from_slice(&dialect.encode_user(&expected).body).unwrap()
    };
    for turn in 0..rows("").len() {
        for is_reversed in [false, true] {
            let mut other = rows("");
            other.rotate_left(turn);
            if is_reversed {
                other.reverse();
            }
            let other = AtRunTime::new(other);
            assert_eq!(other.decode_user(body.as_bytes()).unwrap().value, expected);
            assert_eq!(members(&other), members(&in_order));
        }
    }
}

/// A configuration chooses the codec of a row.
#[test]
fn codecs_may_be_chosen_at_run_time() {
    let company = |is_closed: bool| -> AtRunTime {
        let codec: Box<dyn Codec<Value = Text>> = if is_closed {
            Box::new(restricted(
                |text| if text == "Acme" { Ok(()) } else { Err(UNKNOWN) },
                "^Acme$",
            ))
        } else {
            Box::new(text())
        };
        AtRunTime::new(vec![Box::new(property_named("work".to_owned(), slot::Company, codec))])
    };
    let body = br#"{"work":"Elsewhere"}"#;
    let update = company(false).decode_update(body, &UpdateContext::EMPTY).unwrap().value;
    assert_eq!(update.profile.company.value().unwrap().as_str(), "Elsewhere");
    assert_eq!(problems(&company(true), r#"{"work":"Elsewhere"}"#), ["/work not-allowed"]);
    assert!(company(true).schema(MessageKind::Update).to_json().contains("^Acme$"));
}

const UNKNOWN: InvalidValue = InvalidValue::new(Code::NOT_ALLOWED, "expected a company of ours");
