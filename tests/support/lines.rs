//! What is told of a conversion, one line for each thing, to compare.

use idiolect::codec::{DropReason, Provenance, ReadOutcome, WriteOutcome};
use idiolect::dialect::Error;
use idiolect::translation::Report;

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

/// What was read from where: `attribute pointer`, with how or that it could not be; sorted.
pub fn readings(provenance: &Provenance<ReadOutcome>) -> Vec<String> {
    let told = provenance.entries().map(|(subject, pointer, reading)| match reading {
        ReadOutcome::Read(None) => format!("{subject} {pointer}"),
        ReadOutcome::Read(Some(adaptation)) => {
            format!("{subject} {pointer} ({})", adaptation.as_str())
        }
        ReadOutcome::Unknown => format!("unknown {pointer}"),
        _ => format!("{subject} {pointer} unreadable"),
    });
    sorted(told.collect())
}

/// The pointers of what was read in this way, in order.
pub fn pointers(provenance: &Provenance<ReadOutcome>, reading: ReadOutcome) -> Vec<String> {
    provenance
        .entries()
        .filter(|entry| entry.2 == reading)
        .map(|entry| entry.1.to_owned())
        .collect()
}

/// What was written to where: `attribute pointer`, with how or why not; sorted.
pub fn writings(provenance: &Provenance<WriteOutcome>) -> Vec<String> {
    let told = provenance.entries().map(|(subject, pointer, writing)| match writing {
        WriteOutcome::Written(None) => format!("{subject} {pointer}"),
        WriteOutcome::Written(Some(adaptation)) => {
            format!("{subject} {pointer} ({})", adaptation.as_str())
        }
        WriteOutcome::OutsideBody(_) => format!("{subject} in the path"),
        WriteOutcome::Unchanged => format!("{subject} unneeded"),
        WriteOutcome::Dropped(reason) => format!("{subject}: {}", DropReason::as_str(reason)),
        WriteOutcome::Missing => format!("{subject} missing"),
        _ => format!("restored {pointer}"),
    });
    sorted(told.collect())
}

/// The rows of a report that are not simply carried, as `attribute verdict: reason`, sorted.
pub fn not_carried(report: &Report) -> Vec<String> {
    let rows = report.rows().iter().filter(|row| row.verdict.as_str() != "carried");
    let told = rows.map(|row| {
        format!("{} {}: {}", row.subject, row.verdict.as_str(), row.reason.unwrap_or_default())
    });
    sorted(told.collect())
}
