//! A list of the current user, whose elements are found by what identifies them.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::fmt;

use crate::json::{Node, Value};

/// A list of the response.
pub(super) struct CurrentList<'c> {
    elements: &'c [Node<'c>],
    by_key: HashMap<(&'static str, String), Vec<&'c Node<'c>>>,
    /// The elements by their whole JSON, once two of them have the same key.
    by_value: OnceCell<HashMap<String, &'c Node<'c>>>,
}

impl fmt::Debug for CurrentList<'_> {
    /// Writes the number of elements only: they may hold secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CurrentList({})", self.elements.len())
    }
}

/// The members that identify an element, the strongest first.
const KEYS: [&str; 2] = ["id", "account"];

impl<'c> CurrentList<'c> {
    pub(super) fn new(list: Option<&'c Node<'c>>) -> Self {
        let elements = list.and_then(Node::elements).unwrap_or_default();
        let mut by_key: HashMap<_, Vec<_>> = HashMap::new();
        for element in elements {
            for key in KEYS {
                if let Some(value) = element.member(key) {
                    let value = value.member("id").unwrap_or(value);
                    by_key.entry((key, value.to_json())).or_default().push(element);
                }
            }
        }
        Self { elements, by_key, by_value: OnceCell::new() }
    }

    /// The element that `element` stands for: the one with the same id, else with the same account,
    /// else the one at the same index. Of several, the one that it repeats, else also the one at
    /// the same index.
    pub(super) fn counterpart(&self, element: Value<'_>, index: usize) -> Option<&'c Node<'c>> {
        for key in KEYS {
            if let Some(found) = self.with_key(key, element) {
                let first = found.first().copied();
                let is_one = found.len() < 2;
                return if is_one {
                    first
                } else {
                    self.equal(element).or(self.elements.get(index))
                };
            } else if element.member(key).is_some() {
                return None;
            }
        }
        self.elements.get(index)
    }

    /// Whether an element has the first of `keys` that `element` has, with the same value.
    pub(super) fn has_counterpart(&self, element: Value<'_>, keys: &[&'static str]) -> bool {
        let key = keys.iter().find(|key| element.member(key).is_some());
        key.is_some_and(|key| self.with_key(key, element).is_some())
    }

    /// The elements that have the same `key`. Of an object the id is the key.
    fn with_key(&self, key: &'static str, element: Value<'_>) -> Option<&[&'c Node<'c>]> {
        let value = element.member(key)?;
        let value = value.member("id").unwrap_or(value);
        self.by_key.get(&(key, value.to_node().to_json())).map(Vec::as_slice)
    }

    fn equal(&self, element: Value<'_>) -> Option<&'c Node<'c>> {
        let by_value = self.by_value.get_or_init(|| {
            let keyed = |one: &'c Node<'c>| (sorted(one.clone()).to_json(), one);
            self.elements.iter().map(keyed).collect()
        });
        by_value.get(&sorted(element.to_node()).to_json()).copied()
    }
}

/// The value with the members of each object in the order of their names.
fn sorted(node: Node<'_>) -> Node<'_> {
    match node {
        Node::Object(mut members) => {
            members.sort_by(|one, other| one.name.cmp(&other.name));
            for member in &mut members {
                member.value = sorted(std::mem::replace(&mut member.value, Node::Null));
            }
            Node::Object(members)
        }
        Node::Array(elements) => Node::Array(elements.into_iter().map(sorted).collect()),
        other => other,
    }
}
