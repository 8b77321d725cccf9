//! Maps the failure of an upstream back to the caller's message.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::report::Report;
use super::row::Row;
use crate::dialect::DialectId;
use crate::model::Code;
use crate::problem::{Failure, FailureProblem, ProblemLocation};

impl Report {
    /// Maps a failure of the service that received this update to the caller's message, whose
    /// dialect is `dialect`: one problem for each source path, and no pointer if the source has no
    /// corresponding path.
    #[must_use]
    pub fn map_failure(&self, failure: &Failure, dialect: &DialectId) -> Failure {
        let targets = Targets::of(self);
        let mut seen = Seen::default();
        let mut mapped = Failure { problems: Vec::new(), ..failure.clone() };
        for problem in &failure.problems {
            let problems = map_problem(problem, &targets, dialect, &mut seen);
            if seen.is_new_text(problem) && problems.is_empty() {
                mapped.vendor_texts.extend(problem.vendor_text.clone());
            }
            mapped.problems.extend(problems);
        }
        mapped
    }
}

/// The problems of the source that correspond to `problem`, without duplicates.
fn map_problem<'r>(
    problem: &'r FailureProblem,
    targets: &Targets<'r>,
    dialect: &DialectId,
    seen: &mut Seen<'r>,
) -> Vec<FailureProblem> {
    if !seen.is_new_in_target(problem) {
        return Vec::new();
    }
    let sources = target_path(problem).map_or_else(Vec::new, |path| targets.sources(path));
    if sources.is_empty() {
        let is_new = seen.is_new_in_source(None, problem);
        let unplaced = FailureProblem { subject: None, place: None, ..problem.clone() };
        return is_new.then_some(unplaced).into_iter().collect();
    }
    sources
        .into_iter()
        .filter(|(_, path)| seen.is_new_in_source(Some(path), problem))
        .map(|(row, path)| FailureProblem {
            subject: problem.subject.clone().or_else(|| Some(row.subject.clone())),
            place: Some(ProblemLocation::new(dialect.as_str().to_owned(), path.to_owned())),
            ..problem.clone()
        })
        .collect()
}

fn target_path(problem: &FailureProblem) -> Option<&str> {
    problem.place.as_ref().map(|place| place.pointer.as_str())
}

/// The parts that distinguish two problems: path, code and detail.
type ProblemKey<'r> = (Option<&'r str>, &'r Code, &'r Cow<'static, str>);

/// What occurred earlier in the failure. Problems at one path that differ only in the attribute, or
/// in a reason that is not forwarded, are one problem to the caller.
#[derive(Default)]
struct Seen<'r> {
    in_target: HashSet<ProblemKey<'r>>,
    in_source: HashSet<ProblemKey<'r>>,
    /// Vendor texts, each with its target path.
    texts: HashSet<(Option<&'r str>, &'r str)>,
}

impl<'r> Seen<'r> {
    fn is_new_in_target(&mut self, problem: &'r FailureProblem) -> bool {
        self.in_target.insert((target_path(problem), &problem.code, &problem.detail))
    }

    fn is_new_in_source(&mut self, path: Option<&'r str>, problem: &'r FailureProblem) -> bool {
        self.in_source.insert((path, &problem.code, &problem.detail))
    }

    /// Whether the problem has a vendor text that did not occur at the same path.
    fn is_new_text(&mut self, problem: &'r FailureProblem) -> bool {
        problem
            .vendor_text
            .as_ref()
            .is_some_and(|text| self.texts.insert((target_path(problem), text.expose())))
    }
}

/// The rows of a report by target path.
struct Targets<'r> {
    rows: BTreeMap<&'r str, Vec<&'r Row>>,
    /// The number of rows with a target path.
    count: usize,
}

impl<'r> Targets<'r> {
    fn of(report: &'r Report) -> Self {
        let mut rows: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in report.rows() {
            for target in &row.targets {
                rows.entry(target.as_str()).or_default().push(row);
            }
        }
        Self { rows, count: report.rows().iter().filter(|row| !row.targets.is_empty()).count() }
    }

    /// The source paths that correspond to the target path `path`, each once.
    fn sources(&self, path: &str) -> Vec<(&'r Row, &'r str)> {
        let mut seen = HashSet::new();
        let sources = self
            .rows_at(path)
            .into_iter()
            .flat_map(|row| row.sources.iter().map(move |source| (row, source.as_str())));
        sources.filter(|(_, source)| seen.insert(*source)).collect()
    }

    /// The rows at the target path `path` or above it; otherwise those below it. A path above all
    /// rows of the report points at none of them in particular.
    fn rows_at(&self, path: &str) -> Vec<&'r Row> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let above = ends.filter_map(|end| self.rows.get(path.get(..end)?));
        let above: Vec<&Row> = above.flatten().copied().collect();
        if !above.is_empty() {
            return above;
        }
        let prefix = format!("{path}/");
        let below = self
            .rows
            .range(prefix.as_str()..)
            .take_while(|(target, _)| target.starts_with(&prefix));
        let mut seen = HashSet::new();
        let below: Vec<&Row> = below
            .flat_map(|(_, rows)| rows)
            .copied()
            .filter(|row| seen.insert(std::ptr::from_ref::<Row>(row)))
            .collect();
        if below.len() == self.count && self.count > 1 { Vec::new() } else { below }
    }
}
