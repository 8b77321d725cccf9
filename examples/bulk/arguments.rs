//! The arguments of the command line.

use std::ffi::{OsStr, OsString};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use idiolect::dialect::{LossPolicy, Settings, UnknownMembers};

use crate::stop::Stop;

pub(crate) const USAGE: &str = "\
usage: bulk --from DIALECT --to DIALECT [OPTIONS] [FILE]

Reads messages from FILE (or from standard input, where FILE is `-` or left out), one JSON message per line, and writes
the translation of each as one line, in the same order, to standard output. A message that cannot be translated is left out
and reported separately. Blank lines are skipped. Memory does not grow with the input: a line of more than 2 MiB is rejected.

  --from, --to DIALECT   json-api, flat-roles, legacy, upsun, textus, canonical
  --message KIND         update (the default), or user
  --allow-loss           drop whatever of an update the target cannot represent
  --allow-unsupported    drop attributes of an update that the target does not support
  --tolerate-unknown     ignore unknown members of an update instead of rejecting it
  --envelope SIDE        in, out, or both: each message with the id of its user, which most dialects put into the path:
                           in    read   {\"id\": \"…\", \"body\": {…}}, and \"target_id\" if the user has another id in the target
                           out   write  {\"id\": \"…\", \"body\": {…}}; the id is the target's, null if it is not known
  --output FILE          write the translations to FILE
  --refused FILE         write one line for each rejected message to FILE, without any value of the message:
                           {\"line\": 3, \"problems\": [{\"pointer\": \"/data/id\", \"code\": \"uuid\", \"detail\": \"…\"}]}
                         A pointer refers to that line of the input. Without this option, the first ten go to standard error.
  --resume               continue an interrupted run with the same options
  --threads N            the number of threads; the number of cores by default
  --quiet                write nothing to standard error except why the run failed

A run from FILE to --output can be resumed: `OUTPUT.progress` holds the position in all files, and is removed when the run
is complete.

Exit status: 0 all converted, 1 some rejected, 2 wrong usage, or a file cannot be read or written. Without
arguments, two sample lines are converted.";

/// A larger number is most likely a typing error.
const MAX_THREADS: usize = 1024;

pub(crate) enum Command {
    Help,
    Run(Box<Arguments>),
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Message {
    Update,
    User,
}

/// The sides on which messages are in envelopes.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Envelopes {
    None,
    In,
    Out,
    Both,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Start {
    Anew,
    Resume,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Verbosity {
    Normal,
    Quiet,
}

pub(crate) struct Arguments {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) message: Message,
    pub(crate) loss: LossPolicy,
    pub(crate) settings: Settings,
    pub(crate) envelopes: Envelopes,
    /// `None` is standard input.
    pub(crate) input: Option<PathBuf>,
    /// `None` is standard output.
    pub(crate) output: Option<PathBuf>,
    pub(crate) rejected: Option<PathBuf>,
    pub(crate) start: Start,
    pub(crate) threads: NonZeroUsize,
    pub(crate) verbosity: Verbosity,
}

pub(crate) fn parse(arguments: Vec<OsString>) -> Result<Command, Stop> {
    let mut parsed = Arguments::unset();
    let mut rest = arguments.into_iter();
    let mut files = Vec::new();
    while let Some(argument) = rest.next() {
        let name = argument.to_string_lossy().into_owned();
        let mut value = || rest.next().ok_or_else(|| Stop::Usage(format!("{name} needs a value")));
        match name.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--from" => parsed.from = text(&value()?),
            "--to" => parsed.to = text(&value()?),
            "--message" => parsed.message = one_of(&name, &value()?, &MESSAGES)?,
            "--envelope" => parsed.envelopes = one_of(&name, &value()?, &ENVELOPES)?,
            "--allow-loss" => parsed.loss = LossPolicy::AllowAll,
            "--allow-unsupported" if parsed.loss == LossPolicy::Reject => {
                parsed.loss = LossPolicy::AllowUnsupported;
            }
            "--allow-unsupported" => {}
            "--tolerate-unknown" => {
                parsed.settings = parsed.settings.with_unknown_members_reported();
            }
            "--output" => parsed.output = file(value()?),
            "--refused" => parsed.rejected = Some(value()?.into()),
            "--resume" => parsed.start = Start::Resume,
            "--threads" => parsed.threads = threads(&value()?)?,
            "--quiet" => parsed.verbosity = Verbosity::Quiet,
            option if option.starts_with('-') && option != "-" => {
                return Err(Stop::Usage(format!("unknown option {option}")));
            }
            _ => files.push(argument),
        }
    }
    if files.len() > 1 {
        return Err(Stop::Usage("expected at most one FILE".to_owned()));
    }
    parsed.input = files.pop().and_then(file);
    parsed.check()?;
    Ok(Command::Run(Box::new(parsed)))
}

const MESSAGES: [(&str, Message); 2] = [("update", Message::Update), ("user", Message::User)];
const ENVELOPES: [(&str, Envelopes); 3] =
    [("in", Envelopes::In), ("out", Envelopes::Out), ("both", Envelopes::Both)];

fn one_of<T: Copy>(name: &str, value: &OsStr, known: &[(&str, T)]) -> Result<T, Stop> {
    let value = text(value);
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let found = known.iter().find(|(name, _)| *name == value).map(|(_, value)| *value);
    found.ok_or_else(|| Stop::Usage(format!("{name}: expected one of {}", names.join(", "))))
}

fn text(value: &OsStr) -> String {
    value.to_string_lossy().into_owned()
}

fn file(value: OsString) -> Option<PathBuf> {
    (value != "-").then(|| value.into())
}

fn threads(value: &OsStr) -> Result<NonZeroUsize, Stop> {
    let threads =
        text(value).parse().ok().filter(|threads: &NonZeroUsize| threads.get() <= MAX_THREADS);
    threads
        .ok_or_else(|| Stop::Usage(format!("--threads: expected a number from 1 to {MAX_THREADS}")))
}

impl Arguments {
    fn unset() -> Self {
        Self {
            from: String::new(),
            to: String::new(),
            message: Message::Update,
            loss: LossPolicy::Reject,
            settings: Settings::default(),
            envelopes: Envelopes::None,
            input: None,
            output: None,
            rejected: None,
            start: Start::Anew,
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            verbosity: Verbosity::Normal,
        }
    }

    fn check(&self) -> Result<(), Stop> {
        let usage = |message: &str| Err(Stop::Usage(message.to_owned()));
        if self.from.is_empty() {
            return usage("--from is required");
        }
        if self.to.is_empty() {
            return usage("--to is required");
        }
        if self.message == Message::User && self.envelopes.are_read() {
            return usage(
                "--message user allows only `--envelope out`: the body of a user contains the id",
            );
        }
        if self.start == Start::Resume && (self.input.is_none() || self.output.is_none()) {
            return usage("--resume requires FILE and --output");
        }
        Ok(())
    }

    /// The options that determine the output, in a canonical order.
    pub(crate) fn output_options(&self) -> String {
        let mut options =
            vec!["--from".to_owned(), self.from.clone(), "--to".to_owned(), self.to.clone()];
        if self.message == Message::User {
            options.extend(["--message", "user"].map(str::to_owned));
        }
        match self.loss {
            LossPolicy::AllowAll => options.push("--allow-loss".to_owned()),
            LossPolicy::AllowUnsupported => options.push("--allow-unsupported".to_owned()),
            _ => {}
        }
        if self.settings.unknown_members == UnknownMembers::Report {
            options.push("--tolerate-unknown".to_owned());
        }
        if let Some((side, _)) =
            ENVELOPES.iter().find(|(_, envelopes)| *envelopes == self.envelopes)
        {
            options.extend(["--envelope", side].map(str::to_owned));
        }
        if let Some(rejected) = &self.rejected {
            options.push("--refused".to_owned());
            options.push(absolute(rejected).display().to_string());
        }
        options.join(" ")
    }
}

/// The absolute path, which is the same from every working directory.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

impl Envelopes {
    pub(crate) fn are_read(self) -> bool {
        matches!(self, Self::In | Self::Both)
    }

    pub(crate) fn are_written(self) -> bool {
        matches!(self, Self::Out | Self::Both)
    }
}
