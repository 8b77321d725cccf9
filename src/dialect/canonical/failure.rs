//! A refusal, with everything that the model knows of one.

use super::Canonical;
use crate::dialect::refusals::{Refusals, account};
use crate::dialect::told::{FailureReading, Told};
use crate::model::{FailureKind, Subject};
use crate::wire::{Adaptation, Node, Number, Object, ObjectWriter};

pub(super) fn read(message: &Object<'_, '_>) -> FailureReading {
    let mut refusals = Refusals::new(&Canonical::ID);
    refusals.problem_list(message, "problems", "pointer", "detail");
    refusals.plain(message);
    refusals.finish()
}

pub(super) fn write<'u>(kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
    let status = kind.status();
    out.put_text("code", kind.code());
    out.say("status", Subject::Kind, Ok((Node::Number(Number::Unsigned(status.into())), None)));
    out.say("title", Subject::Message, Ok((Node::text(kind.title()), Some(Adaptation::Retold))));
    let listed = (!told.is_empty()).then_some(told);
    out.objects(
        "problems",
        listed,
        |_| None,
        |told, problem| {
            problem.text("pointer", told.pointer.as_ref());
            problem.put_text("code", told.code.as_str());
            problem.put_text("detail", told.detail.as_ref());
            account(told, problem);
        },
    );
    status
}
