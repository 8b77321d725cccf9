//! Builds a whole message: restores extras, and checks required members.

use std::cell::RefCell;
use std::collections::HashMap;

use super::extras;
use super::path::{Path, PathId};
use super::provenance::{Provenance, WriteOutcome};
use super::writer::ObjectWriter;
use crate::json::output;
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

/// Appends one message to `text` without building a tree. Extras are not restored, and required
/// members are not checked.
pub(crate) fn write_into<'u>(
    dialect: &str,
    text: &mut String,
    write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
) -> Provenance<WriteOutcome> {
    let notes = RefCell::new(Notes::with_room());
    output::append(text, |sink| {
        write(&mut ObjectWriter::of_message(dialect, &notes, sink));
    });
    notes.into_inner().provenance
}

/// Like [`write_into`], and puts values of an earlier response at their paths, as they were.
pub(crate) fn write_beside<'u>(
    dialect: &str,
    text: &mut String,
    originals: &[&'u Extra],
    write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
) -> Provenance<WriteOutcome> {
    let notes = RefCell::new(Notes::with_room());
    let mut node = output::tree(|sink| {
        write(&mut ObjectWriter::of_message(dialect, &notes, sink));
    });
    for extra in originals {
        extras::put_back(&mut node, &extra.pointer, extra);
    }
    text.push_str(&node.to_json());
    notes.into_inner().provenance
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
