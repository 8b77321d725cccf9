//! What was read from where, and what was written to where: the raw material of an account.

use std::collections::HashSet;

use super::pointer::Path;
use crate::model::Subject;

/// Why something was said otherwise than exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Adaptation {
    /// A full name was split at its last space.
    NameSplit,
    /// Two halves of a name were joined.
    NamesJoined,
    /// House number and street were joined into one line.
    StreetJoined,
    /// The nearest state that the target has.
    NearestStatus,
    /// A time of day was cut from a date.
    TimeCut,
    /// A country's name became its code.
    CountryCode,
    /// Some of it has no place in the target.
    InPart,
    /// The target's own id stands for the source's.
    OwnId,
    /// Told in this crate's words instead of the vendor's.
    Retold,
    /// Told without saying where.
    WithoutPointer,
}

impl Adaptation {
    /// The reason in a few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NameSplit => "full name split at its last space",
            Self::NamesJoined => "given and family name joined",
            Self::StreetJoined => "house number and street joined",
            Self::NearestStatus => "the nearest status the target has",
            Self::TimeCut => "time of day cut from a date",
            Self::CountryCode => "country name to its code",
            Self::InPart => "said in part",
            Self::OwnId => "the target's own id",
            Self::Retold => "told in our own words",
            Self::WithoutPointer => "told without a pointer",
        }
    }
}

/// Why something was not said at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DropReason {
    /// The target has no such attribute, or none that can be written.
    Unsupported,
    /// The target has no way to clear it.
    NotClearable,
    /// The value breaks a rule: the target's or, in an answer, the one that the source itself documents.
    OutOfRule,
    /// It can be said only by somebody who knows the current user.
    NeedsCurrentUser,
}

impl DropReason {
    /// The reason in a few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::NotClearable => "not clearable",
            Self::OutOfRule => "out of rule",
            Self::NeedsCurrentUser => "needs the current user",
        }
    }
}

/// What a reader did with a subject at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reading {
    /// Read it.
    Read(Option<Adaptation>),
    /// Found something there that is no value of this attribute.
    Unreadable,
    /// Found a member that the dialect does not document.
    Undocumented,
}

/// What a writer did with a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Writing {
    /// Wrote it to a place.
    Written(Option<Adaptation>),
    /// Said it outside the body: an id in the path, a kind of failure in the HTTP status.
    Addressed(Option<Adaptation>),
    /// Left it out, because the current user has it already.
    Unneeded,
    /// Did not say it.
    Dropped(DropReason),
    /// Had nothing to say at a place that the dialect promises always to fill.
    Missing,
    /// Put back at a place what an earlier answer of the same dialect had there.
    Restored,
    /// Kept, word for word, what an answer of another dialect had at the place that the subject names.
    Kept,
}

/// What was done with each subject, where, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace<Deed> {
    /// All pointers, one behind the other.
    pointers: String,
    entries: Vec<(Subject, usize, Deed)>,
}

impl<Deed> Default for Trace<Deed> {
    fn default() -> Self {
        Self { pointers: String::new(), entries: Vec::new() }
    }
}

impl<Deed: Copy> Trace<Deed> {
    /// Each subject, the pointer to its place, and what was done.
    pub fn entries(&self) -> impl Iterator<Item = (&Subject, &str, Deed)> {
        let starts = std::iter::once(0).chain(self.entries.iter().map(|(_, end, _)| *end));
        self.entries
            .iter()
            .zip(starts)
            .map(|((subject, end, deed), start)| (subject, self.pointers.get(start..*end).unwrap_or_default(), *deed))
    }

    /// Whether anything was done with `subject`.
    #[must_use]
    pub fn mentions(&self, subject: &Subject) -> bool {
        self.entries.iter().any(|(mentioned, ..)| mentioned == subject)
    }

    /// Every subject that something was done with.
    #[must_use]
    pub fn subjects(&self) -> HashSet<&Subject> {
        self.entries.iter().map(|(subject, ..)| subject).collect()
    }

    /// Adds what was done with `subject`, nowhere in particular.
    pub(crate) fn add(&mut self, subject: Subject, deed: Deed) {
        self.push(subject, &Path::Root, deed);
    }

    /// Adds what was done with `subject` at `pointer`.
    pub(crate) fn add_at(&mut self, subject: Subject, pointer: &str, deed: Deed) {
        self.push(subject, &Path::Verbatim(pointer), deed);
    }

    /// Replaces each deed, or takes its entry away.
    pub(crate) fn revise(&mut self, mut revise: impl FnMut(&Subject, Deed) -> Option<Deed>) {
        let mut kept = Vec::with_capacity(self.entries.len());
        for (subject, _, deed) in &mut self.entries {
            let revised = revise(subject, *deed);
            kept.push(revised.is_some());
            *deed = revised.unwrap_or(*deed);
        }
        if kept.contains(&false) {
            let mut remaining = Self::default();
            for ((subject, pointer, deed), _) in self.entries().zip(kept).filter(|(_, is_kept)| *is_kept) {
                remaining.add_at(subject.clone(), pointer, deed);
            }
            *self = remaining;
        }
    }

    /// Keeps the entries that `keep` holds for.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&str, Deed) -> bool) {
        let mut kept = Self::default();
        for (subject, pointer, deed) in self.entries().filter(|(_, pointer, deed)| keep(pointer, *deed)) {
            kept.add_at(subject.clone(), pointer, deed);
        }
        *self = kept;
    }

    pub(super) fn push(&mut self, subject: Subject, path: &Path<'_>, deed: Deed) {
        path.write(&mut self.pointers);
        self.entries.push((subject, self.pointers.len(), deed));
    }
}
