//! Places in a message, noted by their names as they are met, and text only once somebody asks.

use super::pointer::{Path, Pointer, push_segment};

/// Places that a message was entered at, or told of.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Those names that no dialect knows beforehand, one behind the other.
    names: String,
    steps: Vec<Step>,
}

/// One of several [`Places`]: the message itself, or how many steps there were once it was noted.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceId(usize);

/// From one place to the next.
#[derive(Debug, Clone, Copy)]
struct Step {
    around: PlaceId,
    segment: Segment,
}

#[derive(Debug, Clone, Copy)]
enum Segment {
    Member(&'static str),
    Element(usize),
    /// A member whose name is this part of the names.
    Given(usize, usize),
    /// None; this part of the names is a pointer as text.
    Pointer(usize, usize),
}

impl Places {
    pub(super) fn with_capacity(places: usize) -> Self {
        Self { names: String::new(), steps: Vec::with_capacity(places) }
    }

    /// Notes the place at the end of `path`.
    pub(super) fn note(&mut self, path: &Path<'_>) -> PlaceId {
        let (around, segment) = match path {
            Path::Root => return PlaceId(0),
            Path::Noted(place) => return *place,
            Path::Member(parent, name) => (self.note(parent), Segment::Member(name)),
            Path::Element(parent, index) => (self.note(parent), Segment::Element(*index)),
            Path::Given(parent, name) => {
                let around = self.note(parent);
                let (start, end) = self.keep(name);
                (around, Segment::Given(start, end))
            }
            Path::Verbatim(pointer) => {
                let (start, end) = self.keep(pointer);
                (PlaceId(0), Segment::Pointer(start, end))
            }
        };
        self.steps.push(Step { around, segment });
        PlaceId(self.steps.len())
    }

    fn keep(&mut self, name: &str) -> (usize, usize) {
        let start = self.names.len();
        self.names.push_str(name);
        (start, self.names.len())
    }

    pub(super) fn pointer(&self, path: &Path<'_>) -> Pointer {
        let mut text = String::new();
        self.write_path(path, &mut text);
        Pointer::from_text(text)
    }

    fn write_path(&self, path: &Path<'_>, text: &mut String) {
        match path {
            Path::Root => {}
            Path::Noted(place) => self.write(*place, text),
            Path::Member(parent, name) | Path::Given(parent, name) => {
                self.write_path(parent, text);
                push_segment(text, name);
            }
            Path::Element(parent, index) => {
                self.write_path(parent, text);
                push_segment(text, &index.to_string());
            }
            Path::Verbatim(pointer) => text.push_str(pointer),
        }
    }

    /// Appends the text of the pointer to `place` to `text`.
    pub(super) fn write(&self, place: PlaceId, text: &mut String) {
        let Some(step) = place.0.checked_sub(1).and_then(|at| self.steps.get(at)) else { return };
        self.write(step.around, text);
        match step.segment {
            Segment::Member(name) => push_segment(text, name),
            Segment::Element(index) => push_segment(text, &index.to_string()),
            Segment::Given(start, end) => push_segment(text, self.name(start, end)),
            Segment::Pointer(start, end) => text.push_str(self.name(start, end)),
        }
    }

    fn name(&self, start: usize, end: usize) -> &str {
        self.names.get(start..end).unwrap_or_default()
    }
}
