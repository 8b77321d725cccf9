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

use idiolect::dialect::refusals::{Refusals, account, property_path};
use idiolect::dialect::textus::TextUs;
use idiolect::dialect::upsun::Upsun;
use idiolect::dialect::{
    Context, Dialect, DialectId, Endpoint, FailureMessage, FailureReading, LossPolicy, Settings, Told, custom_settings,
    ids, names,
};
use idiolect::model::{
    Attribute, Email, FailureKind, Name, Phone, Role, RoleId, Status, Subject, Text, Timestamp, User, UserId,
    UserUpdate, VendorText,
};
use idiolect::translation::{Translator, UpdateOptions};
use idiolect::wire::{Adaptation, Blank, Blanks, Clearing, Node, Object, ObjectWriter, Spelling, as_text, texts};

// What a dialect is: a name, its settings, where it is reached, and three messages in two directions.

#[derive(Debug, Clone, Default)]
pub(crate) struct Acme {
    settings: Settings,
}

impl Acme {
    const ID: DialectId = DialectId::new("acme");
}

static ENDPOINT: Endpoint = Endpoint::new("PUT", "/people/{id}", "application/json", &["application/json"]);

impl Dialect for Acme {
    fn id(&self) -> DialectId {
        Self::ID
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn endpoint(&self) -> &'static Endpoint {
        &ENDPOINT
    }

    fn read_update(&self, message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
        read_update(&message.required("user").object(Blank::Refuse), context)
    }

    fn write_update<'u>(&'u self, update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
        out.whole_object("user", |user| write_update(update, context, user));
    }

    fn read_user(&self, message: &Object<'_, '_>) -> Option<User> {
        read_user(&message.member("user").object(Blank::Keep))
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        out.whole_object("user", |out| write_user(user, out));
    }

    fn read_failure(&self, message: &Object<'_, '_>) -> FailureReading {
        let mut refusals = Refusals::new(&Self::ID);
        refusals.problem_list(message, "fields", "at", "say");
        let mut reading = refusals.finish();
        let fault = message.member("fault");
        reading
            .texts
            .extend(fault.text(|text| Ok(VendorText::new(text.to_owned()))).map(|text| (text, fault.pointer())));
        reading
    }

    fn write_failure<'u>(&self, kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
        out.say("fault", Subject::Message, Ok((Node::text(kind.title()), Some(Adaptation::Retold))));
        out.objects(
            "fields",
            (!told.is_empty()).then_some(told),
            |_| None,
            |told, field| {
                if let Some(pointer) = &told.pointer {
                    field.put_text("at", property_path(pointer));
                }
                field.put_text("code", told.code.as_str());
                field.put_text("say", told.detail.as_ref());
                account(told, field);
            },
        );
        kind.status()
    }
}

// An update. Each member is asked for once; what nobody asks for is a problem of the caller's.

const CLEARED_BY_NULL: Blanks = Blanks::new(Blank::Clear, Blank::Refuse);

fn read_update(user: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
    let mut update = UserUpdate::default();
    update.id = ids::read_id(&user.member("uid"), context, UserId::parse);
    update.name.full = user.member("display_name").set(Attribute::FullName, Blanks::REFUSED, Text::parse);
    update.sign_in.email = user.member("mail").set(Attribute::Email, Blanks::REFUSED, Email::parse);
    update.contact.mobile = user.member("mobile").patch(Attribute::Mobile, CLEARED_BY_NULL, Phone::parse);
    update.access.status = user.member("enabled").set_bool(Attribute::Status, Blank::Refuse).map(status);
    update.access.roles = user.member("groups").list(Attribute::Roles, Blank::Refuse, |id| id.needed(RoleId::parse));
    update.custom_settings = custom_settings::read_update(&user.member("labels"));
    user.read_only(&["since"]);
    update
}

fn write_update<'u>(update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
    names::write_full_of_update(out, "display_name", &update.name, context);
    out.value("mail", Attribute::Email, update.sign_in.email.as_ref(), as_text);
    out.patch("mobile", Attribute::Mobile, &update.contact.mobile, Clearing::Null, as_text);
    out.value("enabled", Attribute::Status, update.access.status.as_ref(), as_enabled);
    out.value("groups", Attribute::Roles, update.access.roles.as_ref(), |ids| Ok((texts(ids), None)));
    custom_settings::write_update("labels", &update.custom_settings, out);
}

// An answer. What cannot be read, and what nobody asks for, is kept for this dialect by itself.

fn read_user(object: &Object<'_, '_>) -> Option<User> {
    let mut user = User::new(ids::answered_id(&object.member("uid"), UserId::parse)?);
    user.name = Name::new(object.member("display_name").value(Attribute::FullName, Text::parse), None, None);
    user.sign_in.email = object.member("mail").value(Attribute::Email, Email::parse);
    user.contact.mobile = object.member("mobile").value(Attribute::Mobile, Phone::parse);
    user.access.status = object.member("enabled").flag(Attribute::Status).map(status);
    let groups = object.member("groups");
    user.access.roles = groups.list(Attribute::Roles, Blank::Keep, |id| id.text(RoleId::parse).map(Role::new));
    user.custom_settings = custom_settings::read_user(&object.member("labels"));
    user.history.created_at = object.member("since").value(Attribute::CreatedAt, Timestamp::parse);
    Some(user)
}

fn write_user<'u>(user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
    out.say("uid", Attribute::Id, as_text(&user.id));
    names::write_full_of_user(out, "display_name", &user.name);
    out.value("mail", Attribute::Email, user.sign_in.email.as_ref(), as_text);
    out.value("mobile", Attribute::Mobile, user.contact.mobile.as_ref(), as_text);
    out.value("enabled", Attribute::Status, user.access.status.as_ref(), as_enabled);
    out.value("groups", Attribute::Roles, user.access.roles.as_ref(), |roles| {
        let described = |role: &Role| [&role.name, &role.description, &role.context, &role.level].map(Option::is_some);
        let is_described = |role: &Role| described(role).contains(&true);
        let adaptation = roles.iter().any(is_described).then_some(Adaptation::InPart);
        Ok((texts(roles.iter().map(|role| &role.id)), adaptation))
    });
    custom_settings::write_user("labels", &user.custom_settings, out);
    out.value("since", Attribute::CreatedAt, user.history.created_at.as_ref(), as_text);
    out.promise("enabled", Attribute::Status);
}

// Values that differ.

fn status(enabled: bool) -> Status {
    if enabled { Status::Active } else { Status::Disabled }
}

fn as_enabled(status: &Status) -> Spelling<'_> {
    match status {
        Status::Active => Ok((Node::Bool(true), None)),
        Status::Disabled => Ok((Node::Bool(false), None)),
        _ => Ok((Node::Bool(false), Some(Adaptation::NearestStatus))),
    }
}

// And that is all: it can be translated into every other dialect, and every other into it.

fn main() -> Result<(), Box<dyn Error>> {
    let (acme, upsun, textus) = (Acme::default(), Upsun::default(), TextUs::default());

    println!("An Acme update for Upsun. Upsun has no telephone numbers, so it is refused before anything is sent:");
    let update = br#"{"user": {"display_name": "Ada Byron", "mobile": null}}"#;
    if let Err(refused) = Translator::new(&acme, &upsun).update(update, &UpdateOptions::default()) {
        refused.problems.iter().for_each(|problem| println!("  {problem}"));
    }
    println!("\nThe same, where the application has allowed that loss:");
    let options = UpdateOptions::default().loss(LossPolicy::Allow([Attribute::Mobile].into()));
    let translation = Translator::new(&acme, &upsun).update(update, &options)?;
    println!("{}\n{}", String::from_utf8(translation.body)?, translation.report);

    println!("An Upsun update for Acme:");
    let update = br#"{"first_name": "Ada", "last_name": "Byron"}"#;
    let translation = Translator::new(&upsun, &acme).update(update, &UpdateOptions::default())?;
    println!("{}\n{}", String::from_utf8(translation.body)?, translation.report);

    println!("A TextUs answer for somebody who speaks Acme:");
    let answer = include_bytes!("../tests/fixtures/textus/user_5_create_custom.json");
    let translation = Translator::new(&textus, &acme).user(answer)?;
    println!("{}\n{}", String::from_utf8(translation.body)?, translation.report);

    println!(
        "A refusal of Acme's for somebody who speaks TextUs. Acme's words quote what was sent, and go no further:"
    );
    let refusal = br#"{"fault": "No", "fields": [{"at": "user.mail", "code": "email", "say": "ada@ is no address"}]}"#;
    let translation = Translator::new(&acme, &textus).failure(&FailureMessage::new(Some(400), *refusal));
    println!("{}\n{}", String::from_utf8(translation.message.body)?, translation.report);
    Ok(())
}

#[cfg(test)]
mod tests {
    use idiolect::conformance;
    use idiolect::dialect::DialectExt as _;
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
        let read = |body: &str| Acme::default().decode_update(body.as_bytes(), &Context::UNKNOWN);
        let mobile = |body: &str| read(body).unwrap().value.contact.mobile;
        assert_eq!(mobile(r#"{"user": {}}"#), Patch::Keep);
        assert_eq!(mobile(r#"{"user": {"mobile": null}}"#), Patch::Clear);
        assert!(mobile(r#"{"user": {"mobile": "07700 900456"}}"#).set().is_some());
        let problems = |body: &str| -> Vec<String> {
            let error = read(body).unwrap_err();
            error.problems().iter().map(|problem| format!("{} {}", problem.pointer(), problem.code())).collect()
        };
        assert_eq!(problems(r#"{"user": {"mobile": ""}}"#), ["/user/mobile not-clearable"]);
        assert_eq!(
            problems(r#"{"user": {"mail": null, "enabled": "no", "groups": ["a", 1], "tag": 1}}"#),
            ["/user/mail not-clearable", "/user/enabled type", "/user/groups/1 type", "/user/tag unknown-member"]
        );
    }
}
