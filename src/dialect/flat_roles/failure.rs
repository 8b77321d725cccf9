//! How GoRules BRMS refuses. The vendor documents nothing: what is written is this crate's choice.

use super::FlatRoles;
use crate::dialect::refusals::{Refusals, account};
use crate::dialect::told::{FailureReading, Told};
use crate::model::{FailureKind, Subject};
use crate::wire::{Adaptation, Node, Number, Object, ObjectWriter};

pub(super) fn read(message: &Object<'_, '_>) -> FailureReading {
    let mut refusals = Refusals::new(&FlatRoles::ID);
    refusals.problem_list(message, "errors", "path", "message");
    refusals.property_map_in(message, "detail");
    refusals.plain(message);
    refusals.finish()
}

pub(super) fn write<'u>(kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
    let status = kind.status();
    out.say("statusCode", Subject::Kind, Ok((Node::Number(Number::Unsigned(status.into())), None)));
    out.say("message", Subject::Message, Ok((Node::text(kind.title()), Some(Adaptation::Retold))));
    let listed = (!told.is_empty()).then_some(told);
    out.objects(
        "errors",
        listed,
        |_| None,
        |told, error| {
            error.text("path", told.pointer.as_ref());
            error.put_text("code", told.code.as_str());
            error.put_text("message", told.detail.as_ref());
            account(told, error);
        },
    );
    status
}
