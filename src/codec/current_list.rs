//! A list of the current user, whose elements are found by what identifies them.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::json::{Node, Value};

/// A list of the response.
pub(super) struct CurrentList<'c> {
    elements: &'c [Node<'c>],
    by_key: HashMap<(&'static str, String), Vec<&'c Node<'c>>>,
    /// The elements by their whole JSON, once two of them have the same key.
    by_value: OnceCell<HashMap<String, &'c Node<'c>>>,
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
                    by_key.entry((key, value.to_json())).or_default().push(element);
                }
            }
        }
        Self { elements, by_key, by_value: OnceCell::new() }
    }

    /// The element that `element` stands for: the one with the same id, else with the same account,
    /// else the one at the same index. Of several, the one that it repeats, else the first.
    pub(super) fn counterpart(&self, element: Value<'_>, index: usize) -> Option<&'c Node<'c>> {
        for key in KEYS {
            if let Some(value) = element.member(key) {
                let found = self.by_key.get(&(key, value.to_node().to_json()))?;
                let first = found.first().copied();
                return if found.len() > 1 { self.equal(element).or(first) } else { first };
            }
        }
        self.elements.get(index)
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
