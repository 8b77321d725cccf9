//! The parts of a response that its dialect does not write itself: computed as a difference, and
//! restored as a patch.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::path::{Path, PathId, Paths};
use crate::json::Limits;
use crate::json::parse_text;
use crate::json::{Index, Member, Node, NodeRef};
use crate::json::{Members, Value};
use crate::json::{push_segment, segments};
use crate::model::{Extra, Extras};

/// Returns where `original`, a response, differs from `encoded`, which `dialect` writes for the
/// user that was read from it.
///
/// Objects are compared member by member, other values as a whole.
#[must_use]
pub fn extras_of(dialect: &str, original: Value<'_>, encoded: &Node<'_>) -> Extras {
    let mut comparison = Comparison { dialect, places: Paths::default(), entries: Vec::new() };
    comparison.compare(original, encoded, &Path::MESSAGE);
    comparison.entries.into_iter().collect()
}

struct Comparison<'c> {
    dialect: &'c str,
    places: Paths,
    entries: Vec<Extra>,
}

impl Comparison<'_> {
    fn compare(&mut self, original: Value<'_>, encoded: &Node<'_>, place: &Path<&str>) {
        match (original, encoded) {
            (Value::Object(original), Node::Object(encoded)) => {
                let around = self.places.intern(place);
                self.compare_members(original, encoded, around);
            }
            _ if original == *encoded => {}
            _ => self.keep(place, Some(original), Some(encoded)),
        }
    }

    fn compare_members(&mut self, original: Members<'_>, encoded: &[Member<'_>], around: PathId) {
        // A pointer cannot contain such a name, so these members are kept with their object.
        if original.has_unrepresentable_name() {
            let members = original.with_unrepresentable_names();
            self.keep_json(&Path::Stored(around), Some(members.to_json()), None);
        }
        let index = Index::new(encoded);
        let is_kept = |slot: &NodeRef<'_>| !slot.entry.is_discarded() && !is_secret(slot.name());
        for slot in original.effective().filter(is_kept) {
            let place = &Path::Given(around, slot.name());
            match (index.find(slot.name()), slot.value()) {
                (Some(counterpart), value) => self.compare(value, &counterpart.value, place),
                // A documented object is stored member by member, so that each member can be
                // restored even if its neighbours have changed.
                (None, value @ Value::Object(within))
                    if slot.entry.is_opened() && !within.is_empty() =>
                {
                    self.compare(value, &Node::Object(Vec::new()), place);
                }
                (None, value) => self.keep(place, Some(value), None),
            }
        }
        let names = original.names();
        for member in encoded.iter().filter(|member| !names.contains(member.name())) {
            self.keep(&Path::Given(around, &member.name), None, Some(&member.value));
        }
    }

    fn keep(
        &mut self,
        place: &Path<&str>,
        original: Option<Value<'_>>,
        encoded: Option<&Node<'_>>,
    ) {
        let original = original.map(|value| value.to_node().to_json());
        self.keep_json(place, original, encoded.map(Node::to_json));
    }

    fn keep_json(&mut self, place: &Path<&str>, original: Option<String>, encoded: Option<String>) {
        let pointer = self.places.pointer(place).to_string();
        self.entries.push(Extra::new(self.dialect.to_owned(), pointer, original, encoded));
    }
}

/// Restores the extras of `dialect` in `node`, wherever `node` still has the value that was encoded
/// when they were computed. Calls `restored` with the pointer of each restored value and the value
/// that is there now, except for elements that are put back into an array.
pub(super) fn restore<'a>(
    node: &mut Node<'a>,
    extras: &'a Extras,
    dialect: &str,
    mut restored: impl FnMut(&str, Option<&Node<'a>>),
) {
    let mut leftovers = ExtraTree::default();
    // The parser limits the depth, so deeper entries were not computed by this crate.
    let is_place =
        |entry: &&Extra| !entry.is_note() && segments(&entry.pointer).count() <= Limits::NONE.depth;
    for entry in extras.entries().filter(|entry| entry.dialect == dialect).filter(is_place) {
        let place = segments(&entry.pointer)
            .fold(&mut leftovers, |place, segment| place.parts.entry(segment).or_default());
        place.entry = Some(entry);
    }
    if leftovers.entry.is_some() || !leftovers.parts.is_empty() {
        let original = std::mem::replace(node, Node::Null);
        *node = leftovers
            .restore(Some(original), &mut String::new(), &mut restored)
            .unwrap_or(Node::Null);
    }
}

/// Extras as a tree of their paths, so that each object is visited once.
#[derive(Default)]
struct ExtraTree<'a> {
    entry: Option<&'a Extra>,
    parts: BTreeMap<String, Self>,
}

impl<'a> ExtraTree<'a> {
    /// Returns the value at `pointer` after restoring the extras at it and below it, given the
    /// value that is there now.
    fn restore(
        &self,
        mut now: Option<Node<'a>>,
        pointer: &mut String,
        restored: &mut impl FnMut(&str, Option<&Node<'a>>),
    ) -> Option<Node<'a>> {
        if let Some(entry) = self.entry {
            let [original, encoded] =
                [&entry.original, &entry.encoded].map(|text| text.as_deref().and_then(parse_kept));
            if encoded.is_none()
                && let Some(Node::Object(unnamed)) = &original
                && are_unnamed(unnamed)
            {
                let now = self.restore_parts(now, pointer, restored);
                return restore_unnamed(now, unnamed, pointer, restored);
            }
            if now == encoded {
                restored(pointer, original.as_ref());
                if self.parts.is_empty() {
                    return original;
                }
                now = original;
            } else if let (
                None | Some(Node::Array(_)),
                Some(Node::Array(encoded)),
                Some(Node::Array(original)),
            ) = (&now, encoded, original)
                && let Some(others) = others(original, &encoded)
            {
                let left = now.as_ref().and_then(Node::elements).unwrap_or_default().to_vec();
                let all = insert(left, others);
                return if all.is_empty() { now } else { Some(Node::Array(all)) };
            }
        }
        self.restore_parts(now, pointer, restored)
    }

    /// Restores the extras below `pointer`.
    fn restore_parts(
        &self,
        now: Option<Node<'a>>,
        pointer: &mut String,
        restored: &mut impl FnMut(&str, Option<&Node<'a>>),
    ) -> Option<Node<'a>> {
        let was_there = now.is_some();
        let mut members = match now {
            _ if self.parts.is_empty() => return now,
            Some(Node::Object(members)) => members,
            None => Vec::new(),
            other => return other,
        };
        let positions: HashMap<String, usize> = members
            .iter()
            .enumerate()
            .map(|(at, member)| (member.name.clone().into_owned(), at))
            .collect();
        let mut new = Vec::new();
        let mut gone = HashSet::new();
        for (name, part) in &self.parts {
            let length = pointer.len();
            push_segment(pointer, name);
            let member = positions.get(name).and_then(|at| members.get_mut(*at));
            match member {
                Some(member) => {
                    let value = std::mem::replace(&mut member.value, Node::Null);
                    match part.restore(Some(value), pointer, restored) {
                        Some(value) => member.value = value,
                        None => {
                            gone.insert(name.as_str());
                        }
                    }
                }
                None => {
                    new.extend(
                        part.restore(None, pointer, restored)
                            .map(|node| Member::new(name.clone().into(), node)),
                    );
                }
            }
            pointer.truncate(length);
        }
        members.retain(|member| !gone.contains(member.name.as_ref()));
        members.append(&mut new);
        (was_there || !members.is_empty()).then_some(Node::Object(members))
    }
}

/// Whether all members have unrepresentable names, so that no pointer can refer to them. Only
/// [`Comparison::compare_members`] keeps such an object, or one that holds nothing else.
fn are_unnamed(members: &[Member<'_>]) -> bool {
    !members.is_empty() && members.iter().all(|member| member.is_verbatim)
}

/// Appends the members with unrepresentable names to the object that is there now.
fn restore_unnamed<'a>(
    now: Option<Node<'a>>,
    unnamed: &[Member<'a>],
    pointer: &str,
    restored: &mut impl FnMut(&str, Option<&Node<'a>>),
) -> Option<Node<'a>> {
    let mut members = match now {
        None => Vec::new(),
        Some(Node::Object(members)) => members,
        other => return other,
    };
    members.extend_from_slice(unnamed);
    let object = Some(Node::Object(members));
    restored(pointer, object.as_ref());
    object
}

/// Returns the elements of `original` that are not in `encoded`, each with the number of encoded
/// elements before it; `None` if the encoded elements are in another order.
fn others<'a>(original: Vec<Node<'a>>, encoded: &[Node<'_>]) -> Option<Vec<(usize, Node<'a>)>> {
    let mut matched = 0;
    let mut others = Vec::new();
    for element in original {
        if encoded.get(matched) == Some(&element) {
            matched += 1;
        } else {
            others.push((matched, element));
        }
    }
    (matched == encoded.len()).then_some(others)
}

/// Inserts the other elements between the current ones.
fn insert<'a>(now: Vec<Node<'a>>, others: Vec<(usize, Node<'a>)>) -> Vec<Node<'a>> {
    let mut others = others.into_iter().peekable();
    let mut all = Vec::new();
    for (position, element) in now.into_iter().enumerate() {
        while let Some((_, other)) = others.next_if(|(before, _)| *before <= position) {
            all.push(other);
        }
        all.push(element);
    }
    all.extend(others.map(|(_, other)| other));
    all
}

/// Whether a member holds a password, which is never kept.
fn is_secret(name: &str) -> bool {
    name.eq_ignore_ascii_case("password")
}

pub(super) fn parse_kept(text: &str) -> Option<Node<'_>> {
    parse_text(text, &Limits::NONE).ok()
}
