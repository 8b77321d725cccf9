//! Writes the members of an object, and records what was written to which path and what was
//! dropped.

use std::borrow::Cow;
use std::cell::RefCell;

use super::empty_values::ClearWith;
use super::encoded_tree::{Notes, note_restored};
use super::encoding::{Encoding, cleared};
use super::path::{Path, PathId};
use super::provenance::{Conversion, DropReason, WriteOutcome};
use crate::json::Name;
use crate::json::output::{self, Empty, ObjectSink};
use crate::json::{Node, Number};
use crate::model::{Attribute, Extras, Patch, User};
use crate::problem::ReportedField;

/// An object of a message being built.
#[derive(Debug)]
pub struct ObjectWriter<'w, 'u> {
    pub(super) dialect: &'w str,
    pub(super) notes: &'w RefCell<Notes>,
    pub(super) place: PathId,
    pub(super) sink: ObjectSink<'w, 'u>,
    /// The user whose unchanged values are written beside the changed ones.
    pub(super) repeated: Option<&'u User>,
}

impl<'w, 'u> ObjectWriter<'w, 'u> {
    /// The outermost object of a message.
    #[inline]
    pub(super) const fn of_message(
        dialect: &'w str,
        notes: &'w RefCell<Notes>,
        sink: ObjectSink<'w, 'u>,
    ) -> Self {
        Self { dialect, notes, place: PathId::MESSAGE, sink, repeated: None }
    }
}

impl<'u> ObjectWriter<'_, 'u> {
    pub(super) fn scratch(
        dialect: &str,
        write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
    ) -> Node<'u> {
        let notes = RefCell::default();
        output::tree(|sink| {
            write(&mut ObjectWriter::of_message(dialect, &notes, sink));
        })
    }

    /// Writes a member of the format's envelope, which is not recorded.
    pub fn literal(&mut self, name: impl Into<Name<'u>>, node: Node<'u>) {
        self.sink.put(&name.into(), node);
    }

    /// Writes a text of the format's envelope, which is not recorded.
    pub fn literal_text(&mut self, name: impl Into<Name<'u>>, text: impl Into<Cow<'u, str>>) {
        self.literal(name, Node::text(text));
    }

    /// Writes an attribute, or records why it is dropped.
    pub fn attribute(
        &mut self,
        name: impl Into<Name<'u>>,
        subject: impl Into<ReportedField>,
        encoding: Encoding<'u>,
    ) {
        let name = name.into();
        match encoding {
            Ok((node, conversion)) => {
                self.note(subject, &name, WriteOutcome::Written(conversion));
                self.literal(name, node);
            }
            Err(reason) => self.record_dropped(subject, reason),
        }
    }

    /// Writes several attributes in one member, or records why they are dropped.
    pub fn attributes(
        &mut self,
        name: impl Into<Name<'u>>,
        subjects: impl IntoIterator<Item: Into<ReportedField>>,
        encoding: Encoding<'u>,
    ) {
        let name = name.into();
        match encoding {
            Ok((node, conversion)) => {
                for subject in subjects {
                    self.note(subject, &name, WriteOutcome::Written(conversion));
                }
                self.literal(name, node);
            }
            Err(reason) => {
                subjects.into_iter().for_each(|subject| self.record_dropped(subject, reason));
            }
        }
    }

    /// Writes a member whose name is derived from its content, such as the path of a property.
    pub(crate) fn entry(
        &mut self,
        name: String,
        subjects: impl IntoIterator<Item: Into<ReportedField>>,
        node: Node<'u>,
        conversion: Option<Conversion>,
    ) {
        for subject in subjects {
            self.note(subject, &Name::dynamic(&name), WriteOutcome::Written(conversion));
        }
        self.sink.put_made(name, node);
    }

    /// Records that the member `name`, already written, also represents `subject`.
    pub fn record_also(
        &mut self,
        name: impl Into<Name<'u>>,
        subject: impl Into<ReportedField>,
        conversion: Option<Conversion>,
    ) {
        self.note(subject, &name.into(), WriteOutcome::Written(conversion));
    }

    /// Records that this object itself represents `subject`.
    pub fn record_object(&self, subject: impl Into<ReportedField>, conversion: Option<Conversion>) {
        self.notes.borrow_mut().provenance.push(
            subject,
            &Path::Stored(self.place),
            WriteOutcome::Written(conversion),
        );
    }

    /// Writes an attribute of a user, or of an update that can only set it, if it has a value.
    pub fn value<T>(
        &mut self,
        name: impl Into<Name<'u>>,
        subject: impl Into<ReportedField>,
        value: Option<&'u T>,
        encode: impl FnOnce(&'u T) -> Encoding<'u>,
    ) {
        if let Some(value) = value {
            self.attribute(name, subject, encode(value));
        }
    }

    /// Writes the change of an attribute in an update. `clearing` is how this dialect clears it.
    pub fn change<T>(
        &mut self,
        name: impl Into<Name<'u>>,
        subject: impl Into<ReportedField>,
        patch: &'u Patch<T>,
        clearing: ClearWith,
        encode: impl FnOnce(&'u T) -> Encoding<'u>,
    ) {
        match patch {
            Patch::Keep => {}
            Patch::Set(value) => self.attribute(name, subject, encode(value)),
            Patch::Clear => self.attribute(name, subject, cleared(clearing)),
        }
    }

    /// Writes that an attribute is cleared, or records why it is dropped.
    pub(crate) fn clear(
        &mut self,
        name: impl Into<Name<'u>>,
        attribute: Attribute,
        clearing: ClearWith,
    ) {
        self.attribute(name, attribute, cleared(clearing));
    }

    pub(super) const fn dialect(&self) -> &str {
        self.dialect
    }

    /// Returns the user whose unchanged values are written too, if any.
    pub(crate) const fn repeated(&self) -> Option<&'u User> {
        self.repeated
    }

    /// Writes a value of the current user, which is not a change, if it can be written.
    pub(crate) fn repeat(&mut self, name: impl Into<Name<'u>>, encoding: Encoding<'u>) {
        if let Ok((node, _)) = encoding {
            self.literal(name, node);
        }
    }

    /// Writes an object within this one, unless it is empty.
    pub fn object(
        &mut self,
        name: impl Into<Name<'u>>,
        write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
    ) {
        self.nested(name.into(), Empty::Omitted, write);
    }

    /// Writes an object within this one, even an empty one.
    pub fn object_or_empty(
        &mut self,
        name: impl Into<Name<'u>>,
        write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
    ) {
        self.nested(name.into(), Empty::Written, write);
    }

    /// Writes a list of objects that is one attribute, and restores the extras of each element.
    pub fn list<T>(
        &mut self,
        name: impl Into<Name<'u>>,
        subject: impl Into<ReportedField>,
        list: Option<impl IntoIterator<Item = T>>,
        extras: impl Fn(&T) -> Option<&'u Extras>,
        write: impl Fn(T, &mut ObjectWriter<'_, 'u>),
    ) {
        if let Some(list) = list {
            let name = name.into();
            self.elements(name, list, extras, write);
            self.note(subject, &name, WriteOutcome::Written(None));
        }
    }

    /// Writes a list of objects within an element. Only the outer list is recorded.
    pub fn objects<T>(
        &mut self,
        name: impl Into<Name<'u>>,
        list: Option<impl IntoIterator<Item = T>>,
        extras: impl Fn(&T) -> Option<&'u Extras>,
        write: impl Fn(T, &mut ObjectWriter<'_, 'u>),
    ) {
        if let Some(list) = list {
            self.elements(name.into(), list, extras, write);
        }
    }

    /// Writes a text within an element, if it has a value.
    pub fn text<T: AsRef<str>>(&mut self, name: impl Into<Name<'u>>, text: Option<&'u T>) {
        if let Some(text) = text {
            self.literal_text(name, text.as_ref());
        }
    }

    /// Writes a boolean within an element, if it has a value.
    pub fn boolean(&mut self, name: impl Into<Name<'u>>, value: Option<bool>) {
        if let Some(value) = value {
            self.literal(name, Node::Bool(value));
        }
    }

    /// Writes a whole number within an element, if it has a value.
    pub fn number(&mut self, name: impl Into<Name<'u>>, value: Option<u64>) {
        if let Some(value) = value {
            self.literal(name, Node::Number(Number::Unsigned(value)));
        }
    }

    /// Records that the elements of the array `name`, already written, preserve values of another
    /// dialect's response at `places`.
    pub fn record_passed_through<'p>(
        &mut self,
        name: &'static str,
        places: impl Iterator<Item = &'p str>,
    ) {
        let array = self.note_place(&Path::Member(self.place, name));
        for (index, place) in places.enumerate() {
            let subject = ReportedField::Member(place.to_owned());
            self.notes.borrow_mut().provenance.push(
                subject,
                &Path::Element(array, index),
                WriteOutcome::PassedThrough,
            );
        }
    }

    /// Records that `subject` is dropped, with the reason.
    pub fn record_dropped(&mut self, subject: impl Into<ReportedField>, reason: DropReason) {
        self.notes.borrow_mut().provenance.push(
            subject,
            &Path::MESSAGE,
            WriteOutcome::Dropped(reason),
        );
    }

    /// Records that `subject` is represented outside the body, in the path of the request.
    pub fn record_outside_body(
        &mut self,
        subject: impl Into<ReportedField>,
        conversion: Option<Conversion>,
    ) {
        self.notes.borrow_mut().provenance.push(
            subject,
            &Path::MESSAGE,
            WriteOutcome::OutsideBody(conversion),
        );
    }

    /// Records that every response of the dialect has the member `name`, which represents
    /// `subject`.
    pub fn require(&mut self, name: impl Into<Name<'u>>, subject: impl Into<ReportedField>) {
        let Notes { provenance, required } = &mut *self.notes.borrow_mut();
        required
            .push((subject.into(), provenance.pointer(&Path::member(self.place, &name.into()))));
    }

    fn nested(
        &mut self,
        name: Name<'u>,
        empty: Empty,
        write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
    ) {
        let place = self.note_place(&Path::member(self.place, &name));
        let (dialect, notes, repeated) = (self.dialect, self.notes, self.repeated);
        self.sink.put_object(&name, empty, |sink| {
            write(&mut ObjectWriter { dialect, notes, place, sink, repeated });
        });
    }

    fn elements<T>(
        &mut self,
        name: Name<'u>,
        list: impl IntoIterator<Item = T>,
        extras: impl Fn(&T) -> Option<&'u Extras>,
        write: impl Fn(T, &mut ObjectWriter<'_, 'u>),
    ) {
        let array = self.note_place(&Path::member(self.place, &name));
        let (dialect, notes, repeated) = (self.dialect, self.notes, self.repeated);
        self.sink.put_array(&name, |mut sink| {
            for (index, element) in list.into_iter().enumerate() {
                let place = notes.borrow_mut().provenance.note(&Path::Element(array, index));
                let extras = extras(&element).filter(|extras| !extras.is_empty());
                let write = |sink: ObjectSink<'_, 'u>| {
                    write(element, &mut ObjectWriter { dialect, notes, place, sink, repeated });
                };
                match extras {
                    None => sink.put_object(write),
                    Some(extras) => {
                        let mut node = output::tree(write);
                        note_restored(
                            &mut notes.borrow_mut().provenance,
                            &mut node,
                            extras,
                            dialect,
                            place,
                        );
                        sink.put(node);
                    }
                }
            }
        });
    }

    pub(super) fn note_place(&self, place: &Path<&str>) -> PathId {
        self.notes.borrow_mut().provenance.note(place)
    }

    #[inline]
    fn note(&self, subject: impl Into<ReportedField>, name: &Name<'_>, writing: WriteOutcome) {
        self.notes.borrow_mut().provenance.push(subject, &Path::member(self.place, name), writing);
    }
}
