//! The members of a message that no row has read: unknown, duplicate, or kept for the same dialect.

use std::collections::HashSet;

use super::path::{Path, PathId};
use super::reader::{Reader, Strictness};
use crate::json::token::Visit;
use crate::json::{Elements, Members, NodeRef, Value};
use crate::model::{Code, Extra, InvalidValue};

impl Reader<'_> {
    pub(super) fn check_unread(&self) {
        if self.has_rest() {
            self.check_rest(self.value(), &Path::MESSAGE);
        }
    }

    /// Visits the entered objects and arrays. A value that was consumed counts as read in full.
    fn check_rest(&self, value: Value<'_>, place: &Path<&str>) {
        match value {
            Value::Object(members) => self.check_members(members, self.note(place)),
            Value::Array(elements) => self.check_elements(elements, self.note(place)),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Unrepresentable(_) => {}
        }
    }

    fn check_members(&self, members: Members<'_>, around: PathId) {
        let mut duplicates = HashSet::new();
        for member in members.slots() {
            if member.entry.has_unrepresentable_name() {
                continue;
            }
            if !member.entry.is_repeated.get() {
                self.check_member(member, around);
            } else if duplicates.insert(member.name()) {
                self.report_duplicate(member, around);
            }
        }
        if members.has_unrepresentable_name() && !self.rejects_unknown() {
            self.undocumented(&Path::Stored(around));
        }
    }

    fn check_elements(&self, elements: Elements<'_>, around: PathId) {
        for (index, element) in
            elements.slots().enumerate().filter(|(_, element)| element.entry.is_opened())
        {
            self.check_rest(element.value(), &Path::Element(around, index));
        }
    }

    fn check_member(&self, member: NodeRef<'_>, around: PathId) {
        let place = &Path::Given(around, member.name());
        match (member.entry.visit.get(), self.strictness()) {
            (Visit::Unread, Strictness::Strict) => {
                let fault = InvalidValue::new(Code::UNKNOWN_MEMBER, "unknown member");
                self.report_invalid(place, member.ordinal, &fault);
            }
            (Visit::Unread, Strictness::KeepUnknown) => self.keep_unknown(member, place),
            (Visit::Unread, Strictness::AllowUnknown | Strictness::Lenient) => {
                self.undocumented(place);
            }
            (Visit::Consumed | Visit::Discarded, _) => {}
            (Visit::Entered, _) => self.check_rest(member.value(), place),
        }
    }

    #[cold]
    fn keep_unknown(&self, member: NodeRef<'_>, place: &Path<&str>) {
        self.undocumented(place);
        self.report_duplicate_within(member.value(), place);
        let pointer = self.pointer(place).to_string();
        let json = member.value().to_node().to_json();
        let extra = Extra::new(self.dialect().to_owned(), pointer, Some(json), None);
        self.push_unknown(extra);
    }

    /// Reports the first duplicate member within a value that is kept, of which only the last would
    /// be written. The paths of all of them could be longer than the message. Returns whether there
    /// is one.
    fn report_duplicate_within(&self, value: Value<'_>, place: &Path<&str>) -> bool {
        match value {
            Value::Object(members) => {
                let around = self.note(place);
                members.slots().any(|member| {
                    let is_repeated = member.entry.is_repeated.get();
                    if is_repeated {
                        self.report_duplicate(member, around);
                    }
                    is_repeated || {
                        let place = &Path::Given(around, member.name());
                        self.report_duplicate_within(member.value(), place)
                    }
                })
            }
            Value::Array(elements) => {
                let around = self.note(place);
                elements.slots().enumerate().any(|(index, element)| {
                    self.report_duplicate_within(element.value(), &Path::Element(around, index))
                })
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::Unrepresentable(_) => false,
        }
    }

    fn report_duplicate(&self, member: NodeRef<'_>, around: PathId) {
        let place = &Path::Given(around, member.name());
        if self.is_strict() {
            let detail = "duplicate member";
            self.report_invalid(
                place,
                member.ordinal,
                &InvalidValue::new(Code::DUPLICATE_MEMBER, detail),
            );
        } else {
            self.undocumented(place);
        }
    }
}
