//! Translates one message from one dialect into another, with a report of every attribute.
//!
//! ```text
//! cargo run --example translate
//! cargo run --example translate -- --from upsun --to textus FILE
//! ```

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use idiolect::codec;
use idiolect::dialect::{
    Blame, Dialect, DialectExt, FailureResponse, LossPolicy, Settings, by_name,
};
use idiolect::json::{Limits, Node, Number, Pointer};
use idiolect::model::{Code, User, UserId};
use idiolect::problem::Problem;
use idiolect::{Report, Translator, UpdateOptions};

const USAGE: &str = "\
usage: translate --from DIALECT --to DIALECT [OPTIONS] [FILE]

Reads a message from FILE (or from standard input, if FILE is `-` or absent) and writes its
translation to standard output. The report, one line for each attribute, goes to standard error.

  --from, --to DIALECT   json-api, flat-roles, legacy, upsun, textus, canonical
  --message KIND         update (the default), user, or failure
  --id ID                the user's id in the target system, for an update
  --current FILE         the current user, as a response of the target
  --status N             the HTTP status of a failure
  --allow-loss           drop whatever the target cannot represent
  --allow-unsupported    drop attributes that the target does not support
  --tolerate-unknown     report unknown members of an update instead of rejecting it
  --json                 write one JSON object: version, body, status, report, problems

Exit status: 0 translated, 1 rejected, 2 wrong usage. Without arguments, an example update of
Ctrl Hub is translated for MediaSilo.";

const SAMPLE: &[u8] = include_bytes!("../tests/fixtures/json_api/update.json");

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Update,
    User,
    Failure,
}

struct Arguments {
    from: String,
    to: String,
    kind: Kind,
    id: Option<String>,
    current: Option<String>,
    status: Option<u16>,
    loss: LossPolicy,
    settings: Settings,
    json: bool,
    file: Option<String>,
}

/// The result, translated or rejected.
#[derive(Default)]
struct Outcome {
    body: Option<Vec<u8>>,
    status: Option<u16>,
    report: Report,
    problems: Vec<Problem>,
    /// The HTTP call of an update.
    call: Option<String>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        print_line(USAGE.as_bytes());
        return ExitCode::SUCCESS;
    }
    let wants_json = arguments.iter().any(|argument| argument == "--json");
    let outcome = if arguments.is_empty() { run_sample() } else { run(arguments) };
    match outcome {
        Ok(code) => code,
        Err(message) => {
            if wants_json {
                let usage = Problem::new(Pointer::ROOT, Code::new("usage"), message.clone());
                print_json(&Outcome { problems: vec![usage], ..Outcome::default() });
            }
            eprintln!("translate: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn run_sample() -> Result<ExitCode, String> {
    eprintln!(
        "$ translate --from json-api --to legacy --allow-unsupported tests/fixtures/json_api/update.json\n"
    );
    let arguments =
        ["--from", "json-api", "--to", "legacy", "--allow-unsupported"].map(str::to_owned).to_vec();
    translate(&parse(arguments)?, SAMPLE)
}

fn run(arguments: Vec<String>) -> Result<ExitCode, String> {
    let arguments = parse(arguments)?;
    let mut input = Vec::new();
    match arguments.file.as_deref() {
        None | Some("-") => std::io::stdin()
            .read_to_end(&mut input)
            .map_err(|error| format!("standard input: {error}"))?,
        Some(file) => {
            input = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
            input.len()
        }
    };
    translate(&arguments, &input)
}

fn parse(arguments: Vec<String>) -> Result<Arguments, String> {
    let mut parsed = Arguments {
        from: String::new(),
        to: String::new(),
        kind: Kind::Update,
        id: None,
        current: None,
        status: None,
        loss: LossPolicy::Reject,
        settings: Settings::default(),
        json: false,
        file: None,
    };
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--from" => parsed.from = value()?,
            "--to" => parsed.to = value()?,
            "--message" => {
                parsed.kind = match value()?.as_str() {
                    "update" => Kind::Update,
                    "user" => Kind::User,
                    "failure" => Kind::Failure,
                    _ => return Err("--message: expected update, user, or failure".to_owned()),
                }
            }
            "--id" => parsed.id = Some(value()?),
            "--current" => parsed.current = Some(value()?),
            "--status" => {
                let status = value()?.parse().ok().filter(|status| (100..=599).contains(status));
                parsed.status =
                    Some(status.ok_or("--status: expected an HTTP status, such as 400")?);
            }
            "--allow-loss" => parsed.loss = LossPolicy::AllowAll,
            "--allow-unsupported" if parsed.loss == LossPolicy::Reject => {
                parsed.loss = LossPolicy::AllowUnsupported;
            }
            "--allow-unsupported" => {}
            "--tolerate-unknown" => {
                parsed.settings = parsed.settings.with_unknown_members_reported();
            }
            "--json" => parsed.json = true,
            option if option.starts_with("--") => {
                return Err(format!("unknown option {option}"));
            }
            file if parsed.file.is_none() => parsed.file = Some(file.to_owned()),
            _ => return Err("expected at most one FILE".to_owned()),
        }
    }
    for (option, value) in [("--from", &parsed.from), ("--to", &parsed.to)] {
        if value.is_empty() {
            return Err(format!("{option} is required"));
        }
    }
    Ok(parsed)
}

fn translate(arguments: &Arguments, input: &[u8]) -> Result<ExitCode, String> {
    let from = dialect(&arguments.from, arguments.settings)?;
    let to = dialect(&arguments.to, arguments.settings)?;
    let outcome = match arguments.kind {
        Kind::Update => translate_update(arguments, &*from, &*to, input)?,
        Kind::User => translate_user(&*from, &*to, input),
        Kind::Failure => translate_failure(arguments, &*from, &*to, input),
    };
    if arguments.json {
        print_json(&outcome);
    } else {
        print_readable(&outcome);
    }
    Ok(if outcome.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn dialect(name: &str, settings: Settings) -> Result<Box<dyn Dialect>, String> {
    by_name(name, settings).map_err(|error| format!("{name}: {error}"))
}

fn translate_update(
    arguments: &Arguments,
    from: &dyn Dialect,
    to: &dyn Dialect,
    input: &[u8],
) -> Result<Outcome, String> {
    let id = arguments
        .id
        .as_deref()
        .map(UserId::parse)
        .transpose()
        .map_err(|invalid| format!("--id: {invalid}"))?;
    let current = arguments.current.as_deref().map(|file| read_current(to, file)).transpose()?;
    let options = UpdateOptions::default()
        .with_target_id(id.as_ref())
        .with_current(current.as_ref())
        .with_loss_policy(arguments.loss.clone());
    match Translator::new(from, to).translate_update(input, &options) {
        Ok(translation) => {
            let endpoint = to.update_operation();
            let path = translation
                .id
                .as_ref()
                .map_or(endpoint.path.to_owned(), |id| endpoint.path_for(id));
            let call = format!("{} {path}  {}", endpoint.method, endpoint.request_type);
            Ok(Outcome {
                body: Some(translation.body),
                report: translation.report,
                call: Some(call),
                ..Outcome::default()
            })
        }
        Err(failed) if failed.error.blame() == Blame::Application => {
            Err(format!("--id: {}", failed.error))
        }
        Err(failed) => Ok(Outcome {
            status: Some(failed.error.status()),
            problems: failed.problems,
            report: failed.report,
            ..Outcome::default()
        }),
    }
}

fn read_current(to: &dyn Dialect, file: &str) -> Result<User, String> {
    let body = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let decoded = to.decode_user(&body).map_err(|error| format!("{file}: {error}"))?;
    Ok(decoded.value)
}

fn translate_user(from: &dyn Dialect, to: &dyn Dialect, input: &[u8]) -> Outcome {
    match Translator::new(from, to).translate_user(input) {
        Ok(translation) => Outcome {
            body: Some(translation.body),
            status: Some(200),
            report: translation.report,
            ..Outcome::default()
        },
        Err(failed) => Outcome {
            status: Some(failed.error.status()),
            problems: failed.problems,
            ..Outcome::default()
        },
    }
}

fn translate_failure(
    arguments: &Arguments,
    from: &dyn Dialect,
    to: &dyn Dialect,
    input: &[u8],
) -> Outcome {
    let translation =
        Translator::new(from, to).translate_failure(&FailureResponse::new(arguments.status, input));
    let body = Some(translation.message.body).filter(|body| !body.is_empty());
    Outcome {
        body,
        status: translation.message.status,
        report: translation.report,
        ..Outcome::default()
    }
}

fn print_readable(outcome: &Outcome) {
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

fn print_json(outcome: &Outcome) {
    let body =
        outcome.body.as_deref().and_then(|body| idiolect::json::parse(body, &Limits::NONE).ok());
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
fn print_line(line: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(line).and_then(|()| out.write_all(b"\n"));
}
