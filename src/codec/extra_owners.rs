//! Which attributes the extras of a response belong to.

use std::collections::{BTreeMap, HashSet};

use super::provenance::{Provenance, ReadOutcome};
use crate::json::Pointer;
use crate::model::{Attribute, Extra, ExtraKind, Extras};
use crate::problem::ReportedField;

/// What rows have documented about places of a response.
#[derive(Debug, Default)]
pub(crate) struct Marks(Vec<Mark>);

#[derive(Debug)]
struct Mark {
    place: Pointer,
    meaning: Meaning,
}

#[derive(Debug)]
enum Meaning {
    /// Everything below belongs to the attribute.
    Owner(Attribute),
    /// The value is known as a whole only, and not by attribute.
    Inseparable(&'static [Attribute]),
    /// The list is only a part of what the vendor has.
    Incomplete(Attribute),
    /// An object that stays when its last member is removed.
    Object,
}

impl Marks {
    pub(super) fn owner(&mut self, place: Pointer, attribute: Attribute) {
        self.0.push(Mark { place, meaning: Meaning::Owner(attribute) });
    }

    pub(super) fn inseparable(&mut self, place: Pointer, attributes: &'static [Attribute]) {
        self.0.push(Mark { place, meaning: Meaning::Inseparable(attributes) });
    }

    pub(super) fn incomplete(&mut self, place: Pointer, attribute: Attribute) {
        self.0.push(Mark { place, meaning: Meaning::Incomplete(attribute) });
    }

    pub(super) fn object(&mut self, place: Pointer) {
        self.0.push(Mark { place, meaning: Meaning::Object });
    }

    /// Documents for each of the `extras` of a response the attributes that it belongs to.
    /// `below` returns the attributes that have a member below a place.
    pub(crate) fn assign(
        &self,
        dialect: &str,
        mut extras: Extras,
        read: &Provenance<ReadOutcome>,
        below: impl Fn(&str) -> Vec<Attribute>,
    ) -> Extras {
        if !extras.is_empty() {
            let owners = Owners::of(read, &below);
            for extra in extras.entries_mut() {
                owners.assign(extra);
                self.assign_owner(extra);
            }
        }
        for mark in &self.0 {
            if let Some(note) = mark.note(dialect, &extras) {
                extras.push(note);
            }
        }
        extras
    }

    fn assign_owner(&self, extra: &mut Extra) {
        for mark in &self.0 {
            if let Meaning::Owner(attribute) = mark.meaning
                && is_below(&extra.pointer, mark.place.as_str())
            {
                extra.add_attribute(attribute, ExtraKind::Additional);
            }
        }
    }
}

impl Mark {
    fn note(&self, dialect: &str, extras: &Extras) -> Option<Extra> {
        let place = self.place.as_str();
        let note = |original| Extra::new(dialect.to_owned(), place.to_owned(), original, None);
        match self.meaning {
            Meaning::Owner(_) => None,
            Meaning::Inseparable(attributes) => {
                let of = |note: Extra, one: &Attribute| {
                    note.of_attribute(*one, ExtraKind::Unrepresentable)
                };
                Some(attributes.iter().fold(note(None), of))
            }
            Meaning::Incomplete(attribute) => {
                Some(note(None).of_attribute(attribute, ExtraKind::Incomplete))
            }
            Meaning::Object => {
                let is_kept = extras.entries().any(|extra| extra.pointer == place);
                (!is_kept).then(|| note(Some("{}".to_owned())))
            }
        }
    }
}

/// What was read from each path, or could not be.
struct Owners<'r> {
    by_path: BTreeMap<&'r str, Vec<(Owner<'r>, ExtraKind)>>,
}

#[derive(Clone, Copy)]
enum Owner<'r> {
    Field(&'r ReportedField),
    /// An attribute with a member below an object that is not one.
    Below(Attribute),
}

impl<'r> Owners<'r> {
    fn of(read: &'r Provenance<ReadOutcome>, below: impl Fn(&str) -> Vec<Attribute>) -> Self {
        let mut known = HashSet::new();
        for (field, outcome) in read.outcomes() {
            if matches!(outcome, ReadOutcome::Read(_)) {
                known.insert(field);
            }
        }
        let mut by_path: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (field, pointer, outcome) in read.entries() {
            let at = by_path.entry(pointer).or_default();
            match (outcome, field) {
                (ReadOutcome::Read(_), _) => at.push((Owner::Field(field), ExtraKind::Additional)),
                (ReadOutcome::Unreadable, ReportedField::Member(_)) => {
                    at.extend(below(pointer).into_iter().map(|attribute| {
                        (Owner::Below(attribute), kind(&known, &attribute.into()))
                    }));
                }
                (ReadOutcome::Unreadable, _) => {
                    at.push((Owner::Field(field), kind(&known, field)));
                }
                (ReadOutcome::Unchanged | ReadOutcome::Unknown, _) => {}
            }
        }
        Self { by_path }
    }

    fn assign(&self, extra: &mut Extra) {
        let pointer = extra.pointer.clone();
        let is_value = !extra.original.as_ref().is_some_and(|json| json.starts_with(['[', '{']));
        for end in pointer.match_indices('/').map(|(at, _)| at).chain([pointer.len()]) {
            let above = pointer.get(..end).unwrap_or_default();
            for (owner, kind) in self.by_path.get(above).into_iter().flatten() {
                let is_form = above == pointer && is_value;
                if *kind == ExtraKind::Unrepresentable || is_form {
                    owner.assign(extra, *kind);
                }
            }
        }
        let first = format!("{pointer}/");
        let below = self.by_path.range(first.as_str()..);
        for (_, owners) in below.take_while(|(path, _)| path.starts_with(&first)) {
            for (owner, kind) in owners {
                if *kind == ExtraKind::Unrepresentable {
                    owner.assign(extra, *kind);
                }
            }
        }
    }
}

/// A value that is also read from elsewhere is representable.
fn kind(known: &HashSet<&ReportedField>, field: &ReportedField) -> ExtraKind {
    if known.contains(field) { ExtraKind::Additional } else { ExtraKind::Unrepresentable }
}

impl Owner<'_> {
    fn assign(self, extra: &mut Extra, kind: ExtraKind) {
        match self {
            Self::Below(attribute) => extra.add_attribute(attribute, kind),
            Self::Field(ReportedField::Attribute(attribute)) => {
                extra.add_attribute(*attribute, kind);
            }
            Self::Field(ReportedField::CustomSetting(key)) => extra.add_setting(key, kind),
            Self::Field(_) => {}
        }
    }
}

fn is_below(pointer: &str, place: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'))
}
