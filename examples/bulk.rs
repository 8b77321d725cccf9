//! Converts files of messages, one a line, from one dialect into another: in order, on all cores,
//! in constant memory, and going on where a run was interrupted.
//!
//! ```text
//! cargo run --release --example bulk
//! cargo run --release --example bulk -- --from json-api --to legacy --output OUT --refused REFUSED FILE
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
#[path = "bulk/progress.rs"]
mod progress;
#[path = "bulk/refusal.rs"]
mod refusal;
#[path = "bulk/sink.rs"]
mod sink;
#[path = "bulk/stop.rs"]
mod stop;
#[path = "bulk/turns.rs"]
mod turns;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Instant;

use idiolect::dialect::{Dialect, Settings, built_in};
use idiolect::json::Limits;

use arguments::{Arguments, Talk, Wanted};
use convert::Converter;
use files::Job;
use lines::Lines;
use progress::{Progress, say};
use stop::Stop;

const SHOWN: &str = include_str!("../tests/fixtures/json_api/update.json");

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let outcome = if words.is_empty() { show() } else { obey(words) };
    match outcome {
        Ok(code) => code,
        Err(stop) => {
            match stop {
                Stop::Usage(message) => {
                    say(&format!("bulk: {message}\nbulk --help tells how it is used"));
                }
                Stop::Failed(message) => say(&format!("bulk: {message}")),
            }
            ExitCode::from(2)
        }
    }
}

fn obey(words: Vec<OsString>) -> Result<ExitCode, Stop> {
    match arguments::parse(words)? {
        Wanted::Help => {
            // Its reader may have gone.
            let _ = writeln!(std::io::stdout(), "{}", arguments::USAGE);
            Ok(ExitCode::SUCCESS)
        }
        Wanted::Run(arguments) => convert(&arguments, files::open),
    }
}

/// Converts Ctrl Hub's own example, and refuses one that has a mistake in it.
fn show() -> Result<ExitCode, Stop> {
    let words =
        ["--from", "json-api", "--to", "legacy", "--allow-unsupported", "--envelope", "out"];
    say(&format!(
        "$ bulk {}    (two lines: Ctrl Hub's own update, and one with a mistake)\n",
        words.join(" ")
    ));
    let line = idiolect::json::parse(SHOWN.as_bytes(), &Limits::DEFAULT)
        .map_err(|problem| Stop::Failed(problem.to_string()))?;
    let line = line.to_json();
    let input = format!("{line}\n{}\n", line.replace("1985-06-15T", "the fifteenth of June"));
    if let Wanted::Run(arguments) = arguments::parse(words.map(OsString::from).to_vec())? {
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
    let Job { source, input, length, output, refused, journal, position } = open(arguments)?;
    if position.input > 0 && arguments.talk == Talk::Normal {
        say(&format!("resuming after line {}", counts::grouped(position.counts.lines())));
    }
    let began = Instant::now();
    let progress = Progress::new(arguments, length, position);
    let sink = sink::Sink::new(output, refused, position, progress);
    let lines = Lines::new(source, from.settings().limits.bytes);
    let done = turns::run(
        arguments.threads,
        turns::Work { lines, input, converter: &converter, sink, journal },
    )?;
    if arguments.talk == Talk::Normal && !done.is_cut {
        let bytes = done.position.input - position.input;
        say(&done.position.counts.summary(bytes, began.elapsed()));
    }
    Ok(if done.position.counts.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn dialect(name: &str, settings: Settings) -> Result<Box<dyn Dialect>, Stop> {
    let dialects = built_in(settings);
    let names: Vec<String> = dialects.iter().map(|dialect| dialect.id().to_string()).collect();
    let found = dialects.into_iter().find(|dialect| dialect.id().as_str() == name);
    found.ok_or_else(|| {
        Stop::Usage(format!("there is no dialect {name}; there are {}", names.join(", ")))
    })
}
