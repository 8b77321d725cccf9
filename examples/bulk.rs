//! Converts files of messages, one per line, from one dialect into another: in order, on all cores,
//! in constant memory, and with a resume after an interruption.
//!
//! ```text
//! cargo run --release --example bulk
//! cargo run --release --example bulk -- --from json-api --to legacy --output OUT FILE
//! ```

#[path = "bulk/arguments.rs"]
mod arguments;
#[path = "bulk/checkpoint.rs"]
mod checkpoint;
#[path = "bulk/convert.rs"]
mod convert;
#[path = "bulk/counts.rs"]
mod counts;
#[path = "bulk/envelope.rs"]
mod envelope;
#[path = "bulk/files.rs"]
mod files;
#[path = "bulk/lines.rs"]
mod lines;
#[path = "bulk/opened.rs"]
mod opened;
#[path = "bulk/pipeline.rs"]
mod pipeline;
#[path = "bulk/progress.rs"]
mod progress;
#[path = "bulk/rejection.rs"]
mod rejection;
#[path = "bulk/sink.rs"]
mod sink;
#[path = "bulk/stop.rs"]
mod stop;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Instant;

use idiolect::dialect::{Dialect, Settings, built_in};
use idiolect::json::Limits;

use arguments::{Arguments, Command, Verbosity};
use convert::Converter;
use files::Job;
use lines::Lines;
use progress::{Progress, print_error};
use stop::Stop;

const SAMPLE: &str = include_str!("../tests/fixtures/json_api/update.json");

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let outcome = if arguments.is_empty() { run_sample() } else { execute(arguments) };
    match outcome {
        Ok(code) => code,
        Err(stop) => {
            match stop {
                Stop::Usage(message) => {
                    print_error(&format!("bulk: {message}\nsee bulk --help for the usage"));
                }
                Stop::Failed(message) => print_error(&format!("bulk: {message}")),
            }
            ExitCode::from(2)
        }
    }
}

fn execute(arguments: Vec<OsString>) -> Result<ExitCode, Stop> {
    match arguments::parse(arguments)? {
        Command::Help => {
            // Standard output may be closed.
            let _ = writeln!(std::io::stdout(), "{}", arguments::USAGE);
            Ok(ExitCode::SUCCESS)
        }
        Command::Run(arguments) => convert(&arguments, files::open),
    }
}

/// Converts Ctrl Hub's own example, and rejects a copy of it that has an error.
fn run_sample() -> Result<ExitCode, Stop> {
    let options =
        ["--from", "json-api", "--to", "legacy", "--allow-unsupported", "--envelope", "out"];
    print_error(&format!(
        "$ bulk {}    (two lines: Ctrl Hub's own update, and one with an error)\n",
        options.join(" ")
    ));
    let line = idiolect::json::parse(SAMPLE.as_bytes(), &Limits::DEFAULT)
        .map_err(|problem| Stop::Failed(problem.to_string()))?;
    let line = line.to_json();
    let input = format!("{line}\n{}\n", line.replace("1985-06-15T", "the fifteenth of June"));
    if let Command::Run(arguments) = arguments::parse(options.map(OsString::from).to_vec())? {
        convert(&arguments, |_| {
            Ok(Job::standard(Box::new(std::io::Cursor::new(input)), "the sample"))
        })?;
    }
    Ok(ExitCode::SUCCESS)
}

fn convert(
    arguments: &Arguments,
    open: impl FnOnce(&Arguments) -> Result<Job, Stop>,
) -> Result<ExitCode, Stop> {
    let from = dialect(&arguments.from, arguments.settings)?;
    let to = dialect(&arguments.to, arguments.settings)?;
    let converter = Converter::new(arguments, &*from, &*to);
    let Job { source, input, length, output, rejected, journal, position } = open(arguments)?;
    if position.input > 0 && arguments.verbosity == Verbosity::Normal {
        print_error(&format!("resuming after line {}", counts::grouped(position.counts.lines())));
    }
    let began = Instant::now();
    let progress = Progress::new(arguments, length, position);
    let sink = sink::Sink::new(output, rejected, position, progress);
    let lines = Lines::new(source, from.settings().limits.bytes);
    let done = pipeline::run(
        arguments.threads,
        pipeline::Work { lines, input, converter: &converter, sink, journal },
    )?;
    if arguments.verbosity == Verbosity::Normal && !done.is_closed {
        let bytes = done.position.input - position.input;
        print_error(&done.position.counts.summary(bytes, began.elapsed()));
    }
    Ok(if done.position.counts.rejected == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn dialect(name: &str, settings: Settings) -> Result<Box<dyn Dialect>, Stop> {
    let dialects = built_in(settings);
    let names: Vec<String> = dialects.iter().map(|dialect| dialect.id().to_string()).collect();
    let found = dialects.into_iter().find(|dialect| dialect.id().as_str() == name);
    found.ok_or_else(|| {
        Stop::Usage(format!("unknown dialect {name}; expected one of {}", names.join(", ")))
    })
}
