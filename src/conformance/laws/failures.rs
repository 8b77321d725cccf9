//! failures, written and read again by the same dialect.

use std::collections::BTreeSet;

use crate::codec::{Conversion, Provenance, ReadOutcome, WriteOutcome};
use crate::conformance::case::{Trial, tree};
use crate::conformance::generate;
use crate::conformance::normalized::follows_from;
use crate::conformance::violation::{Held, ensure};
use crate::dialect::{DialectExt as _, EncodedFailure, FailureResponse};
use crate::json::{Node, Pointer};
use crate::model::{Attribute, Code};
use crate::problem::{Failure, FailureKind, FailureProblem, ProblemLocation, ReportedField};

/// What HTTP has beside the body, each attribute that has a place, and each place that is no
/// attribute's.
pub(super) fn are_preserved(trial: &Trial<'_>) -> Held {
    let mut failure = generate::failure(trial.bytes);
    // Now and then, everything at once.
    if trial.source().below(8) == 7 {
        let problem = |attribute: &Attribute| FailureProblem {
            subject: Some((*attribute).into()),
            ..FailureProblem::new(Code::NOT_ALLOWED, "this is not allowed".into())
        };
        failure.problems = Attribute::ALL.iter().map(problem).collect();
    }
    let encoded = trial.dialect.encode_failure(&failure);
    attributes_are_preserved(trial, &failure, &encoded)
        .map_err(|finding| finding.showing_body("rejected with", &encoded.message.body))?;
    places_are_preserved(trial)
}

fn attributes_are_preserved(
    trial: &Trial<'_>,
    failure: &Failure,
    encoded: &EncodedFailure,
) -> Held {
    let decoded = trial.dialect.decode_failure(&encoded.message);
    each_pointer_exists(encoded, &decoded.provenance)?;
    let read = decoded.value;
    ensure(read.kind == failure.kind, || format!("{:?} is read as {:?}", failure.kind, read.kind))?;
    ensure(read.retry_after == failure.retry_after, || "how long to wait is lost".to_owned())?;
    ensure(read.trace_id == failure.trace_id, || "the trace id is lost".to_owned())?;
    let by_itself =
        trial.dialect.decode_failure(&FailureResponse { status: None, ..encoded.message.clone() });
    let kind = by_itself.value.kind;
    ensure(!by_itself.provenance.contains(&ReportedField::Kind) || kind == failure.kind, || {
        format!("HTTP has {:?}, and the body {kind:?}", failure.kind)
    })?;
    let named: Vec<ReportedField> =
        read.problems.iter().filter_map(|problem| problem.subject.clone()).collect();
    for (subject, pointer, writing) in encoded.provenance.entries() {
        let is_placed =
            matches!(writing, WriteOutcome::Written(how) if how != Some(Conversion::NoPath));
        let follows = |attribute| named.contains(subject) || follows_from(attribute, &named);
        let is_named = subject.attribute().is_none_or(follows);
        ensure(!is_placed || is_named, || {
            format!(
                "a problem with {subject} is recorded at {pointer:?}, and no place is read there"
            )
        })?;
    }
    let again = trial.dialect.decode_failure(&trial.dialect.encode_failure(&read).message).value;
    ensure(places(&again) == places(&read), || {
        format!("the places {:?} are {:?} the second time", places(&read), places(&again))
    })
}

/// What is recorded as written or read at a path of the body is there.
fn each_pointer_exists(encoded: &EncodedFailure, read: &Provenance<ReadOutcome>) -> Held {
    let body = encoded.message.body.as_slice();
    let node = if body.is_empty() { Node::Null } else { tree(body)? };
    let is_written =
        |(_, pointer, writing)| matches!(writing, WriteOutcome::Written(_)).then_some(pointer);
    let written = encoded.provenance.entries().filter_map(is_written);
    for pointer in written.chain(read.entries().map(|(_, pointer, _)| pointer)) {
        ensure(node.at(pointer).is_some(), || {
            format!("something is recorded at {pointer:?}, where nothing is")
        })?;
    }
    Ok(())
}

/// A place in the dialect's own spelling comes back, if the dialect has paths at all.
fn places_are_preserved(trial: &Trial<'_>) -> Held {
    const SEGMENTS: &[&str] = &["nowhere", "at.all", "a/b", "1", "role", "~", "é"];
    let mut source = trial.source();
    let place = |segments: Vec<&str>| {
        segments.into_iter().fold(Pointer::ROOT.child("plain"), Pointer::child)
    };
    let wanted: BTreeSet<String> = (0..source.below(4))
        .map(|_| place(source.list(|source| source.pick(SEGMENTS))).to_string())
        .collect();
    let mut failure = Failure::new(FailureKind::Invalid);
    failure.problems = wanted
        .iter()
        .map(|pointer| {
            let mut problem = FailureProblem::new(Code::UNKNOWN_MEMBER, "nobody knows this".into());
            problem.place =
                Some(ProblemLocation::new(trial.dialect.id().to_string(), pointer.clone()));
            problem
        })
        .collect();
    let encoded = trial.dialect.encode_failure(&failure);
    let read = trial.dialect.decode_failure(&encoded.message).value;
    let found: BTreeSet<String> = places(&read).into_iter().map(|place| place.pointer).collect();
    ensure(found.is_empty() || found == wanted, || {
        format!("the places {wanted:?} are read as {found:?}")
    })
    .map_err(|finding| finding.showing_body("rejected with", &encoded.message.body))
}

fn places(failure: &Failure) -> Vec<ProblemLocation> {
    failure.problems.iter().filter_map(|problem| problem.place.clone()).collect()
}
