//! How Ctrl Hub refuses: JSON:API errors, in an envelope or one by itself. Its `meta.value` quotes what was sent, and is
//! never read.

use super::JsonApi;
use crate::dialect::refusals::{Refusals, account};
use crate::dialect::told::{FailureReading, Told};
use crate::model::{FailureKind, Subject};
use crate::wire::{Adaptation, Node, Object, ObjectWriter};

pub(super) fn read(message: &Object<'_, '_>) -> FailureReading {
    let mut refusals = Refusals::new(&JsonApi::ID);
    if !refusals.json_api(message) {
        refusals.property_map_in(message, "detail");
        refusals.plain(message);
    }
    refusals.finish()
}

pub(super) fn write<'u>(kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
    let errors: Vec<Option<&'u Told>> = if told.is_empty() { vec![None] } else { told.iter().map(Some).collect() };
    out.objects(
        "errors",
        Some(errors),
        |_| None,
        |told, error| {
            error.say("status", Subject::Kind, Ok((Node::text(kind.status().to_string()), None)));
            error.put_text("code", told.map_or(kind.code(), |told| told.code.as_str()));
            error.say("title", Subject::Message, Ok((Node::text(kind.title()), Some(Adaptation::Retold))));
            let Some(told) = told else { return };
            error.put_text("detail", told.detail.as_ref());
            account(told, error);
            // The pointer must be one to a value in the request: for a member that is missing, to what should hold it.
            error.object("source", |source| source.text("pointer", told.existing.as_ref().or(told.pointer.as_ref())));
        },
    );
    out.whole_object("jsonapi", |out| out.put_text("version", "1.0"));
    kind.status()
}
