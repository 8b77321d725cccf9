//! Reads a document into values: collects every problem, remembers what was read from where, and
//! finds what nobody read.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use super::object::Object;
use super::path::{Path, PathId};
use super::provenance::{Conversion, Provenance, ReadOutcome};
use crate::json::Node;
use crate::json::Pointer;
use crate::json::token::{Entry, Visit};
use crate::json::{Document, Elements, Members, NodeRef, Value};
use crate::model::{Attribute, Code, InvalidValue};
use crate::problem::Problem;
use crate::problem::ReportedField;

/// How strictly a message is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Strictness {
    /// A caller's message: whatever is wrong with it is a problem, an unknown member included.
    Strict,
    /// A caller's message whose unknown members are reported and accepted.
    AllowUnknown,
    /// A vendor's response: what cannot be read is reported, not a problem.
    Lenient,
}

/// A parsed text that an attribute is made of, and how it was changed on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parsed<T> {
    /// The value.
    pub value: T,
    /// What of the text the value does not hold.
    pub adaptation: Option<Conversion>,
}

impl<T> Parsed<T> {
    /// A value that holds only a part of the text.
    #[must_use]
    pub const fn adapted(value: T, adaptation: Conversion) -> Self {
        Self { value, adaptation: Some(adaptation) }
    }
}

impl<T> From<T> for Parsed<T> {
    fn from(value: T) -> Self {
        Self { value, adaptation: None }
    }
}

/// A message being read.
///
/// A dialect reads it by [`Object`] and [`Field`](super::Field), which record what they find.
#[derive(Debug)]
pub struct Reader<'r> {
    dialect: &'r str,
    message: &'r Document<'r>,
    strictness: Strictness,
    current: Option<&'r Node<'r>>,
    findings: RefCell<Findings>,
    /// Whether all of the message is known to have been read.
    is_read: Cell<bool>,
}

#[derive(Debug, Default)]
struct Findings {
    /// Each with the ordinal of the member or element that it is about, or is missing from.
    problems: Vec<(usize, Problem)>,
    provenance: Provenance<ReadOutcome>,
    misread_parts: Vec<Pointer>,
}

impl<'r> Reader<'r> {
    /// A reader of `message`.
    ///
    /// `current` is the current user as a response of the same dialect, if known: a read-only
    /// member of an update may repeat the value there.
    #[must_use]
    #[inline]
    pub fn new(
        dialect: &'r str,
        message: &'r Document<'r>,
        strictness: Strictness,
        current: Option<&'r Node<'r>>,
    ) -> Self {
        message.begin_reading();
        let findings = Findings { provenance: Provenance::with_room(), ..Findings::default() };
        Self {
            dialect,
            message,
            strictness,
            current,
            findings: RefCell::new(findings),
            is_read: Cell::new(false),
        }
    }

    /// The message as an object; if it is none, that is a problem and the object is empty.
    #[must_use]
    pub fn object(&self) -> Object<'_, 'r> {
        let root = self.value();
        if root.members().is_none() {
            self.refuse(
                &Path::MESSAGE,
                0,
                &InvalidValue::new(Code::TYPE, "expected a JSON object"),
            );
        }
        Object::root(self, root)
    }

    /// The message, whatever it is.
    #[must_use]
    pub fn value(&self) -> Value<'r> {
        self.message.value()
    }

    /// Whether there is anything in the message that nothing has read so far. Once nothing is left,
    /// nothing is left later.
    pub(crate) fn has_rest(&self) -> bool {
        !self.is_read.get() && {
            self.is_read.set(self.message.is_read());
            !self.is_read.get()
        }
    }

    /// Ends the reading: what was found, or all that is wrong.
    ///
    /// # Errors
    /// Every problem, those with unknown and repeated members included.
    #[inline]
    pub fn finish(self) -> Result<Provenance<ReadOutcome>, Vec<Problem>> {
        if self.has_rest() {
            self.look_for_leftovers(self.value(), &Path::MESSAGE, Visit::Entered);
        }
        let Findings { mut problems, provenance, .. } = self.findings.into_inner();
        if problems.is_empty() {
            return Ok(provenance);
        }
        problems.sort_by_key(|(ordinal, _)| *ordinal);
        Err(problems.into_iter().map(|(_, problem)| problem).collect())
    }

    pub(super) fn recorded(&self) -> usize {
        self.findings.borrow().provenance.len()
    }

    pub(super) const fn dialect(&self) -> &'r str {
        self.dialect
    }

    /// The value that is `entry`, whose own place in the list `ordinal` is.
    #[inline]
    pub(super) const fn slot(&self, entry: &'r Entry, ordinal: usize) -> NodeRef<'r> {
        self.message.slot_of(entry, ordinal)
    }

    pub(super) const fn is_strict(&self) -> bool {
        !matches!(self.strictness, Strictness::Lenient)
    }

    pub(super) fn pointer(&self, place: &Path<&str>) -> Pointer {
        self.findings.borrow().provenance.pointer(place)
    }

    /// Notes a place that others are in.
    pub(super) fn note(&self, place: &Path<&str>) -> PathId {
        self.findings.borrow_mut().provenance.note(place)
    }

    pub(super) fn current_at(&self, place: &Path<&str>) -> Option<&'r Node<'r>> {
        self.current?.at(self.pointer(place).as_str())
    }

    #[inline]
    pub(super) fn read(
        &self,
        subject: impl Into<ReportedField>,
        place: &Path<&str>,
        adaptation: Option<Conversion>,
    ) {
        self.findings.borrow_mut().provenance.push(subject, place, ReadOutcome::Read(adaptation));
    }

    /// Records that the value at `place` in a response is not valid for `subject`.
    pub(super) fn unreadable(&self, subject: impl Into<ReportedField>, place: &Path<&str>) {
        self.findings.borrow_mut().provenance.push(subject, place, ReadOutcome::Unreadable);
    }

    pub(super) fn undocumented(&self, place: &Path<&str>) {
        let subject = ReportedField::Member(self.pointer(place).to_string());
        self.findings.borrow_mut().provenance.push(subject, place, ReadOutcome::Unknown);
    }

    pub(super) fn refuse(&self, place: &Path<&str>, ordinal: usize, fault: &InvalidValue) {
        self.report(ordinal, Problem::from_fault(self.pointer(place), fault));
    }

    pub(super) fn report(&self, ordinal: usize, problem: Problem) {
        self.findings.borrow_mut().problems.push((ordinal, problem));
    }

    /// A problem at the place where `attribute` was read last.
    #[cold]
    pub(super) fn refuse_last_read(&self, attribute: Attribute, fault: &InvalidValue) {
        let pointer = {
            let Findings { provenance, .. } = &*self.findings.borrow();
            let subject = ReportedField::Attribute(attribute);
            provenance
                .entries()
                .filter(|(of, ..)| **of == subject)
                .last()
                .map(|(_, pointer, _)| pointer.to_owned())
        };
        let Some(pointer) = pointer.map(Pointer::from_text) else { return };
        let ordinal = self.message.ordinal_at(&pointer);
        self.report(ordinal, Problem::from_fault(pointer, fault));
    }

    /// A part of an element cannot be read; whoever accounts for the list next accounts for that.
    pub(super) fn misread_part(&self, place: &Path<&str>) {
        let Findings { provenance, misread_parts, .. } = &mut *self.findings.borrow_mut();
        misread_parts.push(provenance.pointer(place));
    }

    /// Tells that `subject` lacks the parts of it that could not be read.
    pub(super) fn account_for_parts(&self, subject: &ReportedField) {
        let Findings { provenance, misread_parts, .. } = &mut *self.findings.borrow_mut();
        for pointer in misread_parts.drain(..) {
            provenance.add_at(subject.clone(), pointer.as_str(), ReadOutcome::Unreadable);
        }
    }

    /// Visits what was entered; a value that was consumed as a whole counts as read in full.
    fn look_for_leftovers(&self, value: Value<'_>, place: &Path<&str>, visit: Visit) {
        match value {
            Value::Object(members) => self.check_members(members, self.note(place), visit),
            Value::Array(elements) => self.check_elements(elements, self.note(place), visit),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
        }
    }

    fn check_members(&self, members: Members<'_>, around: PathId, visit: Visit) {
        let mut repeated = HashSet::new();
        for member in members.slots() {
            if !member.entry.is_repeated.get() {
                self.check_member(member, around, visit);
            } else if repeated.insert(member.name()) {
                self.tell_repeated(member, around);
            }
        }
    }

    fn check_elements(&self, elements: Elements<'_>, around: PathId, visit: Visit) {
        for (index, element) in
            elements.slots().enumerate().filter(|(_, element)| element.entry.is_opened())
        {
            self.look_for_leftovers(element.value(), &Path::Element(around, index), visit);
        }
    }

    fn check_member(&self, member: NodeRef<'_>, around: PathId, parent_touch: Visit) {
        let place = &Path::Given(around, member.name());
        match member.entry.visit.get() {
            Visit::Unread
                if self.strictness == Strictness::Strict && parent_touch == Visit::Entered =>
            {
                let fault = InvalidValue::new(Code::UNKNOWN_MEMBER, "unknown member");
                self.refuse(place, member.ordinal, &fault);
            }
            Visit::Unread => self.undocumented(place),
            Visit::Consumed => {}
            visit @ (Visit::Entered | Visit::EnteredLenient) => {
                self.look_for_leftovers(member.value(), place, visit);
            }
        }
    }

    fn tell_repeated(&self, member: NodeRef<'_>, around: PathId) {
        let place = &Path::Given(around, member.name());
        if self.is_strict() {
            let detail = "duplicate member";
            self.refuse(place, member.ordinal, &InvalidValue::new(Code::DUPLICATE_MEMBER, detail));
        } else {
            self.undocumented(place);
        }
    }
}
