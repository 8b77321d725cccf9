//! A value in a response that nobody documents, in a place that is documented or not.

use super::case::tree;
use super::entropy::Source;
use crate::json::{Node, Pointer};

/// The name of a member that no vendor documents.
pub(super) const EXTRA: &str = "x-extra";

/// What may stand where something else is documented, or nothing is.
const VALUES: &[&str] = &[
    "null",
    "\"\"",
    "\" \"",
    "\"\\u0007\"",
    "\"<string>\"",
    "\"Ada\\t\"",
    "7",
    "-1.50",
    "12345678901234567890123",
    "1e400",
    "true",
    "[]",
    "[null,7]",
    "{\"x\":{}}",
    "\"\\ud83d\"",
    "{\"\\ud83d\":\"\\uD83D\"}",
];

/// Something else in one place of a response.
pub(super) struct Oddity {
    how: usize,
    place: usize,
    value: &'static str,
}

impl Oddity {
    pub(super) fn decided_by(source: &mut Source<'_>) -> Self {
        let (how, place) = (source.below(3), source.place_below(usize::MAX));
        Self { how, place, value: source.pick(VALUES).unwrap_or_default() }
    }

    /// The response with this in it, if it has such a path; and what differs then, unless
    /// something was only added.
    pub(super) fn made_to<'a>(&self, node: &Node<'a>) -> Option<(Option<Pointer>, Node<'a>)> {
        let places = node.places();
        let place = places.get(self.place.checked_rem(places.len())?)?;
        match self.how {
            0 => Some((Some(place.clone()), node.removed(place)?)),
            1 => Some((Some(place.clone()), node.replaced(place, self.value()?)?)),
            _ => {
                let extended = node.extended(place, EXTRA, self.value()?);
                let at_root = || node.extended(&Pointer::ROOT, EXTRA, self.value()?);
                Some((None, extended.or_else(at_root)?))
            }
        }
    }

    /// The value alone.
    pub(super) fn value(&self) -> Option<Node<'static>> {
        tree(self.value.as_bytes()).ok()
    }
}
