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
use idiolect::wire::{Adaptation, Blank, Blanks, Node, Object, ObjectWriter, Spelling, as_text, texts};

// What a dialect is: a name, its settings, where it is reached, and three messages in two directions.

#[derive(Debug, Clone, Default)]
struct Acme {
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

    fn write_update<'u>(&self, update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
        out.whole_object("user", |user| write_update(update, context, user));
    }

    fn read_user(&self, message: &Object<'_, '_>) -> Option<User> {
        read_user(&message.member("user").object(Blank::Keep))
    }

    fn write_user<'u>(&self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
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
    out.patch("mobile", Attribute::Mobile, &update.contact.mobile, Some(Node::Null), as_text);
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
        let is_described = |role: &Role| role.name.is_some() || role.description.is_some();
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

/// The laws that every dialect keeps, by hand and on a few messages.
#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::Duration;

    use idiolect::dialect::canonical::Canonical;
    use idiolect::dialect::{DialectExt as _, Encoded, Error};
    use idiolect::model::{Failure, Patch, Place, Refusal, WebLink};
    use idiolect::wire::{self, DropReason, Limits};

    use idiolect::model::{Code, Setting, SettingKey};

    use super::*;

    fn parse(body: &[u8]) -> Node<'_> {
        wire::parse(body, &Limits::DEFAULT).unwrap()
    }

    fn decode(body: &str) -> UserUpdate {
        Acme::default().decode_update(body.as_bytes(), &Context::UNKNOWN).unwrap().value
    }

    fn problems(body: &str) -> Vec<String> {
        let error = Acme::default().decode_update(body.as_bytes(), &Context::UNKNOWN).unwrap_err();
        error.problems().iter().map(|problem| format!("{} {}", problem.pointer(), problem.code())).collect()
    }

    fn encode(update: &UserUpdate) -> Result<Encoded, Error> {
        Acme::default().encode_update(update, &Context::UNKNOWN, &LossPolicy::Refuse)
    }

    /// Updates that Acme can say in full: each attribute alone, and all at once.
    fn sayable() -> Vec<UserUpdate> {
        let key = |key| SettingKey::parse(key).unwrap();
        let changes: [fn(&mut UserUpdate); 8] = [
            |update| update.name.full = Some(Text::parse("Ada Byron").unwrap()),
            |update| update.sign_in.email = Some(Email::parse("ada@example.com").unwrap()),
            |update| update.contact.mobile = Patch::Set(Phone::parse("07700 900456").unwrap()),
            |update| update.contact.mobile = Patch::Clear,
            |update| update.access.status = Some(Status::Disabled),
            |update| update.access.status = Some(Status::Active),
            |update| update.access.roles = Some(vec![]),
            |update| update.access.roles = Some(vec![RoleId::parse("editors").unwrap()]),
        ];
        let mut all = UserUpdate::default();
        let mut updates: Vec<UserUpdate> = changes
            .iter()
            .map(|change| {
                change(&mut all);
                let mut alone = UserUpdate::default();
                change(&mut alone);
                alone
            })
            .collect();
        all.custom_settings.insert(key("a/b"), Setting::Set("~".to_owned()));
        all.custom_settings.insert(key("desk"), Setting::Clear);
        updates.push(all);
        updates
    }

    #[test]
    fn law_1_what_is_written_is_read_again() {
        for update in sayable() {
            let body = encode(&update).unwrap().body;
            let read = Acme::default().decode_update(&body, &Context::UNKNOWN).unwrap().value;
            assert_eq!(read, update, "{}", String::from_utf8_lossy(&body));
        }
    }

    #[test]
    fn law_2_what_cannot_be_said_is_dropped_and_nothing_else_is() {
        for mut update in sayable() {
            update.profile.website = Patch::Set(WebLink::parse("https://example.com/ada").unwrap());
            let Err(Error::Loss(loss)) = encode(&update) else { panic!("a loss is refused") };
            assert_eq!(loss.refused(), [(Attribute::Website.into(), DropReason::Unsupported)]);
        }
    }

    #[test]
    fn law_3_no_change_is_written_as_no_change() {
        let body = encode(&UserUpdate::default()).unwrap().body;
        assert_eq!(body, br#"{"user":{}}"#);
        assert_eq!(decode(r#"{"user":{}}"#), UserUpdate::default());
    }

    #[test]
    fn law_4_absent_null_empty_and_a_value_are_four_things() {
        assert_eq!(decode(r#"{"user": {}}"#).contact.mobile, Patch::Keep);
        assert_eq!(decode(r#"{"user": {"mobile": null}}"#).contact.mobile, Patch::Clear);
        assert!(decode(r#"{"user": {"mobile": "07700 900456"}}"#).contact.mobile.set().is_some());
        assert_eq!(problems(r#"{"user": {"mobile": ""}}"#), ["/user/mobile not-clearable"]);
        assert_eq!(
            problems(r#"{"user": {"mail": null, "enabled": "no", "groups": ["a", 1], "tag": 1}}"#),
            ["/user/mail not-clearable", "/user/enabled type", "/user/groups/1 type", "/user/tag unknown-member"]
        );
    }

    #[test]
    fn law_5_an_answer_comes_out_as_it_went_in() {
        let answers = [
            r#"{"user": {"uid": "u-1"}}"#,
            r#"{"user": {"uid": 4711, "enabled": false, "labels": {}, "groups": []}, "took": 0.1}"#,
            r#"{"user": {"uid": "u-1", "display_name": "", "mail": "<string>", "mobile": null, "enabled": "yes",
                "groups": ["a", null], "labels": {"a": "b", "c": 1}, "since": "2023-11-07T05:31:56.12345Z", "vip": {}}}"#,
        ];
        for answer in answers {
            let user = Acme::default().decode_user(answer.as_bytes()).unwrap().value;
            assert_eq!(parse(&Acme::default().encode_user(&user).body), parse(answer.as_bytes()));
        }
    }

    #[test]
    fn law_6_the_report_accounts_for_every_attribute_once() {
        let (acme, canonical) = (Acme::default(), Canonical::default());
        let options = UpdateOptions::default().loss(LossPolicy::AllowAll);
        for mut update in sayable() {
            update.profile.company = Patch::Clear;
            let source = canonical.encode_update(&update, &Context::UNKNOWN, &LossPolicy::Refuse).unwrap().body;
            let translation = Translator::new(&canonical, &acme).update(&source, &options).unwrap();
            let rows = translation.report.rows();
            let subjects: BTreeSet<Subject> = rows.iter().map(|row| row.subject.clone()).collect();
            assert_eq!(subjects.len(), rows.len(), "no attribute twice");
            assert_eq!(subjects, update.stated().into_iter().collect());
            for row in rows {
                assert!(row.sources.iter().all(|pointer| parse(&source).at(pointer.as_str()).is_some()), "{row:?}");
                assert!(row.targets.iter().all(|pointer| parse(&translation.body).at(pointer.as_str()).is_some()));
            }
        }
    }

    #[test]
    fn law_12_a_refusal_comes_through() {
        let mut failure = Failure::new(FailureKind::RateLimited);
        failure.retry_after = Some(Duration::from_secs(30));
        for pointer in ["/user/mail", "/user/groups/1", "/user/labels/a~1b"] {
            let mut refusal = Refusal::new(Code::EMAIL, "an e-mail address is expected".into());
            refusal.place = Some(Place::new("acme".to_owned(), pointer.to_owned()));
            failure.problems.push(refusal);
        }
        let read = Acme::default().decode_failure(&Acme::default().encode_failure(&failure).message).value;
        assert_eq!((read.kind, read.retry_after), (failure.kind, failure.retry_after));
        let places = |failure: &Failure| failure.problems.iter().map(|one| one.place.clone()).collect::<Vec<_>>();
        assert_eq!(places(&read), places(&failure));
        let subjects: Vec<_> = read.problems.iter().map(|one| one.subject.clone().unwrap().to_string()).collect();
        assert_eq!(subjects, ["email", "roles", "custom_settings[a/b]"]);
    }
}
