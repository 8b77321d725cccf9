//! Updates into another dialect and back.

use crate::conformance::case::{Trial, neighbours, with_written};
use crate::conformance::generate;
use crate::conformance::normalized::Statement;
use crate::conformance::violation::{Finding, Held, ensure};
use crate::dialect::{Dialect, LossPolicy};
use crate::translation::{Row, Translation, Translator, UpdateOptions, Verdict};

/// An update in another dialect, and that in the first again.
pub(super) struct Journey {
    pub(super) other: Box<dyn Dialect>,
    pub(super) there: Translation,
    pub(super) back: Translation,
}

/// What becomes of an update that the dialect wrote in each other dialect and on the way back,
/// whatever is lost.
pub(super) fn journeys(trial: &Trial<'_>, body: &[u8]) -> Result<Vec<Journey>, Finding> {
    let (own, id) = (trial.id(), generate::id());
    let lossy = || UpdateOptions::default().with_loss_policy(LossPolicy::AllowAll);
    let (out, home) = (
        lossy().with_source_id(Some(&own)).with_target_id(Some(&id)),
        lossy().with_source_id(Some(&id)).with_target_id(Some(&own)),
    );
    let travel = |other: Box<dyn Dialect>| {
        let there = Translator::new(trial.dialect, &*other).translate_update(body, &out);
        let there =
            there.map_err(|rejected| Finding::new(format!("for {}: {rejected}", other.id())))?;
        let back = Translator::new(&*other, trial.dialect).translate_update(&there.body, &home);
        let back =
            back.map_err(|rejected| Finding::new(format!("from {}: {rejected}", other.id())))?;
        Ok(Journey { other, there, back })
    };
    neighbours().into_iter().map(travel).collect()
}

/// What both directions record as preserved is equal.
pub(super) fn are_preserved(trial: &Trial<'_>) -> Held {
    let update = trial.update();
    with_written(trial, &update, |encoded| {
        let read = trial.decode_own(&encoded.body)?.value;
        for Journey { other, there, back } in journeys(trial, &encoded.body)? {
            let returned = trial.decode_own(&back.body)?.value;
            let (was, is) = (Statement::of_update(&read), Statement::of_update(&returned));
            let carried = |row: &&Row| row.verdict == Verdict::Preserved;
            for row in there.report.rows().iter().filter(carried) {
                let is_carried_back =
                    back.report.of(row.subject.clone()).as_ref().is_some_and(carried);
                ensure(!is_carried_back || was.of(&row.subject) == is.of(&row.subject), || {
                    format!(
                        "{} is preserved to {} and back, and is not equal",
                        row.subject,
                        other.id()
                    )
                })
                .map_err(|finding| {
                    finding.showing_body("there", &there.body).showing_body("back", &back.body)
                })?;
            }
        }
        Ok(())
    })
}
