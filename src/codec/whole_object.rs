//! An object that an update writes whole: the unchanged values of the current user beside the
//! changed ones, and what the vendor sent beside both.

use super::path::Path;
use super::unknown_members::{self, Insertion};
use super::writer::ObjectWriter;
use crate::json::Name;
use crate::json::output::{self, ObjectSink};
use crate::model::{Extra, Extras, User};

impl<'u> ObjectWriter<'_, 'u> {
    /// Whether `extras` has entries of this dialect within the member `name`.
    pub(crate) fn has_extras_within(&self, name: &Name<'_>, extras: &Extras) -> bool {
        if extras.is_empty() {
            return false;
        }
        let place = self.notes.borrow().provenance.pointer(&Path::member(self.place, name));
        let is_within = |pointer: &str| {
            pointer.strip_prefix(place.as_str()).is_some_and(|s| s.starts_with('/'))
        };
        extras.for_dialect(self.dialect).any(|entry| is_within(&entry.pointer))
    }

    /// Writes an object in which the unchanged values of `current` are repeated, with what the
    /// vendor sent beside them; `is_replaced` is what of that the update replaces. If nothing
    /// changes, the object is omitted, unless `is_extended` is set. Returns whether it was written.
    pub(crate) fn repeating_object(
        &mut self,
        name: Name<'u>,
        current: &'u User,
        (is_extended, is_replaced): (bool, impl Fn(&Extra) -> bool),
        write: impl FnOnce(&mut ObjectWriter<'_, 'u>),
    ) -> bool {
        let place = self.note_place(&Path::member(self.place, &name));
        let (dialect, notes) = (self.dialect, self.notes);
        let before = notes.borrow().provenance.len();
        let is_changed = || is_extended || notes.borrow().provenance.has_written_since(before);
        let around = notes.borrow().provenance.pointer(&Path::Stored(place));
        let below = |extra: &'u Extra| {
            let below = extra.pointer.strip_prefix(around.as_str())?;
            (extra.dialect == dialect && below.starts_with('/')).then_some((below, extra))
        };
        let kept: Vec<(&'u str, &'u Extra)> = current
            .extras
            .entries()
            .filter_map(below)
            .filter(|(_, one)| !is_replaced(one))
            .collect();
        let write = |sink: ObjectSink<'_, 'u>| {
            write(&mut ObjectWriter { dialect, notes, place, sink, repeated: Some(current) });
        };
        if kept.is_empty() {
            self.sink.put_object_if(&name, |sink| {
                write(sink);
                is_changed()
            });
        } else {
            let mut node = output::tree(write);
            if is_changed() {
                // What belongs to no attribute stands only where nothing is written.
                let insertions = kept.iter().map(|(pointer, extra)| Insertion {
                    pointer,
                    extra,
                    replaces: extra.attributes().next().is_some(),
                });
                unknown_members::insert_all(&mut node, insertions, |_| ());
                self.sink.put(&name, node);
            }
        }
        is_changed()
    }
}
