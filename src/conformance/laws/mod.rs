//! Each law as a check of one case.

mod accounts;
mod answers;
mod determinism;
mod failures;
mod hostile;
mod secrets;
mod translations;
mod updates;

use super::breach::Held;
use super::law::Law;
use super::trial::Trial;

/// Holds one case to `law`.
pub(super) fn hold(law: Law, trial: &Trial<'_>) -> Held {
    match law {
        Law::ReadsBack => updates::reads_back(trial),
        Law::DropsAloud => updates::drops_aloud(trial),
        Law::KeepsTheRest => updates::keeps_the_rest(trial),
        Law::KeepClearSet => updates::keep_clear_set(trial),
        Law::AnswersComeBack => answers::come_back(trial),
        Law::Accounts => accounts::lead_somewhere(trial),
        Law::Refuses => hostile::is_refused(trial),
        Law::KeepsSecrets => secrets::are_kept(trial),
        Law::IsDeterministic => determinism::holds(trial),
        Law::ThereAndBack => translations::come_back(trial),
        Law::FailuresComeBack => failures::come_back(trial),
    }
}

/// Whether the pointer `one` leads to what `other` leads to, or into it.
fn is_within(one: &str, other: &str) -> bool {
    one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
