//! Encodes a failure: each problem at the path that the caller's message has for its attribute.

use super::attribute_paths::AttributePaths;
use super::ext::EncodedFailure;
use super::failure_response::{FailureResponse, ReportedProblem};
use super::provenance_completion::mark_unrecorded_fields_unsupported;
use super::traits::Dialect;
use crate::codec::{self, WriteOutcome};
use crate::problem::{Failure, FailureProblem, ReportedField};

pub(super) fn encode<D: Dialect + ?Sized>(dialect: &D, failure: &Failure) -> EncodedFailure {
    let paths = if failure.problems.is_empty() {
        AttributePaths::default()
    } else {
        AttributePaths::of(dialect)
    };
    let problems: Vec<ReportedProblem> = failure
        .problems
        .iter()
        .flat_map(|problem| reported_problems(dialect.id().as_str(), &paths, problem))
        .collect();
    let format = dialect.failure();
    let status = format.status(failure.kind);
    let mut written = codec::write(dialect.id().as_str(), None, |out| {
        format.write(failure.kind, &problems, out);
    });
    let field_of =
        |problem: &ReportedProblem| problem.subject.clone().unwrap_or(ReportedField::Message);
    mark_unrecorded_fields_unsupported(&mut written.provenance, problems.iter().map(field_of));
    if !written.provenance.contains(&ReportedField::Kind) {
        written.provenance.add(ReportedField::Kind, WriteOutcome::OutsideBody(None));
    }
    let is_empty = written.node.members().is_none_or(<[_]>::is_empty);
    let message = FailureResponse {
        status: Some(status),
        retry_after: failure.retry_after,
        rate_limit: failure.rate_limit,
        trace_id: failure.trace_id.clone(),
        body: if is_empty { Vec::new() } else { written.node.to_json().into_bytes() },
    };
    EncodedFailure { message, provenance: written.provenance }
}

/// The problems to report for `problem`: one for each path that the caller's message has for it.
fn reported_problems(
    dialect: &str,
    paths: &AttributePaths,
    problem: &FailureProblem,
) -> Vec<ReportedProblem> {
    let problem_at = |pointer: Option<String>, existing: Option<String>| ReportedProblem {
        subject: problem.subject.clone(),
        pointer,
        existing,
        code: problem.code.clone(),
        detail: problem.detail.clone(),
    };
    let location = problem.place.as_ref().filter(|location| location.dialect == dialect);
    if let Some(location) = location {
        return vec![problem_at(Some(location.pointer.clone()), location.existing.clone())];
    }
    let pointers =
        problem.subject.as_ref().map(|subject| paths.of_field(subject)).unwrap_or_default();
    if pointers.is_empty() {
        return vec![problem_at(None, None)];
    }
    pointers.into_iter().map(|pointer| problem_at(Some(pointer), None)).collect()
}
