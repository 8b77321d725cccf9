//! Groups the problems of a failure that are written as one.

use std::collections::{HashMap, HashSet};

use super::failure_response::ReportedProblem;
use crate::problem::ReportedField;

/// Groups the problems that would be written alike: with the path that `path` returns, the code and
/// the text.
pub(super) fn alike<'p>(
    problems: &'p [ReportedProblem],
    path: impl Fn(&'p ReportedProblem) -> Option<&'p str>,
) -> Vec<Vec<&'p ReportedProblem>> {
    let mut groups: Vec<Vec<&ReportedProblem>> = Vec::new();
    let mut positions = HashMap::new();
    for problem in problems {
        let key = (path(problem), &problem.code, &problem.detail);
        let position = *positions.entry(key).or_insert(groups.len());
        match groups.get_mut(position) {
            Some(group) => group.push(problem),
            None => groups.push(vec![problem]),
        }
    }
    groups
}

/// Groups the problems by path, for shapes with one text for each path. Problems without a path are
/// omitted.
#[must_use]
pub(super) fn by_path(problems: &[ReportedProblem]) -> Vec<(String, Vec<ReportedField>, String)> {
    let mut places: Vec<(String, Vec<ReportedField>, Vec<&str>)> = Vec::new();
    let mut positions: HashMap<&str, usize> = HashMap::new();
    for problem in problems {
        let Some(pointer) = problem.pointer.as_ref().filter(|pointer| !pointer.is_empty()) else {
            continue;
        };
        let subject = problem.subject.clone().unwrap_or(ReportedField::Message);
        let position = *positions.entry(pointer).or_insert(places.len());
        if let Some((_, subjects, details)) = places.get_mut(position) {
            subjects.push(subject);
            details.push(&problem.detail);
        } else {
            places.push((pointer.clone(), vec![subject], vec![&problem.detail]));
        }
    }
    let texts = places.into_iter();
    texts.map(|(pointer, subjects, details)| (pointer, subjects, distinct(details))).collect()
}

/// Joins texts, each once.
pub(super) fn distinct<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut seen = HashSet::new();
    let distinct: Vec<&str> = texts.into_iter().filter(|text| seen.insert(*text)).collect();
    distinct.join("; ")
}
