//! Strings and names with an unpaired surrogate in a caller's message: valid JSON (RFC 8259,
//! section 8.2), and not Unicode.

use std::collections::HashMap;

use super::path::Path;
use super::reader::Reader;
use crate::json::token::Visit;
use crate::json::{Members, NodeRef, Pointer, Value};
use crate::model::{Code, InvalidValue};
use crate::problem::Problem;

const TEXT: InvalidValue =
    InvalidValue::new(Code::ENCODING, "half a surrogate pair; expected valid Unicode");

const NAME: InvalidValue = InvalidValue::new(
    Code::ENCODING,
    "the name of a member has half a surrogate pair; expected valid Unicode",
);

/// Replaces the other problems of each such string, and of each object with such a name, by the one
/// that it is not Unicode.
///
/// A pointer cannot contain such a name, so the problem is reported at the object.
#[cold]
pub(super) fn report(reader: &Reader<'_>, root: NodeRef<'_>, problems: &mut Vec<(usize, Problem)>) {
    let mut check = Check { reader, found: Vec::new() };
    // The message itself is always entered.
    check.value(root, &Path::MESSAGE, Visit::Entered);
    let replaced: HashMap<usize, &Pointer> =
        check.found.iter().map(|(ordinal, problem)| (*ordinal, problem.pointer())).collect();
    problems.retain(|(ordinal, problem)| replaced.get(ordinal) != Some(&problem.pointer()));
    problems.append(&mut check.found);
}

struct Check<'c, 'r> {
    reader: &'c Reader<'r>,
    /// At most one for each value, with its index in the message's list of entries.
    found: Vec<(usize, Problem)>,
}

impl Check<'_, '_> {
    fn value(&mut self, slot: NodeRef<'_>, place: &Path<&str>, visit: Visit) {
        match slot.value() {
            Value::Unrepresentable(_) => self.report(slot, place, &TEXT),
            Value::Object(members) => {
                if self.has_invalid_name(members, place, visit) {
                    self.report(slot, place, &NAME);
                }
            }
            Value::Array(elements) => {
                let around = self.reader.note(place);
                for (index, element) in elements.slots().enumerate() {
                    let place = Path::Element(around, index);
                    self.value(element, &place, element.entry.visit.get());
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
        }
    }

    /// Checks the members, and returns whether the name of one is invalid. Unknown members that are
    /// accepted may hold anything.
    fn has_invalid_name(&mut self, members: Members<'_>, place: &Path<&str>, visit: Visit) -> bool {
        let around = self.reader.note(place);
        let accepts_unknown = visit == Visit::Entered && !self.reader.rejects_unknown();
        for member in members.effective() {
            let visit = member.entry.visit.get();
            if !(accepts_unknown && visit == Visit::Unread) {
                self.value(member, &Path::Given(around, member.name()), visit);
            }
        }
        !accepts_unknown && members.has_unrepresentable_name()
    }

    fn report(&mut self, slot: NodeRef<'_>, place: &Path<&str>, fault: &InvalidValue) {
        let problem = Problem::from_fault(self.reader.pointer(place), fault);
        self.found.push((slot.ordinal, problem));
    }
}
