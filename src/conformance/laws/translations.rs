//! Updates into another dialect and back.

use crate::conformance::breach::{Finding, Held, ensure};
use crate::conformance::generate;
use crate::conformance::statement::Statement;
use crate::conformance::trial::{Trial, neighbours, with_written};
use crate::dialect::LossPolicy;
use crate::translation::{Translator, UpdateOptions, Verdict};

/// What both ways call carried is said again as it was.
pub(super) fn come_back(trial: &Trial<'_>) -> Held {
    let update = trial.update();
    let id = generate::id();
    let options = UpdateOptions::default().source_id(Some(&id)).target_id(Some(&id)).loss(LossPolicy::AllowAll);
    with_written(trial, &update, |encoded| {
        let read = trial.decode_own(&encoded.body)?.value;
        for other in neighbours() {
            let there = Translator::new(trial.dialect, &*other).update(&encoded.body, &options);
            let there = there.map_err(|refused| Finding::new(format!("for {}: {refused}", other.id())))?;
            let back = Translator::new(&*other, trial.dialect).update(&there.body, &options);
            let back = back.map_err(|refused| Finding::new(format!("from {}: {refused}", other.id())))?;
            let returned = trial.decode_own(&back.body)?.value;
            let (was, is) = (Statement::of_update(&read), Statement::of_update(&returned));
            let carried = |row: &&crate::translation::Row| row.verdict == Verdict::Carried;
            for row in there.report.rows().iter().filter(carried) {
                let is_carried_back = back.report.of(row.subject.clone()).as_ref().is_some_and(carried);
                ensure(!is_carried_back || was.of(&row.subject) == is.of(&row.subject), || {
                    format!("{} is carried to {} and back, and is another then", row.subject, other.id())
                })
                .map_err(|finding| finding.showing_body("there", &there.body).showing_body("back", &back.body))?;
            }
        }
        Ok(())
    })
}
