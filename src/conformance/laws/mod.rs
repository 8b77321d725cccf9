//! Each law as a check of one case.

mod changed_lists;
mod changed_members;
mod described;
mod determinism;
mod failures;
mod hostile;
mod originals;
mod reports;
mod responses;
mod secrets;
mod translations;
mod unrepresentable;
mod updates;
mod written_back;

use super::case::Trial;
use super::law::Law;
use super::leaves::is_within;
use super::normalized::{Statement, follows_from};
use super::violation::{Held, ensure};
use crate::codec::WriteOutcome;
use crate::problem::ReportedField;

/// Holds one case to `law`.
pub(super) fn hold(law: Law, trial: &Trial<'_>) -> Held {
    match law {
        Law::UpdateRoundTrip => updates::reads_back(trial),
        Law::NoSilentLoss => updates::drops_aloud(trial),
        Law::UnmentionedUnchanged => updates::keeps_the_rest(trial),
        Law::TriState => updates::keep_clear_set(trial),
        Law::UserRoundTrip => responses::are_preserved(trial),
        Law::ReportComplete => reports::are_complete(trial),
        Law::RejectsMalformed => hostile::is_rejected(trial),
        Law::NoSecretLeak => secrets::never_leak(trial),
        Law::Deterministic => determinism::holds(trial),
        Law::PairRoundTrip => translations::are_preserved(trial),
        Law::FailureRoundTrip => failures::are_preserved(trial),
        Law::WrittenBack => written_back::changes_nothing(trial),
        Law::UnrepresentableKept => unrepresentable::is_kept(trial),
        Law::Described => described::describes(trial),
    }
}

/// What is recorded as written is read, and what is recorded as dropped is not, unless it follows
/// from something else of what was `read`.
fn is_read_as_written(
    written: (&ReportedField, &str, WriteOutcome),
    found: &Statement<'_>,
    read: &[ReportedField],
) -> Held {
    let (subject, pointer, writing) = written;
    let is_read = found.of(subject).is_some();
    let others: Vec<ReportedField> =
        read.iter().filter(|other| *other != subject).cloned().collect();
    let may_follow = subject.attribute().is_some_and(|attribute| follows_from(attribute, &others));
    match writing {
        WriteOutcome::Written(_) => ensure(is_read || may_follow, || {
            format!(
                "{subject} is recorded as written at {pointer:?}, and nothing of it is read there"
            )
        }),
        WriteOutcome::Dropped(reason) => ensure(!is_read || may_follow, || {
            format!("{subject} is recorded as dropped ({}), and is read back", reason.as_str())
        }),
        _ => Ok(()),
    }
}
