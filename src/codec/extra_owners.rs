//! Which attributes the extras of a response belong to.

use std::collections::BTreeMap;

use super::provenance::{Provenance, ReadOutcome};
use crate::json::Pointer;
use crate::model::{Attribute, AttributeSet, Extra, ExtraKind, Extras};
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
            if !owners.by_path.is_empty() || !self.0.is_empty() {
                for extra in extras.entries_mut() {
                    owners.assign(extra);
                    self.assign_owner(extra);
                }
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

/// The paths of what could not be read, and of what was converted.
struct Owners<'r> {
    by_path: BTreeMap<String, Vec<(Owner<'r>, ExtraKind)>>,
}

#[derive(Clone, Copy)]
enum Owner<'r> {
    Field(&'r ReportedField),
    /// An attribute with a member below an object that is not one.
    Below(Attribute),
}

impl<'r> Owners<'r> {
    fn of(read: &'r Provenance<ReadOutcome>, below: impl Fn(&str) -> Vec<Attribute>) -> Self {
        let mut by_path: BTreeMap<String, Vec<_>> = BTreeMap::new();
        let is_owner =
            |outcome| matches!(outcome, ReadOutcome::Unreadable | ReadOutcome::Read(Some(_)));
        let known = known_attributes(read);
        for (field, pointer, outcome) in read.entries_with(is_owner) {
            let at = by_path.entry(pointer);
            match (outcome, field) {
                (ReadOutcome::Read(_), field) => {
                    at.or_default().push((Owner::Field(field), ExtraKind::Additional));
                }
                (_, ReportedField::Member(_)) => {
                    let attributes = below(at.key());
                    let owner = |one| (Owner::Below(one), kind(known, one));
                    at.or_default().extend(attributes.into_iter().map(owner));
                }
                (_, field) => {
                    let kind = match field {
                        ReportedField::Attribute(attribute) => kind(known, *attribute),
                        _ => ExtraKind::Unrepresentable,
                    };
                    at.or_default().push((Owner::Field(field), kind));
                }
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
        if !is_value {
            self.assign_below(extra, &format!("{pointer}/"));
        }
    }

    fn assign_below(&self, extra: &mut Extra, first: &str) {
        let below = self.by_path.range(first.to_owned()..);
        for (_, owners) in below.take_while(|(path, _)| path.starts_with(first)) {
            for (owner, kind) in owners {
                if *kind == ExtraKind::Unrepresentable {
                    owner.assign(extra, *kind);
                }
            }
        }
    }
}

/// The attributes of which a value was read.
fn known_attributes(read: &Provenance<ReadOutcome>) -> AttributeSet {
    let mut known = AttributeSet::EMPTY;
    for (field, outcome) in read.outcomes() {
        if let (ReportedField::Attribute(attribute), ReadOutcome::Read(_)) = (field, outcome) {
            known.insert(*attribute);
        }
    }
    known
}

/// A value that is also read from elsewhere is representable.
const fn kind(known: AttributeSet, attribute: Attribute) -> ExtraKind {
    if known.contains(attribute) { ExtraKind::Additional } else { ExtraKind::Unrepresentable }
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
