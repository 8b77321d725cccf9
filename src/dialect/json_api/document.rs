//! What every JSON:API document has: its type, its dates, its references to other resources.

use crate::model::{Code, Date, Fault, ResourceId, parse_date};
use crate::wire::{Adaptation, Blank, Field, Node, Object, ObjectWriter, Parsed, Spelling};

pub(super) const USERS: &str = "users";
pub(super) const ORGANISATIONS: &str = "organisations";
pub(super) const TEAMS: &str = "teams";

/// A caller's document must be of the type that the path asks for.
pub(super) fn check_type(data: &Object<'_, '_>) {
    let field = data.required("type");
    let of_type = |text: &str| match text {
        USERS => Ok(()),
        _ => Err(Fault::new(Code::CONFLICT, "the type `users` is expected")),
    };
    field.needed(of_type);
}

/// A day, of which the vendor's requests also write the time.
pub(super) fn day(text: &str) -> Result<Parsed<Date>, Fault> {
    let written = parse_date(text)?;
    Ok(if written.time_was_cut { Parsed::adapted(written.date, Adaptation::TimeCut) } else { written.date.into() })
}

/// A day as the vendor's requests write it: midnight UTC.
pub(super) fn as_midnight(date: &Date) -> Spelling<'_> {
    Ok((Node::text(format!("{}T00:00:00.000Z", written(*date))), None))
}

/// A day as the vendor's answers write it.
pub(super) fn as_day(date: &Date) -> Spelling<'_> {
    Ok((Node::text(written(*date)), None))
}

fn written(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// The ids in the `data` of a relationship.
pub(super) fn references(relationships: &Object<'_, '_>, name: &'static str) -> Option<Vec<ResourceId>> {
    let relationship = relationships.member(name).object(Blank::Keep);
    relationship.member("data").all(|reference| read_reference(&reference))
}

/// The id of one resource that is referred to; its type is taken for granted.
pub(super) fn read_reference(field: &Field<'_, '_>) -> Option<ResourceId> {
    let reference = field.object(Blank::Keep);
    reference.accept(&["type"]);
    reference.member("id").text(ResourceId::parse)
}

pub(super) fn write_reference<'u>(kind: &'static str, id: &'u ResourceId, out: &mut ObjectWriter<'_, 'u>) {
    out.put_text("type", kind);
    out.put_text("id", id.as_str());
}
