//! A response that is sent back as an update, with one element of a list more or less.

use super::changed_members::{Change, sent};
use super::is_within;
use crate::codec::{DropReason, WriteOutcome};
use crate::conformance::case::tree;
use crate::conformance::generate;
use crate::conformance::leaves::Leaf;
use crate::conformance::violation::{Finding, Held, ensure};
use crate::dialect::DialectExt as _;
use crate::json::{Node, Pointer};
use crate::model::{Attribute, Extras, User, UserUpdate};
use crate::problem::{Problem, ReportedField};

impl Change<'_, '_> {
    /// Without one of its elements, and with another one.
    pub(super) fn of_lists(&self, leaf: &Leaf) -> Held {
        let node = self.current.tree()?;
        for (attribute, place) in self.lists_of(leaf) {
            let Some(elements) = node.at(place.as_str()).and_then(Node::elements) else { continue };
            let Some(other) = self.other_element(attribute)? else { continue };
            let other = tree(other.as_bytes())?;
            if !self.can_write(attribute) {
                continue;
            }
            let at = self.choice.element.checked_rem(elements.len()).unwrap_or_default();
            let removed = node.removed(&place.clone().child(&at.to_string()));
            let mut all = elements.to_vec();
            all.insert(at, other);
            let added = node.replaced(&place, Node::Array(all));
            for message in [removed, added].into_iter().flatten() {
                self.list_is_sent(leaf, &place, &message)?;
            }
        }
        Ok(())
    }

    fn list_is_sent(&self, leaf: &Leaf, place: &Pointer, message: &Node<'_>) -> Held {
        let before = self.current.tree()?;
        let count = |node: &Node<'_>| {
            node.at(place.as_str()).and_then(Node::elements).map_or(0, <[_]>::len)
        };
        sent(message, |body| {
            let is_due = |problem: &Problem| !self.is_of_an_odd_element(place, message, problem);
            let Some(update) = self.accepted(body, is_due)? else { return Ok(()) };
            ensure(!update.is_empty(), || format!("another list at {place} changes nothing"))?;
            let Some(after) = self.only_unit_changes(leaf, &update)? else { return Ok(()) };
            let node = tree(&after)?;
            // Of elements with one id, it is not known which one is meant.
            let is_open = count(message) > count(&before) || has_equal_ids(&before, place);
            let is_so = count(&node) == count(message)
                && (is_open || node.at(place.as_str()) == message.at(place.as_str()));
            ensure(is_so, || format!("applied, the list at {place} is not the one that was sent"))
                .map_err(|finding| finding.showing_body("after", &after))
        })
    }

    /// The lists of the response at `leaf`.
    fn lists_of(&self, leaf: &Leaf) -> Vec<(Attribute, Pointer)> {
        let entries = self.current.response.provenance.entries();
        let found = entries.filter_map(|(field, pointer, outcome)| {
            let attribute = field.attribute().filter(|one| leaf.attributes.contains(one))?;
            let is_it = matches!(outcome, WriteOutcome::Written(_))
                && is_within(pointer, leaf.place.as_str());
            Some((attribute, Pointer::parse(pointer)?)).filter(|_| is_it)
        });
        found.collect()
    }

    /// Whether an update can have all that the current user has of `attribute`.
    fn can_write(&self, attribute: Attribute) -> bool {
        let user = &self.current.user;
        let all = UserUpdate::diff(&User::new(user.id.clone()), user);
        self.trial.encode(&all).is_ok_and(|encoded| {
            encoded.provenance.entries().all(|(field, _, outcome)| {
                field.attribute() != Some(attribute)
                    || !matches!(outcome, WriteOutcome::Dropped(DropReason::InvalidForTarget))
            })
        })
    }

    /// The JSON of an element of another user's list of `attribute`, as an update has it.
    fn other_element(&self, attribute: Attribute) -> Result<Option<String>, Finding> {
        let other = generate::update(&generate::all(self.choice.other));
        let encoded = self.trial.encode(&other)?;
        let node = tree(&encoded.body)?;
        let mut entries = encoded.provenance.entries();
        let list = entries
            .find(|(field, ..)| **field == ReportedField::Attribute(attribute))
            .and_then(|(_, pointer, _)| node.at(pointer)?.elements());
        Ok(list.and_then(<[_]>::first).map(Node::to_json))
    }

    /// Whether a problem is at a value that an element of the current user has and the model cannot
    /// represent: such an element cannot be in another list.
    fn is_of_an_odd_element(&self, list: &Pointer, message: &Node<'_>, problem: &Problem) -> bool {
        let Ok(before) = self.current.tree() else { return false };
        let pointer = problem.pointer().as_str();
        let below = pointer.strip_prefix(list.as_str()).and_then(|rest| rest.strip_prefix('/'));
        let (at, part) = below.and_then(|rest| rest.split_once('/')).unwrap_or_default();
        let elements = before.at(list.as_str()).and_then(Node::elements).unwrap_or_default();
        let element = message.at(list.clone().child(at).as_str());
        let Some(same) = elements.iter().position(|one| Some(one) == element) else { return false };
        let plain = self.trial.dialect.encode_user(&without_extras(&self.current.user)).body;
        let counterpart = list.clone().child(&same.to_string());
        tree(&plain)
            .is_ok_and(|plain| plain.at(&format!("{counterpart}/{part}")) != message.at(pointer))
    }
}

/// The user without what elements have beside what the model represents.
fn without_extras(user: &User) -> User {
    let mut user = user.clone();
    let access = &mut user.access;
    access.roles.iter_mut().flatten().for_each(|one| one.extras = Extras::default());
    access.memberships.iter_mut().flatten().for_each(|one| one.extras = Extras::default());
    let reports = user.preferences.analytics_reports.iter_mut().flatten();
    reports.for_each(|one| one.extras = Extras::default());
    user
}

/// Whether two elements of a list have one id, or one account.
fn has_equal_ids(node: &Node<'_>, list: &Pointer) -> bool {
    let elements = node.at(list.as_str()).and_then(Node::elements).unwrap_or_default();
    ["id", "account"].iter().any(|key| {
        let values = elements.iter().filter_map(|one| one.member(key));
        let ids: Vec<&Node<'_>> = values.map(|one| one.member("id").unwrap_or(one)).collect();
        (1..ids.len()).any(|at| ids.iter().take(at).any(|earlier| ids.get(at) == Some(earlier)))
    })
}
