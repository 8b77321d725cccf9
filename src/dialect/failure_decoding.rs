//! Decodes a failure in three steps: the body into its members, the paths in it into attributes,
//! and both into a failure.

use super::attribute_paths::AttributePaths;
use super::ext::Decoded;
use super::failure_parser::FailureParser;
use super::failure_response::{FailureResponse, ParsedFailure};
use super::traits::Dialect;
use crate::codec::{Provenance, ReadOutcome, Reader, Strictness};
use crate::json::{Document, Pointer};
use crate::problem::{Failure, FailureKind, FailureProblem, ReportedField, VendorText};

pub(super) fn decode<D: Dialect + ?Sized>(
    dialect: &D,
    message: &FailureResponse,
) -> Decoded<Failure> {
    let (parsed, mut provenance) = parse(dialect, &message.body);
    let read = |provenance: &mut Provenance<ReadOutcome>, field, pointer: &Pointer| {
        provenance.add_at(field, pointer.as_str(), ReadOutcome::Read(None));
    };
    let status = message.status.or(parsed.status.as_ref().map(|(status, _)| *status));
    let mut value = Failure::new(status.map_or(FailureKind::Invalid, FailureKind::from_status));
    value.retry_after = message.retry_after;
    value.rate_limit = message.rate_limit;
    value.trace_id.clone_from(&message.trace_id);
    if let Some((_, pointer)) = &parsed.status {
        read(&mut provenance, ReportedField::Kind, pointer);
    }
    for (problem, pointer) in with_attributes(dialect, parsed.problems) {
        let field = problem.subject.clone().unwrap_or(ReportedField::Message);
        read(&mut provenance, field, &pointer);
        value.problems.push(problem);
    }
    for (text, pointer) in parsed.texts {
        read(&mut provenance, ReportedField::Message, &pointer);
        value.vendor_texts.push(text);
    }
    Decoded { value, provenance }
}

/// The members of the body; a body that is not a JSON object is one text.
fn parse<D: Dialect + ?Sized>(
    dialect: &D,
    body: &[u8],
) -> (ParsedFailure, Provenance<ReadOutcome>) {
    match Document::parse(body, &dialect.settings().limits) {
        Ok(document) if document.value().members().is_some() => {
            let name = dialect.id();
            let reader = Reader::new(name.as_str(), &document, Strictness::Lenient);
            let mut parser = FailureParser::new(&name);
            dialect.failure().read(&reader.object(), &mut parser);
            (parser.finish(), reader.finish().unwrap_or_default())
        }
        _ => {
            let mut parsed = ParsedFailure::default();
            let text = String::from_utf8_lossy(body);
            if !text.trim().is_empty() {
                parsed.texts.push((VendorText::new(text.into_owned()), Pointer::ROOT));
            }
            (parsed, Provenance::default())
        }
    }
}

/// The problems with the attributes at their paths: one for each attribute of a path that holds
/// several.
fn with_attributes<D: Dialect + ?Sized>(
    dialect: &D,
    problems: Vec<(FailureProblem, Pointer)>,
) -> Vec<(FailureProblem, Pointer)> {
    if problems.is_empty() {
        return problems;
    }
    let paths = AttributePaths::of(dialect);
    let fields_of = |problem: &FailureProblem| {
        problem
            .place
            .as_ref()
            .map(|location| paths.fields_at(&location.pointer))
            .unwrap_or_default()
    };
    problems
        .into_iter()
        .flat_map(|(problem, pointer)| match fields_of(&problem) {
            fields if fields.is_empty() => vec![(problem, pointer)],
            fields => fields
                .into_iter()
                .map(|field| {
                    let problem = FailureProblem { subject: Some(field), ..problem.clone() };
                    (problem, pointer.clone())
                })
                .collect(),
        })
        .collect()
}
