//! Members that hold no attribute: constants, and the envelope of a format.

use super::context::UpdateContext;
use super::description::{Description, MemberDescription};
use super::property::{Message, Property};
use super::schema::Schema;
use crate::codec::{Object, ObjectWriter, STRING_EXPECTED};
use crate::json::{Name, Value};
use crate::model::{Code, InvalidValue, User, UserUpdate};

/// A member that is always the same text.
#[derive(Debug, Clone, Copy)]
pub struct Constant {
    name: Name<'static>,
    value: &'static str,
    mismatch: Option<&'static str>,
    is_in_updates: bool,
}

/// Returns a member that is written in users as this text, and accepted with any value.
#[must_use]
pub const fn constant(name: &'static str, value: &'static str) -> Constant {
    Constant { name: Name::fixed(name), value, mismatch: None, is_in_updates: false }
}

impl Constant {
    /// Rejects an update with another text; `mismatch` is the text of the problem.
    #[must_use]
    pub const fn checked(mut self, mismatch: &'static str) -> Self {
        self.mismatch = Some(mismatch);
        self
    }

    /// Documents that every update has the member, and writes it into updates.
    #[must_use]
    pub const fn required_in_updates(mut self) -> Self {
        self.is_in_updates = true;
        self
    }
}

impl Property for Constant {
    fn read_update(&self, object: &Object<'_, '_>, _: &mut UserUpdate, _: &UpdateContext<'_>) {
        let field =
            if self.is_in_updates { object.required(self.name) } else { object.member(self.name) };
        if let (Some(mismatch), false) = (self.mismatch, field.is_absent()) {
            match field.consume() {
                Some(Value::Text(text)) if text == self.value => {}
                Some(Value::Text(_)) => field.problem(&InvalidValue::new(Code::CONFLICT, mismatch)),
                _ => field.problem(&STRING_EXPECTED),
            }
        }
    }

    fn write_update<'u>(
        &'u self,
        _: &'u UserUpdate,
        _: &UpdateContext<'u>,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        if self.is_in_updates {
            out.literal_text(self.name, self.value);
        }
    }

    fn write_user<'u>(&'u self, _: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        out.literal_text(self.name, self.value);
    }

    fn describe(&self, description: &mut Description) {
        let mut member = MemberDescription::new(self.name.to_cow());
        let is_checked = self.mismatch.is_some();
        let constant = || Schema::text_constant(self.value);
        member.update = Some(if is_checked { constant() } else { Schema::any() });
        member.user = Some(constant());
        member.is_required_in_updates = self.is_in_updates;
        description.members.push(member);
    }

    fn read_rest(&self, object: &Object<'_, '_>, _: Message) {
        object.ignore(&[self.name.as_str()]);
    }
}

/// Members of the format's envelope, accepted and never written.
#[derive(Debug, Clone, Copy)]
pub struct Envelope {
    names: &'static [&'static str],
    only_in: Option<Message>,
}

/// Returns members of the format's envelope, which do not describe the user.
#[must_use]
pub const fn envelope(names: &'static [&'static str]) -> Envelope {
    Envelope { names, only_in: None }
}

impl Envelope {
    /// Accepts the members in this message only.
    #[must_use]
    pub const fn only_in(mut self, message: Message) -> Self {
        self.only_in = Some(message);
        self
    }
}

impl Property for Envelope {
    fn describe(&self, description: &mut Description) {
        for name in self.names {
            let mut member = MemberDescription::new(*name);
            member.update = (self.only_in != Some(Message::User)).then(Schema::any);
            member.user = (self.only_in != Some(Message::Update)).then(Schema::any);
            description.members.push(member);
        }
    }

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        if self.only_in.is_none_or(|only| only == message) {
            object.ignore(self.names);
        }
    }
}

/// Read-only members that hold no attribute of the model.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReadOnlyMembers(&'static [&'static str]);

/// Returns members in which an update can only repeat the current value. In users they are unknown
/// members.
#[must_use]
pub const fn read_only_members(names: &'static [&'static str]) -> impl Property + Copy {
    ReadOnlyMembers(names)
}

impl Property for ReadOnlyMembers {
    fn describe(&self, description: &mut Description) {
        let members = self.0.iter().map(|name| MemberDescription::new(*name).read_only());
        description.members.extend(members);
    }

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        object.read_only(message, self.0);
    }
}
