//! The extras of other dialects: kept with the user, so that those dialects can write them again.

use super::Canonical;
use crate::codec::schema::{AdditionalMembers, MemberSchema, Schema, ValueSchema as _};
use crate::codec::value::{ClosedSet, Codec as _, any_text, closed_set, text_value};
use crate::codec::{Description, MemberDescription};
use crate::codec::{EmptyMeaning, Field, Object, ObjectWriter};
use crate::codec::{Message, Part, Property};
use crate::json::{Name, Node};
use crate::model::{Attribute, Composite, Extra, ExtraKind, Extras, SettingKey, User};

/// The member that holds the extras of other dialects: of a user, and of each element of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExtrasProperty(Name<'static>);

pub(super) const EXTRAS: ExtrasProperty = ExtrasProperty(Name::fixed("remainder"));

impl ExtrasProperty {
    fn entries(self, object: &Object<'_, '_>) -> Extras {
        let entry = |field: Field<'_, '_>| {
            let entry = field.object(EmptyMeaning::Keep);
            let text = |name| entry.member(name).part(&any_text());
            let dialect = text("dialect")?;
            // An empty pointer means the whole message, so it may be omitted.
            let pointer = text("pointer").unwrap_or_default();
            let extra = Extra::new(dialect, pointer, text("original"), text("spelled"));
            Some(with_owners(extra, &entry))
        };
        object.member(self.0).all(entry).into_iter().flatten().collect()
    }

    fn write_entries<'u>(self, extras: &'u Extras, out: &mut ObjectWriter<'_, 'u>) {
        let entries = of_others(extras).next().is_some().then(|| of_others(extras));
        out.objects(
            self.0,
            entries,
            |_| None,
            |entry: &'u Extra, out| {
                out.literal_text("dialect", &entry.dialect);
                out.literal_text("pointer", &entry.pointer);
                out.text("original", entry.original.as_ref());
                out.text("spelled", entry.encoded.as_ref());
                write_owners(entry, out);
            },
        );
    }
}

/// With the attributes that it belongs to, as far as this version of the model knows them.
fn with_owners(extra: Extra, entry: &Object<'_, '_>) -> Extra {
    let kind = entry.member("kind").part(&KINDS).unwrap_or_default();
    let setting = entry.member("setting").part(&text_value::<SettingKey>());
    let attributes = entry.member("attributes").all(|one| {
        let name = one.part(&any_text())?;
        Some(name.parse::<Attribute>().ok())
    });
    let extra = attributes
        .into_iter()
        .flatten()
        .flatten()
        .fold(extra, |extra, attribute| extra.of_attribute(attribute, kind));
    match setting {
        Some(key) => extra.of_setting(key, kind),
        None => extra,
    }
}

fn write_owners<'u>(entry: &'u Extra, out: &mut ObjectWriter<'_, 'u>) {
    let mut attributes = entry.attributes().map(|one| Node::text(one.as_str())).peekable();
    if attributes.peek().is_some() {
        out.literal("attributes", Node::Array(attributes.collect()));
    }
    if entry.kind() != ExtraKind::Additional {
        out.literal_text("kind", entry.kind().as_str());
    }
    out.text("setting", entry.setting());
}

const KINDS: ClosedSet<&str, ExtraKind> = closed_set(
    &[("unrepresentable", ExtraKind::Unrepresentable), ("incomplete", ExtraKind::Incomplete)],
    "expected `unrepresentable` or `incomplete`",
);

/// The extras of other dialects; this one's own are written back at their paths.
fn of_others(extras: &Extras) -> impl Iterator<Item = &Extra> {
    extras.entries().filter(|entry| entry.dialect != Canonical::ID.as_str())
}

impl Property for ExtrasProperty {
    /// Setting an attribute discards the extras that belong to it.
    fn reads_last(&self) -> bool {
        true
    }

    fn describe(&self, description: &mut Description) {
        let member = MemberDescription::new(self.0.to_cow()).in_users(schema());
        description.members.push(member.read_only());
    }

    fn read_user(&self, object: &Object<'_, '_>, user: &mut User) {
        user.extras = self.entries(object);
    }

    fn write_user<'u>(&'u self, user: &'u User, out: &mut ObjectWriter<'_, 'u>) {
        self.write_entries(&user.extras, out);
        out.record_passed_through(
            "remainder",
            of_others(&user.extras).map(|entry| entry.pointer.as_str()),
        );
    }

    fn read_rest(&self, object: &Object<'_, '_>, message: Message) {
        object.read_only(message, &[self.0.as_str()]);
    }
}

impl<T: Composite> Part<T> for ExtrasProperty {
    /// An update cannot contain extras: they would be mistaken for data that a vendor sent.
    fn read(&self, object: &Object<'_, '_>, element: &mut T, message: Message) -> bool {
        if let (Message::User, Some(extras)) = (message, element.extras_mut()) {
            *extras = self.entries(object);
        }
        true
    }

    fn describe(&self, message: Message, members: &mut Vec<MemberSchema>) {
        if message == Message::User {
            members.push(MemberSchema::optional(self.0.to_cow(), schema()));
        }
    }

    fn write<'u>(&'u self, element: &'u T, _: Message, out: &mut ObjectWriter<'_, 'u>) {
        if let Some(extras) = element.extras() {
            self.write_entries(extras, out);
        }
    }
}

fn schema() -> Schema {
    let entry = [
        MemberSchema::required("dialect", Schema::text()),
        MemberSchema::optional("pointer", Schema::text()),
        MemberSchema::optional("original", Schema::text()),
        MemberSchema::optional("spelled", Schema::text()),
        MemberSchema::optional("attributes", Schema::array(Schema::text())),
        MemberSchema::optional("kind", KINDS.schema(Message::User)),
        MemberSchema::optional("setting", SettingKey::schema()),
    ];
    Schema::array(Schema::object(entry, AdditionalMembers::Allowed))
}
