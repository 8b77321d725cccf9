//! Joins what was read and what was written into the rows of a report.

use std::collections::{HashMap, HashSet};

use super::row::{Row, Verdict};
use crate::codec::{Conversion, DropReason, Provenance, ReadOutcome, WriteOutcome};
use crate::json::Pointer;
use crate::model::Attribute;
use crate::problem::ReportedField;

/// The records of one row.
struct Outcomes<'d, 't> {
    readings: &'d [RowOutcome<'t, ReadOutcome>],
    writings: &'d [RowOutcome<'t, WriteOutcome>],
}

/// One record, with its row.
struct RowOutcome<'t, Outcome> {
    row: usize,
    pointer: &'t str,
    outcome: Outcome,
}

/// Returns one row for each subject that was read, in order, and one for each that is missing.
/// `kept` maps the source paths whose value was written back verbatim to their target paths.
pub(super) fn join<'t>(
    read: &'t Provenance<ReadOutcome>,
    written: &'t Provenance<WriteOutcome>,
    mut kept: HashMap<&'t str, &'t str>,
) -> Vec<Row> {
    let mut order = Order::new();
    let mut readings: Vec<RowOutcome<'_, ReadOutcome>> = Vec::new();
    for (subject, pointer, outcome) in read.entries() {
        readings.push(RowOutcome { row: order.enter(subject), pointer, outcome });
    }
    let mut writings: Vec<RowOutcome<'_, WriteOutcome>> = Vec::new();
    let mut missing = Vec::new();
    let mut erased: Vec<(&ReportedField, DropReason)> = Vec::new();
    for (subject, pointer, outcome) in written.entries() {
        match (outcome, order.row(subject)) {
            (WriteOutcome::Restored, _) => {}
            (WriteOutcome::PassedThrough, _) => {
                if let ReportedField::Member(source) = subject {
                    kept.insert(source, pointer);
                }
            }
            (WriteOutcome::Missing, None) => missing.push(subject),
            (WriteOutcome::Dropped(reason), None) if reason != DropReason::Unsupported => {
                // Of the current user, which a full update repeats.
                if !erased.iter().any(|(other, _)| *other == subject) {
                    erased.push((subject, reason));
                }
            }
            (_, Some(row)) => writings.push(RowOutcome { row, pointer, outcome }),
            (_, None) => {}
        }
    }
    readings.sort_by_key(|reading| reading.row);
    writings.sort_by_key(|writing| writing.row);
    let (mut readings, mut writings) = (readings.as_slice(), writings.as_slice());
    let mut rows = Vec::with_capacity(order.subjects.len() + missing.len());
    for (at, subject) in order.subjects.into_iter().enumerate() {
        let outcomes = Outcomes {
            readings: take_row(&mut readings, at),
            writings: take_row(&mut writings, at),
        };
        rows.push(row(subject, &outcomes, &kept));
    }
    rows.extend(erased.into_iter().map(|(subject, reason)| Row {
        subject: subject.clone(),
        verdict: Verdict::Dropped(reason),
        reason: Some(reason.as_str()),
        sources: Vec::new(),
        targets: Vec::new(),
    }));
    rows.extend(missing.into_iter().map(|subject| Row {
        subject: subject.clone(),
        verdict: Verdict::Missing,
        reason: Some("required by the target"),
        sources: Vec::new(),
        targets: Vec::new(),
    }));
    rows
}

/// The subjects of the source in the order of their rows.
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

    /// The row of `subject`; a new one if it does not have one yet.
    fn enter(&mut self, subject: &'t ReportedField) -> usize {
        if let Some(row) = self.row(subject) {
            return row;
        }
        let row = self.subjects.len();
        self.subjects.push(subject);
        match subject {
            ReportedField::Attribute(attribute) => {
                if let Some(slot) = self.attributes.get_mut(*attribute as usize) {
                    *slot = Some(row);
                }
            }
            other => drop(self.others.insert(other, row)),
        }
        row
    }
}

/// Splits off the records of the row `at`, which come first.
fn take_row<'d, 't, Outcome>(
    outcomes: &mut &'d [RowOutcome<'t, Outcome>],
    at: usize,
) -> &'d [RowOutcome<'t, Outcome>] {
    let count = outcomes.iter().take_while(|outcome| outcome.row == at).count();
    let (of_row, rest) = outcomes.split_at(count);
    *outcomes = rest;
    of_row
}

fn row(subject: &ReportedField, outcomes: &Outcomes<'_, '_>, kept: &HashMap<&str, &str>) -> Row {
    let sources = unique(outcomes.readings.iter().map(|reading| reading.pointer));
    let verdict = verdict(outcomes, kept);
    let encoded = outcomes
        .writings
        .iter()
        .filter(|writing| matches!(writing.outcome, WriteOutcome::Written(_)));
    let mut targets = unique(encoded.map(|writing| writing.pointer));
    if targets.is_empty() {
        let sources = outcomes.readings.iter().map(|reading| reading.pointer);
        targets = unique(sources.filter_map(|source| kept_at(source, kept)));
    }
    if matches!(verdict, Verdict::Dropped(_) | Verdict::Missing) {
        targets.clear();
    }
    let reason = match verdict {
        Verdict::Preserved if !targets.is_empty() => None,
        Verdict::Preserved => outcomes.writings.iter().find_map(|writing| match writing.outcome {
            WriteOutcome::OutsideBody(_) if *subject == ReportedField::Kind => {
                Some("represented by the HTTP status")
            }
            WriteOutcome::OutsideBody(_) => Some("represented by the path"),
            _ => None,
        }),
        Verdict::Converted(conversion) => Some(conversion.as_str()),
        Verdict::Dropped(reason) => Some(reason.as_str()),
        Verdict::Unknown => Some("not documented"),
        Verdict::Unchanged => Some("the current user already has it"),
        Verdict::Missing => None,
    };
    Row { subject: subject.clone(), verdict, reason, sources, targets }
}

fn verdict(outcomes: &Outcomes<'_, '_>, kept: &HashMap<&str, &str>) -> Verdict {
    let is_kept = |reading: &RowOutcome<'_, ReadOutcome>| kept_at(reading.pointer, kept).is_some();
    let mut readings = outcomes.readings.iter();
    if readings.clone().any(|reading| reading.outcome == ReadOutcome::Unknown) {
        let mut writings = outcomes.writings.iter();
        let is_passed_on =
            writings.any(|writing| matches!(writing.outcome, WriteOutcome::Written(_)));
        return if is_passed_on { Verdict::Preserved } else { Verdict::Unknown };
    }
    let is_unchanged =
        |reading: &RowOutcome<'_, ReadOutcome>| reading.outcome == ReadOutcome::Unchanged;
    if readings.clone().next().is_some() && readings.clone().all(is_unchanged) {
        // A full update may drop what is repeated.
        let dropped = outcomes.writings.iter().find_map(|writing| match writing.outcome {
            WriteOutcome::Dropped(reason) => Some(reason),
            _ => None,
        });
        return dropped.map_or(Verdict::Unchanged, Verdict::Dropped);
    }
    let has_unreadable = readings
        .clone()
        .any(|reading| reading.outcome == ReadOutcome::Unreadable && !is_kept(reading));
    let mut read =
        readings.clone().filter(|reading| matches!(reading.outcome, ReadOutcome::Read(_)));
    if read.clone().next().is_none() {
        return if has_unreadable {
            Verdict::Dropped(DropReason::NotRepresentable)
        } else {
            Verdict::Preserved
        };
    }
    if !has_unreadable && read.all(is_kept) {
        return Verdict::Preserved;
    }
    let read_conversion = readings.find_map(|reading| match reading.outcome {
        ReadOutcome::Read(conversion) => conversion,
        _ => None,
    });
    let encoded = match Encoded::of(outcomes.writings) {
        Ok(encoded) => encoded,
        Err(reason) => return Verdict::Dropped(reason),
    };
    let conversion = if has_unreadable || encoded.is_partial {
        Some(Conversion::Partial)
    } else if encoded.is_exact {
        read_conversion
    } else {
        read_conversion.or(encoded.conversion)
    };
    match conversion {
        Some(conversion) => Verdict::Converted(conversion),
        None if encoded.is_unchanged => Verdict::Unchanged,
        None => Verdict::Preserved,
    }
}

/// How the target represents a field that it represents at all.
struct Encoded {
    /// The conversion at the first path; `None` for an exact value.
    conversion: Option<Conversion>,
    /// Whether the value at one path at least is exact.
    is_exact: bool,
    /// Whether the value at one path at least is partial.
    is_partial: bool,
    /// Whether nothing is written because the current user already has the value.
    is_unchanged: bool,
}

impl Encoded {
    /// # Errors
    /// The reason why the target does not represent the field.
    fn of(writings: &[RowOutcome<'_, WriteOutcome>]) -> Result<Self, DropReason> {
        let mut encoded = None;
        let mut dropped = None;
        for writing in writings {
            let conversion = match writing.outcome {
                WriteOutcome::Written(conversion) | WriteOutcome::OutsideBody(conversion) => {
                    conversion
                }
                WriteOutcome::Unchanged => None,
                WriteOutcome::Dropped(reason) => {
                    dropped = dropped.or(Some(reason));
                    continue;
                }
                WriteOutcome::Missing | WriteOutcome::Restored | WriteOutcome::PassedThrough => {
                    continue;
                }
            };
            let encoded = encoded.get_or_insert(Self {
                conversion,
                is_exact: false,
                is_partial: false,
                is_unchanged: true,
            });
            encoded.is_unchanged &= writing.outcome == WriteOutcome::Unchanged;
            encoded.is_exact |= conversion.is_none();
            encoded.is_partial |= conversion == Some(Conversion::Partial);
        }
        encoded.ok_or(dropped.unwrap_or(DropReason::Unsupported))
    }
}

/// The target path of the value at `source`, if that was written back verbatim.
fn kept_at<'t>(source: &'t str, kept: &HashMap<&'t str, &'t str>) -> Option<&'t str> {
    if kept.is_empty() {
        return None;
    }
    let ends =
        source.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0).chain([source.len()]);
    ends.filter_map(|end| source.get(..end)).find_map(|part| {
        let target = *kept.get(part)?;
        // A value that keeps its path keeps the paths of its parts, too.
        Some(if target == part { source } else { target })
    })
}

/// Returns each pointer once. Compares a few, hashes many.
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
