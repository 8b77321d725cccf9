//! The members of a failure, as data: those that are written, and those that are read besides the
//! usual shapes.

use std::fmt::Debug;

use super::failure_parser::{FailureParser, PLAIN_MEMBERS, PLAIN_TEXTS, property_path, record};
use super::failure_response::ReportedProblem;
use super::problem_groups::{alike, by_path, distinct};
use crate::codec::schema::{AdditionalMembers, MemberSchema, Schema};
use crate::codec::{Conversion, Object, ObjectWriter};
use crate::json::{Node, Number};
use crate::problem::{FailureKind, ReportedField};

/// The format of a dialect's failures.
pub trait FailureFormat: Debug + Send + Sync {
    /// The HTTP status of a failure of this kind.
    fn status(&self, kind: FailureKind) -> u16 {
        kind.status()
    }

    /// Decodes the body of a failure.
    fn read(&self, message: &Object<'_, '_>, parser: &mut FailureParser);

    /// The schema of what is written.
    fn schema(&self) -> Schema;

    /// Encodes the body of a failure; the body is empty if nothing is written.
    fn write<'u>(
        &'u self,
        kind: FailureKind,
        problems: &'u [ReportedProblem],
        out: &mut ObjectWriter<'_, 'u>,
    );
}

/// A failure as a list of members.
#[derive(Debug, Clone, Copy)]
pub struct FailureShape {
    members: &'static [FailureMember],
    statuses: &'static [(FailureKind, u16)],
    with_body: &'static [FailureKind],
}

/// A member of a failure.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum FailureMember {
    /// Always this text.
    Constant(&'static str, &'static str),
    /// The HTTP status, as a number.
    Status(&'static str),
    /// The stable code of the kind.
    Code(&'static str),
    /// The title of the kind, if another member represents the failure as a whole.
    Title(&'static str),
    /// The title of the kind, which represents the failure as a whole.
    Message(&'static str),
    /// The title of the kind, and the text of each problem that has no path.
    Summary(&'static str),
    /// The text of each problem, or the title of the kind.
    Description(&'static str),
    /// A list with an object for each problem.
    Problems(ProblemList),
    /// An object with a text for each path.
    ProblemsByPath(&'static str),
    /// A text for each path, as members of the failure itself.
    Paths,
    /// The `errors` of JSON:API 1.0, one object each.
    JsonApiErrors,
    /// Only read, never written: a body with all of the members `all`, and perhaps `others`,
    /// reports too many requests.
    RateLimit {
        /// The required members, the one that represents the body first.
        all: &'static [&'static str],
        /// The optional members.
        others: &'static [&'static str],
    },
}

/// The names in a list of problems.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::exhaustive_structs, reason = "a list has these names")]
pub struct ProblemList {
    /// The list.
    pub name: &'static str,
    /// Within a problem, the path: a JSON pointer, or names joined by dots if `is_property_path`.
    pub path: &'static str,
    /// Within a problem, the text.
    pub text: &'static str,
    /// Whether paths are written as `address.city`.
    pub is_property_path: bool,
}

/// The HTTP status of a rate limit for vendors that do not use 429.
const RATE_LIMITED: u16 = 420;

impl FailureShape {
    /// Failures with these members, in this order.
    #[must_use]
    pub const fn new(members: &'static [FailureMember]) -> Self {
        Self { members, statuses: &[], with_body: FailureKind::ALL }
    }

    /// With the vendor's own HTTP statuses.
    #[must_use]
    pub const fn with_statuses(mut self, statuses: &'static [(FailureKind, u16)]) -> Self {
        self.statuses = statuses;
        self
    }

    /// With a body for these kinds only.
    #[must_use]
    pub const fn with_body_for(mut self, kinds: &'static [FailureKind]) -> Self {
        self.with_body = kinds;
        self
    }
}

impl FailureFormat for FailureShape {
    fn status(&self, kind: FailureKind) -> u16 {
        self.statuses
            .iter()
            .find(|(of, _)| *of == kind)
            .map_or(kind.status(), |(_, status)| *status)
    }

    fn read(&self, message: &Object<'_, '_>, parser: &mut FailureParser) {
        for member in self.members {
            match member {
                FailureMember::JsonApiErrors if parser.json_api(message) => return,
                FailureMember::Problems(list) => {
                    parser.problem_list(message, list.name, list.path, list.text);
                }
                FailureMember::Title(name)
                | FailureMember::Message(name)
                | FailureMember::Summary(name)
                | FailureMember::Description(name)
                    if !PLAIN_TEXTS.contains(name) =>
                {
                    parser.text(message, name);
                }
                FailureMember::Status(name) => parser.status(&message.member(*name)),
                FailureMember::ProblemsByPath(name) if *name != "detail" => {
                    parser.property_map_at(message, name);
                }
                _ => {}
            }
        }
        parser.property_map_at(message, "detail");
        parser.message_members(message);
        self.read_rate_limit(message, parser);
        if self.members.iter().any(|member| matches!(member, FailureMember::Paths)) {
            self.read_paths(message, parser);
        }
    }

    fn schema(&self) -> Schema {
        let members = self.members.iter().flat_map(FailureMember::schemas);
        let additional = if self.members.iter().any(|one| matches!(one, FailureMember::Paths)) {
            AdditionalMembers::Of(Box::new(Schema::text()))
        } else {
            AdditionalMembers::Allowed
        };
        Schema::object(members, additional)
    }

    fn write<'u>(
        &'u self,
        kind: FailureKind,
        problems: &'u [ReportedProblem],
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        if self.with_body.contains(&kind) {
            self.members
                .iter()
                .for_each(|member| member.write(kind, problems, self.status(kind), out));
        }
    }
}

impl FailureShape {
    fn read_rate_limit(&self, message: &Object<'_, '_>, parser: &mut FailureParser) {
        for member in self.members {
            let FailureMember::RateLimit { all, others } = member else { continue };
            if all.iter().all(|name| !message.member(*name).is_absent()) {
                message.ignore(all);
                message.ignore(others);
                let pointer = all
                    .first()
                    .map_or_else(|| message.pointer(), |name| message.member(*name).pointer());
                parser.status_is(RATE_LIMITED, pointer);
            }
        }
    }

    /// Reads each member as a path, except the other members of a shape whose texts were found.
    fn read_paths(&self, message: &Object<'_, '_>, parser: &mut FailureParser) {
        let mut known = Vec::new();
        for member in self.members {
            let FailureMember::RateLimit { all, others } = member else { continue };
            known.extend_from_slice(all);
            known.extend_from_slice(others);
        }
        if parser.has_text() {
            known.extend_from_slice(PLAIN_MEMBERS);
        }
        if parser.has_status() {
            known.push("status");
        }
        parser.property_map(message, &known);
    }
}

impl FailureMember {
    fn schemas(&self) -> Vec<MemberSchema> {
        let text = |name: &&'static str| vec![MemberSchema::required(*name, Schema::text())];
        match self {
            Self::Constant(name, value) => {
                vec![MemberSchema::required(*name, Schema::text_constant(*value))]
            }
            Self::Status(name) => {
                let status = Schema::whole_number().with_minimum(400).with_maximum(599);
                vec![MemberSchema::required(*name, status)]
            }
            Self::Code(name) => {
                let codes = FailureKind::ALL.iter().map(|kind| kind.code());
                vec![MemberSchema::required(*name, Schema::text_enum(codes))]
            }
            Self::Title(name)
            | Self::Message(name)
            | Self::Summary(name)
            | Self::Description(name) => text(name),
            Self::Problems(list) => vec![list.schema()],
            Self::ProblemsByPath(name) => {
                let problems = Schema::object([], AdditionalMembers::Of(Box::new(Schema::text())));
                vec![MemberSchema::optional(*name, problems)]
            }
            Self::Paths | Self::RateLimit { .. } => Vec::new(),
            Self::JsonApiErrors => json_api_schema(),
        }
    }

    fn write<'u>(
        &'u self,
        kind: FailureKind,
        problems: &'u [ReportedProblem],
        status: u16,
        out: &mut ObjectWriter<'_, 'u>,
    ) {
        let rephrased = |text: String| Ok((Node::text(text), Some(Conversion::Rephrased)));
        match self {
            Self::Constant(name, value) => out.literal_text(*name, *value),
            Self::Status(name) => {
                out.attribute(
                    *name,
                    ReportedField::Kind,
                    Ok((Node::Number(Number::Unsigned(status.into())), None)),
                );
            }
            Self::Code(name) => out.literal_text(*name, kind.code()),
            Self::Title(name) => out.literal_text(*name, kind.title()),
            Self::Message(name) => {
                out.attribute(*name, ReportedField::Message, rephrased(kind.title().to_owned()));
            }
            Self::Summary(name) => write_summary(name, kind, problems, out),
            Self::Description(name) => {
                let text = distinct(problems.iter().map(|problem| problem.detail.as_ref()));
                let text = if text.is_empty() { kind.title().to_owned() } else { text };
                out.attribute(*name, ReportedField::Message, rephrased(text));
            }
            Self::Problems(list) => list.write(problems, out),
            Self::ProblemsByPath(name) => out.object(*name, |out| write_paths(problems, out)),
            Self::Paths => write_paths(problems, out),
            Self::JsonApiErrors => write_json_api(kind, status, problems, out),
            Self::RateLimit { .. } => {}
        }
    }
}

fn write_summary<'u>(
    name: &'static str,
    kind: FailureKind,
    problems: &'u [ReportedProblem],
    out: &mut ObjectWriter<'_, 'u>,
) {
    let mut text = kind.title().to_owned();
    let has_path = |problem: &&ReportedProblem| {
        problem.pointer.as_ref().is_some_and(|pointer| !pointer.is_empty())
    };
    let without_path: Vec<&ReportedProblem> =
        problems.iter().filter(|problem| !has_path(problem)).collect();
    let details = distinct(without_path.iter().map(|problem| problem.detail.as_ref()));
    if !details.is_empty() {
        text.push_str("; ");
        text.push_str(&details);
    }
    out.attribute(
        name,
        ReportedField::Message,
        Ok((Node::text(text), Some(Conversion::Rephrased))),
    );
    for subject in without_path.into_iter().filter_map(|problem| problem.subject.clone()) {
        out.record_also(name, subject, Some(Conversion::NoPath));
    }
}

fn write_paths<'u>(problems: &'u [ReportedProblem], out: &mut ObjectWriter<'_, 'u>) {
    for (pointer, subjects, text) in by_path(problems) {
        out.entry(property_path(&pointer), subjects, Node::text(text), Some(Conversion::Rephrased));
    }
}

impl ProblemList {
    fn schema(&self) -> MemberSchema {
        let problem = [
            MemberSchema::optional(self.path, Schema::text()),
            MemberSchema::required("code", Schema::text()),
            MemberSchema::required(self.text, Schema::text()),
        ];
        let problem = Schema::object(problem, AdditionalMembers::Allowed);
        MemberSchema::optional(self.name, Schema::array(problem))
    }

    fn write<'u>(&'u self, problems: &'u [ReportedProblem], out: &mut ObjectWriter<'_, 'u>) {
        let groups = alike(problems, |problem| problem.pointer.as_deref());
        let listed = (!groups.is_empty()).then_some(groups);
        out.objects(
            self.name,
            listed,
            |_| None,
            |group, out| {
                let Some(problem) = group.first() else { return };
                if self.is_property_path {
                    let path = problem.pointer.as_deref().map(property_path);
                    if let Some(path) = path {
                        out.literal(self.path, Node::text(path));
                    }
                } else {
                    out.text(self.path, problem.pointer.as_ref());
                }
                out.literal_text("code", problem.code.as_str());
                out.literal_text(self.text, problem.detail.as_ref());
                for problem in &group {
                    record(problem, out);
                }
            },
        );
    }
}

fn write_json_api<'u>(
    kind: FailureKind,
    status: u16,
    problems: &'u [ReportedProblem],
    out: &mut ObjectWriter<'_, 'u>,
) {
    // JSON:API requires a pointer to a value in the request: for a missing member, to its parent.
    let path =
        |problem: &'u ReportedProblem| problem.existing.as_ref().or(problem.pointer.as_ref());
    let mut errors = alike(problems, |problem| path(problem).map(String::as_str));
    if errors.is_empty() {
        errors.push(Vec::new());
    }
    out.objects(
        "errors",
        Some(errors),
        |_| None,
        |group, error| {
            let problem = group.first();
            error.attribute(
                "status",
                ReportedField::Kind,
                Ok((Node::text(status.to_string()), None)),
            );
            error
                .literal_text("code", problem.map_or(kind.code(), |problem| problem.code.as_str()));
            error.attribute(
                "title",
                ReportedField::Message,
                Ok((Node::text(kind.title()), Some(Conversion::Rephrased))),
            );
            let Some(problem) = problem else { return };
            error.literal_text("detail", problem.detail.as_ref());
            for problem in &group {
                record(problem, error);
            }
            error.object("source", |source| source.text("pointer", path(problem)));
        },
    );
    out.object_or_empty("jsonapi", |out| out.literal_text("version", "1.0"));
}

fn json_api_schema() -> Vec<MemberSchema> {
    let open = |members: Vec<MemberSchema>| Schema::object(members, AdditionalMembers::Allowed);
    let text = || Schema::text();
    let source = open(vec![MemberSchema::optional("pointer", text())]);
    let error = open(vec![
        MemberSchema::required("status", text().with_pattern("^[45][0-9][0-9]$")),
        MemberSchema::required("code", text()),
        MemberSchema::required("title", text()),
        MemberSchema::optional("detail", text()),
        MemberSchema::optional("source", source),
    ]);
    let version = open(vec![MemberSchema::required("version", Schema::text_constant("1.0"))]);
    vec![
        MemberSchema::required("errors", Schema::array(error)),
        MemberSchema::required("jsonapi", version),
    ]
}
