//! A dialect whose ids are numbers: it is held to the laws with an id that it has.

use idiolect::codec::ClearedBy::EmptyString;
use idiolect::codec::schema::Schema;
use idiolect::codec::unit::id;
use idiolect::codec::value::{text, text_by};
use idiolect::codec::{Description, MemberDescription, Represents, Support};
use idiolect::codec::{DropReason, Object, ObjectWriter};
use idiolect::codec::{Properties, Property, property};
use idiolect::conformance::{Conformance, check};
use idiolect::dialect::upsun::Upsun;
use idiolect::dialect::{Dialect, DialectId, FailureFormat, Operation, Settings};
use idiolect::json::Node;
use idiolect::model::{Attribute, Code, InvalidValue, User, UserId, slot};

#[test]
fn ids_of_another_form_are_given() {
    let numbered = Numbered(Upsun::default());
    assert!(check(&numbered).is_err());
    Conformance::new(&numbered).id(UserId::parse("4711").unwrap()).check().unwrap();
}

/// Upsun's messages with whole numbers for ids.
#[derive(Debug)]
struct Numbered(Upsun);

const OPERATIONS: &[Operation] =
    &[Operation::update_user("PATCH", "/users/{id}", "application/json", &["application/json"])];

const USER: Properties =
    &[&Number, &property("company", slot::Company, text()).cleared_by(EmptyString)];

impl Dialect for Numbered {
    fn id(&self) -> DialectId {
        DialectId::new("numbered")
    }

    fn settings(&self) -> &Settings {
        self.0.settings()
    }

    fn operations(&self) -> &[Operation] {
        OPERATIONS
    }

    fn properties(&self) -> &dyn Property {
        &USER
    }

    fn failure(&self) -> &dyn FailureFormat {
        self.0.failure()
    }
}

/// The id, in users alone.
#[derive(Debug)]
struct Number;

impl Property for Number {
    fn describe(&self, description: &mut Description) {
        let digits = Schema::text().with_pattern("^[0-9]+$").with_rule("number");
        let number = Schema::any_of([Schema::whole_number(), digits]);
        let member = MemberDescription::new("number").in_users(number).required_in_users(true);
        description
            .members
            .push(member.holding(Represents::new(Attribute::Id).in_users(Support::Exact)));
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        fn number(text: &str) -> Result<UserId, InvalidValue> {
            match text.parse::<u64>() {
                Ok(_) => UserId::parse(text),
                Err(_) => Err(InvalidValue::new(Code::TYPE, "a number is expected")),
            }
        }
        let number = text_by(number, |id: &UserId| id.as_str().into(), Schema::text);
        id("number").within(number, number).read_user(object, user);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        match user.id.as_str().parse() {
            Ok(number) => {
                out.attribute(
                    "number",
                    Attribute::Id,
                    Ok((Node::Number(idiolect::json::Number::Unsigned(number)), None)),
                );
            }
            Err(_) => out.record_dropped(Attribute::Id, DropReason::InvalidForTarget),
        }
    }
}
