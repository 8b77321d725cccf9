//! The id of the user.

use std::borrow::Cow;

use crate::codec::description::{Description, MemberDescription, Represents, Support};
use crate::codec::schema::{self, Schema, ValueSchema as _};
use crate::codec::value::{Codec as _, TextBy, text_by};
use crate::codec::{EmptyMeaning, EmptyValues, Object, ObjectWriter};
use crate::codec::{IdFormat, UpdateContext};
use crate::codec::{Message, Property};
use crate::json::{Name, Number, Value};
use crate::model::{Attribute, Code, InvalidValue, User, UserId, UserUpdate, check_uuid};

/// The member that holds the id of the user.
#[derive(Debug, Clone, Copy)]
pub struct Id {
    name: Name<'static>,
    in_updates: TextBy<UserId>,
    in_users: TextBy<UserId>,
    format: IdFormat,
    is_in_updates: bool,
}

/// Returns the member that holds the id of the user. In an update it is optional, and must match
/// the id in the path.
#[must_use]
pub const fn id(name: &'static str) -> Id {
    Id {
        name: Name::fixed(name),
        in_updates: PLAIN,
        in_users: PLAIN,
        format: IdFormat::Opaque,
        is_in_updates: false,
    }
}

impl Id {
    /// Accepts only a UUID in updates, unless the ids are
    /// [those of another service](UpdateContext::with_id_format).
    #[must_use]
    pub const fn uuid(mut self) -> Self {
        self.in_updates = text_by(UserId::parse, print_plain, schema::uuid);
        self.format = IdFormat::Uuid;
        self
    }

    /// Reads and writes the id within other texts: `in_updates` in updates, `in_users` in users.
    #[must_use]
    pub const fn within(mut self, in_updates: TextBy<UserId>, in_users: TextBy<UserId>) -> Self {
        self.in_updates = in_updates;
        self.in_users = in_users;
        self
    }

    /// Also writes the id into updates.
    #[must_use]
    pub const fn written_in_updates(mut self) -> Self {
        self.is_in_updates = true;
        self
    }
}

impl Property for Id {
    fn read_update(
        &self,
        object: &Object<'_, '_>,
        update: &mut UserUpdate,
        context: &UpdateContext<'_>,
    ) {
        let field = object.member(self.name);
        let empty = EmptyValues::new(EmptyMeaning::Keep, EmptyMeaning::Reject);
        let Some(id) = field.change(Attribute::Id, empty, &self.in_updates).resolve(None) else {
            return;
        };
        // UUIDs are compared without regard to case, other ids exactly.
        let is_same = |of_path: &UserId| match check_uuid(id.as_str()) {
            Ok(()) => of_path.as_str().eq_ignore_ascii_case(id.as_str()),
            Err(_) => *of_path == id,
        };
        if let Err(invalid) = context.id_format.unwrap_or(self.format).check(id.as_str()) {
            field.problem(&invalid);
        } else if context.id.is_some_and(|of_path| !is_same(of_path)) {
            field.problem(&InvalidValue::new(Code::CONFLICT, "does not match the id in the path"));
        }
        update.id = Some(id);
    }

    fn write_update<'u>(
        &'u self,
        update: &'u UserUpdate,
        context: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        if let Some(id) = context.id.filter(|_| self.is_in_updates) {
            let encoding = self.in_updates.print(id, Message::Update);
            if update.id.is_some() {
                out.attribute(self.name, Attribute::Id, encoding);
            } else {
                out.repeat(self.name, encoding);
            }
        }
    }

    fn describe(&self, description: &mut Description) {
        let in_updates = if self.is_in_updates { Support::Exact } else { Support::None };
        let represents = Represents::new(Attribute::Id).in_users(Support::Exact);
        let of_id = match self.format {
            IdFormat::Uuid if description.has_opaque_ids() => UserId::schema(),
            _ => self.in_updates.schema(Message::Update),
        };
        let update = Schema::any_of([of_id, Schema::null()]);
        let member = MemberDescription::new(self.name.to_cow())
            .holding(represents.in_updates(in_updates, false))
            .in_updates(update.with_rule("path-id"))
            .in_users(self.in_users.schema(Message::User))
            .required_in_users(true);
        description.members.push(member);
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        let field = object.member(self.name);
        let id = match field.consume() {
            // A whole number is read as its digits.
            Some(Value::Number(Number::Unsigned(number))) => {
                let digits = number.to_string();
                let id = self.in_users.parse(Value::Text(&digits)).ok().map(|parsed| parsed.value);
                id.inspect(|_| field.record(Attribute::Id))
            }
            _ => field.value(Attribute::Id, &self.in_users),
        };
        match id {
            Some(id) => user.id = id,
            None => field.problem_missing("missing user id"),
        }
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        out.attribute(self.name, Attribute::Id, self.in_users.print(&user.id, Message::User));
    }
}

const PLAIN: TextBy<UserId> = text_by(UserId::parse, print_plain, UserId::schema);

fn print_plain(id: &UserId) -> Cow<'_, str> {
    Cow::Borrowed(id.as_str())
}
