//! The report of a translation: one row for each attribute of the source.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use super::row::{Row, Verdict};
use super::rows::join;
#[cfg(feature = "http")]
use super::rows::unique;
#[cfg(feature = "http")]
use crate::codec::Conversion;
use crate::codec::{DropReason, Provenance, ReadOutcome, WriteOutcome};
use crate::dialect::{DialectId, LossPolicy};
use crate::json::Pointer;
#[cfg(feature = "http")]
use crate::model::Attribute;
use crate::model::Code;
use crate::problem::{Problem, ReportedField, without_repeats};

/// One row for each attribute of a translated message, in the order of the source; missing
/// attributes come last. The rows are built on first use, from the records of what was read and
/// written.
#[derive(Clone, Default)]
pub struct Report {
    read: Provenance<ReadOutcome>,
    written: Provenance<WriteOutcome>,
    dialects: Dialects,
    rows: OnceLock<Vec<Row>>,
}

/// Whether source and target have the same dialect.
#[derive(Debug, Clone, Copy, Default)]
enum Dialects {
    #[default]
    Different,
    /// The encoder writes back what the decoder could not read.
    Same,
}

impl Report {
    /// Joins what was read with what was written in a different dialect.
    #[must_use]
    pub const fn join(read: Provenance<ReadOutcome>, written: Provenance<WriteOutcome>) -> Self {
        Self { read, written, dialects: Dialects::Different, rows: OnceLock::new() }
    }

    /// Joins what was read with what was written in the same dialect, which writes back what it
    /// could not read.
    #[must_use]
    pub const fn join_within(
        read: Provenance<ReadOutcome>,
        written: Provenance<WriteOutcome>,
    ) -> Self {
        Self { read, written, dialects: Dialects::Same, rows: OnceLock::new() }
    }

    fn build_rows(&self) -> Vec<Row> {
        let kept = match self.dialects {
            Dialects::Different => HashMap::new(),
            Dialects::Same => {
                let restored = self
                    .written
                    .entries()
                    .filter(|(.., writing)| *writing == WriteOutcome::Restored);
                restored.map(|(_, pointer, _)| (pointer, pointer)).collect()
            }
        };
        join(&self.read, &self.written, kept)
    }

    /// Applies `revise` to the rows.
    #[cfg(feature = "http")]
    fn revise(mut self, revise: impl FnOnce(&mut Vec<Row>, &Provenance<WriteOutcome>)) -> Self {
        let mut rows = self.rows.take().unwrap_or_else(|| self.build_rows());
        revise(&mut rows, &self.written);
        Self { rows: OnceLock::from(rows), ..self }
    }

    /// Marks the id as converted to the target's own id.
    #[cfg(feature = "http")]
    pub(crate) fn with_own_id(self) -> Self {
        self.revise(|rows, _| {
            for row in
                rows.iter_mut().filter(|row| row.subject == ReportedField::Attribute(Attribute::Id))
            {
                row.verdict = Verdict::Converted(Conversion::TargetId);
                row.reason = Some(Conversion::TargetId.as_str());
            }
        })
    }

    /// Adds a row for each attribute that the source did not provide and a default replaces.
    #[cfg(feature = "http")]
    pub(crate) fn with_defaults(self, defaults: &[Attribute]) -> Self {
        if defaults.is_empty() {
            return self;
        }
        self.revise(|rows, written| {
            for attribute in defaults {
                let subject = ReportedField::Attribute(*attribute);
                if rows.iter().any(|row| row.subject == subject) {
                    continue;
                }
                let at = written
                    .entries()
                    .filter(|(of, ..)| **of == subject)
                    .map(|(_, pointer, _)| pointer);
                rows.push(Row {
                    verdict: Verdict::Missing,
                    reason: Some("filled with the default"),
                    sources: Vec::new(),
                    targets: unique(at),
                    subject,
                });
            }
        })
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        self.rows.get_or_init(|| self.build_rows())
    }

    /// Iterates over the rows.
    pub fn iter(&self) -> std::slice::Iter<'_, Row> {
        self.rows().iter()
    }

    /// The row for `subject`, if there is one.
    #[must_use]
    pub fn of(&self, subject: impl Into<ReportedField>) -> Option<&Row> {
        let subject = subject.into();
        self.rows().iter().find(|row| row.subject == subject)
    }

    /// The losses that `loss` does not allow, as problems of the source message: one at each source
    /// path of a row, or at the root if the row has none. Each path and text is there once.
    #[must_use]
    pub fn disallowed_losses(&self, loss: &LossPolicy, target: &DialectId) -> Vec<Problem> {
        static ROOT: [Pointer; 1] = [Pointer::ROOT];
        let disallowed = self.rows().iter().filter_map(|row| match row.verdict {
            Verdict::Dropped(reason) if !loss.allows(&row.subject, reason) => Some((row, reason)),
            _ => None,
        });
        let problems = disallowed.flat_map(|(row, reason)| {
            let sources = if row.sources.is_empty() { &ROOT } else { row.sources.as_slice() };
            sources.iter().map(move |pointer| {
                let text = loss_text(target, reason);
                // Without a place in the message, the text has the name.
                let text = if pointer.as_str().is_empty() {
                    format!("{}: {text}", row.subject)
                } else {
                    text
                };
                Problem::new(pointer.clone(), Code::LOSS, text)
            })
        });
        without_repeats(problems.collect())
    }
}

fn loss_text(target: &DialectId, reason: DropReason) -> String {
    match reason {
        DropReason::Unsupported => {
            format!("not supported by {target}; remove it, or allow the loss")
        }
        DropReason::NotClearable => {
            format!("cannot be cleared in {target}; remove it, give a value, or allow the loss")
        }
        DropReason::InvalidForTarget => {
            format!("not a valid value for {target}; change it, or allow the loss")
        }
        DropReason::NeedsCurrentUser => format!(
            "{target} needs the current user to represent this; send all parts, or allow the loss"
        ),
        DropReason::NotRepresentable => format!(
            "the current user's value is not representable, and {target} would lose it; \
             send all parts, or allow the loss"
        ),
    }
}

impl PartialEq for Report {
    fn eq(&self, other: &Self) -> bool {
        self.rows() == other.rows()
    }
}

impl Eq for Report {}

impl<'r> IntoIterator for &'r Report {
    type Item = &'r Row;
    type IntoIter = std::slice::Iter<'r, Row>;

    /// Iterates over the rows.
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Report").field("rows", &self.rows()).finish()
    }
}

impl fmt::Display for Report {
    /// Writes a table with aligned columns. A cell wider than the limit shifts only its own line;
    /// otherwise every line would grow with it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MAX_WIDTH: usize = 160;
        let paths = |pointers: &[Pointer]| {
            pointers.iter().map(Pointer::as_str).collect::<Vec<_>>().join(" ")
        };
        let head = ["attribute", "verdict", "from", "to", "reason"].map(str::to_owned);
        let body = self.rows().iter().map(|row| {
            [
                row.subject.to_string(),
                row.verdict.as_str().to_owned(),
                paths(&row.sources),
                paths(&row.targets),
                row.reason.unwrap_or_default().to_owned(),
            ]
        });
        let lines: Vec<[String; 5]> = std::iter::once(head).chain(body).collect();
        let mut widths = [0; 5];
        for line in &lines {
            for (width, cell) in widths.iter_mut().zip(line) {
                *width = (*width).max(cell.chars().count().min(MAX_WIDTH));
            }
        }
        for line in &lines {
            let cells: Vec<String> =
                line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            writeln!(formatter, "{}", cells.join("  ").trim_end())?;
        }
        Ok(())
    }
}
