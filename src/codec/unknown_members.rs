//! Members that are put into a written message: the unknown members that an update keeps for its
//! own dialect, and values of the current user as the vendor sent them.

use std::collections::{BTreeMap, HashMap};

use super::extras::parse_kept;
use crate::json::{Limits, Member, Node, segments};
use crate::model::{Extra, Extras};

/// One member to insert, with its path in the message or in an object of it.
#[derive(Clone, Copy)]
pub(super) struct Insertion<'p, 'a> {
    pub(super) pointer: &'p str,
    pub(super) extra: &'a Extra,
    /// Whether it replaces what is written there.
    pub(super) replaces: bool,
}

/// Inserts the unknown members of `dialect` into `node`, and calls `inserted` with the pointer of
/// each one. A member that `node` has already stays as it is.
pub(super) fn insert<'a>(
    node: &mut Node<'a>,
    extras: &'a Extras,
    dialect: &'a str,
    inserted: impl FnMut(&str),
) {
    let insertions = extras.for_dialect(dialect).map(|extra| Insertion {
        pointer: &extra.pointer,
        extra,
        replaces: false,
    });
    insert_all(node, insertions, inserted);
}

/// Inserts members into `node`, and calls `inserted` with the pointer of each one.
///
/// Missing objects on the way to a member are created, missing elements of arrays are not.
pub(super) fn insert_all<'p, 'a: 'p>(
    node: &mut Node<'a>,
    insertions: impl Iterator<Item = Insertion<'p, 'a>>,
    mut inserted: impl FnMut(&str),
) {
    let mut tree = Place::default();
    // The parser limits the depth, so deeper entries were not read by this crate.
    let is_place = |one: &Insertion<'_, '_>| {
        one.pointer.starts_with('/') && segments(one.pointer).count() <= Limits::NONE.depth
    };
    for insertion in insertions.filter(is_place) {
        let place = segments(insertion.pointer)
            .fold(&mut tree, |place, segment| place.parts.entry(segment).or_default());
        place.entry = Some(insertion.extra);
        place.replaces = insertion.replaces;
    }
    tree.insert_into(node, &mut inserted);
}

/// Unknown members as a tree of their paths, so that each object is visited once.
#[derive(Default)]
struct Place<'a> {
    entry: Option<&'a Extra>,
    replaces: bool,
    parts: BTreeMap<String, Self>,
}

impl<'a> Place<'a> {
    fn insert_into(&self, node: &mut Node<'a>, inserted: &mut impl FnMut(&str)) {
        match node {
            Node::Object(members) => {
                let positions: HashMap<String, usize> = members
                    .iter()
                    .enumerate()
                    .map(|(at, member)| (member.name.clone().into_owned(), at))
                    .collect();
                for (name, part) in &self.parts {
                    match positions.get(name).and_then(|at| members.get_mut(*at)) {
                        Some(member) => part.insert_at(&mut member.value, inserted),
                        None => members.extend(
                            part.create(inserted)
                                .map(|node| Member::new(name.clone().into(), node)),
                        ),
                    }
                }
            }
            Node::Array(elements) => {
                for (index, part) in &self.parts {
                    let element = index.parse::<usize>().ok().and_then(|at| elements.get_mut(at));
                    if let Some(element) = element {
                        part.insert_at(element, inserted);
                    }
                }
            }
            Node::Null
            | Node::Bool(_)
            | Node::Number(_)
            | Node::Text(_)
            | Node::Unrepresentable(_) => {}
        }
    }

    /// Inserts into the value that is written here, or replaces it.
    fn insert_at(&self, value: &mut Node<'a>, inserted: &mut impl FnMut(&str)) {
        match self.entry.filter(|_| self.replaces) {
            Some(_) => {
                if let Some(original) = self.create(inserted) {
                    *value = original;
                }
            }
            None => self.insert_into(value, inserted),
        }
    }

    /// Returns the value of a member that was not written, unless it is an array.
    fn create(&self, inserted: &mut impl FnMut(&str)) -> Option<Node<'a>> {
        if let Some(entry) = self.entry {
            let value = parse_kept(entry.original.as_deref()?)?;
            inserted(&entry.pointer);
            return Some(value);
        }
        let is_element = |(name, part): (&String, &Self)| {
            part.entry.is_none() && name.bytes().all(|byte| byte.is_ascii_digit())
        };
        if self.parts.iter().any(is_element) {
            return None;
        }
        let mut object = Node::Object(Vec::new());
        self.insert_into(&mut object, inserted);
        object.members().is_some_and(|members| !members.is_empty()).then_some(object)
    }
}
