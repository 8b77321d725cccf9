//! A sixth vendor's dialect, written from outside with public items only, and held to the laws of the built-in ones.
//!
//! Acme's people look like this; a success is answered with the same, and a refusal is a list of what is wrong:
//!
//! ```text
//! PUT /people/{uid}   {"user": {"display_name": "Ada Byron", "mail": "ada@example.com", "mobile": null}}
//!
//! 200  {"user": {"uid": "u-1", "display_name": "Ada Byron", "mail": "ada@example.com", "mobile": "07700 900456",
//!                "enabled": true, "groups": ["editors"], "labels": {"desk": "4b"}, "since": "2023-11-07T05:31:56Z"}}
//! 400  {"fault": "The request is not valid", "fields": [{"at": "user.mail", "code": "email", "say": "..."}]}
//! ```
//!
//! In an update a `null` clears the mobile number and takes a label away; elsewhere it is a problem, and so is `""`. A
//! list of groups replaces the one before.
//!
//! ```text
//! cargo run --example custom_dialect
//! cargo test --example custom_dialect
//! ```

#![expect(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use idiolect::codec::ClearedBy::Null;
use idiolect::codec::unit::{custom_settings, full_name, id};
use idiolect::codec::value::{
    ClosedSet, closed_set, email, phone, role_by_id, text_value, timestamp,
};
use idiolect::codec::{Properties, Property, list, object, property, texts_of};
use idiolect::dialect::textus::TextUs;
use idiolect::dialect::upsun::Upsun;
use idiolect::dialect::{
    Dialect, DialectId, FailureFormat, FailureMember, FailureResponse, FailureShape, LossPolicy,
    Operation, ProblemList, Settings,
};
use idiolect::model::{Attribute, Role, Status, slot};
use idiolect::translation::{Translator, UpdateOptions};

// What a dialect is: the members of a user, those of a failure, and how it is reached.

const USER: Properties = &[&object(
    "user",
    &[
        &id("uid"),
        &full_name("display_name"),
        &property("mail", slot::Email, email()),
        &property("mobile", slot::Mobile, phone()).cleared_by(Null),
        &property("enabled", slot::Status, ENABLED).required(),
        &list("groups", slot::Roles, texts_of(text_value()), texts_of(role_by_id()))
            .partial_where(is_described),
        &custom_settings("labels"),
        &property("since", slot::CreatedAt, timestamp()).read_only(),
    ],
)
.required_in_updates()
.always_written()];

const ENABLED: ClosedSet<bool, Status> = closed_set(
    &[(true, Status::Active), (false, Status::Disabled)],
    "`true` or `false` is expected",
)
.nearest(&[(Status::Locked, false), (Status::Deleted, false)]);

fn is_described(role: &Role) -> bool {
    [&role.name, &role.description, &role.context, &role.level].into_iter().any(Option::is_some)
}

const FAILURE: FailureShape = FailureShape::new(&[
    FailureMember::Message("fault"),
    FailureMember::Problems(ProblemList {
        name: "fields",
        path: "at",
        text: "say",
        is_property_path: true,
    }),
]);

const OPERATIONS: &[Operation] =
    &[Operation::update_user("PUT", "/people/{id}", "application/json", &["application/json"])];

#[derive(Debug, Clone, Default)]
pub(crate) struct Acme {
    settings: Settings,
}

impl Dialect for Acme {
    fn id(&self) -> DialectId {
        DialectId::new("acme")
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn operations(&self) -> &[Operation] {
        OPERATIONS
    }

    fn properties(&self) -> &dyn Property {
        &USER
    }

    fn failure(&self) -> &dyn FailureFormat {
        &FAILURE
    }
}

// And that is all: it can be translated into every other dialect, and every other into it.

fn main() -> Result<(), Box<dyn Error>> {
    let (acme, upsun, textus) = (Acme::default(), Upsun::default(), TextUs::default());

    println!(
        "An Acme update for Upsun. Upsun has no telephone numbers, so it is refused before anything is sent:"
    );
    let update = br#"{"user": {"display_name": "Ada Byron", "mobile": null}}"#;
    if let Err(refused) =
        Translator::new(&acme, &upsun).translate_update(update, &UpdateOptions::default())
    {
        refused.problems.iter().for_each(|problem| println!("  {problem}"));
    }
    println!("\nThe same, where the application has allowed that loss:");
    let options =
        UpdateOptions::default().with_loss_policy(LossPolicy::Allow([Attribute::Mobile].into()));
    let translation = Translator::new(&acme, &upsun).translate_update(update, &options)?;
    println!("{}\n{}", String::from_utf8(translation.body)?, translation.report);

    println!("An Upsun update for Acme:");
    let update = br#"{"first_name": "Ada", "last_name": "Byron"}"#;
    let translation =
        Translator::new(&upsun, &acme).translate_update(update, &UpdateOptions::default())?;
    println!("{}\n{}", String::from_utf8(translation.body)?, translation.report);

    println!("A TextUs answer for somebody who speaks Acme:");
    let answer = include_bytes!("../tests/fixtures/textus/user_5_create_custom.json");
    let translation = Translator::new(&textus, &acme).translate_user(answer)?;
    println!("{}\n{}", String::from_utf8(translation.body)?, translation.report);

    println!(
        "A refusal of Acme's for somebody who speaks TextUs. Acme's words quote what was sent, and go no further:"
    );
    let refusal = br#"{"fault": "No", "fields": [{"at": "user.mail", "code": "email", "say": "ada@ is no address"}]}"#;
    let translation = Translator::new(&acme, &textus)
        .translate_failure(&FailureResponse::new(Some(400), *refusal));
    println!("{}\n{}", String::from_utf8(translation.message.body)?, translation.report);
    Ok(())
}

#[cfg(test)]
mod tests {
    use idiolect::conformance;
    use idiolect::dialect::{DialectExt as _, UpdateContext};
    use idiolect::model::Patch;

    use super::*;

    /// All that a dialect from outside needs to be held to what the built-in ones are held to.
    #[test]
    fn keeps_the_laws() {
        conformance::check(&Acme::default()).unwrap();
    }

    /// What no law can know: which blanks Acme takes, and where.
    #[test]
    fn absent_null_empty_and_a_value_are_four_things() {
        let read =
            |body: &str| Acme::default().decode_update(body.as_bytes(), &UpdateContext::EMPTY);
        let mobile = |body: &str| read(body).unwrap().value.contact.mobile;
        assert_eq!(mobile(r#"{"user": {}}"#), Patch::Keep);
        assert_eq!(mobile(r#"{"user": {"mobile": null}}"#), Patch::Clear);
        assert!(mobile(r#"{"user": {"mobile": "07700 900456"}}"#).value().is_some());
        let problems = |body: &str| -> Vec<String> {
            let error = read(body).unwrap_err();
            error
                .problems()
                .iter()
                .map(|problem| format!("{} {}", problem.pointer(), problem.code()))
                .collect()
        };
        assert_eq!(problems(r#"{"user": {"mobile": ""}}"#), ["/user/mobile not-clearable"]);
        assert_eq!(
            problems(r#"{"user": {"mail": null, "enabled": "no", "groups": ["a", 1], "tag": 1}}"#),
            [
                "/user/mail not-clearable",
                "/user/enabled type",
                "/user/groups/1 type",
                "/user/tag unknown-member"
            ]
        );
    }
}
