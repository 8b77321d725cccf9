//! The result, as text or as one JSON object.

use std::fmt::Write as _;
use std::io::Write as _;

use idiolect::Report;
use idiolect::codec;
use idiolect::json::{self, Limits, Node, Number, Pointer};
use idiolect::problem::Problem;

/// The result, translated or rejected.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) status: Option<u16>,
    pub(crate) report: Report,
    pub(crate) problems: Vec<Problem>,
    /// The HTTP call of an update.
    pub(crate) call: Option<String>,
}

impl Outcome {
    /// A user, as in a response.
    pub(crate) fn responded(body: Vec<u8>, report: Report) -> Self {
        Self { body: Some(body), status: Some(200), report, ..Self::default() }
    }

    pub(crate) fn rejected(status: u16, problems: Vec<Problem>, report: Report) -> Self {
        Self { status: Some(status), report, problems, ..Self::default() }
    }
}

pub(crate) fn print_readable(outcome: &Outcome) {
    let mut text = String::new();
    if let Some(call) = &outcome.call {
        let _ = writeln!(text, "{call}\n");
    }
    if let Some(status) = outcome.status {
        let _ = writeln!(text, "HTTP status {status}\n");
    }
    let _ = write!(text, "{}", outcome.report);
    if !outcome.problems.is_empty() {
        text.push_str("\nrejected:\n");
        for problem in &outcome.problems {
            let _ = writeln!(text, "  {problem}");
        }
    }
    if let Some(body) = &outcome.body {
        print_line(body);
    }
    eprint!("{text}");
}

pub(crate) fn print_json(outcome: &Outcome) {
    let body = outcome.body.as_deref().and_then(|body| json::parse(body, &Limits::NONE).ok());
    let pointers = |pointers: &[Pointer]| {
        Node::Array(pointers.iter().map(|one| Node::text(one.to_string())).collect())
    };
    let written = codec::write("translate", None, |out| {
        out.literal("version", Node::Number(Number::Unsigned(2)));
        out.literal("body", body.unwrap_or(Node::Null));
        out.literal(
            "status",
            outcome
                .status
                .map_or(Node::Null, |status| Node::Number(Number::Unsigned(status.into()))),
        );
        out.objects(
            "report",
            Some(outcome.report.rows()),
            |_| None,
            |row, out| {
                out.literal_text("attribute", row.subject.to_string());
                out.literal_text("verdict", row.verdict.as_str());
                out.literal("reason", row.reason.map_or(Node::Null, Node::text));
                out.literal("sources", pointers(&row.sources));
                out.literal("targets", pointers(&row.targets));
            },
        );
        out.objects(
            "problems",
            Some(&outcome.problems),
            |_| None,
            |problem, out| {
                out.literal_text("pointer", problem.pointer().as_str());
                out.literal_text("code", problem.code().as_str());
                out.literal_text("detail", problem.detail());
            },
        );
    });
    print_line(written.node.to_json().as_bytes());
}

/// Writes a line to standard output; a closed pipe is not an error.
pub(crate) fn print_line(line: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(line).and_then(|()| out.write_all(b"\n"));
}
