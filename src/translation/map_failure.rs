//! A service's refusal of an update, with its places turned into those of whoever asked for it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::report::Report;
use super::row::Row;
use crate::dialect::DialectId;
use crate::model::Code;
use crate::problem::{Failure, FailureProblem, ProblemLocation};

impl Report {
    /// A failure of the service that got this update, with its pointers turned into those of whoever asked for it: one
    /// problem for each place the caller said it, and no pointer where the caller said no such thing.
    #[must_use]
    pub fn map_failure(&self, failure: &Failure, front: &DialectId) -> Failure {
        let targets = Targets::of(self);
        let mut retold = Failure { problems: Vec::new(), ..failure.clone() };
        // What is refused in one place, of several attributes or for several reasons that are not told, is one problem.
        let mut asked: HashSet<Said<'_>> = HashSet::new();
        let mut told: HashSet<Said<'_>> = HashSet::new();
        let mut heard: HashSet<(Option<&str>, &str)> = HashSet::new();
        for refusal in &failure.problems {
            let target = refusal.place.as_ref().map(|place| place.pointer.as_str());
            let is_again = !asked.insert((target, &refusal.code, &refusal.detail));
            let sources = if is_again {
                Vec::new()
            } else {
                target.map_or_else(Vec::new, |at| targets.sources(at))
            };
            let at_places = sources.into_iter().map(|(row, source)| (Some(source), Some(row)));
            let anywhere = if is_again || at_places.len() > 0 { None } else { Some((None, None)) };
            let mut is_kept = false;
            for (source, row) in at_places.chain(anywhere) {
                if told.insert((source, &refusal.code, &refusal.detail)) {
                    is_kept = true;
                    let place = source.map(|source| {
                        ProblemLocation::new(front.as_str().to_owned(), source.to_owned())
                    });
                    let subject = row.and_then(|row| {
                        refusal.subject.clone().or_else(|| Some(row.subject.clone()))
                    });
                    retold.problems.push(FailureProblem { subject, place, ..refusal.clone() });
                }
            }
            let is_heard = refusal
                .vendor_text
                .as_ref()
                .is_none_or(|text| !heard.insert((target, text.expose())));
            if !is_kept && !is_heard {
                retold.vendor_texts.extend(refusal.vendor_text.clone());
            }
        }
        retold
    }
}

/// What tells two problems apart to a caller.
type Said<'r> = (Option<&'r str>, &'r Code, &'r Cow<'static, str>);

/// The rows of a report by where the target says them.
struct Targets<'r> {
    rows: BTreeMap<&'r str, Vec<&'r Row>>,
    /// How many rows the target says at all.
    said: usize,
}

impl<'r> Targets<'r> {
    fn of(report: &'r Report) -> Self {
        let mut rows: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in report.rows() {
            for target in &row.targets {
                rows.entry(target.as_str()).or_default().push(row);
            }
        }
        Self { rows, said: report.rows().iter().filter(|row| !row.targets.is_empty()).count() }
    }

    /// Where the source says what the target has at `place`, each once.
    fn sources(&self, place: &str) -> Vec<(&'r Row, &'r str)> {
        let mut seen = HashSet::new();
        let sources = self
            .about(place)
            .into_iter()
            .flat_map(|row| row.sources.iter().map(move |at| (row, at.as_str())));
        sources.filter(|(_, at)| seen.insert(*at)).collect()
    }

    /// The rows that say what is at `place`, or what that is a part of; else those that say its parts. What is true of all
    /// that was said is about none of it.
    fn about(&self, place: &str) -> Vec<&'r Row> {
        let ends = place.match_indices('/').map(|(at, _)| at).chain([place.len()]);
        let around = ends.filter_map(|end| self.rows.get(place.get(..end)?));
        let around: Vec<&Row> = around.flatten().copied().collect();
        if !around.is_empty() {
            return around;
        }
        let below = format!("{place}/");
        let within =
            self.rows.range(below.as_str()..).take_while(|(target, _)| target.starts_with(&below));
        let mut seen = HashSet::new();
        let within: Vec<&Row> = within
            .flat_map(|(_, rows)| rows)
            .copied()
            .filter(|row| seen.insert(std::ptr::from_ref::<Row>(row)))
            .collect();
        if within.len() == self.said && self.said > 1 { Vec::new() } else { within }
    }
}
