//! The id of the user.

use std::borrow::Cow;

use crate::model::{Attribute, Code, Fault, User, UserId, UserUpdate, check_uuid};
use crate::property::context::Context;
use crate::property::members::Property;
use crate::wire::{Blank, Blanks, Name, Node, Number, Object, ObjectWriter, Value};

/// The member that holds the id of the user.
#[derive(Debug, Clone, Copy)]
pub struct Id {
    name: Name<'static>,
    parse: fn(&str) -> Result<UserId, Fault>,
    parse_of_user: fn(&str) -> Result<UserId, Fault>,
    print: fn(&UserId) -> Cow<'_, str>,
    is_in_updates: bool,
}

/// The member that holds the id of the user. An update may have it, and then it has to be that of the path.
#[must_use]
pub const fn id(name: &'static str) -> Id {
    Id {
        name: Name::fixed(name),
        parse: UserId::parse,
        parse_of_user: UserId::parse,
        print: |id| Cow::Borrowed(id.as_str()),
        is_in_updates: false,
    }
}

impl Id {
    /// Accepts a UUID only in updates.
    #[must_use]
    pub const fn uuid(mut self) -> Self {
        self.parse = parse_uuid;
        self
    }

    /// Reads the id of an update and of a user out of another text, and writes it so.
    #[must_use]
    pub const fn within(
        mut self,
        parse: fn(&str) -> Result<UserId, Fault>,
        parse_of_user: fn(&str) -> Result<UserId, Fault>,
        print: fn(&UserId) -> Cow<'_, str>,
    ) -> Self {
        self.parse = parse;
        self.parse_of_user = parse_of_user;
        self.print = print;
        self
    }

    /// Writes the id into updates too.
    #[must_use]
    pub const fn written_in_updates(mut self) -> Self {
        self.is_in_updates = true;
        self
    }
}

impl Property for Id {
    fn read_update(&self, object: &Object<'_, '_>, update: &mut UserUpdate, context: &Context<'_>) {
        let field = object.member(self.name);
        let Some(id) = field.set(Attribute::Id, Blanks::new(Blank::Keep, Blank::Refuse), self.parse) else { return };
        // A UUID is the same in either case; other ids are what they are.
        let is_same = |of_path: &UserId| match check_uuid(id.as_str()) {
            Ok(()) => of_path.as_str().eq_ignore_ascii_case(id.as_str()),
            Err(_) => *of_path == id,
        };
        if context.id.is_some_and(|of_path| !is_same(of_path)) {
            field.refuse(&Fault::new(Code::CONFLICT, "the id of the path is expected"));
        }
        update.id = Some(id);
    }

    fn write_update<'u>(&'u self, update: &'u UserUpdate, context: &Context<'u>, out: &mut ObjectWriter<'_, 'u>) {
        if let Some(id) = context.id.filter(|_| self.is_in_updates) {
            let node = Node::Text((self.print)(id));
            if update.id.is_some() {
                out.say(self.name, Attribute::Id, Ok((node, None)));
            } else {
                out.put(self.name, node);
            }
        }
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let field = object.member(self.name);
        let id = match field.take() {
            // A whole number stands for its digits.
            Some(Value::Number(Number::Unsigned(number))) => {
                (self.parse_of_user)(&number.to_string()).ok().inspect(|_| field.account(Attribute::Id))
            }
            _ => field.value(Attribute::Id, self.parse_of_user),
        };
        match id {
            Some(id) => user.id = id,
            None => field.reject_missing("an answer names the user by an id"),
        }
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        out.say(self.name, Attribute::Id, Ok((Node::Text((self.print)(&user.id)), None)));
    }
}

fn parse_uuid(text: &str) -> Result<UserId, Fault> {
    check_uuid(text)?;
    UserId::parse(text)
}
