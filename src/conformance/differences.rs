//! Where two trees differ.

use crate::json::{Node, Pointer};

impl Node<'_> {
    /// The pointers of the values, other than objects, that are not the same in `other`.
    pub(crate) fn differences(&self, other: &Self) -> Vec<Pointer> {
        let mut found = Vec::new();
        compare(Some(self), Some(other), &Pointer::ROOT, &mut found);
        found
    }
}

fn compare(
    one: Option<&Node<'_>>,
    other: Option<&Node<'_>>,
    at: &Pointer,
    found: &mut Vec<Pointer>,
) {
    // Equal objects may hold names that cannot be looked up.
    if one == other {
        return;
    }
    let [ours, theirs] = [one, other].map(|node| node.and_then(Node::members));
    let is_object = (ours.is_some() || one.is_none()) && (theirs.is_some() || other.is_none());
    if !is_object {
        if one != other {
            found.push(at.clone());
        }
        return;
    }
    let [ours, theirs] = [ours, theirs].map(Option::unwrap_or_default);
    for member in ours {
        let counterpart = other.and_then(|other| other.member(member.name()));
        compare(Some(member.value()), counterpart, &at.clone().child(member.name()), found);
    }
    for member in theirs.iter().filter(|one| ours.iter().all(|our| our.name() != one.name())) {
        compare(None, Some(member.value()), &at.clone().child(member.name()), found);
    }
}

#[cfg(test)]
mod tests {
    use crate::json::{Limits, parse};

    #[test]
    fn each_value_that_differs_is_found_once() {
        let [one, other] = [
            br#"{"a":{"b":1,"c":[1]},"d":{"e":7},"f":{},"g":1}"#.as_slice(),
            br#"{"a":{"b":1,"c":[2]},"g":{"h":1},"i":{"j":null,"k":{}}}"#.as_slice(),
        ]
        .map(|text| parse(text, &Limits::DEFAULT).unwrap());
        let found: Vec<String> = one.differences(&other).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["/a/c", "/d/e", "/g", "/i/j"]);
        assert_eq!(one.differences(&one), []);
    }
}
