//! Places in a message, noted by their names as they are met, and text only once somebody asks.

use crate::json::{Name, Pointer, push_segment};

/// Places that others are in, and the names on the way to all.
#[derive(Debug, Clone, Default)]
pub(super) struct Paths {
    /// Those names that no dialect knows beforehand, one behind the other.
    names: String,
    noted: Vec<Path<Part>>,
}

/// One of those that are noted: the message itself, or how many were noted with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct PathId(u32);

/// A place, from the noted one around it. `Name` is the text of a name that no dialect knows
/// beforehand, or a [`Part`] once it is kept.
#[derive(Debug, Clone, Copy)]
pub(super) enum Path<Name> {
    /// The noted one itself.
    Noted(PathId),
    /// A member whose name the dialect knows.
    Member(PathId, &'static str),
    Element(PathId, usize),
    /// A member of any other name.
    Given(PathId, Name),
    /// The text of a pointer.
    Verbatim(Name),
}

/// A part of the names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    start: usize,
    end: usize,
}

impl<'n> Path<&'n str> {
    /// The member `name` of the object at `around`.
    #[inline]
    pub(super) const fn member(around: PathId, name: &Name<'n>) -> Self {
        match name.as_fixed() {
            Some(name) => Self::Member(around, name),
            None => Self::Given(around, name.as_str()),
        }
    }
}

impl PathId {
    /// The message itself.
    pub(super) const MESSAGE: Self = Self(0);
}

impl<Name> Path<Name> {
    /// The message itself.
    pub(super) const MESSAGE: Self = Self::Noted(PathId::MESSAGE);

    #[inline]
    fn map<Other>(self, map: impl FnOnce(Name) -> Other) -> Path<Other> {
        match self {
            Self::Noted(place) => Path::Noted(place),
            Self::Member(around, name) => Path::Member(around, name),
            Self::Element(around, index) => Path::Element(around, index),
            Self::Given(around, name) => Path::Given(around, map(name)),
            Self::Verbatim(pointer) => Path::Verbatim(map(pointer)),
        }
    }
}

impl Paths {
    pub(super) fn with_capacity(places: usize) -> Self {
        Self { names: String::new(), noted: Vec::with_capacity(places) }
    }

    /// Notes a place that others are in.
    pub(super) fn intern(&mut self, place: &Path<&str>) -> PathId {
        if let Path::Noted(noted) = place {
            return *noted;
        }
        let place = self.store(place);
        self.noted.push(place);
        // Each of them stands for some bytes of a message that is in memory.
        PathId(u32::try_from(self.noted.len()).unwrap_or(u32::MAX))
    }

    /// The place, for longer than its names are there.
    #[inline]
    pub(super) fn store(&mut self, place: &Path<&str>) -> Path<Part> {
        place.map(|name| {
            let start = self.names.len();
            self.names.push_str(name);
            Part { start, end: self.names.len() }
        })
    }

    pub(super) fn pointer(&self, place: &Path<&str>) -> Pointer {
        let mut text = String::new();
        self.write(place, &mut text);
        Pointer::from_text(text)
    }

    /// Appends the text of the pointer to a place that was kept to `text`.
    pub(super) fn write_path(&self, place: Path<Part>, text: &mut String) {
        let name = |part: Part| self.names.get(part.start..part.end).unwrap_or_default();
        self.write(&place.map(name), text);
    }

    fn write(&self, place: &Path<&str>, text: &mut String) {
        match place {
            Path::Noted(place) => self.write_noted(*place, text),
            Path::Member(around, name) | Path::Given(around, name) => {
                self.write_noted(*around, text);
                push_segment(text, name);
            }
            Path::Element(around, index) => {
                self.write_noted(*around, text);
                push_segment(text, &index.to_string());
            }
            Path::Verbatim(pointer) => text.push_str(pointer),
        }
    }

    fn write_noted(&self, place: PathId, text: &mut String) {
        if let Some(place) = (place.0 as usize).checked_sub(1).and_then(|at| self.noted.get(at)) {
            self.write_path(*place, text);
        }
    }
}
