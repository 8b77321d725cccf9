//! Translates one message from one dialect into another, with a report of every attribute.
//!
//! ```text
//! cargo run --example translate
//! cargo run --example translate -- --from upsun --to textus FILE
//! ```

mod apply;
mod arguments;
mod convert;
mod output;
mod response_record;

use std::io::Read as _;
use std::process::ExitCode;

use idiolect::dialect::{Dialect, Settings, by_name};
use idiolect::json::Pointer;
use idiolect::model::Code;
use idiolect::problem::Problem;

use arguments::{Arguments, Kind, Mode, USAGE, parse};
use output::{Outcome, print_json, print_line, print_readable};

const SAMPLE: &[u8] = include_bytes!("../../tests/fixtures/json_api/update.json");

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

fn translate(arguments: &Arguments, input: &[u8]) -> Result<ExitCode, String> {
    let from = dialect(&arguments.from, arguments.settings)?;
    let settings = match arguments.mode {
        Mode::Full => arguments.settings.with_full_updates(),
        Mode::Partial | Mode::Apply => arguments.settings,
    };
    let to = dialect(&arguments.to, settings)?;
    let outcome = match arguments.kind {
        Kind::Update => convert::translate_update(arguments, &*from, &*to, input)?,
        Kind::User => convert::translate_user(&*from, &*to, input),
        Kind::Failure => convert::translate_failure(arguments, &*from, &*to, input),
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
