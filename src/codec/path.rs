//! Paths in a message, stored as parent and name, and converted to text only on demand.

use crate::json::{Name, Pointer, push_segment};

/// The stored parent paths, and the names in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Paths {
    /// The names that are known only at run time, concatenated.
    names: String,
    stored: Vec<Path<Part>>,
}

/// The id of a stored path: 0 for the message itself, otherwise its position, from 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct PathId(u32);

/// A path, relative to a stored one. `Name` is a name that is known only at run time: its text, or
/// a [`Part`] once the path is stored.
#[derive(Debug, Clone, Copy)]
pub(super) enum Path<Name> {
    /// The stored path itself.
    Stored(PathId),
    /// A member with a fixed name.
    Member(PathId, &'static str),
    Element(PathId, usize),
    /// A member with any other name.
    Given(PathId, Name),
    /// The text of a pointer.
    Verbatim(Name),
}

/// A range of [`Paths::names`].
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
    pub(super) const MESSAGE: Self = Self::Stored(PathId::MESSAGE);

    #[inline]
    fn map<Other>(self, map: impl FnOnce(Name) -> Other) -> Path<Other> {
        match self {
            Self::Stored(place) => Path::Stored(place),
            Self::Member(around, name) => Path::Member(around, name),
            Self::Element(around, index) => Path::Element(around, index),
            Self::Given(around, name) => Path::Given(around, map(name)),
            Self::Verbatim(pointer) => Path::Verbatim(map(pointer)),
        }
    }
}

impl Paths {
    pub(super) fn with_capacity(places: usize) -> Self {
        Self { names: String::new(), stored: Vec::with_capacity(places) }
    }

    /// Stores a path that others are relative to.
    pub(super) fn intern(&mut self, place: &Path<&str>) -> PathId {
        if let Path::Stored(stored) = place {
            return *stored;
        }
        let place = self.store(place);
        self.stored.push(place);
        // Each takes some bytes of a message in memory, so there are fewer than `u32::MAX`.
        PathId(u32::try_from(self.stored.len()).unwrap_or(u32::MAX))
    }

    /// Copies the names of a path, so that it outlives them.
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

    /// Appends the pointer of a stored path to `text`.
    pub(super) fn write_path(&self, place: Path<Part>, text: &mut String) {
        let name = |part: Part| self.names.get(part.start..part.end).unwrap_or_default();
        self.write(&place.map(name), text);
    }

    fn write(&self, place: &Path<&str>, text: &mut String) {
        match place {
            Path::Stored(place) => self.write_stored(*place, text),
            Path::Member(around, name) | Path::Given(around, name) => {
                self.write_stored(*around, text);
                push_segment(text, name);
            }
            Path::Element(around, index) => {
                self.write_stored(*around, text);
                push_segment(text, &index.to_string());
            }
            Path::Verbatim(pointer) => text.push_str(pointer),
        }
    }

    fn write_stored(&self, place: PathId, text: &mut String) {
        if let Some(place) = (place.0 as usize).checked_sub(1).and_then(|at| self.stored.get(at)) {
            self.write_path(*place, text);
        }
    }
}
