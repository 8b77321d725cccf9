//! Law `UnrepresentableKept`: what is present and not representable is not absent.

use crate::codec::{DropReason, WriteOutcome};
use crate::conformance::case::{Trial, tree};
use crate::conformance::current::Current;
use crate::conformance::normalized::{Statement, is_of_unit};
use crate::conformance::original::{Kept, Original};
use crate::conformance::violation::{Finding, Held, ensure};
use crate::dialect::{DialectExt as _, EncodedMessage, Error, LossPolicy, UpdateMode};
use crate::model::{ApplyError, Attribute, UserUpdate};
use crate::problem::ReportedField;

pub(super) fn is_kept(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let Some(original) = Original::decided_by(trial, source)? else { return Ok(()) };
    original.current.shown(|| {
        is_known_or_unrepresentable(trial, &original)?;
        let found = original.unrepresentable(trial)?;
        let chosen = source.below(256).checked_rem(found.len());
        let Some(kept) = chosen.and_then(|at| found.get(at)) else { return Ok(()) };
        let update = without(trial.update(), kept.attribute);
        let case = Case { trial, current: &original.current, kept, update: &update };
        case.is_kept_when_applied()
            .and_then(|()| case.is_kept_by_partial_updates())
            .and_then(|()| case.is_kept_by_full_updates())
            .map_err(|finding| finding.showing("update", Statement::of_update(&update).to_json()))
    })
}

/// What a member holds is known, or not representable, unless it is empty.
fn is_known_or_unrepresentable(trial: &Trial<'_>, original: &Original<'_>) -> Held {
    let Original { current, place, value, is_unknown } = original;
    let Some(leaf) = trial.leaves().members.iter().find(|leaf| leaf.place == *place) else {
        return Ok(());
    };
    let is_empty = value.is_null() || value.as_text() == Some("") || value.members().is_some();
    let known = current.user.present_fields();
    let is_so = is_empty
        || *is_unknown
        || leaf.own.iter().any(|one| {
            known.contains(&ReportedField::Attribute(*one)) || current.user.is_unrepresentable(*one)
        });
    ensure(is_so, || {
        format!("what is at {place} is neither known nor recorded as not representable")
    })
}

/// The update without its password, and without what changes `attribute`.
fn without(mut update: UserUpdate, attribute: Attribute) -> UserUpdate {
    update.sign_in.password = None;
    let names: &[Attribute] = match attribute {
        Attribute::FullName => &[Attribute::GivenName, Attribute::FamilyName],
        Attribute::GivenName | Attribute::FamilyName => &[Attribute::FullName],
        _ => &[],
    };
    update.keep(attribute);
    for one in names {
        update.keep(*one);
    }
    update
}

/// A value that is not representable, and an update that does not name its attribute.
struct Case<'k, 't> {
    trial: &'k Trial<'t>,
    current: &'k Current<'t>,
    kept: &'k Kept,
    update: &'k UserUpdate,
}

impl Case<'_, '_> {
    fn is_kept_when_applied(&self) -> Held {
        let Kept { attribute, place } = self.kept;
        let mut after = self.current.user.clone();
        match self.update.apply(&mut after) {
            Ok(()) => {}
            Err(ApplyError::NotRepresentable { .. }) => return Ok(()),
            Err(error) => return Err(Finding::new(format!("it is not applied: {error}"))),
        }
        let after = self.trial.dialect.encode_user(&after).body;
        let is_kept = tree(&after)?.at(place.as_str()) == self.current.tree()?.at(place.as_str());
        ensure(is_kept, || {
            format!("applied, it loses {attribute} at {place}, which is not representable")
        })
        .map_err(|finding| finding.showing_body("after", &after))
    }

    /// Neither there nor at another member that holds the attribute is another value written.
    fn is_kept_by_partial_updates(&self) -> Held {
        let Kept { attribute, place } = self.kept;
        let encoded = self.encode(UpdateMode::Partial, &LossPolicy::AllowAll);
        let encoded = encoded.map_err(|error| Finding::new(format!("it is rejected: {error}")))?;
        let (before, written) = (self.current.tree()?, tree(&encoded.body)?);
        let members = self.trial.leaves().members.iter();
        let holding = members.filter(|leaf| leaf.attributes.contains(attribute));
        for place in holding.map(|leaf| &leaf.place).chain([place]) {
            let now = written.at(place.as_str());
            ensure(now.is_none() || now == before.at(place.as_str()), || {
                format!("a partial update writes {attribute} at {place}, not representable")
            })
            .map_err(|finding| finding.showing_body("written as", &encoded.body))?;
        }
        Ok(())
    }

    fn is_kept_by_full_updates(&self) -> Held {
        let Kept { attribute, place } = self.kept;
        if !self.trial.leaves().is_writable(*attribute) {
            return Ok(());
        }
        let encoded = self.encode(UpdateMode::Full, &LossPolicy::AllowAll);
        let encoded = encoded.map_err(|error| Finding::new(format!("it is rejected: {error}")))?;
        let before = self.current.tree()?;
        let is_there = tree(&encoded.body)?.at(place.as_str()) == before.at(place.as_str());
        let is_dropped = encoded.provenance.entries().any(|(field, _, outcome)| {
            field.attribute().is_some_and(|one| is_of_unit(one, *attribute))
                && outcome == WriteOutcome::Dropped(DropReason::NotRepresentable)
        });
        ensure(is_there || is_dropped, || {
            format!("a full update loses {attribute} at {place}, which is not representable")
        })
        .map_err(|finding| finding.showing_body("written as", &encoded.body))?;
        let strict = self.encode(UpdateMode::Full, &LossPolicy::Reject);
        ensure(!is_dropped || matches!(strict, Err(Error::Loss(_))), || {
            format!("a full update drops {attribute}, and is not refused")
        })
    }

    fn encode(&self, mode: UpdateMode, loss: &LossPolicy) -> Result<EncodedMessage, Error> {
        self.current.encode(self.update, mode, loss)
    }
}
