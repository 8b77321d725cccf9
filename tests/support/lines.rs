//! The records of a conversion, one line each, to compare.

use idiolect::Report;
use idiolect::codec::{DropReason, Provenance, ReadOutcome, WriteOutcome};
use idiolect::dialect::Error;

pub fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// An error's problems, as `pointer code`, in order.
pub fn listed(error: &Error) -> Vec<String> {
    error
        .problems()
        .iter()
        .map(|problem| format!("{} {}", problem.pointer(), problem.code()))
        .collect()
}

/// The records of what was read: `attribute pointer`, with the conversion or `unreadable`; sorted.
pub fn readings(provenance: &Provenance<ReadOutcome>) -> Vec<String> {
    let lines = provenance.entries().map(|(subject, pointer, reading)| match reading {
        ReadOutcome::Read(None) => format!("{subject} {pointer}"),
        ReadOutcome::Read(Some(conversion)) => {
            format!("{subject} {pointer} ({})", conversion.as_str())
        }
        ReadOutcome::Unknown => format!("unknown {pointer}"),
        _ => format!("{subject} {pointer} unreadable"),
    });
    sorted(lines.collect())
}

/// The pointers with this outcome, in order.
pub fn pointers(provenance: &Provenance<ReadOutcome>, reading: ReadOutcome) -> Vec<String> {
    provenance
        .entries()
        .filter(|entry| entry.2 == reading)
        .map(|entry| entry.1.to_owned())
        .collect()
}

/// The records of what was written: `attribute pointer`, with the conversion or the reason; sorted.
pub fn writings(provenance: &Provenance<WriteOutcome>) -> Vec<String> {
    let lines = provenance.entries().map(|(subject, pointer, writing)| match writing {
        WriteOutcome::Written(None) => format!("{subject} {pointer}"),
        WriteOutcome::Written(Some(conversion)) => {
            format!("{subject} {pointer} ({})", conversion.as_str())
        }
        WriteOutcome::OutsideBody(_) => format!("{subject} in the path"),
        WriteOutcome::Unchanged => format!("{subject} unneeded"),
        WriteOutcome::Dropped(reason) => format!("{subject}: {}", DropReason::as_str(reason)),
        WriteOutcome::Missing => format!("{subject} missing"),
        _ => format!("restored {pointer}"),
    });
    sorted(lines.collect())
}

/// The rows of a report that are not simply preserved, as `attribute verdict: reason`, sorted.
pub fn not_preserved(report: &Report) -> Vec<String> {
    let rows = report.rows().iter().filter(|row| row.verdict.as_str() != "preserved");
    let lines = rows.map(|row| {
        format!("{} {}: {}", row.subject, row.verdict.as_str(), row.reason.unwrap_or_default())
    });
    sorted(lines.collect())
}
