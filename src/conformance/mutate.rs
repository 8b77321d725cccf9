//! A tree with something else in one place.

use std::borrow::Cow;

use crate::json::{Member, Node};
use crate::json::{Pointer, segments};

impl<'a> Node<'a> {
    /// The pointers of everything within this but itself, each before what is below it.
    pub(crate) fn places(&self) -> Vec<Pointer> {
        let mut places = Vec::new();
        self.collect_places(&Pointer::ROOT, &mut places);
        places
    }

    fn collect_places(&self, at: &Pointer, into: &mut Vec<Pointer>) {
        let mut collect = |segment: &str, value: &Self| {
            let place = at.clone().child(segment);
            into.push(place.clone());
            value.collect_places(&place, into);
        };
        match self {
            Self::Object(members) => {
                for member in members.iter().filter(|member| !member.is_verbatim) {
                    collect(&member.name, &member.value);
                }
            }
            Self::Array(elements) => {
                elements
                    .iter()
                    .enumerate()
                    .for_each(|(index, value)| collect(&index.to_string(), value));
            }
            _ => {}
        }
    }

    /// This, with `value` in the place that `pointer` names, if there is such a place.
    pub(crate) fn replaced(&self, pointer: &Pointer, value: Self) -> Option<Self> {
        let mut whole = self.clone();
        *whole.at_mut(pointer.as_str())? = value;
        Some(whole)
    }

    /// This, without the member or element that `pointer` names, if there is one.
    pub(crate) fn removed(&self, pointer: &Pointer) -> Option<Self> {
        let (parent, name) = pointer.as_str().rsplit_once('/')?;
        let name = segments(&format!("/{name}")).next()?;
        let mut whole = self.clone();
        match whole.at_mut(parent)? {
            Node::Object(members) => members.retain(|member| !member.is_named(&name)),
            Node::Array(elements) => {
                let index: usize = name.parse().ok().filter(|index| *index < elements.len())?;
                elements.remove(index);
            }
            _ => return None,
        }
        Some(whole)
    }

    /// This, with one more member in the object that `pointer` names, if there is such an object
    /// without that member.
    pub(crate) fn extended(
        &self,
        pointer: &Pointer,
        name: impl Into<Cow<'a, str>>,
        value: Self,
    ) -> Option<Self> {
        let mut whole = self.clone();
        match whole.at_mut(pointer.as_str())? {
            Node::Object(members) => {
                let name = name.into();
                if members.iter().any(|member| member.is_named(&name)) {
                    return None;
                }
                members.push(Member::new(name, value));
            }
            _ => return None,
        }
        Some(whole)
    }

    /// This, with `value` in the place that `pointer` names, and the objects around it, unless
    /// something else is in place of one of them.
    pub(crate) fn with(&self, pointer: &Pointer, value: Self) -> Option<Self> {
        if let Some(replaced) = self.replaced(pointer, value.clone()) {
            return Some(replaced);
        }
        let (parent, name) = pointer.as_str().rsplit_once('/')?;
        let name = segments(&format!("/{name}")).next()?;
        let parent = Pointer::parse(parent)?;
        match self.at(parent.as_str()) {
            Some(_) => self.extended(&parent, name, value),
            None => self.with(&parent, Self::Object(vec![Member::new(name.into(), value)])),
        }
    }

    fn at_mut(&mut self, pointer: &str) -> Option<&mut Self> {
        segments(pointer).try_fold(self, |node, segment| match node {
            Node::Object(members) => members
                .iter_mut()
                .rev()
                .find(|member| member.is_named(&segment))
                .map(|member| &mut member.value),
            Node::Array(elements) => elements.get_mut(segment.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Limits, parse};

    #[test]
    fn one_place_is_another_and_the_rest_as_it_was() {
        let node = parse(br#"{"a":{"b/c":[1,{"d":null}]},"e":"f"}"#, &Limits::DEFAULT).unwrap();
        let places: Vec<String> = node.places().iter().map(ToString::to_string).collect();
        assert_eq!(places, ["/a", "/a/b~1c", "/a/b~1c/0", "/a/b~1c/1", "/a/b~1c/1/d", "/e"]);
        let at = |pointer| Pointer::parse(pointer).unwrap();
        let json = |node: Option<Node<'_>>| node.map(|node| node.to_json());
        let replaced = node.replaced(&at("/a/b~1c/1/d"), Node::Bool(true));
        assert_eq!(json(replaced).unwrap(), r#"{"a":{"b/c":[1,{"d":true}]},"e":"f"}"#);
        assert_eq!(
            json(node.removed(&at("/a/b~1c/0"))).unwrap(),
            r#"{"a":{"b/c":[{"d":null}]},"e":"f"}"#
        );
        assert_eq!(json(node.removed(&at("/a/b~1c"))).unwrap(), r#"{"a":{},"e":"f"}"#);
        let extended = node.extended(&at("/a/b~1c/1"), "x", Node::Null);
        assert_eq!(json(extended).unwrap(), r#"{"a":{"b/c":[1,{"d":null,"x":null}]},"e":"f"}"#);
        for nowhere in ["/a/b", "/e/f", "/a/b~1c/2", "/a/b~1c/x"] {
            assert_eq!(node.replaced(&at(nowhere), Node::Null), None);
            assert_eq!(node.extended(&at(nowhere), "x", Node::Null), None);
        }
        assert_eq!(node.removed(&at("/a/b~1c/2")), None);
        assert_eq!(node.removed(&at("/e/f")), None);
    }
}
