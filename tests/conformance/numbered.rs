//! A dialect whose ids are numbers: it is held to the laws with an id that it has.

use idiolect::conformance::{Conformance, check};
use idiolect::dialect::upsun::Upsun;
use idiolect::dialect::{Context, Dialect, DialectId, Endpoint, FailureReading, Settings, Told, ids};
use idiolect::model::{Attribute, Code, FailureKind, Fault, Text, User, UserId, UserUpdate};
use idiolect::wire::{DropReason, Node, Number, Object, ObjectWriter, as_text};

#[test]
fn ids_of_another_form_are_given() {
    let numbered = Numbered(Upsun::default());
    assert!(check(&numbered).is_err());
    Conformance::of(&numbered).id(UserId::parse("4711").unwrap()).check().unwrap();
}

/// Upsun's messages with whole numbers for ids.
#[derive(Debug)]
struct Numbered(Upsun);

static ENDPOINT: Endpoint = Endpoint::new("PATCH", "/users/{id}", "application/json", &["application/json"]);

impl Dialect for Numbered {
    fn id(&self) -> DialectId {
        DialectId::new("numbered")
    }

    fn settings(&self) -> &Settings {
        self.0.settings()
    }

    fn endpoint(&self) -> &'static Endpoint {
        &ENDPOINT
    }

    fn read_update(&self, message: &Object<'_, '_>, context: &Context<'_>) -> UserUpdate {
        self.0.read_update(message, context)
    }

    fn write_update<'u>(&'u self, update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
        self.0.write_update(update, context, out);
    }

    fn read_user(&self, message: &Object<'_, '_>) -> Option<User> {
        let number = |text: &str| match text.parse::<u64>() {
            Ok(_) => UserId::parse(text),
            Err(_) => Err(Fault::new(Code::TYPE, "a number is expected")),
        };
        let mut user = User::new(ids::answered_id(&message.member("number"), number)?);
        user.profile.company = message.member("company").value(Attribute::Company, Text::parse);
        Some(user)
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        match user.id.as_str().parse() {
            Ok(number) => out.say("number", Attribute::Id, Ok((Node::Number(Number::Unsigned(number)), None))),
            Err(_) => out.drop(Attribute::Id, DropReason::OutOfRule),
        }
        out.value("company", Attribute::Company, user.profile.company.as_ref(), as_text);
    }

    fn read_failure(&self, message: &Object<'_, '_>) -> FailureReading {
        self.0.read_failure(message)
    }

    fn write_failure<'u>(&self, kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
        self.0.write_failure(kind, told, out)
    }
}
