//! A current user with a value in a response that may not be representable.

use super::case::{Trial, tree};
use super::current::Current;
use super::entropy::Source;
use super::leaves::{Leaf, is_within};
use super::oddity::Oddity;
use super::violation::Finding;
use crate::codec::ReadOutcome;
use crate::dialect::DialectExt as _;
use crate::json::{Node, Pointer};
use crate::model::Attribute;

/// A current user of whom the response has something else in the place of a value.
#[derive(Debug)]
pub(super) struct Original<'t> {
    pub(super) current: Current<'t>,
    pub(super) place: Pointer,
    pub(super) value: Node<'static>,
    /// Whether it is recorded as nothing that the dialect documents.
    pub(super) is_unknown: bool,
}

impl<'t> Original<'t> {
    /// In the place of a member, of the object around it, or of a value within it.
    pub(super) fn decided_by(
        trial: &Trial<'t>,
        source: &mut Source<'_>,
    ) -> Result<Option<Self>, Finding> {
        let leaves = &trial.leaves().members;
        let leaf = source.below(256).checked_rem(leaves.len()).and_then(|at| leaves.get(at));
        let (how, below) = (source.below(4), source.below(16));
        let oddity = Oddity::decided_by(source);
        let (Some(leaf), Some(value)) = (leaf, oddity.value()) else { return Ok(None) };
        let body = trial.updated_user_body(source);
        let node = tree(&body)?;
        let place = match how {
            0 => place_below(&node, &leaf.place, below),
            1 => around(leaf),
            _ => None,
        };
        let place = place.unwrap_or_else(|| leaf.place.clone());
        let Some(node) = node.with(&place, value.clone()) else { return Ok(None) };
        let Ok(read) = trial.dialect.decode_user(node.to_json().as_bytes()) else {
            return Ok(None);
        };
        let mut entries = read.provenance.entries();
        let is_unknown = entries.any(|(_, pointer, outcome)| {
            pointer == place.as_str() && outcome == ReadOutcome::Unknown
        });
        let current = Current::new(trial, read.value);
        Ok(current.map(|current| Self { current, place, value, is_unknown }))
    }

    /// The values that are there and not representable: of this place, and of members elsewhere.
    pub(super) fn unrepresentable(&self, trial: &Trial<'_>) -> Result<Vec<Kept>, Finding> {
        let response = self.current.tree()?;
        let mut found = Vec::new();
        for (_, attribute) in self.current.user.unrepresentable() {
            let mut places = Vec::new();
            if trial.leaves().is_of(attribute, self.place.as_str()) {
                places.push(self.place.clone());
            } else {
                let members = trial.leaves().members.iter();
                let holding = members.filter(|leaf| leaf.attributes.contains(&attribute));
                places.extend(holding.map(|leaf| leaf.place.clone()));
            }
            places.retain(|place| response.at(place.as_str()).is_some());
            found.extend(places.into_iter().map(|place| Kept { attribute, place }));
        }
        Ok(found)
    }
}

/// A value that is there and not representable.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) attribute: Attribute,
    pub(super) place: Pointer,
}

fn place_below(node: &Node<'_>, place: &Pointer, at: usize) -> Option<Pointer> {
    let mut below = node.places();
    below.retain(|one| is_within(one.as_str(), place.as_str()));
    below.get(at.checked_rem(below.len())?).cloned()
}

/// The object around a member, unless it is the message.
fn around(leaf: &Leaf) -> Option<Pointer> {
    let (around, _) = leaf.place.as_str().rsplit_once('/')?;
    Pointer::parse(around).filter(|around| !around.as_str().is_empty())
}
