//! Encodes an update, and checks that nothing is lost that the policy does not allow.

use std::borrow::Cow;

use super::error::Error;
use super::ext::{Appended, DialectExt as _};
use super::loss::{LossError, LossPolicy};
use super::provenance_completion::{complete_provenance, disallowed_losses};
use super::traits::{Dialect, UpdateContext, UpdateMode};
use crate::codec::{self, DropReason};
use crate::model::{Attribute, User, UserId, UserUpdate};

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
    let context = UpdateContext { id, current: context.current };
    let written = match (dialect.settings().update_mode, context.current) {
        (UpdateMode::Full, Some(current)) => {
            let everything = UserUpdate::diff(&User::new(current.id.clone()), current);
            Cow::Owned(everything.merge(update.clone()))
        }
        _ => Cow::Borrowed(update),
    };
    let stated = update.changed_attributes();
    body.reserve(stated.len() * USUAL);
    let mut provenance = codec::write_into(dialect.id().as_str(), body, |out| {
        dialect.properties().write_update(&written, &context, out);
        match (wanted, id) {
            (Some(_), None) => out.record_dropped(Attribute::Id, DropReason::InvalidForTarget),
            (Some(_), Some(_)) => out.record_outside_body(Attribute::Id, None),
            _ => {}
        }
    });
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
