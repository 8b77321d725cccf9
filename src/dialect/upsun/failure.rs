//! How Upsun refuses: `{error}` by its specification; `{title, status, detail}`, `{error, error_description}` and
//! `{message, code, detail}` by its own clients.

use super::Upsun;
use crate::dialect::refusals::{Refusals, by_place, property_path};
use crate::dialect::told::{FailureReading, Told};
use crate::model::{FailureKind, Subject};
use crate::wire::{Adaptation, Node, Number, Object, ObjectWriter};

pub(super) fn read(message: &Object<'_, '_>) -> FailureReading {
    let mut refusals = Refusals::new(&Upsun::ID);
    refusals.property_map_in(message, "detail");
    refusals.plain(message);
    refusals.finish()
}

/// `{error}` as specified, and around it what the vendor's services send in practice.
pub(super) fn write<'u>(kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
    let status = kind.status();
    let mut error = kind.title().to_owned();
    let placeless: Vec<&Told> = told.iter().filter(|told| told.pointer.as_ref().is_none_or(String::is_empty)).collect();
    for told in &placeless {
        error.push_str("; ");
        error.push_str(&told.detail);
    }
    out.say("error", Subject::Message, Ok((Node::text(error), Some(Adaptation::Retold))));
    for subject in placeless.into_iter().filter_map(|told| told.subject.clone()) {
        out.also_says("error", subject, Some(Adaptation::WithoutPointer));
    }
    out.put_text("title", kind.title());
    out.say("status", Subject::Kind, Ok((Node::Number(Number::Unsigned(status.into())), None)));
    out.object("detail", |detail| {
        for (pointer, subjects, text) in by_place(told) {
            detail.entry(property_path(&pointer), subjects, Node::text(text), Some(Adaptation::Retold));
        }
    });
    status
}
