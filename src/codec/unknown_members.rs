//! The unknown members that an update keeps for its own dialect, inserted into a written message.

use std::collections::{BTreeMap, HashMap};

use super::extras::parse_kept;
use crate::json::{Limits, Member, Node, segments};
use crate::model::{Extra, Extras};

/// Inserts the unknown members of `dialect` into `node`, and calls `inserted` with the pointer of
/// each one.
///
/// Missing objects on the way to a member are created, missing elements of arrays are not. A member
/// that `node` has already stays as it is.
pub(super) fn insert<'a>(
    node: &mut Node<'a>,
    extras: &'a Extras,
    dialect: &'a str,
    mut inserted: impl FnMut(&str),
) {
    let mut tree = Place::default();
    // The parser limits the depth, so deeper entries were not read by this crate.
    let is_place = |entry: &&Extra| {
        entry.pointer.starts_with('/') && segments(&entry.pointer).count() <= Limits::NONE.depth
    };
    for entry in extras.for_dialect(dialect).filter(is_place) {
        let place = segments(&entry.pointer)
            .fold(&mut tree, |place, segment| place.parts.entry(segment).or_default());
        place.entry = Some(entry);
    }
    tree.insert_into(node, &mut inserted);
}

/// Unknown members as a tree of their paths, so that each object is visited once.
#[derive(Default)]
struct Place<'a> {
    entry: Option<&'a Extra>,
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
                        Some(member) => part.insert_into(&mut member.value, inserted),
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
                        part.insert_into(element, inserted);
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
