//! Encodes an update, and checks that nothing is lost that the policy does not allow.

use super::error::Error;
use super::ext::{Appended, DialectExt as _};
use super::loss::{LossError, LossPolicy};
use super::provenance_completion::{complete_provenance, disallowed_losses};
use super::traits::{Dialect, UpdateContext};
use super::update_plan::UpdatePlan;
use crate::codec::{self, Beside, DropReason, ObjectWriter, WriteOutcome};
use crate::model::{Attribute, UserId, UserUpdate};

/// Appends an update to `body`. After an error, `body` may end with a part of one.
pub(super) fn append<D: Dialect + ?Sized>(
    dialect: &D,
    update: &UserUpdate,
    context: &UpdateContext<'_>,
    loss: &LossPolicy,
    body: &mut String,
) -> Result<Appended, Error> {
    /// The usual size of a member with its name, in bytes.
    const USUAL: usize = 24;
    let endpoint = dialect.update_operation();
    let is_valid = |id: &&UserId| endpoint.ids.check(id.as_str()).is_ok();
    if context.id.is_some_and(|id| !is_valid(&id)) {
        return Err(Error::InvalidId { dialect: dialect.id() });
    }
    let wanted = context.id.or(update.id.as_ref());
    if wanted.is_none() && endpoint.body_holds_id {
        return Err(Error::NoId { dialect: dialect.id() });
    }
    let id = wanted.filter(is_valid);
    let context = UpdateContext { id, ..*context };
    let plan = UpdatePlan::of(dialect, update, &context);
    let stated = update.changed_attributes();
    body.reserve(stated.len() * USUAL);
    let name = dialect.id();
    let ids = Ids { wanted, valid: id };
    let (written, originals) = match &plan {
        Some(plan) => (&plan.update, plan.originals.as_slice()),
        None => (update, &[][..]),
    };
    let beside = Beside { unknown: &written.extras, originals };
    let mut provenance = codec::write_into(name.as_str(), beside, body, |out| {
        write(dialect, written, &context, ids, out);
    });
    if let Some(plan) = &plan {
        for field in &plan.dropped {
            let reason = WriteOutcome::Dropped(DropReason::NotRepresentable);
            provenance.add(field.clone(), reason);
        }
    }
    complete_provenance(dialect, &mut provenance, update, stated, &context);
    let disallowed = disallowed_losses(&provenance, loss);
    if !disallowed.is_empty() {
        return Err(Error::Loss(LossError::new(dialect.id(), disallowed, provenance)));
    }
    if id.is_none() && endpoint.body_holds_id {
        return Err(Error::InvalidId { dialect: dialect.id() });
    }
    Ok(Appended { id: id.cloned(), provenance })
}

/// The id of the user, and the same if it is valid for the dialect.
#[derive(Clone, Copy)]
struct Ids<'c> {
    wanted: Option<&'c UserId>,
    valid: Option<&'c UserId>,
}

fn write<'u, D: Dialect + ?Sized>(
    dialect: &'u D,
    update: &'u UserUpdate,
    context: &UpdateContext<'u>,
    ids: Ids<'_>,
    out: &mut ObjectWriter<'_, 'u>,
) {
    dialect.properties().write_update(update, context, out);
    match (ids.wanted, ids.valid) {
        (Some(_), None) => out.record_dropped(Attribute::Id, DropReason::InvalidForTarget),
        (Some(_), Some(_)) => out.record_outside_body(Attribute::Id, None),
        _ => {}
    }
}
