//! A response that is sent back as an update, with one member or one element of a list changed.

use super::is_within;
use super::written_back::list;
use crate::codec::{DropReason, WriteOutcome};
use crate::conformance::case::{Trial, error_text, tree};
use crate::conformance::current::Current;
use crate::conformance::entropy::Source;
use crate::conformance::generate;
use crate::conformance::leaves::Leaf;
use crate::conformance::normalized::is_of_unit;
use crate::conformance::violation::{Finding, Held, ensure};
use crate::dialect::{DialectExt as _, Error, LossPolicy, UpdateMode};
use crate::json::{Node, Pointer};
use crate::model::{ApplyError, Attribute, Code, User, UserUpdate};
use crate::problem::{Problem, ReportedField};

/// Which of the members and elements are changed, and which user has the new values.
pub(super) struct Choice {
    leaf: usize,
    pub(super) other: u8,
    pub(super) element: usize,
    read_only: usize,
}

impl Choice {
    pub(super) fn decided_by(source: &mut Source<'_>) -> Self {
        Self {
            leaf: source.below(256),
            other: source.byte(),
            element: source.below(256),
            read_only: source.place_below(usize::MAX),
        }
    }
}

/// A trial with a current user, and what is changed of it.
pub(super) struct Change<'c, 't> {
    pub(super) trial: &'c Trial<'t>,
    pub(super) current: &'c Current<'t>,
    pub(super) choice: Choice,
}

impl Change<'_, '_> {
    /// A change of one member changes its unit alone, and one of a read-only member is a problem.
    pub(super) fn is_alone(&self) -> Held {
        let leaves = self.trial.leaves().members.iter();
        let writable: Vec<&Leaf> = leaves.filter(|leaf| leaf.is_writable).collect();
        if let Some(leaf) = nth(&writable, self.choice.leaf) {
            self.of_a_value(leaf)?;
            self.to_nothing(leaf)?;
        }
        for leaf in writable {
            self.of_lists(leaf)?;
        }
        self.of_a_read_only_value()
    }

    /// To the value that another user has.
    fn of_a_value(&self, leaf: &Leaf) -> Held {
        let node = self.current.tree()?;
        let all = generate::all(self.choice.other);
        let other = User { id: self.trial.id(), ..generate::user(&all) };
        let other = self.trial.dialect.encode_user(&other).body;
        let other = tree(&other)?;
        let (place, value) = match other.at(leaf.place.as_str()) {
            Some(_) if leaf.attributes.contains(&Attribute::CustomSettings) => {
                (leaf.place.clone().child("key"), Node::text("another value"))
            }
            Some(value) => (leaf.place.clone(), value.clone()),
            None => return Ok(()),
        };
        if node.at(place.as_str()) == Some(&value) || is_empty(Some(&value)) || !is_single(&value) {
            return Ok(());
        }
        let Some(message) = node.with(&place, value.clone()) else { return Ok(()) };
        sent(&message, |body| {
            let Some(update) = self.accepted(body, |_| true)? else { return Ok(()) };
            ensure(!update.is_empty(), || format!("another value at {place} changes nothing"))?;
            let Some(after) = self.only_unit_changes(leaf, &update)? else { return Ok(()) };
            ensure(tree(&after)?.at(place.as_str()) == Some(&value), || {
                format!("applied, the value at {place} is not the one that was sent")
            })
            .map_err(|finding| finding.showing_body("after", &after))
        })
    }

    /// To an empty value: a change of that unit, none, or one problem.
    fn to_nothing(&self, leaf: &Leaf) -> Held {
        let node = self.current.tree()?;
        let place = &leaf.place;
        if is_empty(node.at(place.as_str())) {
            return Ok(());
        }
        for empty in [Node::Null, Node::text("")] {
            let Some(message) = node.replaced(place, empty) else { continue };
            sent(&message, |body| match self.current.decode(body) {
                Ok(read) => {
                    let after = self.only_unit_changes(leaf, &read.value)?;
                    let Some(after) = after.filter(|_| !read.value.is_empty()) else {
                        return Ok(());
                    };
                    ensure(is_empty(tree(&after)?.at(place.as_str())), || {
                        format!("applied, what is cleared at {place} is still there")
                    })
                    .map_err(|finding| finding.showing_body("after", &after))
                }
                Err(error) if self.due(&error)?.is_empty() => Ok(()),
                Err(error) => self.is_one_problem(&error, place),
            })?;
        }
        Ok(())
    }

    /// A read-only value is another, and that is one problem.
    fn of_a_read_only_value(&self) -> Held {
        let node = self.current.tree()?;
        let is_read_only = |place: &Pointer| {
            let mut read_only = self.trial.leaves().read_only.iter();
            read_only.any(|one| is_within(place.as_str(), one.as_str()))
        };
        let mut places = node.places();
        places
            .retain(|place| is_read_only(place) && node.at(place.as_str()).is_some_and(is_single));
        let Some(place) = nth(&places, self.choice.read_only) else { return Ok(()) };
        let Some(message) = node.replaced(place, Node::text("x-other")) else { return Ok(()) };
        sent(&message, |body| match self.current.decode(body) {
            Ok(_) => Err(Finding::new(format!("another value at {place}, read-only, is accepted"))),
            Err(error) => self.is_one_problem(&error, place),
        })
    }

    /// The update, unless each of its problems is one that is not `due`.
    pub(super) fn accepted(
        &self,
        body: &[u8],
        is_due: impl Fn(&Problem) -> bool,
    ) -> Result<Option<UserUpdate>, Finding> {
        match self.current.decode(body) {
            Ok(read) => Ok(Some(read.value)),
            Err(error) if !self.due(&error)?.into_iter().any(is_due) => Ok(None),
            Err(error) => Err(Finding::new(format!(
                "with one change, it is rejected: {}",
                error_text(&error)
            ))),
        }
    }

    /// The problems, except for members that the response lacks too.
    fn due<'e>(&self, error: &'e Error) -> Result<Vec<&'e Problem>, Finding> {
        let node = self.current.tree()?;
        let is_due = |problem: &&Problem| {
            *problem.code() != Code::REQUIRED || node.at(problem.pointer().as_str()).is_some()
        };
        Ok(error.problems().iter().filter(is_due).collect())
    }

    fn is_one_problem(&self, error: &Error, place: &Pointer) -> Held {
        ensure(self.due(error)?.len() == 1, || {
            format!("one value at {place} is not one problem: {}", error_text(error))
        })
    }

    /// Holds that `update` changes the unit of `leaf` alone. Returns the response after it, unless
    /// it is refused because a part of that unit is not representable.
    pub(super) fn only_unit_changes(
        &self,
        leaf: &Leaf,
        update: &UserUpdate,
    ) -> Result<Option<Vec<u8>>, Finding> {
        let is_unit = |attribute| leaf.attributes.iter().any(|one| is_of_unit(attribute, *one));
        let is_due = |field: &ReportedField| {
            field.attribute().is_some_and(|one| one == Attribute::Id || is_unit(one))
        };
        let changed = update.changed_fields();
        let place = &leaf.place;
        ensure(changed.iter().all(is_due), || {
            format!("with one change at {place}, it changes {}", list(&changed))
        })?;
        let mut unit = Attribute::ALL.iter().filter(|one| is_unit(**one));
        let is_refusable = unit.any(|one| self.current.user.is_unrepresentable(*one));
        let refused = |error: &dyn std::fmt::Display| {
            Err(Finding::new(format!("one change at {place} is refused: {error}")))
        };
        match self.current.encode(update, UpdateMode::Partial, &LossPolicy::Reject) {
            Ok(encoded) => {
                for (field, pointer, outcome) in encoded.provenance.entries() {
                    let is_written = matches!(outcome, WriteOutcome::Written(_));
                    ensure(!is_written || is_due(field), || {
                        format!("with one change at {place}, it writes {field} at {pointer:?}")
                    })?;
                }
            }
            Err(Error::Loss(loss)) => {
                let is_due = |reason| is_refusable && reason == DropReason::NotRepresentable;
                if !loss.losses().iter().all(|(_, reason)| is_due(*reason)) {
                    return refused(&loss);
                }
            }
            Err(error) => return refused(&error),
        }
        let mut after = self.current.user.clone();
        match update.apply(&mut after) {
            Ok(()) => {}
            Err(ApplyError::NotRepresentable { .. }) if is_refusable => return Ok(None),
            Err(error) => return refused(&error),
        }
        let after = self.trial.dialect.encode_user(&after).body;
        for other in self.current.tree()?.differences(&tree(&after)?) {
            let mut unit = Attribute::ALL.iter().filter(|one| is_unit(**one));
            let is_so = unit.any(|one| self.trial.leaves().is_of(*one, other.as_str()));
            ensure(is_so, || format!("applied, one change at {place} changes {other}"))
                .map_err(|finding| finding.showing_body("after", &after))?;
        }
        Ok(Some(after))
    }
}

/// Does `check` with an update, and shows it where it fails.
pub(super) fn sent(message: &Node<'_>, check: impl FnOnce(&[u8]) -> Held) -> Held {
    let body = message.to_json();
    check(body.as_bytes()).map_err(|finding| finding.showing("update", body))
}

fn nth<T>(all: &[T], at: usize) -> Option<&T> {
    all.get(at.checked_rem(all.len())?)
}

fn is_empty(node: Option<&Node<'_>>) -> bool {
    node.is_none_or(|node| node.is_null() || node.as_text() == Some(""))
}

fn is_single(node: &Node<'_>) -> bool {
    node.members().is_none() && node.elements().is_none()
}
