//! How MediaSilo / Shift "Phoenix" refuses: 400 with `{field: message}`, other statuses without a body.

use super::Legacy;
use crate::dialect::refusals::{PLAIN_MEMBERS, Refusals, by_place, property_path};
use crate::dialect::told::{FailureReading, Told};
use crate::model::FailureKind;
use crate::wire::{Adaptation, Node, Object, ObjectWriter};

/// What the vendor answers to too many requests.
const RATE_LIMITED: u16 = 420;

pub(super) fn read(message: &Object<'_, '_>) -> FailureReading {
    let mut refusals = Refusals::new(&Legacy::ID);
    refusals.property_map_in(message, "detail");
    refusals.plain(message);
    // Beside the text of another shape stand its other members; otherwise each member is a field of the user's.
    let mut known = LIMIT_MEMBERS.to_vec();
    if ["limit", "remaining", "reset"].into_iter().all(|name| !message.member(name).is_absent()) {
        message.accept(LIMIT_MEMBERS);
        refusals.status_is(RATE_LIMITED, message.member("remaining").pointer());
    }
    if refusals.has_text() {
        known.extend(PLAIN_MEMBERS);
    }
    if refusals.has_status() {
        known.push("status");
    }
    refusals.property_map(message, &known);
    refusals.finish()
}

pub(super) fn write<'u>(kind: FailureKind, told: &'u [Told], out: &mut ObjectWriter<'_, 'u>) -> u16 {
    match kind {
        FailureKind::Invalid | FailureKind::Unprocessable => {
            for (pointer, subjects, text) in by_place(told) {
                out.entry(property_path(&pointer), subjects, Node::text(text), Some(Adaptation::Retold));
            }
            kind.status()
        }
        FailureKind::RateLimited => RATE_LIMITED,
        _ => kind.status(),
    }
}

/// What a client of the vendor's finds in the body of a 429.
const LIMIT_MEMBERS: &[&str] = &["userId", "limit", "remaining", "reset"];
