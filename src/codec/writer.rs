//! The reader's mirror: builds a message, and remembers what was written to where and what was not.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use super::empty_values::ClearWith;
use super::extras;
use super::path::{Path, PathId};
use super::provenance::{Conversion, DropReason, Provenance, WriteOutcome};
use crate::json::Name;
use crate::json::Pointer;
use crate::json::output::{self, Empty, ObjectSink};
use crate::json::{Node, Number};
use crate::model::{Attribute, Extras, Patch, User};
use crate::problem::ReportedField;

/// A value in a dialect's format, with the conversion if there was one; or why it is dropped.
pub type Encoding<'u> = Result<(Node<'u>, Option<Conversion>), DropReason>;

/// Encodes `value` exactly, as a string.
///
/// # Errors
/// None; it has the form that [`ObjectWriter`] takes.
pub fn as_text<T: AsRef<str> + ?Sized>(value: &T) -> Encoding<'_> {
    Ok((Node::text(value.as_ref()), None))
}

/// Encodes `value` exactly, as `true` or `false`.
///
/// # Errors
/// None; it has the form that [`ObjectWriter`] takes.
pub const fn as_bool<'u>(value: &bool) -> Encoding<'u> {
    Ok((Node::Bool(*value), None))
}

const fn cleared<'u>(clearing: ClearWith) -> Encoding<'u> {
    match clearing {
        ClearWith::Null => Ok((Node::Null, None)),
        ClearWith::Empty => Ok((Node::Text(Cow::Borrowed("")), None)),
        ClearWith::Impossible => Err(DropReason::NotClearable),
    }
}

/// A message that has been built.
#[derive(Debug)]
#[non_exhaustive]
pub struct EncodedTree<'u> {
    /// The message; an object without members if nothing was written.
    pub node: Node<'u>,
    /// What was done with each subject.
    pub provenance: Provenance<WriteOutcome>,
}

#[derive(Debug, Default)]
struct Notes {
    provenance: Provenance<WriteOutcome>,
    promises: Vec<(ReportedField, Pointer)>,
}

impl Notes {
    fn with_room() -> Self {
        Self { provenance: Provenance::with_room(), promises: Vec::new() }
    }
}

/// Builds one message: `write` fills its outermost object.
pub fn write<'u>(
    dialect: &str,
    extras: Option<&'u Extras>,
    write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
) -> EncodedTree<'u> {
    let notes = RefCell::new(Notes::with_room());
    let mut node = output::tree(|sink| {
        write(&mut ObjectWriter {
            dialect,
            notes: &notes,
            place: PathId::MESSAGE,
            sink,
            repeated: None,
        });
    });
    let mut notes = notes.into_inner();
    if let Some(extras) = extras.filter(|extras| !extras.is_empty()) {
        let restored =
            note_restored(&mut notes.provenance, &mut node, extras, dialect, PathId::MESSAGE);
        notes.provenance.retain(|pointer, writing| {
            !matches!(writing, WriteOutcome::Written(_))
                || is_still_there(pointer, &restored, &node)
        });
    }
    for (subject, pointer) in notes.promises {
        if node.at(pointer.as_str()).is_none() {
            notes.provenance.push(subject, &Path::MESSAGE, WriteOutcome::Missing);
        }
    }
    EncodedTree { node, provenance: notes.provenance }
}

/// Appends one message, of which nothing is left over and nothing is promised, to `text`, without a
/// tree of it.
pub(crate) fn write_into<'u>(
    dialect: &str,
    text: &mut String,
    write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
) -> Provenance<WriteOutcome> {
    let notes = RefCell::new(Notes::with_room());
    output::append(text, |sink| {
        write(&mut ObjectWriter {
            dialect,
            notes: &notes,
            place: PathId::MESSAGE,
            sink,
            repeated: None,
        });
    });
    notes.into_inner().provenance
}

/// Restores the extras and records it. Returns for each path whether a value is there now.
fn note_restored<'u>(
    provenance: &mut Provenance<WriteOutcome>,
    node: &mut Node<'u>,
    extras: &'u Extras,
    dialect: &str,
    around: PathId,
) -> HashMap<String, bool> {
    let mut restored = HashMap::new();
    extras::restore(node, extras, dialect, |pointer, now| {
        let mut whole = provenance.pointer(&Path::Noted(around)).to_string();
        whole.push_str(pointer);
        provenance.push(
            ReportedField::Member(whole.clone()),
            &Path::Verbatim(&whole),
            WriteOutcome::Restored,
        );
        restored.insert(whole, now.is_some());
    });
    restored
}

/// Whether what was written at `pointer` is not gone with what was put back there or around it;
/// only then is it looked for.
fn is_still_there(pointer: &str, restored: &HashMap<String, bool>, node: &Node<'_>) -> bool {
    if let Some(is_there) = restored.get(pointer) {
        return *is_there;
    }
    let mut around = pointer.match_indices('/').filter_map(|(end, _)| pointer.get(..end));
    !around.any(|place| restored.contains_key(place)) || node.at(pointer).is_some()
}

/// An object of a message being built.
#[derive(Debug)]
pub struct ObjectWriter<'w, 'u> {
    dialect: &'w str,
    notes: &'w RefCell<Notes>,
    place: PathId,
    sink: ObjectSink<'w, 'u>,
    /// Whose other values are written beside those that change.
    repeated: Option<&'u User>,
}

impl<'u> ObjectWriter<'_, 'u> {
    pub(super) fn scratch(
        dialect: &str,
        write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
    ) -> Node<'u> {
        let notes = RefCell::default();
        output::tree(|sink| {
            write(&mut ObjectWriter {
                dialect,
                notes: &notes,
                place: PathId::MESSAGE,
                sink,
                repeated: None,
            });
        })
    }

    /// Writes a member that does not concern the user: the format's envelope.
    pub fn literal(&mut self, name: impl Into<Name<'u>>, node: Node<'u>) {
        self.sink.put(&name.into(), node);
    }

    /// Writes a text that does not concern the user.
    pub fn literal_text(&mut self, name: impl Into<Name<'u>>, text: impl Into<Cow<'u, str>>) {
        self.literal(name, Node::text(text));
    }

    /// Writes an attribute, or records why it is dropped.
    pub fn attribute(
        &mut self,
        name: impl Into<Name<'u>>,
        subject: impl Into<ReportedField>,
        spelling: Encoding<'u>,
    ) {
        let name = name.into();
        match spelling {
            Ok((node, adaptation)) => {
                self.note(subject, &name, WriteOutcome::Written(adaptation));
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
        spelling: Encoding<'u>,
    ) {
        let name = name.into();
        match spelling {
            Ok((node, adaptation)) => {
                for subject in subjects {
                    self.note(subject, &name, WriteOutcome::Written(adaptation));
                }
                self.literal(name, node);
            }
            Err(reason) => {
                subjects.into_iter().for_each(|subject| self.record_dropped(subject, reason));
            }
        }
    }

    /// Writes a member whose name is made of what it represents, such as the path of a property.
    pub(crate) fn entry(
        &mut self,
        name: String,
        subjects: impl IntoIterator<Item: Into<ReportedField>>,
        node: Node<'u>,
        adaptation: Option<Conversion>,
    ) {
        for subject in subjects {
            self.note(subject, &Name::dynamic(&name), WriteOutcome::Written(adaptation));
        }
        self.sink.put_made(name, node);
    }

    /// Records that the member `name`, already written, also represents `subject`.
    pub fn record_also(
        &mut self,
        name: impl Into<Name<'u>>,
        subject: impl Into<ReportedField>,
        adaptation: Option<Conversion>,
    ) {
        self.note(subject, &name.into(), WriteOutcome::Written(adaptation));
    }

    /// Records that this object itself represents `subject`.
    pub fn record_object(&self, subject: impl Into<ReportedField>, adaptation: Option<Conversion>) {
        self.notes.borrow_mut().provenance.push(
            subject,
            &Path::Noted(self.place),
            WriteOutcome::Written(adaptation),
        );
    }

    /// Writes an attribute of a user, or of an update that can only set it, if there is one.
    pub fn value<T>(
        &mut self,
        name: impl Into<Name<'u>>,
        subject: impl Into<ReportedField>,
        value: Option<&'u T>,
        spell: impl FnOnce(&'u T) -> Encoding<'u>,
    ) {
        if let Some(value) = value {
            self.attribute(name, subject, spell(value));
        }
    }

    /// Writes what an update does to an attribute; `clearing` is how this dialect takes it away.
    pub fn change<T>(
        &mut self,
        name: impl Into<Name<'u>>,
        subject: impl Into<ReportedField>,
        patch: &'u Patch<T>,
        clearing: ClearWith,
        spell: impl FnOnce(&'u T) -> Encoding<'u>,
    ) {
        match patch {
            Patch::Keep => {}
            Patch::Set(value) => self.attribute(name, subject, spell(value)),
            Patch::Clear => self.attribute(name, subject, cleared(clearing)),
        }
    }

    /// Writes that an attribute is cleared, or records why it cannot be.
    pub(crate) fn clear(
        &mut self,
        name: impl Into<Name<'u>>,
        attribute: Attribute,
        clearing: ClearWith,
    ) {
        self.attribute(name, attribute, cleared(clearing));
    }

    /// Whose values are repeated here beside those that change, if anybody's are.
    pub(crate) const fn repeated(&self) -> Option<&'u User> {
        self.repeated
    }

    /// Writes what the current user has, which is no change, if it can be written.
    pub(crate) fn repeat(&mut self, name: impl Into<Name<'u>>, spelling: Encoding<'u>) {
        if let Ok((node, _)) = spelling {
            self.literal(name, node);
        }
    }

    /// Writes an object in which what does not change is repeated as `current` has it; nothing,
    /// where nothing changes.
    pub(crate) fn repeating_object(
        &mut self,
        name: Name<'u>,
        current: &'u User,
        write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
    ) {
        let place = self.note_place(&Path::member(self.place, &name));
        let (dialect, notes) = (self.dialect, self.notes);
        let before = notes.borrow().provenance.len();
        self.sink.put_object_if(&name, |sink| {
            write(&mut ObjectWriter { dialect, notes, place, sink, repeated: Some(current) });
            notes.borrow().provenance.len() > before
        });
    }

    /// Writes an object within this one, unless it stays empty.
    pub fn object(
        &mut self,
        name: impl Into<Name<'u>>,
        write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
    ) {
        self.nested(name.into(), Empty::LeftOut, write);
    }

    /// Writes an object within this one, even an empty one.
    pub fn object_or_empty(
        &mut self,
        name: impl Into<Name<'u>>,
        write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
    ) {
        self.nested(name.into(), Empty::EncodedTree, write);
    }

    /// Writes a list of objects that is one attribute, each with what was left over of it.
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

    /// Writes a list of objects within an element, which is accounted for as a whole.
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

    /// Writes a text within an element, if there is one.
    pub fn text<T: AsRef<str>>(&mut self, name: impl Into<Name<'u>>, text: Option<&'u T>) {
        if let Some(text) = text {
            self.literal_text(name, text.as_ref());
        }
    }

    /// Writes a yes or no within an element, if there is one.
    pub fn boolean(&mut self, name: impl Into<Name<'u>>, value: Option<bool>) {
        if let Some(value) = value {
            self.literal(name, Node::Bool(value));
        }
    }

    /// Writes a whole number within an element, if there is one.
    pub fn number(&mut self, name: impl Into<Name<'u>>, value: Option<u64>) {
        if let Some(value) = value {
            self.literal(name, Node::Number(Number::Unsigned(value)));
        }
    }

    /// Records that the elements of the array `name`, already written, keep what another dialect's
    /// response had at `places`.
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

    /// Records that `subject` is dropped, and why.
    pub fn record_dropped(&mut self, subject: impl Into<ReportedField>, reason: DropReason) {
        self.notes.borrow_mut().provenance.push(
            subject,
            &Path::MESSAGE,
            WriteOutcome::Dropped(reason),
        );
    }

    /// Records that `subject` is outside the body, in the path of the request.
    pub fn record_outside_body(
        &mut self,
        subject: impl Into<ReportedField>,
        adaptation: Option<Conversion>,
    ) {
        self.notes.borrow_mut().provenance.push(
            subject,
            &Path::MESSAGE,
            WriteOutcome::OutsideBody(adaptation),
        );
    }

    /// Records that every response of the dialect has the member `name`, which represents
    /// `subject`.
    pub fn require(&mut self, name: impl Into<Name<'u>>, subject: impl Into<ReportedField>) {
        let Notes { provenance, promises } = &mut *self.notes.borrow_mut();
        promises
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

    fn note_place(&self, place: &Path<&str>) -> PathId {
        self.notes.borrow_mut().provenance.note(place)
    }

    #[inline]
    fn note(&self, subject: impl Into<ReportedField>, name: &Name<'_>, writing: WriteOutcome) {
        self.notes.borrow_mut().provenance.push(subject, &Path::member(self.place, name), writing);
    }
}

/// A list of texts.
pub fn texts<'u, T: AsRef<str> + 'u>(texts: impl IntoIterator<Item = &'u T>) -> Node<'u> {
    Node::Array(texts.into_iter().map(|text| Node::text(text.as_ref())).collect())
}
