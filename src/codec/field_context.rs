//! What is known about a field besides its value: what the current user has there, and what the
//! place means for the extras of a response.

use super::extra_owners::Marks;
use super::field::Field;
use super::path::Path;
use crate::json::Node;
use crate::model::Attribute;

impl<'r> Field<'_, 'r> {
    /// Returns what the current user has here, in a response of this dialect, if that is known.
    #[must_use]
    pub fn current(&self) -> Option<&'r Node<'r>> {
        self.reader.current_at(&self.place)
    }

    /// Whether this element of a list is an object that stands for an element of the current user:
    /// it has the same value of the first of these members that it has.
    #[inline]
    pub(crate) fn stands_for_current(&self, keys: &[&'static str]) -> bool {
        if !self.reader.has_current() {
            return false;
        }
        match (self.place, self.peek()) {
            (Path::Element(array, _), Some(element)) => {
                self.reader.has_counterpart(array, element, keys)
            }
            _ => false,
        }
    }

    /// Records that what is below this place in a response belongs to `attribute`, and is replaced
    /// with it.
    pub fn record_owner(&self, attribute: Attribute) {
        self.reader.mark(&self.place, |marks, place| marks.owner(place, attribute));
    }

    /// Records that the value here, in a response, is known as a whole only, and not by attribute.
    pub fn record_inseparable(&self, attributes: &'static [Attribute]) {
        self.reader.mark(&self.place, |marks, place| marks.inseparable(place, attributes));
    }

    /// Records that the list here, in a response, is only a part of the list that the vendor has.
    pub fn record_incomplete(&self, attribute: Attribute) {
        self.reader.mark(&self.place, |marks, place| marks.incomplete(place, attribute));
    }

    /// Records that the object here, in a response, stays when its last member is removed.
    pub(super) fn record_object(&self) {
        if self.is_object() {
            self.reader.mark(&self.place, Marks::object);
        }
    }
}
