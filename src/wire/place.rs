//! Places in a message, noted by their names as they are met, and text only once somebody asks.

use super::pointer::{Path, Pointer, push_segment};

/// Places that others are in, and the names on the way to all.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Those names that no dialect knows beforehand, one behind the other.
    names: String,
    noted: Vec<Place>,
}

/// One of those that are noted: the message itself, or how many were noted with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceId(u32);

/// A place, from the noted one around it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// That one itself.
    Noted(PlaceId),
    Member(PlaceId, &'static str),
    Element(PlaceId, usize),
    /// A member of a name that is among the names.
    Given(PlaceId, Part),
    /// A pointer as text, which is among the names.
    Pointer(Part),
}

/// A part of the names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    start: usize,
    end: usize,
}

impl PlaceId {
    const MESSAGE: Self = Self(0);
}

impl Place {
    /// That of the message itself.
    pub(super) const MESSAGE: Self = Self::Noted(PlaceId::MESSAGE);
}

impl Places {
    pub(super) fn with_capacity(places: usize) -> Self {
        Self { names: String::new(), noted: Vec::with_capacity(places) }
    }

    /// Notes the place at the end of `path`, which others are in.
    #[inline]
    pub(super) fn note(&mut self, path: &Path<'_>) -> PlaceId {
        match path {
            Path::Root => PlaceId::MESSAGE,
            Path::Noted(place) => *place,
            other => self.note_anew(other),
        }
    }

    fn note_anew(&mut self, path: &Path<'_>) -> PlaceId {
        let place = self.find(path);
        self.noted.push(place);
        // Each of them stands for some bytes of a message that is in memory.
        PlaceId(u32::try_from(self.noted.len()).unwrap_or(u32::MAX))
    }

    /// The place at the end of `path`.
    pub(super) fn find(&mut self, path: &Path<'_>) -> Place {
        match path {
            Path::Root => Place::MESSAGE,
            Path::Noted(place) => Place::Noted(*place),
            Path::Member(parent, name) => Place::Member(self.note(parent), name),
            Path::Element(parent, index) => Place::Element(self.note(parent), *index),
            Path::Given(parent, name) => Place::Given(self.note(parent), self.keep(name)),
            Path::Verbatim(pointer) => Place::Pointer(self.keep(pointer)),
        }
    }

    fn keep(&mut self, name: &str) -> Part {
        let start = self.names.len();
        self.names.push_str(name);
        Part { start, end: self.names.len() }
    }

    pub(super) fn pointer(&self, path: &Path<'_>) -> Pointer {
        let mut text = String::new();
        self.write_path(path, &mut text);
        Pointer::from_text(text)
    }

    fn write_path(&self, path: &Path<'_>, text: &mut String) {
        match path {
            Path::Root => {}
            Path::Noted(place) => self.write_noted(*place, text),
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
    pub(super) fn write(&self, place: Place, text: &mut String) {
        match place {
            Place::Noted(place) => self.write_noted(place, text),
            Place::Member(around, name) => {
                self.write_noted(around, text);
                push_segment(text, name);
            }
            Place::Element(around, index) => {
                self.write_noted(around, text);
                push_segment(text, &index.to_string());
            }
            Place::Given(around, name) => {
                self.write_noted(around, text);
                push_segment(text, self.name(name));
            }
            Place::Pointer(pointer) => text.push_str(self.name(pointer)),
        }
    }

    fn write_noted(&self, place: PlaceId, text: &mut String) {
        if let Some(place) = (place.0 as usize).checked_sub(1).and_then(|at| self.noted.get(at)) {
            self.write(*place, text);
        }
    }

    fn name(&self, part: Part) -> &str {
        self.names.get(part.start..part.end).unwrap_or_default()
    }
}
