//! What an update repeats of the current user: no change, and no problem.
//!
//! A caller who has read a user changes one member and sends everything back. Each member is
//! compared with the response that the same dialect gives now; where the JSON is the same, nothing
//! changes, whether the value can be decoded or not.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::current_list::CurrentList;
use super::encoded_tree::EncodedTree;
use super::provenance::{Provenance, ReadOutcome, WriteOutcome};
use crate::json::{Member, Members, Node, Value, segments};
use crate::model::{Attribute, Code, Extra, User, UserUpdate};
use crate::problem::{Problem, ReportedField};

/// The current user, as the dialect of the update responds with it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Current<'c> {
    pub(crate) user: &'c User,
    pub(crate) response: &'c EncodedTree<'c>,
}

/// A message beside the current user.
pub(super) struct Comparison<'c> {
    dialect: &'c str,
    current: Current<'c>,
    places: Places<'c>,
    /// The fields at each path of the response.
    fields: BTreeMap<&'c str, Vec<&'c ReportedField>>,
}

impl<'c> Comparison<'c> {
    pub(super) fn new(dialect: &'c str, message: Value<'c>, current: Current<'c>) -> Self {
        let mut fields: BTreeMap<&str, Vec<&ReportedField>> = BTreeMap::new();
        for (field, pointer, outcome) in current.response.provenance.entries() {
            if matches!(outcome, WriteOutcome::Written(_)) {
                fields.entry(pointer).or_default().push(field);
            }
        }
        Self { dialect, current, places: Places::new(message, &current.response.node), fields }
    }

    /// Returns the problems of values that are no repetitions. Each of the others is recorded as
    /// unchanged instead.
    pub(super) fn problems(
        &mut self,
        problems: Vec<Problem>,
        read: &mut Provenance<ReadOutcome>,
    ) -> Vec<Problem> {
        let mut seen = HashSet::new();
        let mut left: Vec<Problem> = Vec::new();
        for problem in problems {
            // Of a read-only member that differs, that is the one problem.
            if left.last().is_some_and(|last| is_within_read_only(&problem, last)) {
                continue;
            }
            match self.repetition_at(&problem) {
                Some(_) if *problem.code() == Code::REQUIRED => {}
                Some(place) if seen.insert(place.to_owned()) => {
                    for field in self.fields_at(place) {
                        read.add_at(field, place, ReadOutcome::Unchanged);
                    }
                }
                Some(_) => {}
                None => left.push(problem),
            }
        }
        left
    }

    /// Marks the values that are repetitions as unchanged, in `read` and in `update`.
    pub(super) fn mark_values(
        &mut self,
        read: &mut Provenance<ReadOutcome>,
        update: &mut UserUpdate,
    ) {
        let mut is_repeated = Vec::new();
        for (field, pointer, outcome) in read.entries() {
            is_repeated.push(match outcome {
                ReadOutcome::Unchanged => true,
                ReadOutcome::Unreadable => false,
                ReadOutcome::Read(_) | ReadOutcome::Unknown => {
                    *field != ID && self.repeats(field, pointer)
                }
            });
        }
        let mut is_unchanged: HashMap<ReportedField, bool> = HashMap::new();
        for ((field, _), is_repeated) in read.outcomes().zip(&is_repeated) {
            *is_unchanged.entry(field.clone()).or_insert(true) &= is_repeated;
        }
        let mut at = is_repeated.iter();
        read.revise(|_, outcome| {
            let is_repeated = at.next().copied().unwrap_or_default();
            Some(if is_repeated { ReadOutcome::Unchanged } else { outcome })
        });
        for (field, _) in is_unchanged.into_iter().filter(|(_, is_unchanged)| *is_unchanged) {
            update.mark_unchanged(field);
        }
    }

    /// The path at or above that of `problem` at which the message repeats the current user.
    fn repetition_at<'p>(&mut self, problem: &'p Problem) -> Option<&'p str> {
        let pointer = problem.pointer().as_str();
        let is_of_id = || self.fields.get(pointer).is_some_and(|fields| fields.contains(&&ID));
        let is_never = *problem.code() == Code::DUPLICATE_MEMBER
            || *problem.code() == Code::CONFLICT && is_of_id();
        // This does not keep an element of a list from being read. An unknown member of one would
        // be lost with the list.
        let is_beside = *problem.code() == Code::READ_ONLY;
        let is_required = *problem.code() == Code::REQUIRED;
        let ends = pointer.match_indices('/').map(|(at, _)| at).skip(1).chain([pointer.len()]);
        let places = ends.filter_map(|end| pointer.get(..end)).filter(|_| !is_never);
        for path in places {
            let Some(place) = self.places.at(path) else {
                // What the response lacks too may be missing.
                let is_missing = is_required && path == pointer && self.places.lacks(path);
                return is_missing.then_some(path);
            };
            if path == pointer && Self::repeats_names(problem, place) {
                return Some(path);
            }
            if place.is_repeated && (is_beside || !place.is_in_list) {
                return Some(path);
            }
        }
        None
    }

    /// Moves the unknown members that are repetitions to what `update` repeats.
    pub(super) fn mark_extras(&mut self, update: &mut UserUpdate) {
        let is_repeated =
            |extra: &Extra| self.places.at(&extra.pointer).is_some_and(|place| place.is_repeated);
        let (repeated, changed): (Vec<Extra>, Vec<Extra>) =
            std::mem::take(&mut update.extras).into_entries().partition(is_repeated);
        update.extras = changed.into_iter().collect();
        if !repeated.is_empty() {
            update.repeated.get_or_insert_default().extras = repeated.into_iter().collect();
        }
    }

    /// Whether the problem is one of names that are not Unicode, and the members with such names
    /// are those of the response.
    fn repeats_names(problem: &Problem, place: Place<'c>) -> bool {
        let verbatim = |node: &Node<'c>| -> Vec<Member<'c>> {
            let members = node.members().unwrap_or_default().iter();
            members.filter(|member| member.is_verbatim).cloned().collect()
        };
        let is_object = place.message.members().is_some();
        *problem.code() == Code::ENCODING
            && is_object
            && !has_duplicates(place.message)
            && place.current.is_some_and(|current| {
                Node::Object(verbatim(&place.message.to_node())) == Node::Object(verbatim(current))
            })
    }

    /// Whether the value of `field` at `pointer` is a repetition.
    fn repeats(&mut self, field: &ReportedField, pointer: &str) -> bool {
        let Some(place) = self.places.at(pointer) else { return false };
        if matches!(field, ReportedField::CustomSetting(_)) {
            // An empty text is a value.
            return match place.current {
                Some(current) => place.message == *current,
                None => place.message.is_null(),
            };
        }
        let is_shown = place.current.is_some_and(|now| now.members().is_none());
        let is_within_street = !is_shown
            && *field == ReportedField::Attribute(Attribute::HouseNumber)
            && self.current.user.has_inseparable_street();
        if is_within_street {
            return false;
        }
        if place.message.is_null() && place.current.is_some_and(|now| now.members().is_some()) {
            // The object is null, and so is each member of it.
            return !self.is_shown_below(field, pointer);
        }
        place.is_repeated
    }

    /// Whether the response shows `field` below `pointer`.
    fn is_shown_below(&self, field: &ReportedField, pointer: &str) -> bool {
        let first = format!("{pointer}/");
        let is_kept = |extra: &Extra| {
            let is_of_field = extra.attributes().any(|one| *field == one.into());
            is_of_field && extra.pointer.starts_with(&first)
        };
        if self.current.user.extras.for_dialect(self.dialect).any(is_kept) {
            return true;
        }
        let below = self.fields.range(first.as_str()..);
        below.take_while(|(path, _)| path.starts_with(&first)).any(|(path, fields)| {
            let value = self.current.response.node.at(path);
            fields.contains(&field) && !value.is_none_or(is_empty)
        })
    }

    /// The fields of the response at `place`, or of which it is a part; otherwise the member.
    fn fields_at(&self, place: &str) -> Vec<ReportedField> {
        let ends = place.match_indices('/').map(|(at, _)| at).skip(1).chain([place.len()]);
        let above = ends.filter_map(|end| self.fields.get(place.get(..end)?));
        let fields: Vec<ReportedField> = above.flatten().map(|field| (*field).clone()).collect();
        if fields.is_empty() { vec![ReportedField::Member(place.to_owned())] } else { fields }
    }
}

const ID: ReportedField = ReportedField::Attribute(Attribute::Id);

/// The places of a message that were looked up, each once.
struct Places<'c> {
    root: Place<'c>,
    found: HashMap<String, Option<Place<'c>>>,
    objects: HashMap<String, Objects<'c>>,
    lists: HashMap<String, Lists<'c>>,
}

/// The members of an object of the message, and of the one of the response.
struct Objects<'c> {
    message: HashMap<&'c str, Value<'c>>,
    current: HashMap<&'c str, &'c Node<'c>>,
}

impl<'c> Objects<'c> {
    fn new(message: Members<'c>, current: Option<&'c Node<'c>>) -> Self {
        let current = current.and_then(Node::members).unwrap_or_default();
        let named = current.iter().filter(|member| !member.is_verbatim);
        Self {
            message: message.iter().collect(),
            current: named.map(|member| (member.name(), member.value())).collect(),
        }
    }
}

/// A value of the message, and the value of the response that it is compared with.
#[derive(Clone, Copy)]
struct Place<'c> {
    message: Value<'c>,
    current: Option<&'c Node<'c>>,
    is_repeated: bool,
    /// Whether it is an element of a list, or within one.
    is_in_list: bool,
}

impl<'c> Places<'c> {
    fn new(message: Value<'c>, current: &'c Node<'c>) -> Self {
        // A whole message is compared member by member.
        let root = Place { message, current: Some(current), is_repeated: false, is_in_list: false };
        Self { root, found: HashMap::new(), objects: HashMap::new(), lists: HashMap::new() }
    }

    fn at(&mut self, pointer: &str) -> Option<Place<'c>> {
        let Some((parent, _)) = pointer.rsplit_once('/') else { return Some(self.root) };
        if let Some(known) = self.found.get(pointer) {
            return *known;
        }
        let segment = segments(pointer).last().unwrap_or_default();
        let found = self.at(parent).and_then(|around| self.step(parent, around, &segment));
        self.found.insert(pointer.to_owned(), found);
        found
    }

    /// Whether the response has the object around `pointer`, and no member there.
    fn lacks(&mut self, pointer: &str) -> bool {
        let Some((parent, _)) = pointer.rsplit_once('/') else { return false };
        let segment = segments(pointer).last().unwrap_or_default();
        let around = self.at(parent).filter(|around| !around.is_in_list);
        around.and_then(|around| around.current).is_some_and(|current| {
            current.members().is_some() && current.member(&segment).is_none()
        })
    }

    /// The place at `segment` of an object or an array.
    fn step(&mut self, parent: &str, around: Place<'c>, segment: &str) -> Option<Place<'c>> {
        let (message, current, is_in_list) = match around.message {
            Value::Object(members) => {
                let objects = self
                    .objects
                    .entry(parent.to_owned())
                    .or_insert_with(|| Objects::new(members, around.current));
                let current = objects.current.get(segment).copied();
                (*objects.message.get(segment)?, current, around.is_in_list)
            }
            Value::Array(elements) => {
                let lists = self.lists.entry(parent.to_owned()).or_insert_with(|| Lists {
                    message: elements.iter().collect(),
                    current: CurrentList::new(around.current),
                });
                let index = segment.parse().ok()?;
                let element = *lists.message.get(index)?;
                (element, lists.current.counterpart(element, index), true)
            }
            _ => return None,
        };
        let is_repeated = is_repetition(message, current) && !has_duplicates(message);
        Some(Place { message, current, is_repeated, is_in_list })
    }
}

/// A list of the message, and the one of the response.
struct Lists<'c> {
    message: Vec<Value<'c>>,
    current: CurrentList<'c>,
}

/// Whether the message has the JSON of the response, or nothing where the response has nothing.
fn is_repetition(message: Value<'_>, current: Option<&Node<'_>>) -> bool {
    match current {
        Some(current) if message == *current => true,
        Some(current) => is_empty(current) && is_empty_value(message),
        None => is_empty_value(message),
    }
}

/// Whether `problem` is within the read-only member of `other`.
fn is_within_read_only(problem: &Problem, other: &Problem) -> bool {
    let rest = problem.pointer().as_str().strip_prefix(other.pointer().as_str());
    *other.code() == Code::READ_ONLY && rest.is_some_and(|rest| rest.starts_with('/'))
}

/// Whether an object in the value has two members of one name.
fn has_duplicates(value: Value<'_>) -> bool {
    match value {
        Value::Object(members) => members
            .slots()
            .any(|member| member.entry.is_repeated.get() || has_duplicates(member.value())),
        Value::Array(elements) => elements.iter().any(has_duplicates),
        _ => false,
    }
}

fn is_empty(node: &Node<'_>) -> bool {
    node.is_null() || node.as_text() == Some("")
}

fn is_empty_value(value: Value<'_>) -> bool {
    value.is_null() || value.as_text() == Some("")
}
