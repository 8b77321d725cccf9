//! Records which attribute was read from or written to which path: the source of reports.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::path::{Part, Path, PathId, Paths};
use crate::json::Pointer;
use crate::model::{Attribute, AttributeSet};
use crate::problem::ReportedField;

/// How a value was converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Conversion {
    /// A full name was split at its last space.
    NameSplit,
    /// Two halves of a name were joined.
    NamesJoined,
    /// House number and street were joined into one line.
    StreetJoined,
    /// The status became the nearest one that the target has.
    NearestStatus,
    /// A time of day was cut from a date.
    TimeCut,
    /// A country name was replaced by its code.
    CountryCode,
    /// Only a part of the value is represented in the target.
    Partial,
    /// The source's id was replaced by the target's.
    TargetId,
    /// The vendor's text was replaced by one of this crate.
    Rephrased,
    /// The path was lost.
    NoPath,
}

impl Conversion {
    /// Every conversion.
    pub const ALL: &'static [Self] = &[
        Self::NameSplit,
        Self::NamesJoined,
        Self::StreetJoined,
        Self::NearestStatus,
        Self::TimeCut,
        Self::CountryCode,
        Self::Partial,
        Self::TargetId,
        Self::Rephrased,
        Self::NoPath,
    ];

    /// Returns the text of the conversion, in lower case and without a full stop.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NameSplit => "full name split at its last space",
            Self::NamesJoined => "given and family name joined",
            Self::StreetJoined => "house number and street joined",
            Self::NearestStatus => "the nearest status the target has",
            Self::TimeCut => "time of day cut from a date",
            Self::CountryCode => "country name to its code",
            Self::Partial => "represented in part",
            Self::TargetId => "the target's own id",
            Self::Rephrased => "rephrased",
            Self::NoPath => "without a path",
        }
    }
}

/// Why a value was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DropReason {
    /// The target does not have the attribute, or cannot write it.
    Unsupported,
    /// The target cannot clear the attribute.
    NotClearable,
    /// The value breaks a rule of the target.
    InvalidForTarget,
    /// The target can represent it only if the current user is known.
    NeedsCurrentUser,
    /// The user has a value that the model cannot represent: in a response the value itself; in an
    /// update a change of a part of it, or what would erase it.
    NotRepresentable,
}

impl DropReason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::Unsupported,
        Self::NotClearable,
        Self::InvalidForTarget,
        Self::NeedsCurrentUser,
        Self::NotRepresentable,
    ];

    /// Returns the text of the reason, in lower case and without a full stop.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::NotClearable => "not clearable",
            Self::InvalidForTarget => "invalid value",
            Self::NeedsCurrentUser => "needs the current user",
            Self::NotRepresentable => "not representable",
        }
    }
}

/// What a reader did with a field at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadOutcome {
    /// The value was read.
    Read(Option<Conversion>),
    /// The value is not valid for this attribute.
    Unreadable,
    /// The value of an update repeats what the current user has.
    Unchanged,
    /// The dialect does not document the member. A name with an unpaired surrogate cannot be in a
    /// path, so the path of such a member is that of the object around it.
    Unknown,
}

/// What a writer did with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WriteOutcome {
    /// It was written to the path.
    Written(Option<Conversion>),
    /// It is represented outside the body: an id in the path, a kind of failure in the HTTP status.
    OutsideBody(Option<Conversion>),
    /// It was omitted, because the current user already has the value.
    Unchanged,
    /// It was dropped.
    Dropped(DropReason),
    /// The dialect requires a value, and the source does not provide one.
    Missing,
    /// It was restored from an earlier response of the same dialect.
    Restored,
    /// It was preserved unchanged. The subject is its path in another dialect's response.
    PassedThrough,
}

/// The outcome for each field, with its path, in order.
#[derive(Debug, Clone)]
pub struct Provenance<Outcome> {
    places: Paths,
    /// The subjects that are not attributes.
    others: Vec<ReportedField>,
    entries: Vec<Entry<Outcome>>,
    /// The pointers of all entries, computed on demand. Boxed to keep moves of the record cheap:
    /// most records never need them.
    pointers: OnceLock<Box<Pointers>>,
}

#[derive(Debug, Clone, Copy)]
struct Entry<Outcome> {
    key: FieldKey,
    place: Path<Part>,
    outcome: Outcome,
}

/// A subject. Most are attributes, which need no allocation.
#[derive(Debug, Clone, Copy)]
enum FieldKey {
    Attribute(Attribute),
    /// An index into `others`.
    Other(u32),
}

impl FieldKey {
    #[inline]
    fn subject(self, others: &[ReportedField]) -> &ReportedField {
        match self {
            Self::Attribute(attribute) => ReportedField::of_attribute(attribute),
            Self::Other(at) => others.get(at as usize).unwrap_or(&ReportedField::Message),
        }
    }
}

/// The texts of pointers, concatenated.
#[derive(Debug, Clone)]
struct Pointers {
    text: String,
    ends: Vec<usize>,
}

impl<Outcome> Default for Provenance<Outcome> {
    fn default() -> Self {
        Self {
            places: Paths::default(),
            others: Vec::new(),
            entries: Vec::new(),
            pointers: OnceLock::new(),
        }
    }
}

impl<Outcome: Copy + PartialEq> PartialEq for Provenance<Outcome> {
    fn eq(&self, other: &Self) -> bool {
        self.entries().eq(other.entries())
    }
}

impl<Outcome: Copy + Eq> Eq for Provenance<Outcome> {}

impl Provenance<WriteOutcome> {
    /// Whether an entry after the first `count` is written.
    pub(super) fn has_written_since(&self, count: usize) -> bool {
        let since = self.entries.get(count..).unwrap_or_default();
        since.iter().any(|entry| matches!(entry.outcome, WriteOutcome::Written(_)))
    }

    /// Iterates over each dropped subject and the reason.
    pub(crate) fn dropped(&self) -> impl Iterator<Item = (&ReportedField, DropReason)> {
        self.entries.iter().filter_map(|entry| match entry.outcome {
            WriteOutcome::Dropped(reason) => Some((entry.key.subject(&self.others), reason)),
            _ => None,
        })
    }
}

impl<Outcome: Copy> Provenance<Outcome> {
    /// An empty record with capacity for the entries and parent paths of a usual message.
    #[inline]
    pub(super) fn with_room() -> Self {
        const USUAL: usize = 24;
        Self {
            places: Paths::with_capacity(USUAL / 3),
            entries: Vec::with_capacity(USUAL),
            ..Self::default()
        }
    }

    /// Iterates over each subject with its pointer and its outcome.
    pub fn entries(&self) -> impl Iterator<Item = (&ReportedField, &str, Outcome)> {
        let Pointers { text, ends } =
            &**self.pointers.get_or_init(|| Box::new(self.write_pointers()));
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let pointers =
            starts.zip(ends).map(|(start, end)| text.get(start..*end).unwrap_or_default());
        self.outcomes()
            .zip(pointers)
            .map(|((subject, outcome), pointer)| (subject, pointer, outcome))
    }

    /// The entries with an outcome that `is_wanted`, with their pointers.
    pub(super) fn entries_with(
        &self,
        is_wanted: impl Fn(Outcome) -> bool,
    ) -> Vec<(&ReportedField, String, Outcome)> {
        let wanted = self.entries.iter().filter(|entry| is_wanted(entry.outcome));
        let entry = |entry: &Entry<Outcome>| {
            let mut pointer = String::new();
            self.places.write_path(entry.place, &mut pointer);
            (entry.key.subject(&self.others), pointer, entry.outcome)
        };
        wanted.map(entry).collect()
    }

    /// Iterates over each subject with its outcome, without pointers.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = (&ReportedField, Outcome)> {
        self.entries.iter().map(|entry| (entry.key.subject(&self.others), entry.outcome))
    }

    /// Returns the attributes that have an entry.
    pub(crate) fn attributes(&self) -> AttributeSet {
        let mut attributes = AttributeSet::default();
        for entry in &self.entries {
            if let FieldKey::Attribute(attribute) = entry.key {
                attributes.insert(attribute);
            }
        }
        attributes
    }

    /// Returns the number of entries.
    pub(super) const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether `subject` has an entry.
    #[must_use]
    pub fn contains(&self, subject: &ReportedField) -> bool {
        self.outcomes().any(|(mentioned, _)| mentioned == subject)
    }

    /// Returns every subject that has an entry.
    #[must_use]
    pub fn fields(&self) -> HashSet<&ReportedField> {
        self.outcomes().map(|(subject, _)| subject).collect()
    }

    /// Adds the outcome for `subject`, without a path.
    pub(crate) fn add(&mut self, subject: impl Into<ReportedField>, outcome: Outcome) {
        self.push(subject, &Path::MESSAGE, outcome);
    }

    /// Adds the outcome for `subject` at `pointer`.
    pub(crate) fn add_at(
        &mut self,
        subject: impl Into<ReportedField>,
        pointer: &str,
        outcome: Outcome,
    ) {
        self.push(subject, &Path::Verbatim(pointer), outcome);
    }

    /// Replaces the outcome of each entry, or removes the entry.
    pub(crate) fn revise(
        &mut self,
        mut revise: impl FnMut(&ReportedField, Outcome) -> Option<Outcome>,
    ) {
        self.pointers = OnceLock::new();
        let Self { entries, others, .. } = self;
        entries.retain_mut(|entry| match revise(entry.key.subject(others), entry.outcome) {
            Some(revised) => {
                entry.outcome = revised;
                true
            }
            None => false,
        });
    }

    /// Replaces the last outcome of `field`.
    pub(super) fn replace_last(&mut self, field: &ReportedField, outcome: Outcome) {
        let Self { entries, others, .. } = self;
        let mut entries = entries.iter_mut().rev();
        if let Some(entry) = entries.find(|entry| entry.key.subject(others) == field) {
            entry.outcome = outcome;
        }
    }

    /// Keeps the entries for which `keep` returns `true`.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&str, Outcome) -> bool) {
        let kept: Vec<bool> =
            self.entries().map(|(_, pointer, outcome)| keep(pointer, outcome)).collect();
        let mut kept = kept.into_iter();
        self.entries.retain(|_| kept.next().unwrap_or(true));
        self.pointers = OnceLock::new();
    }

    #[expect(clippy::inline_always, reason = "the entry is built in place instead of copied")]
    #[inline(always)]
    pub(super) fn push(
        &mut self,
        subject: impl Into<ReportedField>,
        place: &Path<&str>,
        outcome: Outcome,
    ) {
        let key = match subject.into() {
            ReportedField::Attribute(attribute) => FieldKey::Attribute(attribute),
            other => self.keep(other),
        };
        self.pointers = OnceLock::new();
        let place = self.places.store(place);
        self.entries.push(Entry { key, place, outcome });
    }

    #[cold]
    fn keep(&mut self, other: ReportedField) -> FieldKey {
        let key = FieldKey::Other(u32::try_from(self.others.len()).unwrap_or(u32::MAX));
        self.others.push(other);
        key
    }

    /// Stores a path that others are relative to.
    pub(super) fn note(&mut self, place: &Path<&str>) -> PathId {
        self.places.intern(place)
    }

    pub(super) fn pointer(&self, place: &Path<&str>) -> Pointer {
        self.places.pointer(place)
    }

    fn write_pointers(&self) -> Pointers {
        const USUAL: usize = 40;
        let mut text = String::with_capacity(self.entries.len() * USUAL);
        let mut ends = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            self.places.write_path(entry.place, &mut text);
            ends.push(text.len());
        }
        Pointers { text, ends }
    }
}
