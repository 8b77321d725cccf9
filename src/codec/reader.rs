//! Reads a document into values: collects every problem, records what was read from which path, and
//! finds the members that were not read.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::current_list::CurrentList;
use super::extra_owners::Marks;
use super::object::Object;
use super::path::{Path, PathId};
use super::provenance::{Conversion, Provenance, ReadOutcome};
use super::repetition::{Comparison, Current};
use super::unrepresentable;
use crate::json::Node;
use crate::json::Pointer;
use crate::json::token::Entry;
use crate::json::{Document, NodeRef, Value};
use crate::model::{Attribute, Code, Extra, ExtraKind, Extras, InvalidValue, UserUpdate};
use crate::problem::Problem;
use crate::problem::ReportedField;

/// How strictly a message is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Strictness {
    /// A caller's message: everything invalid is a problem, including unknown members.
    Strict,
    /// A caller's message whose unknown members are recorded and accepted.
    AllowUnknown,
    /// A caller's message whose unknown members are recorded and kept, for the same dialect.
    KeepUnknown,
    /// A vendor's response: a value that cannot be read is recorded, and is not a problem.
    Lenient,
}

/// A parsed value, and how it was converted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parsed<T> {
    /// The value.
    pub value: T,
    /// The conversion, if the value does not hold all of the text.
    pub conversion: Option<Conversion>,
}

impl<T> Parsed<T> {
    /// A value that was converted, and so holds only a part of the text.
    #[must_use]
    pub const fn converted(value: T, conversion: Conversion) -> Self {
        Self { value, conversion: Some(conversion) }
    }
}

impl<T> From<T> for Parsed<T> {
    fn from(value: T) -> Self {
        Self { value, conversion: None }
    }
}

/// A message being read.
///
/// A dialect reads it through [`Object`] and [`Field`](super::Field), which record what was read.
#[derive(Debug)]
pub struct Reader<'r> {
    dialect: &'r str,
    message: &'r Document<'r>,
    strictness: Strictness,
    current: Option<Current<'r>>,
    findings: RefCell<Findings>,
    /// Whether the whole message is known to have been read.
    is_read: Cell<bool>,
    /// The lists of the current user that were looked up, by path. Boxed, because most messages
    /// need none.
    lists: RefCell<Option<Box<CurrentLists<'r>>>>,
}

type CurrentLists<'r> = BTreeMap<String, CurrentList<'r>>;

#[derive(Debug, Default)]
struct Findings {
    /// Each with the index of the member or element that is invalid, or that lacks a member.
    problems: Vec<(usize, Problem)>,
    provenance: Provenance<ReadOutcome>,
    unreadable_parts: Vec<Pointer>,
    marks: Marks,
    /// The unknown members that are kept.
    unknown: Vec<Extra>,
}

impl<'r> Reader<'r> {
    /// A reader of `message`.
    #[must_use]
    #[inline]
    pub fn new(dialect: &'r str, message: &'r Document<'r>, strictness: Strictness) -> Self {
        Self::of_update(dialect, message, strictness, None)
    }

    /// A reader of an update, which is compared with the current user.
    #[must_use]
    #[inline]
    pub(crate) fn of_update(
        dialect: &'r str,
        message: &'r Document<'r>,
        strictness: Strictness,
        current: Option<Current<'r>>,
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
            lists: RefCell::default(),
        }
    }

    /// Returns the message as an object. Another value is a problem, and the object is empty.
    #[must_use]
    pub fn object(&self) -> Object<'_, 'r> {
        let root = self.value();
        if root.members().is_none() {
            self.report_invalid(
                &Path::MESSAGE,
                0,
                &InvalidValue::new(Code::TYPE, "expected a JSON object"),
            );
        }
        Object::root(self, root)
    }

    /// Returns the message as a value of any type.
    #[must_use]
    pub fn value(&self) -> Value<'r> {
        self.message.value()
    }

    /// Whether any part of the message has not been read yet. Once everything has been read, the
    /// result stays `false`.
    pub(crate) fn has_rest(&self) -> bool {
        !self.is_read.get() && {
            self.is_read.set(self.message.is_read());
            !self.is_read.get()
        }
    }

    /// Finishes reading: returns what was read from which path.
    ///
    /// # Errors
    /// Returns every problem, including unknown and duplicate members.
    #[inline]
    pub fn finish(self) -> Result<Provenance<ReadOutcome>, Vec<Problem>> {
        self.check_unread();
        self.into_findings().map(|findings| findings.provenance)
    }

    /// Finishes reading an update. What it repeats of the current user is marked in `update`, and
    /// its problems are left out.
    ///
    /// # Errors
    /// Returns every problem.
    pub(crate) fn finish_update(
        &self,
        update: &mut UserUpdate,
    ) -> Result<Provenance<ReadOutcome>, Vec<Problem>> {
        self.check_unread();
        if let Some(current) = self.current {
            return self.finish_beside(current, update);
        }
        if self.message.has_unrepresentable() || self.has_problems() {
            let problems = self.problems();
            if !problems.is_empty() {
                return Err(problems);
            }
        }
        let Findings { provenance, unknown, .. } = &mut *self.findings.borrow_mut();
        if !unknown.is_empty() {
            update.extras = with_lists(std::mem::take(unknown), provenance);
        }
        Ok(std::mem::take(provenance))
    }

    #[cold]
    fn finish_beside(
        &self,
        current: Current<'_>,
        update: &mut UserUpdate,
    ) -> Result<Provenance<ReadOutcome>, Vec<Problem>> {
        let mut comparison = Comparison::new(self.dialect, self.message.value(), current);
        let problems = self.problems();
        let Findings { mut provenance, unknown, .. } =
            std::mem::take(&mut *self.findings.borrow_mut());
        update.extras = with_lists(unknown, &provenance);
        // Before the problems: a read-only member that is repeated leaves a change of the same
        // attribute elsewhere a change.
        comparison.mark_values(&mut provenance, update);
        comparison.mark_extras(update);
        let problems = comparison.problems(problems, &mut provenance);
        if problems.is_empty() { Ok(provenance) } else { Err(problems) }
    }

    /// Finishes reading a user: returns also what is known about its extras.
    ///
    /// # Errors
    /// As for [`finish`](Self::finish).
    pub(crate) fn finish_with_marks(
        self,
    ) -> Result<(Provenance<ReadOutcome>, Marks), Vec<Problem>> {
        self.check_unread();
        self.into_findings().map(|findings| (findings.provenance, findings.marks))
    }

    fn into_findings(self) -> Result<Findings, Vec<Problem>> {
        if self.message.has_unrepresentable() || self.has_problems() {
            let problems = self.problems();
            if !problems.is_empty() {
                return Err(problems);
            }
        }
        Ok(self.findings.into_inner())
    }

    fn has_problems(&self) -> bool {
        !self.findings.borrow().problems.is_empty()
    }

    /// Every problem, in the order of the message.
    #[cold]
    fn problems(&self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.findings.borrow_mut().problems);
        if self.message.has_unrepresentable()
            && self.is_strict()
            && let Some(root) = self.message.slot(0)
        {
            unrepresentable::report(self, root, &mut problems);
        }
        problems.sort_by_key(|(ordinal, _)| *ordinal);
        problems.into_iter().map(|(_, problem)| problem).collect()
    }

    /// Documents what is known about the extras of a response at `place`.
    pub(super) fn mark(&self, place: &Path<&str>, mark: impl FnOnce(&mut Marks, Pointer)) {
        if !self.is_strict() {
            let Findings { provenance, marks, .. } = &mut *self.findings.borrow_mut();
            mark(marks, provenance.pointer(place));
        }
    }

    pub(super) fn recorded(&self) -> usize {
        self.findings.borrow().provenance.len()
    }

    pub(super) const fn dialect(&self) -> &'r str {
        self.dialect
    }

    /// Returns the node of `entry`, whose index in the message's list of entries is `ordinal`.
    #[inline]
    pub(super) const fn slot(&self, entry: &'r Entry, ordinal: usize) -> NodeRef<'r> {
        self.message.slot_of(entry, ordinal)
    }

    pub(super) const fn is_strict(&self) -> bool {
        !matches!(self.strictness, Strictness::Lenient)
    }

    pub(super) const fn strictness(&self) -> Strictness {
        self.strictness
    }

    /// Keeps an unknown member for the same dialect.
    pub(super) fn push_unknown(&self, extra: Extra) {
        self.findings.borrow_mut().unknown.push(extra);
    }

    /// Whether unknown members are problems.
    pub(super) fn rejects_unknown(&self) -> bool {
        self.strictness == Strictness::Strict
    }

    pub(super) fn pointer(&self, place: &Path<&str>) -> Pointer {
        self.findings.borrow().provenance.pointer(place)
    }

    /// Stores a path that others are relative to.
    pub(super) fn note(&self, place: &Path<&str>) -> PathId {
        self.findings.borrow_mut().provenance.note(place)
    }

    /// Whether the current list at `array` has an element for which `element` stands.
    #[cold]
    pub(super) fn has_counterpart(
        &self,
        array: PathId,
        element: Value<'_>,
        keys: &[&'static str],
    ) -> bool {
        let place = self.pointer(&Path::Stored(array));
        let mut lists = self.lists.borrow_mut();
        let lists = lists.get_or_insert_default();
        let list = lists.entry(place.to_string()).or_insert_with(|| {
            let node = self.current.map(|current| &current.response.node);
            CurrentList::new(node.and_then(|node| node.at(place.as_str())))
        });
        list.has_counterpart(element, keys)
    }

    /// Whether the message is compared with the current user.
    pub(super) const fn has_current(&self) -> bool {
        self.current.is_some()
    }

    pub(super) fn current_at(&self, place: &Path<&str>) -> Option<&'r Node<'r>> {
        self.current?.response.node.at(self.pointer(place).as_str())
    }

    #[inline]
    pub(super) fn read(
        &self,
        subject: impl Into<ReportedField>,
        place: &Path<&str>,
        conversion: Option<Conversion>,
    ) {
        self.findings.borrow_mut().provenance.push(subject, place, ReadOutcome::Read(conversion));
    }

    /// Records that the value at `place`, in a response, is not valid for `subject`.
    pub(super) fn unreadable(&self, subject: impl Into<ReportedField>, place: &Path<&str>) {
        self.findings.borrow_mut().provenance.push(subject, place, ReadOutcome::Unreadable);
    }

    pub(super) fn undocumented(&self, place: &Path<&str>) {
        let subject = ReportedField::Member(self.pointer(place).to_string());
        self.findings.borrow_mut().provenance.push(subject, place, ReadOutcome::Unknown);
    }

    pub(super) fn report_invalid(&self, place: &Path<&str>, ordinal: usize, fault: &InvalidValue) {
        self.report(ordinal, Problem::from_fault(self.pointer(place), fault));
    }

    pub(super) fn report(&self, ordinal: usize, problem: Problem) {
        self.findings.borrow_mut().problems.push((ordinal, problem));
    }

    /// Reports a problem at the path where `field` was last read.
    #[cold]
    pub(super) fn report_last_read(&self, field: &ReportedField, fault: &InvalidValue) {
        let pointer = {
            let Findings { provenance, .. } = &*self.findings.borrow();
            provenance
                .entries()
                .filter(|(of, ..)| *of == field)
                .last()
                .map(|(_, pointer, _)| pointer.to_owned())
        };
        let Some(pointer) = pointer.map(Pointer::from_text) else { return };
        let ordinal = self.message.ordinal_at(&pointer);
        self.report(ordinal, Problem::from_fault(pointer, fault));
    }

    /// Records that the value of `field` that was read last is that of the current user.
    #[cold]
    pub(super) fn record_last_unchanged(&self, field: &ReportedField) {
        self.findings.borrow_mut().provenance.replace_last(field, ReadOutcome::Unchanged);
    }

    /// Notes that a part of an element cannot be read. It is recorded with the next list, by
    /// [`record_unreadable_parts`](Self::record_unreadable_parts).
    pub(super) fn record_unreadable_part(&self, place: &Path<&str>) {
        let Findings { provenance, unreadable_parts, .. } = &mut *self.findings.borrow_mut();
        unreadable_parts.push(provenance.pointer(place));
    }

    /// Records the parts of `subject` that could not be read.
    pub(super) fn record_unreadable_parts(&self, subject: &ReportedField) {
        let Findings { provenance, unreadable_parts, .. } = &mut *self.findings.borrow_mut();
        for pointer in unreadable_parts.drain(..) {
            provenance.add_at(subject.clone(), pointer.as_str(), ReadOutcome::Unreadable);
        }
    }
}

/// The unknown members with the attributes of the lists in whose elements they are.
#[cold]
fn with_lists(unknown: Vec<Extra>, read: &Provenance<ReadOutcome>) -> Extras {
    let is_read = |outcome| matches!(outcome, ReadOutcome::Read(_));
    let places: BTreeMap<String, Attribute> = read
        .entries_with(is_read)
        .into_iter()
        .filter_map(|(field, place, _)| Some((place, field.attribute()?)))
        .collect();
    let with_list = |mut extra: Extra| {
        let pointer = extra.pointer.clone();
        let mut around = pointer.match_indices('/').filter_map(|(end, _)| pointer.get(..end));
        if let Some(attribute) = around.find_map(|place| places.get(place)) {
            extra.add_attribute(*attribute, ExtraKind::Additional);
        }
        extra
    };
    unknown.into_iter().map(with_list).collect()
}
