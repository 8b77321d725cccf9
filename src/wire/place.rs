//! Places in a message, noted by their names as they are met, and text only once somebody asks.

use super::pointer::{Path, Pointer, push_segment};

/// Places that a message was entered at, or told of.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// All names, one behind the other.
    names: String,
    steps: Vec<Step>,
}

/// One of several [`Places`].
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceId(Option<usize>);

/// From one place to the next.
#[derive(Debug, Clone, Copy)]
struct Step {
    around: Around,
    /// Where its name ends; it begins where that of the step before it does.
    end: usize,
}

#[derive(Debug, Clone, Copy)]
enum Around {
    Place(PlaceId),
    /// None; the name is the whole pointer, as text.
    Nothing,
}

impl PlaceId {
    /// The whole message.
    pub(super) const ROOT: Self = Self(None);
}

impl Places {
    pub(super) fn with_capacity(places: usize) -> Self {
        const USUAL_NAME: usize = 12;
        Self { names: String::with_capacity(places * USUAL_NAME), steps: Vec::with_capacity(places) }
    }

    /// Notes the place at the end of `path`.
    pub(super) fn note(&mut self, path: &Path<'_>) -> PlaceId {
        let around = match path {
            Path::Root => return PlaceId::ROOT,
            Path::Noted(place) => return *place,
            Path::Verbatim(pointer) => {
                self.names.push_str(pointer);
                Around::Nothing
            }
            Path::Member(parent, name) => {
                let around = self.note(parent);
                self.names.push_str(name);
                Around::Place(around)
            }
            Path::Element(parent, index) => {
                let around = self.note(parent);
                self.names.push_str(&index.to_string());
                Around::Place(around)
            }
        };
        self.steps.push(Step { around, end: self.names.len() });
        PlaceId(Some(self.steps.len() - 1))
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
            Path::Verbatim(pointer) => text.push_str(pointer),
            Path::Member(parent, name) => {
                self.write_path(parent, text);
                push_segment(text, name);
            }
            Path::Element(parent, index) => {
                self.write_path(parent, text);
                push_segment(text, &index.to_string());
            }
        }
    }

    /// Appends the text of the pointer to `place` to `text`.
    pub(super) fn write(&self, place: PlaceId, text: &mut String) {
        let Some((at, step)) = place.0.and_then(|at| Some((at, self.steps.get(at)?))) else { return };
        let start = at.checked_sub(1).and_then(|before| self.steps.get(before)).map_or(0, |before| before.end);
        let name = self.names.get(start..step.end).unwrap_or_default();
        match step.around {
            Around::Nothing => text.push_str(name),
            Around::Place(around) => {
                self.write(around, text);
                push_segment(text, name);
            }
        }
    }
}
