//! What was read, and what was written, joined row by row.

use std::collections::{HashMap, HashSet};

use super::row::{Row, Verdict};
use crate::codec::{Conversion, DropReason, Provenance, ReadOutcome, WriteOutcome};
use crate::json::Pointer;
use crate::model::Attribute;
use crate::problem::ReportedField;

/// What the traces say of one subject: what was done, and where.
struct Deeds<'d, 't> {
    readings: &'d [RowOutcome<'t, ReadOutcome>],
    writings: &'d [RowOutcome<'t, WriteOutcome>],
}

/// What was done with the subject of which row, and where.
struct RowOutcome<'t, Outcome> {
    row: usize,
    pointer: &'t str,
    deed: Outcome,
}

/// One row for each subject that was read, in order, and one for each that is missing. `kept` are the places of the source
/// that the target has word for word, each with its place there.
pub(super) fn join<'t>(
    read: &'t Provenance<ReadOutcome>,
    written: &'t Provenance<WriteOutcome>,
    mut kept: HashMap<&'t str, &'t str>,
) -> Vec<Row> {
    let mut order = Order::new();
    let mut readings: Vec<RowOutcome<'_, ReadOutcome>> = Vec::new();
    for (subject, pointer, deed) in read.entries() {
        readings.push(RowOutcome { row: order.enter(subject), pointer, deed });
    }
    let mut writings: Vec<RowOutcome<'_, WriteOutcome>> = Vec::new();
    let mut missing = Vec::new();
    for (subject, pointer, deed) in written.entries() {
        match (deed, order.row(subject)) {
            (WriteOutcome::Restored, _) => {}
            (WriteOutcome::PassedThrough, _) => {
                if let ReportedField::Member(source) = subject {
                    kept.insert(source, pointer);
                }
            }
            (WriteOutcome::Missing, None) => missing.push(subject),
            (_, Some(row)) => writings.push(RowOutcome { row, pointer, deed }),
            (_, None) => {}
        }
    }
    readings.sort_by_key(|reading| reading.row);
    writings.sort_by_key(|writing| writing.row);
    let (mut readings, mut writings) = (readings.as_slice(), writings.as_slice());
    let mut rows = Vec::with_capacity(order.subjects.len() + missing.len());
    for (at, subject) in order.subjects.into_iter().enumerate() {
        let deeds =
            Deeds { readings: take_row(&mut readings, at), writings: take_row(&mut writings, at) };
        rows.push(row(subject, &deeds, &kept));
    }
    rows.extend(missing.into_iter().map(|subject| Row {
        subject: subject.clone(),
        verdict: Verdict::Missing,
        reason: Some("the target always says this"),
        sources: Vec::new(),
        targets: Vec::new(),
    }));
    rows
}

/// The subjects of the source, each where its row will be.
struct Order<'t> {
    subjects: Vec<&'t ReportedField>,
    attributes: [Option<usize>; Attribute::ALL.len()],
    others: HashMap<&'t ReportedField, usize>,
}

impl<'t> Order<'t> {
    fn new() -> Self {
        Self {
            subjects: Vec::new(),
            attributes: [None; Attribute::ALL.len()],
            others: HashMap::new(),
        }
    }

    fn row(&self, subject: &ReportedField) -> Option<usize> {
        match subject {
            ReportedField::Attribute(attribute) => *self.attributes.get(*attribute as usize)?,
            other => self.others.get(other).copied(),
        }
    }

    /// The row of `subject`, which is the next one if it has none yet.
    fn enter(&mut self, subject: &'t ReportedField) -> usize {
        if let Some(row) = self.row(subject) {
            return row;
        }
        let row = self.subjects.len();
        self.subjects.push(subject);
        match subject {
            ReportedField::Attribute(attribute) => {
                if let Some(place) = self.attributes.get_mut(*attribute as usize) {
                    *place = Some(row);
                }
            }
            other => drop(self.others.insert(other, row)),
        }
        row
    }
}

/// Takes those that belong to the row `at`, which come first.
fn take_row<'d, 't, Outcome>(
    deeds: &mut &'d [RowOutcome<'t, Outcome>],
    at: usize,
) -> &'d [RowOutcome<'t, Outcome>] {
    let count = deeds.iter().take_while(|deed| deed.row == at).count();
    let (of_row, behind) = deeds.split_at(count);
    *deeds = behind;
    of_row
}

fn row(subject: &ReportedField, deeds: &Deeds<'_, '_>, kept: &HashMap<&str, &str>) -> Row {
    let sources = unique(deeds.readings.iter().map(|reading| reading.pointer));
    let verdict = verdict(deeds, kept);
    let said =
        deeds.writings.iter().filter(|writing| matches!(writing.deed, WriteOutcome::Written(_)));
    let mut targets = unique(said.map(|writing| writing.pointer));
    if targets.is_empty() {
        let sources = deeds.readings.iter().map(|reading| reading.pointer);
        targets = unique(sources.filter_map(|source| kept_at(source, kept)));
    }
    if matches!(verdict, Verdict::Dropped(_) | Verdict::Missing) {
        targets.clear();
    }
    let reason = match verdict {
        Verdict::Preserved if !targets.is_empty() => None,
        Verdict::Preserved => deeds.writings.iter().find_map(|writing| match writing.deed {
            WriteOutcome::Unchanged => Some("the current user has it already"),
            WriteOutcome::OutsideBody(_) if *subject == ReportedField::Kind => {
                Some("said by the HTTP status")
            }
            WriteOutcome::OutsideBody(_) => Some("said in the path"),
            _ => None,
        }),
        Verdict::Converted(adaptation) => Some(adaptation.as_str()),
        Verdict::Dropped(reason) => Some(reason.as_str()),
        Verdict::Unknown => Some("not documented"),
        Verdict::Missing => None,
    };
    Row { subject: subject.clone(), verdict, reason, sources, targets }
}

fn verdict(deeds: &Deeds<'_, '_>, kept: &HashMap<&str, &str>) -> Verdict {
    let is_lost = |pointer: &str| kept_at(pointer, kept).is_none();
    let is_undocumented = deeds.readings.iter().any(|reading| reading.deed == ReadOutcome::Unknown);
    let is_misread = deeds
        .readings
        .iter()
        .any(|reading| reading.deed == ReadOutcome::Unreadable && is_lost(reading.pointer));
    let mut was_read = deeds
        .readings
        .iter()
        .filter(|reading| matches!(reading.deed, ReadOutcome::Read(_)))
        .peekable();
    if is_undocumented {
        return Verdict::Unknown;
    }
    if was_read.peek().is_none() {
        return if is_misread {
            Verdict::Dropped(DropReason::InvalidForTarget)
        } else {
            Verdict::Preserved
        };
    }
    if !is_misread && was_read.clone().all(|reading| !is_lost(reading.pointer)) {
        return Verdict::Preserved;
    }
    let mut adaptation = was_read.find_map(|reading| match reading.deed {
        ReadOutcome::Read(adaptation) => adaptation,
        _ => None,
    });
    let mut is_exact = false;
    let mut is_in_part = is_misread;
    let mut said = None;
    let mut dropped = None;
    for writing in deeds.writings {
        match writing.deed {
            WriteOutcome::Written(how) | WriteOutcome::OutsideBody(how) => {
                said = said.or(Some(how));
                is_exact |= how.is_none();
                is_in_part |= how == Some(Conversion::Partial);
            }
            WriteOutcome::Unchanged => {
                said = said.or(Some(None));
                is_exact = true;
            }
            WriteOutcome::Dropped(reason) => dropped = dropped.or(Some(reason)),
            WriteOutcome::Missing | WriteOutcome::Restored | WriteOutcome::PassedThrough => {}
        }
    }
    let Some(said) = said else {
        return Verdict::Dropped(dropped.unwrap_or(DropReason::Unsupported));
    };
    if is_in_part {
        adaptation = Some(Conversion::Partial);
    } else if !is_exact {
        adaptation = adaptation.or(said);
    }
    adaptation.map_or(Verdict::Preserved, Verdict::Converted)
}

/// Where the target has what the source has at `source`, if it has that word for word.
fn kept_at<'t>(source: &'t str, kept: &HashMap<&'t str, &'t str>) -> Option<&'t str> {
    if kept.is_empty() {
        return None;
    }
    let ends =
        source.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0).chain([source.len()]);
    ends.filter_map(|end| source.get(..end)).find_map(|part| {
        let place = *kept.get(part)?;
        // What is put back stands where it stood, so that its parts do too.
        Some(if place == part { source } else { place })
    })
}

/// Each pointer once; compares few, hashes many.
pub(super) fn unique<'t>(pointers: impl Iterator<Item = &'t str>) -> Vec<Pointer> {
    const FEW: usize = 8;
    let mut unique = Vec::new();
    let mut few = [""; FEW];
    let mut seen = HashSet::new();
    for pointer in pointers {
        let is_new = if let Some(next) = few.get_mut(unique.len()) {
            *next = pointer;
            !few.iter().take(unique.len()).any(|other| *other == pointer)
        } else {
            if seen.is_empty() {
                seen.extend(few);
            }
            seen.insert(pointer)
        };
        if is_new {
            unique.push(Pointer::from_text(pointer.to_owned()));
        }
    }
    unique
}
