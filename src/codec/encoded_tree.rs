//! Builds a whole message: restores extras, and checks required members.

use std::cell::RefCell;
use std::collections::HashMap;

use super::extras;
use super::path::{Path, PathId};
use super::provenance::{Provenance, WriteOutcome};
use super::unknown_members::{self, Insertion};
use super::writer::ObjectWriter;
use crate::json::output::{self, ObjectSink};
use crate::json::{Node, Pointer};
use crate::model::{Extra, Extras};
use crate::problem::ReportedField;

/// A message that has been built.
#[derive(Debug)]
#[non_exhaustive]
pub struct EncodedTree<'u> {
    /// The message; an object without members if nothing was written.
    pub node: Node<'u>,
    /// The outcome for each subject.
    pub provenance: Provenance<WriteOutcome>,
}

#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) provenance: Provenance<WriteOutcome>,
    pub(super) required: Vec<(ReportedField, Pointer)>,
}

impl Notes {
    pub(super) fn with_room() -> Self {
        Self { provenance: Provenance::with_room(), required: Vec::new() }
    }
}

/// Builds one message. `write` fills its outermost object.
pub fn write<'u>(
    dialect: &str,
    extras: Option<&'u Extras>,
    write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
) -> EncodedTree<'u> {
    let notes = RefCell::new(Notes::with_room());
    let mut node = output::tree(|sink| {
        write(&mut ObjectWriter::of_message(dialect, &notes, sink));
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
    for (subject, pointer) in notes.required {
        if node.at(pointer.as_str()).is_none() {
            notes.provenance.push(subject, &Path::MESSAGE, WriteOutcome::Missing);
        }
    }
    EncodedTree { node, provenance: notes.provenance }
}

/// Appends an update to `text`, with what stands beside it. If nothing does, no tree is built.
/// Required members are not checked.
pub(crate) fn write_into<'u>(
    dialect: &str,
    beside: Beside<'u, '_>,
    text: &mut String,
    write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
) -> Provenance<WriteOutcome> {
    let notes = RefCell::new(Notes::with_room());
    let write = |sink: ObjectSink<'_, 'u>| {
        write(&mut ObjectWriter::of_message(dialect, &notes, sink));
    };
    if beside.originals.is_empty() && beside.unknown.for_dialect(dialect).next().is_none() {
        output::append(text, write);
        return notes.into_inner().provenance;
    }
    let mut node = output::tree(write);
    let mut provenance = notes.into_inner().provenance;
    let originals = beside.originals.iter().map(|extra| Insertion {
        pointer: &extra.pointer,
        extra,
        replaces: true,
    });
    unknown_members::insert_all(&mut node, originals, |_| ());
    unknown_members::insert(&mut node, beside.unknown, dialect, |pointer| {
        let member = ReportedField::Member(pointer.to_owned());
        provenance.push(member, &Path::Verbatim(pointer), WriteOutcome::Written(None));
    });
    node.append(text);
    provenance
}

/// What an update writes beside its attributes.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'u, 'o> {
    /// The unknown members that the update keeps, by dialect.
    pub(crate) unknown: &'u Extras,
    /// Values of the current user that are written as the vendor sent them.
    pub(crate) originals: &'o [&'u Extra],
}

/// Restores the extras and records them. Returns for each path whether a value is there now.
pub(super) fn note_restored<'u>(
    provenance: &mut Provenance<WriteOutcome>,
    node: &mut Node<'u>,
    extras: &'u Extras,
    dialect: &str,
    around: PathId,
) -> HashMap<String, bool> {
    let mut restored = HashMap::new();
    extras::restore(node, extras, dialect, |pointer, now| {
        let mut whole = provenance.pointer(&Path::Stored(around)).to_string();
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

/// Whether the value written at `pointer` is still there after the extras were restored. It is
/// looked up only if extras were restored around it.
fn is_still_there(pointer: &str, restored: &HashMap<String, bool>, node: &Node<'_>) -> bool {
    if let Some(is_there) = restored.get(pointer) {
        return *is_there;
    }
    let mut around = pointer.match_indices('/').filter_map(|(end, _)| pointer.get(..end));
    !around.any(|place| restored.contains_key(place)) || node.at(pointer).is_some()
}
