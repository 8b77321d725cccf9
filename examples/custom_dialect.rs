//! A sixth vendor's dialect, written with public items only.
//!
//! ```text
//! PUT /people/{uid}   {"user": {"display_name": "Ada Byron", "mail": "ada@example.com"}}
//!
//! 200  {"user": {"uid": "u-1", "display_name": "Ada Byron", "mail": "ada@example.com",
//!                "mobile": "07700 900456", "enabled": true, "groups": ["editors"],
//!                "labels": {"desk": "4b"}, "since": "2023-11-07T05:31:56Z"}}
//! 400  {"fault": "Invalid", "fields": [{"at": "user.mail", "code": "email", "text": "..."}]}
//! ```
//!
//! ```text
//! cargo run --example custom_dialect
//! cargo test --example custom_dialect
//! ```

#![expect(clippy::print_stdout, reason = "an example prints")]

use idiolect::codec::ClearedBy::Null;
use idiolect::codec::unit::{custom_settings, full_name, id};
use idiolect::codec::value::{
    ClosedSet, closed_set, email, phone, role_by_id, text_value, timestamp,
};
use idiolect::codec::{Properties, Property, list, object, property, texts_of};
use idiolect::dialect::{
    Dialect, DialectId, FailureFormat, FailureMember, FailureShape, LossPolicy, Operation,
    ProblemList, Settings,
};
use idiolect::model::{Attribute, Role, Status, slot};
use idiolect::{Translator, UpdateOptions, Upsun};

const USER: Properties = &[&object(
    "user",
    &[
        &id("uid"),
        &full_name("display_name"),
        &property("mail", slot::Email, email()),
        &property("mobile", slot::Mobile, phone()).cleared_by(Null),
        &property("enabled", slot::Status, ENABLED).required(),
        &list("groups", slot::Roles, texts_of(text_value()), texts_of(role_by_id()))
            .partial_where(has_more_than_an_id),
        &custom_settings("labels"),
        &property("since", slot::CreatedAt, timestamp()).read_only(),
    ],
)
.required_in_updates()
.always_written()];

const ENABLED: ClosedSet<bool, Status> =
    closed_set(&[(true, Status::Active), (false, Status::Disabled)], "expected `true` or `false`")
        .nearest(&[(Status::Locked, false), (Status::Deleted, false)]);

/// A group is only an id: a role with more is reported as converted, represented in part.
fn has_more_than_an_id(role: &Role) -> bool {
    [&role.name, &role.description, &role.context, &role.level].into_iter().any(Option::is_some)
}

const FAILURE: FailureShape = FailureShape::new(&[
    FailureMember::Message("fault"),
    FailureMember::Problems(ProblemList {
        name: "fields",
        path: "at",
        text: "text",
        is_property_path: true,
    }),
]);

const OPERATIONS: &[Operation] =
    &[Operation::update_user("PUT", "/people/{id}", "application/json", &["application/json"])];

#[derive(Debug, Default)]
pub(crate) struct Acme(Settings);

impl Dialect for Acme {
    fn id(&self) -> DialectId {
        DialectId::new("acme")
    }
    fn settings(&self) -> &Settings {
        &self.0
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

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (acme, upsun) = (Acme::default(), Upsun::default());
    let translator = Translator::new(&acme, &upsun);
    let update = br#"{"user": {"display_name": "Ada Byron", "mobile": null}}"#;

    println!("An Acme update, rejected because Upsun has no telephone numbers:");
    if let Err(error) = translator.translate_update(update, &UpdateOptions::default()) {
        error.problems.iter().for_each(|problem| println!("  {problem}"));
    }
    println!("\nThe same update, where the loss of the number is allowed:");
    let loss = LossPolicy::Allow([Attribute::Mobile].into());
    let translation =
        translator.translate_update(update, &UpdateOptions::default().with_loss_policy(loss))?;
    println!("{}\n{}", String::from_utf8(translation.body)?, translation.report);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_laws_of_every_dialect() {
        idiolect::conformance::check(&Acme::default()).unwrap();
    }
}
