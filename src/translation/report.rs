//! The account of a translation: one row for each attribute of the source.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::OnceLock;

use crate::dialect::{DialectId, LossPolicy};
#[cfg(feature = "http")]
use crate::model::Attribute;
use crate::model::{Code, Subject};
use crate::wire::{Adaptation, DropReason, Pointer, Problem, Reading, Trace, Writing};

/// What became of one attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The target says the same, exactly.
    Carried,
    /// The target says it differently.
    Adapted(Adaptation),
    /// The target does not say it.
    Dropped(DropReason),
    /// A member that the source dialect does not document. Only an answer of the same dialect says it again.
    Unknown,
    /// The target documents that it always says this, and the source did not give it.
    Missing,
}

impl Verdict {
    /// The verdict in one word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Adapted(_) => "adapted",
            Self::Dropped(_) => "dropped",
            Self::Unknown => "unknown",
            Self::Missing => "missing",
        }
    }
}

/// What became of one attribute, from where to where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// What the row is about.
    pub subject: Subject,
    /// What became of it.
    pub verdict: Verdict,
    /// Why, where the verdict alone does not say it.
    pub reason: Option<&'static str>,
    /// Where the source says it.
    pub sources: Vec<Pointer>,
    /// Where the target says it.
    pub targets: Vec<Pointer>,
}

/// One row for each attribute of a message that was translated, in the order of the source; what is missing comes last.
///
/// It keeps what was read and written, and makes its rows of that when they are first asked for.
#[derive(Clone, Default)]
pub struct Report {
    read: Trace<Reading>,
    written: Trace<Writing>,
    dialects: Dialects,
    rows: OnceLock<Vec<Row>>,
}

/// Whose message was made of whose.
#[derive(Debug, Clone, Copy, Default)]
enum Dialects {
    #[default]
    Different,
    /// One that puts back what it could not read.
    Same,
}

/// What the traces say of one subject.
#[derive(Default)]
struct Deeds<'t> {
    readings: Vec<(&'t str, Reading)>,
    writings: Vec<(&'t str, Writing)>,
}

impl Report {
    /// Joins what was read with what was written in another dialect.
    #[must_use]
    pub const fn join(read: Trace<Reading>, written: Trace<Writing>) -> Self {
        Self { read, written, dialects: Dialects::Different, rows: OnceLock::new() }
    }

    /// Joins what was read with what was written in the same dialect, which puts back what it could not read.
    #[must_use]
    pub const fn join_within(read: Trace<Reading>, written: Trace<Writing>) -> Self {
        Self { read, written, dialects: Dialects::Same, rows: OnceLock::new() }
    }

    fn make_rows(&self) -> Vec<Row> {
        let kept = match self.dialects {
            Dialects::Different => HashMap::new(),
            Dialects::Same => {
                let restored = self.written.entries().filter(|(.., writing)| *writing == Writing::Restored);
                restored.map(|(_, pointer, _)| (pointer, pointer)).collect()
            }
        };
        join(&self.read, &self.written, kept)
    }

    /// With other rows, made of those that there are.
    #[cfg(feature = "http")]
    fn revise(mut self, revise: impl FnOnce(&mut Vec<Row>, &Trace<Writing>)) -> Self {
        let mut rows = self.rows.take().unwrap_or_else(|| self.make_rows());
        revise(&mut rows, &self.written);
        Self { rows: OnceLock::from(rows), ..self }
    }

    /// With the id told as that which the target has for the user.
    #[cfg(feature = "http")]
    pub(crate) fn with_own_id(self) -> Self {
        self.revise(|rows, _| {
            for row in rows.iter_mut().filter(|row| row.subject == Subject::Attribute(Attribute::Id)) {
                row.verdict = Verdict::Adapted(Adaptation::OwnId);
                row.reason = Some(Adaptation::OwnId.as_str());
            }
        })
    }

    /// With what the source did not give, and a default stood in for.
    #[cfg(feature = "http")]
    pub(crate) fn with_defaults(self, defaults: &[Attribute]) -> Self {
        if defaults.is_empty() {
            return self;
        }
        self.revise(|rows, written| {
            for attribute in defaults {
                let subject = Subject::Attribute(*attribute);
                if rows.iter().any(|row| row.subject == subject) {
                    continue;
                }
                let at = written.entries().filter(|(of, ..)| **of == subject).map(|(_, pointer, _)| pointer);
                rows.push(Row {
                    verdict: Verdict::Missing,
                    reason: Some("the default stands in"),
                    sources: Vec::new(),
                    targets: pointers(unique(at)),
                    subject,
                });
            }
        })
    }

    /// Each row.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        self.rows.get_or_init(|| self.make_rows())
    }

    /// The row about `subject`, if there is one.
    #[must_use]
    pub fn of(&self, subject: impl Into<Subject>) -> Option<&Row> {
        let subject = subject.into();
        self.rows().iter().find(|row| row.subject == subject)
    }

    /// What is lost and `loss` does not allow, as problems of the source message.
    #[must_use]
    pub fn refusals(&self, loss: &LossPolicy, target: &DialectId) -> Vec<Problem> {
        let refused = self.rows().iter().filter_map(|row| match row.verdict {
            Verdict::Dropped(reason) if !loss.allows(&row.subject, reason) => Some((row, reason)),
            _ => None,
        });
        let problem = |(row, reason): (&Row, DropReason)| {
            let pointer = row.sources.first().cloned().unwrap_or_default();
            Problem::new(pointer, Code::LOSS, loss_text(target, reason))
        };
        refused.map(problem).collect()
    }
}

/// `kept` are the places of the source that the target has word for word, each with its place there.
fn join<'t>(read: &'t Trace<Reading>, written: &'t Trace<Writing>, mut kept: HashMap<&'t str, &'t str>) -> Vec<Row> {
    let mut order: Vec<(&Subject, Deeds<'_>)> = Vec::new();
    let mut places: HashMap<&Subject, usize> = HashMap::new();
    for (subject, pointer, reading) in read.entries() {
        let at = *places.entry(subject).or_insert_with(|| {
            order.push((subject, Deeds::default()));
            order.len() - 1
        });
        if let Some((_, deeds)) = order.get_mut(at) {
            deeds.readings.push((pointer, reading));
        }
    }
    let mut missing = Vec::new();
    for (subject, pointer, writing) in written.entries() {
        match (writing, places.get(subject).and_then(|at| order.get_mut(*at))) {
            (Writing::Restored, _) => {}
            (Writing::Kept, _) => {
                if let Subject::Member(source) = subject {
                    kept.insert(source, pointer);
                }
            }
            (Writing::Missing, None) => missing.push(subject),
            (_, Some((_, deeds))) => deeds.writings.push((pointer, writing)),
            (_, None) => {}
        }
    }
    let mut rows: Vec<Row> = order.into_iter().map(|(subject, deeds)| row(subject, &deeds, &kept)).collect();
    rows.extend(missing.into_iter().map(|subject| Row {
        subject: subject.clone(),
        verdict: Verdict::Missing,
        reason: Some("the target always says this"),
        sources: Vec::new(),
        targets: Vec::new(),
    }));
    rows
}

fn loss_text(target: &DialectId, reason: DropReason) -> String {
    match reason {
        DropReason::Unsupported => {
            format!("{target} has no way to say this (unsupported); leave it out, or have its loss allowed")
        }
        DropReason::NotClearable => {
            format!(
                "{target} has no way to clear this (not clearable); leave it out, give a value, or have its loss allowed"
            )
        }
        DropReason::OutOfRule => {
            format!("the value breaks a rule of {target} (out of rule); give another, or have its loss allowed")
        }
        DropReason::NeedsCurrentUser => format!(
            "{target} can say this only with the current user known (needs the current user); give all its parts, or have \
             its loss allowed"
        ),
    }
}

fn row(subject: &Subject, deeds: &Deeds<'_>, kept: &HashMap<&str, &str>) -> Row {
    let sources = unique(deeds.readings.iter().map(|(pointer, _)| *pointer));
    let verdict = verdict(deeds, kept);
    let said = deeds.writings.iter().filter(|(_, writing)| matches!(writing, Writing::Written(_)));
    let mut targets = unique(said.map(|(pointer, _)| *pointer));
    if targets.is_empty() {
        targets = unique(sources.iter().filter_map(|source| kept_at(source, kept)));
    }
    if matches!(verdict, Verdict::Dropped(_) | Verdict::Missing) {
        targets.clear();
    }
    let reason = match verdict {
        Verdict::Carried if !targets.is_empty() => None,
        Verdict::Carried => deeds.writings.iter().find_map(|(_, writing)| match writing {
            Writing::Unneeded => Some("the current user has it already"),
            Writing::Addressed(_) if *subject == Subject::Kind => Some("said by the HTTP status"),
            Writing::Addressed(_) => Some("said in the path"),
            _ => None,
        }),
        Verdict::Adapted(adaptation) => Some(adaptation.as_str()),
        Verdict::Dropped(reason) => Some(reason.as_str()),
        Verdict::Unknown => Some("not documented"),
        Verdict::Missing => None,
    };
    Row { subject: subject.clone(), verdict, reason, sources: pointers(sources), targets: pointers(targets) }
}

fn verdict(deeds: &Deeds<'_>, kept: &HashMap<&str, &str>) -> Verdict {
    let is_lost = |pointer: &str| kept_at(pointer, kept).is_none();
    let is_undocumented = deeds.readings.iter().any(|(_, reading)| *reading == Reading::Undocumented);
    let is_misread =
        deeds.readings.iter().any(|(pointer, reading)| *reading == Reading::Unreadable && is_lost(pointer));
    let mut was_read = deeds.readings.iter().filter(|(_, reading)| matches!(reading, Reading::Read(_))).peekable();
    if is_undocumented {
        return Verdict::Unknown;
    }
    if was_read.peek().is_none() {
        return if is_misread { Verdict::Dropped(DropReason::OutOfRule) } else { Verdict::Carried };
    }
    if !is_misread && was_read.clone().all(|(pointer, _)| !is_lost(pointer)) {
        return Verdict::Carried;
    }
    let mut adaptation = was_read.find_map(|(_, reading)| match reading {
        Reading::Read(adaptation) => *adaptation,
        _ => None,
    });
    let mut said = Vec::new();
    let mut dropped = None;
    for (_, writing) in &deeds.writings {
        match writing {
            Writing::Written(how) | Writing::Addressed(how) => said.push(*how),
            Writing::Unneeded => said.push(None),
            Writing::Dropped(reason) => dropped = dropped.or(Some(*reason)),
            Writing::Missing | Writing::Restored | Writing::Kept => {}
        }
    }
    if said.is_empty() {
        return Verdict::Dropped(dropped.unwrap_or(DropReason::Unsupported));
    }
    let in_part = Some(Adaptation::InPart);
    if said.contains(&in_part) || is_misread {
        adaptation = in_part;
    } else if !said.contains(&None) {
        adaptation = adaptation.or(said.first().copied().flatten());
    }
    adaptation.map_or(Verdict::Carried, Verdict::Adapted)
}

/// Where the target has what the source has at `source`, if it has that word for word.
fn kept_at<'t>(source: &'t str, kept: &HashMap<&'t str, &'t str>) -> Option<&'t str> {
    if kept.is_empty() {
        return None;
    }
    let ends = source.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0).chain([source.len()]);
    ends.filter_map(|end| source.get(..end)).find_map(|part| {
        let place = *kept.get(part)?;
        // What is put back stands where it stood, so that its parts do too.
        Some(if place == part { source } else { place })
    })
}

fn pointers(texts: Vec<&str>) -> Vec<Pointer> {
    texts.into_iter().map(|text| Pointer::parse(text).unwrap_or_default()).collect()
}

/// Each pointer once; compares few, hashes many.
fn unique<'t>(pointers: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    const FEW: usize = 8;
    let mut unique = Vec::new();
    let mut seen = HashSet::new();
    for pointer in pointers {
        if unique.len() == FEW && seen.is_empty() {
            seen.extend(unique.iter().copied());
        }
        let is_new = if unique.len() < FEW { !unique.contains(&pointer) } else { seen.insert(pointer) };
        if is_new {
            unique.push(pointer);
        }
    }
    unique
}

impl PartialEq for Report {
    fn eq(&self, other: &Self) -> bool {
        self.rows() == other.rows()
    }
}

impl Eq for Report {}

impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Report").field("rows", &self.rows()).finish()
    }
}

impl fmt::Display for Report {
    /// A table with aligned columns. A cell that is wider than most shifts its own line alone: every other line would grow
    /// with it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WIDEST: usize = 160;
        let places = |pointers: &[Pointer]| pointers.iter().map(Pointer::as_str).collect::<Vec<_>>().join(" ");
        let head = ["attribute", "verdict", "from", "to", "reason"].map(str::to_owned);
        let body = self.rows().iter().map(|row| {
            [
                row.subject.to_string(),
                row.verdict.as_str().to_owned(),
                places(&row.sources),
                places(&row.targets),
                row.reason.unwrap_or_default().to_owned(),
            ]
        });
        let lines: Vec<[String; 5]> = std::iter::once(head).chain(body).collect();
        let mut widths = [0; 5];
        for line in &lines {
            for (width, cell) in widths.iter_mut().zip(line) {
                *width = (*width).max(cell.chars().count().min(WIDEST));
            }
        }
        for line in &lines {
            let cells: Vec<String> = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            writeln!(formatter, "{}", cells.join("  ").trim_end())?;
        }
        Ok(())
    }
}
