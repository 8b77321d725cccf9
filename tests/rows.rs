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
use idiolect::codec::{
    Conversion, DropReason, Parts, Property, WriteOutcome, list, list_named, object_named, part,
    property_named, texts_of,
};
use idiolect::dialect::{
    Dialect, DialectExt as _, DialectId, FailureFormat, FailureMember, FailureShape, LossPolicy,
    MessageKind, Operation, Settings, UpdateContext,
};
use idiolect::model::{
    Attribute, Code, InvalidValue, Membership, MembershipChange, Patch, Text, User, UserId,
    UserUpdate, part, slot,
};
use idiolect::problem::{Failure, FailureKind, FailureProblem, ReportedField};

const OPERATIONS: &[Operation] =
    &[Operation::update_user("PUT", "/people/{id}", "application/json", &["application/json"])];

const FAILURE: FailureShape = FailureShape::new(&[FailureMember::Message("fault")]);

/// A dialect whose rows are built at run time, for example from a configuration.
#[derive(Debug)]
struct AtRunTime {
    settings: Settings,
    rows: Vec<Box<dyn Property>>,
    failure: &'static FailureShape,
}

impl AtRunTime {
    fn new(rows: Vec<Box<dyn Property>>) -> Self {
        Self { settings: Settings::default(), rows, failure: &FAILURE }
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
        self.failure
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
            list_named(name("groups"), slot::Roles, texts_of(text_value()), texts_of(role_by_id()))
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

fn lower_case(text: &str) -> Result<(), InvalidValue> {
    if text.chars().any(char::is_uppercase) {
        return Err(InvalidValue::new(Code::NOT_ALLOWED, "expected lower case"));
    }
    Ok(())
}

/// A dialect of accounts with roles, which are in lower case.
fn lower_case_roles() -> AtRunTime {
    const CHANGES: Parts<MembershipChange> = &[
        &part("role", part::membership_grant::Role, restricted(lower_case, "^[^A-Z]*$")).required(),
        &part("account", part::membership_grant::Account, text_value()).required(),
    ];
    const ELEMENTS: Parts<Membership> = &[
        &part("role", part::membership::Role, restricted(lower_case, "^[^A-Z]*$")).required(),
        &part("account", part::membership::Account, text_value()).required(),
    ];
    AtRunTime::new(vec![
        Box::new(id("id")),
        Box::new(list("accounts", slot::Memberships, CHANGES, ELEMENTS)),
    ])
}

#[test]
fn a_list_with_a_part_that_cannot_be_written_is_dropped_from_an_update() {
    let grant =
        |role: &str| MembershipChange::new(Text::parse(role).unwrap(), "a".parse().unwrap());
    let dialect = lower_case_roles();
    let encode = |roles: &[&str]| {
        let mut update = UserUpdate::default();
        update.access.memberships = Some(roles.iter().map(|role| grant(role)).collect());
        dialect.encode_update(&update, &UpdateContext::EMPTY, &LossPolicy::AllowAll).unwrap()
    };
    assert_eq!(encode(&["cook"]).body, br#"{"accounts":[{"role":"cook","account":"a"}]}"#);
    let dropped = encode(&["cook", "Chief"]);
    assert_eq!(dropped.body, b"{}");
    let outcomes: Vec<_> = dropped.provenance.entries().collect();
    let memberships = ReportedField::from(Attribute::Memberships);
    let invalid = WriteOutcome::Dropped(DropReason::InvalidForTarget);
    assert_eq!(outcomes, [(&memberships, "", invalid)]);
}

#[test]
fn a_part_that_cannot_be_written_is_reported_in_a_user() {
    let mut user = User::new(UserId::parse("1").unwrap());
    let mut update = UserUpdate::default();
    let role = Text::parse("Chief").unwrap();
    update.access.memberships = Some(vec![MembershipChange::new(role, "a".parse().unwrap())]);
    update.apply(&mut user).unwrap();
    let encoded = lower_case_roles().encode_user(&user);
    assert_eq!(encoded.body, br#"{"id":"1","accounts":[{"account":"a"}]}"#);
    let memberships = ReportedField::from(Attribute::Memberships);
    let partial = WriteOutcome::Written(Some(Conversion::Partial));
    assert!(encoded.provenance.entries().any(|one| one == (&memberships, "/accounts", partial)));
}

#[test]
fn a_failure_is_read_by_the_names_by_which_it_is_written() {
    const SHAPE: FailureShape = FailureShape::new(&[
        FailureMember::Title("heading"),
        FailureMember::Status("httpStatus"),
        FailureMember::ProblemsByPath("fields"),
    ]);
    let mut dialect = person("x_");
    dialect.failure = &SHAPE;
    idiolect::conformance::check(&dialect).unwrap();
    let mut failure = Failure::new(FailureKind::Conflict);
    let mut problem = FailureProblem::new(Code::CONFLICT, "taken".into());
    problem.subject = Some(Attribute::Email.into());
    failure.problems = vec![problem];
    let mut message = dialect.encode_failure(&failure).message;
    assert_eq!(
        String::from_utf8_lossy(&message.body),
        r#"{"heading":"Conflict with the current state of the user","httpStatus":409,"fields":{"user.x_mail":"taken"}}"#
    );
    message.status = None;
    let read = dialect.decode_failure(&message).value;
    assert_eq!((read.kind, read.vendor_texts.len()), (FailureKind::Conflict, 1));
    assert_eq!(read.problems[0].subject, Some(Attribute::Email.into()));
}

#[test]
fn a_json_api_error_has_the_status_of_the_response() {
    const SHAPE: FailureShape = FailureShape::new(&[FailureMember::JsonApiErrors])
        .with_statuses(&[(FailureKind::Conflict, 422)]);
    let mut dialect = person("x_");
    dialect.failure = &SHAPE;
    let message = dialect.encode_failure(&Failure::new(FailureKind::Conflict)).message;
    assert_eq!(message.status, Some(422));
    assert!(String::from_utf8_lossy(&message.body).contains(r#""status":"422""#));
}

#[test]
fn each_text_is_there_once() {
    const SHAPE: FailureShape = FailureShape::new(&[
        FailureMember::Description("text"),
        FailureMember::ProblemsByPath("fields"),
    ]);
    let mut dialect = person("x_");
    dialect.failure = &SHAPE;
    let mut failure = Failure::new(FailureKind::Invalid);
    failure.problems = ["read-only; omit it", "too long", "read-only; omit it"]
        .map(|detail| {
            let mut problem = FailureProblem::new(Code::READ_ONLY, detail.into());
            problem.subject = Some(Attribute::Email.into());
            problem
        })
        .to_vec();
    let body = dialect.encode_failure(&failure).message.body;
    let texts = "read-only; omit it; too long";
    assert_eq!(
        String::from_utf8_lossy(&body),
        format!(r#"{{"text":"{texts}","fields":{{"user.x_mail":"{texts}"}}}}"#)
    );
}

/// `null` for an object is `null` in each of its members, at one path.
#[test]
fn members_that_a_null_object_cannot_clear_are_one_problem() {
    let within: Vec<Box<dyn Property>> = vec![
        Box::new(property_named("mail".to_owned(), slot::Email, email())),
        Box::new(property_named("mobile".to_owned(), slot::Mobile, phone())),
    ];
    let dialect = AtRunTime::new(vec![Box::new(
        object_named("contact".to_owned(), within).cleared_by_null(),
    )]);
    let error = dialect.decode_update(br#"{"contact": null}"#, &UpdateContext::EMPTY).unwrap_err();
    let problems: Vec<&str> = error.problems().iter().map(|one| one.pointer().as_str()).collect();
    assert_eq!(problems, ["/contact"]);
}
