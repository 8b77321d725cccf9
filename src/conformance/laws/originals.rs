//! Law `UserRoundTrip`: over what is not representable: a change in between wins, and clearing it
//! does not bring back what it has replaced.

use super::updates::clearing;
use crate::conformance::case::{Trial, tree};
use crate::conformance::generate;
use crate::conformance::normalized::Statement;
use crate::conformance::original::Original;
use crate::conformance::violation::{Held, ensure};
use crate::dialect::DialectExt as _;
use crate::json::Pointer;
use crate::model::{Attribute, User, UserUpdate};
use crate::problem::ReportedField;

pub(super) fn do_not_come_back(trial: &Trial<'_>) -> Held {
    let source = &mut trial.source();
    let choice = source.byte();
    let Some(original) = Original::decided_by(trial, source)? else { return Ok(()) };
    let replaced = replaced_by(trial, &original);
    if replaced.is_empty() {
        return Ok(());
    }
    let mut set = generate::update(&generate::all(choice));
    set.sign_in.password = None;
    for attribute in Attribute::ALL.iter().filter(|one| !replaced.contains(one)) {
        set.keep(*attribute);
    }
    let cleared = cleared(&set);
    let check = || {
        let mut user = original.current.user.clone();
        is_gone_after(trial, &original, &set, &mut user)?;
        is_gone_after(trial, &original, &cleared, &mut user)?;
        is_gone_after(trial, &original, &cleared, &mut original.current.user.clone())
    };
    original.current.shown(|| {
        check().map_err(|finding| {
            finding
                .showing("set by", Statement::of_update(&set).to_json())
                .showing("cleared by", Statement::of_update(&cleared).to_json())
        })
    })
}

/// The attributes that are absent because of what is in the place of their members.
fn replaced_by(trial: &Trial<'_>, original: &Original<'_>) -> Vec<Attribute> {
    let Original { current, place, value, .. } = original;
    let is_nothing = value.is_null() || value.as_text() == Some("");
    // An object is open: what is unknown in it stays.
    if is_nothing || value.members().is_some() {
        return Vec::new();
    }
    let is_below = |leaf: &Pointer| super::is_within(leaf.as_str(), place.as_str());
    let leaves = trial.leaves().members.iter().filter(|leaf| is_below(&leaf.place));
    let attributes: Vec<Attribute> = leaves.flat_map(|leaf| leaf.attributes.clone()).collect();
    let known = current.user.present_fields();
    let is_known =
        known.iter().filter_map(ReportedField::attribute).any(|one| attributes.contains(&one));
    if is_known { Vec::new() } else { attributes }
}

/// An update that clears what `set` sets, as far as it can be cleared.
fn cleared(set: &UserUpdate) -> UserUpdate {
    let mut cleared = UserUpdate::default();
    for field in set.changed_fields() {
        let mut alone = set.clone();
        for other in set.changed_fields().iter().filter(|other| **other != field) {
            match other {
                ReportedField::CustomSetting(key) => {
                    alone.custom_settings.remove(key);
                }
                other => other.attribute().into_iter().for_each(|one| alone.keep(one)),
            }
        }
        cleared = cleared.merge(clearing(&alone, &field).unwrap_or_default());
    }
    cleared
}

/// Unless the update changes nothing, or cannot be applied.
fn is_gone_after(
    trial: &Trial<'_>,
    original: &Original<'_>,
    update: &UserUpdate,
    user: &mut User,
) -> Held {
    let Original { place, value, .. } = original;
    if update.is_empty() || update.apply(user).is_err() {
        return Ok(());
    }
    let after = trial.dialect.encode_user(user).body;
    ensure(tree(&after)?.at(place.as_str()) != Some(value), || {
        format!("what was at {place} is still there after it was replaced")
    })
    .map_err(|finding| finding.showing_body("after", &after))
}
