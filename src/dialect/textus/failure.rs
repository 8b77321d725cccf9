//! How TextUs refuses. The vendor documents nothing for this API: what is written is Hydra's error, with terms that have
//! no prefix and types that have one, as in the vendor's own answers.

use super::TextUs;
use crate::dialect::refusals::{Refusals, account};
use crate::dialect::told::{FailureReading, Told};
use crate::model::{FailureKind, Subject};
use crate::wire::{Adaptation, Node, Object, ObjectWriter};

pub(super) fn read(message: &Object<'_, '_>) -> FailureReading {
    let mut refusals = Refusals::new(&TextUs::ID);
    refusals.problem_list(message, "violations", "propertyPath", "message");
    refusals.property_map_in(message, "detail");
    refusals.plain(message);
    refusals.finish()
}

pub(super) fn write<'u>(kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
    out.put_text("@type", "hydra:Error");
    out.put_text("@context", "/contexts/hydra:Error.jsonld");
    out.put_text("title", kind.title());
    let mut details: Vec<&str> = told.iter().map(|told| told.detail.as_ref()).collect();
    details.dedup();
    let description = if details.is_empty() { kind.title().to_owned() } else { details.join("; ") };
    out.say("description", Subject::Message, Ok((Node::text(description), Some(Adaptation::Retold))));
    let listed = (!told.is_empty()).then_some(told);
    out.objects(
        "violations",
        listed,
        |_| None,
        |told, violation| {
            violation.text("propertyPath", told.pointer.as_ref());
            violation.put_text("code", told.code.as_str());
            violation.put_text("message", told.detail.as_ref());
            account(told, violation);
        },
    );
    kind.status()
}
