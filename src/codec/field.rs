//! A cursor at one value: a member that may be absent, or an element of an array.

use std::fmt;

use super::empty_values::{EmptyMeaning, EmptyValues};
use super::object::{Content, Object};
use super::path::{Path, PathId};
use super::reader::{Parsed, Reader};
use crate::codec::value::Codec;
use crate::json::Pointer;
use crate::json::token::{Entry, Visit};
use crate::json::{NodeRef, Value};
use crate::model::{Attribute, Code, InvalidValue, Patch};
use crate::problem::Problem;
use crate::problem::ReportedField;

/// A cursor at one value of a message, which may be absent.
///
/// The methods that take a subject read one attribute of a user. The others read the parts of a
/// list element; the list is recorded as a whole.
#[derive(Clone, Copy)]
pub struct Field<'f, 'r> {
    pub(super) reader: &'f Reader<'r>,
    here: Presence<'r>,
    pub(super) place: Path<&'f str>,
    /// The index of the value in the message's list of entries; if absent, that of its parent.
    pub(super) ordinal: usize,
}

/// Whether there is a value at the path.
#[derive(Clone, Copy)]
enum Presence<'r> {
    Value(&'r Entry),
    /// Absent, because the object around it is null.
    Null,
    Absent,
}

impl<'f, 'r> Field<'f, 'r> {
    pub(super) fn slot(reader: &'f Reader<'r>, slot: NodeRef<'r>, place: Path<&'f str>) -> Self {
        Self { reader, here: Presence::Value(slot.entry), place, ordinal: slot.ordinal }
    }

    pub(super) const fn absent(
        reader: &'f Reader<'r>,
        place: Path<&'f str>,
        ordinal: usize,
    ) -> Self {
        Self { reader, here: Presence::Absent, place, ordinal }
    }

    pub(super) const fn null(reader: &'f Reader<'r>, place: Path<&'f str>, ordinal: usize) -> Self {
        Self { reader, here: Presence::Null, place, ordinal }
    }

    /// Whether the value is absent.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self.here, Presence::Absent)
    }

    /// Whether the value is an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self.peek(), Some(Value::Object(_)))
    }

    /// Returns the path of the value, also of an absent one.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        self.reader.pointer(&self.place)
    }

    /// Records the member as unknown, where only its value shows that it is not documented.
    pub fn record_unknown(&self) {
        self.reader.undocumented(&self.place);
    }

    /// Records the member as unknown, and keeps its value out of the user's extras: it is a secret.
    pub fn discard(&self) {
        self.record_unknown();
        self.visit(Visit::Discarded);
    }

    /// Returns the value unchanged, and marks it as read.
    #[must_use]
    pub fn consume(&self) -> Option<Value<'r>> {
        self.visit(Visit::Consumed);
        self.peek()
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<Value<'r>> {
        match &self.here {
            Presence::Value(entry) => Some(self.reader.slot(entry, self.ordinal).value()),
            Presence::Null => Some(Value::Null),
            Presence::Absent => None,
        }
    }

    /// Returns the text of a member of the object here, without marking either as read.
    #[must_use]
    pub fn peek_text(&self, name: &str) -> Option<&'r str> {
        self.peek()?.member(name)?.as_text()
    }

    /// Records that `subject` was read from here.
    pub fn record(&self, subject: impl Into<ReportedField>) {
        let subject = subject.into();
        self.reader.record_unreadable_parts(&subject);
        self.reader.read(subject, &self.place, None);
    }

    /// Reports that the value here breaks a rule: a problem in a caller's message, ignored in a
    /// response.
    pub fn problem(&self, fault: &InvalidValue) {
        if self.reader.is_strict() {
            self.reader.report_invalid(&self.place, self.ordinal, fault);
        }
    }

    /// Records that the value here, in a response, is not valid for `subject`.
    pub fn record_unreadable(&self, subject: impl Into<ReportedField>) {
        self.reader.unreadable(subject, &self.place);
    }

    /// Reports that the value here makes the whole message unreadable, also in a response.
    pub fn problem_always(&self, fault: &InvalidValue) {
        self.reader.report_invalid(&self.place, self.ordinal, fault);
    }

    /// Reports a missing value that makes the message unreadable, also in a response.
    pub fn problem_missing(&self, detail: &'static str) {
        let existing = match self.place {
            Path::Member(around, _) | Path::Given(around, _) | Path::Element(around, _) => {
                Path::Stored(around)
            }
            // The object itself is null, so it exists.
            Path::Stored(_) | Path::Verbatim(_) => self.place,
        };
        let existing = self.reader.pointer(&existing);
        self.reader.report(self.ordinal, Problem::missing(self.pointer(), existing, detail));
    }

    /// Reads the change that an update makes to `attribute`.
    #[inline]
    pub fn change<C: Codec>(
        &self,
        attribute: Attribute,
        empty: EmptyValues,
        codec: &C,
    ) -> Patch<C::Value> {
        match self.take_text() {
            Some(text) if !text.is_empty() && codec.is_text() => {
                self.parsed(codec.parse(Value::Text(text)), attribute)
            }
            _ if self.is_absent() => Patch::Keep,
            _ => self.change_of_other(attribute, empty, codec),
        }
    }

    #[inline(never)]
    fn change_of_other<C: Codec>(
        &self,
        attribute: Attribute,
        empty: EmptyValues,
        codec: &C,
    ) -> Patch<C::Value> {
        let meaning = match self.consume() {
            None => return Patch::Keep,
            Some(Value::Null) => empty.null,
            Some(Value::Text("")) if codec.is_text() => empty.empty,
            Some(value) => return self.parsed(codec.parse(value), attribute),
        };
        match meaning {
            EmptyMeaning::Keep => Patch::Keep,
            EmptyMeaning::Clear => {
                self.reader.read(attribute, &self.place, None);
                Patch::Clear
            }
            EmptyMeaning::Reject => {
                self.problem(&NOT_CLEARABLE);
                Patch::Keep
            }
        }
    }

    /// Reads the value of `attribute` in a user. `null` and, where values are texts, `""` count as
    /// absent.
    #[inline]
    pub fn value<C: Codec>(&self, attribute: Attribute, codec: &C) -> Option<C::Value> {
        match self.take_text() {
            Some(text) if !text.is_empty() && codec.is_text() => {
                self.parsed(codec.parse(Value::Text(text)), attribute).resolve(None)
            }
            _ if self.is_absent() => None,
            _ => match self.consume()? {
                Value::Null => None,
                Value::Text("") if codec.is_text() => None,
                value => self.parsed(codec.parse(value), attribute).resolve(None),
            },
        }
    }

    /// Reads the value of `attribute` in a user, which holds `others` too: if it cannot be read,
    /// none of them can.
    pub(super) fn value_of_unit<C: Codec>(
        &self,
        attribute: Attribute,
        others: &[Attribute],
        codec: &C,
    ) -> Option<C::Value> {
        let value = self.value(attribute, codec);
        let is_empty = |value: Value<'_>| matches!(value, Value::Null | Value::Text(""));
        if value.is_none() && self.peek().is_some_and(|value| !is_empty(value)) {
            for other in others {
                self.record_unreadable(*other);
            }
        }
        value
    }

    /// Reads a required part of an element. An invalid one is a problem of an update.
    pub fn require<C: Codec>(&self, codec: &C) -> Option<C::Value> {
        codec
            .parse(self.consume()?)
            .map_err(|fault| self.problem(&fault))
            .ok()
            .map(|parsed| parsed.value)
    }

    /// Reads a part of an element of a user. `null` and `""` count as absent. An invalid one is
    /// recorded with the list.
    pub fn part<C: Codec>(&self, codec: &C) -> Option<C::Value> {
        self.read_part(|value| codec.parse(value).ok().map(|parsed| parsed.value))
    }

    /// Reports a problem unless the value is absent or null. It is dropped again if the value
    /// repeats that of the current user.
    pub(crate) fn only_repeats(&self) {
        if self.consume().is_some_and(|value| !value.is_null()) {
            self.problem(&InvalidValue::new(Code::READ_ONLY, "read-only; omit it"));
        }
    }

    /// Reads a list, element by element. Returns `None` if one of them cannot be read, because an
    /// incomplete list would be another value.
    pub fn list<T>(
        &self,
        subject: impl Into<ReportedField>,
        null: EmptyMeaning,
        mut read: impl FnMut(Field<'_, 'r>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let subject = subject.into();
        self.visit(Visit::Consumed);
        let elements = match self.peek()? {
            Value::Array(elements) => {
                self.visit(Visit::Entered);
                elements
            }
            Value::Null if null == EmptyMeaning::Keep || !self.reader.is_strict() => return None,
            Value::Null => {
                self.problem(&NOT_CLEARABLE);
                return None;
            }
            _ => {
                self.wrong_type(subject, "expected an array");
                return None;
            }
        };
        let array = self.reader.note(&self.place);
        let mut values = Vec::new();
        let mut first_unreadable = None;
        for (index, slot) in elements.slots().enumerate() {
            match read(self.element(array, index, slot)) {
                Some(value) => values.push(value),
                None => first_unreadable = first_unreadable.or(Some(index)),
            }
        }
        self.reader.record_unreadable_parts(&subject);
        if let Some(index) = first_unreadable {
            if !self.reader.is_strict() {
                self.reader.unreadable(subject, &Path::Element(array, index));
            }
            return None;
        }
        self.reader.read(subject, &Path::Stored(array), None);
        Some(values)
    }

    /// Returns the object here. An absent one is empty; `null` defines what a null one means.
    #[must_use]
    pub fn object(&self, null: EmptyMeaning) -> Object<'f, 'r> {
        let place = self.reader.note(&self.place);
        if let Presence::Value(entry) = self.here
            && let Some(members) = self.reader.slot(entry, self.ordinal).members()
        {
            entry.visit.set(Visit::Entered);
            return Object::new(self.reader, Content::Members(members), place, self.ordinal);
        }
        let content =
            self.consume().map_or(Content::Absent, |value| self.content_of_other(&value, null));
        Object::new(self.reader, content, place, self.ordinal)
    }

    /// Returns the object here after it has been read, or an empty object.
    pub(crate) fn reopen(&self) -> Object<'f, 'r> {
        let content = match self.here {
            Presence::Value(entry) => {
                self.reader.slot(entry, self.ordinal).members().map(Content::Members)
            }
            Presence::Null | Presence::Absent => None,
        };
        let place = self.reader.note(&self.place);
        Object::new(self.reader, content.unwrap_or(Content::Absent), place, self.ordinal)
    }

    /// Returns the value if it is a text, and marks it as read.
    #[inline]
    fn take_text(&self) -> Option<&'r str> {
        let Presence::Value(entry) = self.here else { return None };
        entry.visit.set(Visit::Consumed);
        self.reader.slot(entry, self.ordinal).text()
    }

    #[expect(clippy::inline_always, reason = "saves one copy of the value: 3 % of a translation")]
    #[inline(always)]
    fn parsed<T>(
        &self,
        parsed: Result<Parsed<T>, InvalidValue>,
        subject: impl Into<ReportedField>,
    ) -> Patch<T> {
        match parsed {
            Ok(Parsed { value, conversion }) => {
                self.reader.read(subject, &self.place, conversion);
                Patch::Set(value)
            }
            Err(fault) => {
                self.invalid(subject.into(), &fault);
                Patch::Keep
            }
        }
    }

    #[cold]
    fn invalid(&self, subject: ReportedField, fault: &InvalidValue) {
        if self.reader.is_strict() {
            self.reader.report_invalid(&self.place, self.ordinal, fault);
        } else {
            self.reader.unreadable(subject, &self.place);
        }
    }

    fn wrong_type(&self, subject: ReportedField, expected: &'static str) {
        self.invalid(subject, &InvalidValue::new(Code::TYPE, expected));
    }

    /// Returns the content for a value that is not an object.
    #[cold]
    fn content_of_other(&self, value: &Value<'r>, null: EmptyMeaning) -> Content<'r> {
        match (value, null, self.reader.is_strict()) {
            (Value::Null, EmptyMeaning::Clear, true) => return Content::Null,
            (Value::Null, EmptyMeaning::Keep, true) | (Value::Null | Value::Text(""), _, false) => {
            }
            (_, _, true) => self.problem(&InvalidValue::new(Code::TYPE, "expected an object")),
            (_, _, false) => self
                .reader
                .unreadable(ReportedField::Member(self.pointer().to_string()), &self.place),
        }
        Content::Absent
    }

    pub(super) fn element(&self, array: PathId, index: usize, slot: NodeRef<'r>) -> Self {
        Self::slot(self.reader, slot, Path::Element(array, index))
    }

    pub(super) fn visit(&self, visit: Visit) {
        if let Presence::Value(entry) = self.here {
            entry.visit.set(visit);
        }
    }
}

impl fmt::Debug for Field<'_, '_> {
    /// Shows the path, names and types only, because values may be secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Field")
            .field("pointer", &self.pointer())
            .field("value", &self.peek())
            .finish()
    }
}

const NOT_CLEARABLE: InvalidValue = InvalidValue::new(
    Code::NOT_CLEARABLE,
    "cannot be cleared; omit the member to leave it unchanged",
);

pub(crate) const STRING_EXPECTED: InvalidValue = InvalidValue::new(Code::TYPE, "expected a string");
