//! The words of the command line.

use std::ffi::{OsStr, OsString};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use idiolect::dialect::{LossPolicy, Settings, UnknownMembers};

use crate::stop::Stop;

pub(crate) const USAGE: &str = "\
usage: bulk --from DIALECT --to DIALECT [OPTIONS] [FILE]

Reads messages from FILE (or from standard input, where FILE is `-` or left out), one JSON message a line, and writes the
translation of each as one line, in the same order, to standard output. What cannot be translated is left out and told
of apart. Lines of white space alone are skipped. Memory does not grow with the input: a line of more than 2 MiB is refused.

  --from, --to DIALECT   json-api, flat-roles, legacy, upsun, textus, canonical
  --message KIND         update (the default), or user
  --allow-loss           lose whatever of an update the target cannot say
  --allow-unsupported    lose what of an update the target has no way to say at all
  --tolerate-unknown     pass over unknown members of an update instead of refusing it
  --envelope SIDE        in, out, or both: with each message the id of its user, which most dialects put into the path:
                           in    read   {\"id\": \"…\", \"body\": {…}}, and \"target_id\" where the target knows the user by another
                           out   write  {\"id\": \"…\", \"body\": {…}}; the id is the target's, null where nothing says it
  --output FILE          write the translations to FILE
  --refused FILE         write what is refused to FILE, a line each, and never a value of the message:
                           {\"line\": 3, \"problems\": [{\"pointer\": \"/data/id\", \"code\": \"uuid\", \"detail\": \"…\"}]}
                         A pointer leads into that line of the input. Without it, standard error shows the first ten.
  --resume               go on where a run with the same options was interrupted, by whatever it was
  --threads N            how many threads convert; as many as there are cores, unless given
  --quiet                say nothing on standard error but why it failed

A run from FILE to --output can be resumed: while it goes on, `OUTPUT.progress` holds how far all files have come. It is
gone when the run is complete.

Exit status: 0 all converted, 1 some refused, 2 wrong usage, or something cannot be read or written. Without any
arguments it converts two lines of its own.";

/// Beyond this it is a slip of the finger.
const MOST_THREADS: usize = 1024;

pub(crate) enum Wanted {
    Help,
    Run(Box<Arguments>),
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Message {
    Update,
    User,
}

/// On which sides a message stands in an envelope.
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
pub(crate) enum Talk {
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
    /// Standard input, if there is none.
    pub(crate) input: Option<PathBuf>,
    /// Standard output, if there is none.
    pub(crate) output: Option<PathBuf>,
    pub(crate) refused: Option<PathBuf>,
    pub(crate) start: Start,
    pub(crate) threads: NonZeroUsize,
    pub(crate) talk: Talk,
}

pub(crate) fn parse(words: Vec<OsString>) -> Result<Wanted, Stop> {
    let mut parsed = Arguments::unset();
    let mut rest = words.into_iter();
    let mut files = Vec::new();
    while let Some(word) = rest.next() {
        let name = word.to_string_lossy().into_owned();
        let mut value = || rest.next().ok_or_else(|| Stop::Usage(format!("{name} needs a value")));
        match name.as_str() {
            "--help" | "-h" => return Ok(Wanted::Help),
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
            "--refused" => parsed.refused = Some(value()?.into()),
            "--resume" => parsed.start = Start::Resume,
            "--threads" => parsed.threads = threads(&value()?)?,
            "--quiet" => parsed.talk = Talk::Quiet,
            option if option.starts_with('-') && option != "-" => {
                return Err(Stop::Usage(format!("there is no option {option}")));
            }
            _ => files.push(word),
        }
    }
    if files.len() > 1 {
        return Err(Stop::Usage("there is more than one FILE".to_owned()));
    }
    parsed.input = files.pop().and_then(file);
    parsed.check()?;
    Ok(Wanted::Run(Box::new(parsed)))
}

const MESSAGES: [(&str, Message); 2] = [("update", Message::Update), ("user", Message::User)];
const ENVELOPES: [(&str, Envelopes); 3] =
    [("in", Envelopes::In), ("out", Envelopes::Out), ("both", Envelopes::Both)];

fn one_of<T: Copy>(name: &str, value: &OsStr, known: &[(&str, T)]) -> Result<T, Stop> {
    let value = text(value);
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    let found = known.iter().find(|(name, _)| *name == value).map(|(_, meant)| *meant);
    found.ok_or_else(|| Stop::Usage(format!("{name} is one of {}", names.join(", "))))
}

fn text(value: &OsStr) -> String {
    value.to_string_lossy().into_owned()
}

fn file(value: OsString) -> Option<PathBuf> {
    (value != "-").then(|| value.into())
}

fn threads(value: &OsStr) -> Result<NonZeroUsize, Stop> {
    let threads =
        text(value).parse().ok().filter(|threads: &NonZeroUsize| threads.get() <= MOST_THREADS);
    threads.ok_or_else(|| Stop::Usage(format!("--threads is a number from 1 to {MOST_THREADS}")))
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
            refused: None,
            start: Start::Anew,
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            talk: Talk::Normal,
        }
    }

    fn check(&self) -> Result<(), Stop> {
        let wrong = |message: &str| Err(Stop::Usage(message.to_owned()));
        if self.from.is_empty() {
            return wrong("--from is needed");
        }
        if self.to.is_empty() {
            return wrong("--to is needed");
        }
        if self.message == Message::User && self.envelopes.are_read() {
            return wrong(
                "a user has its id in the body; of --envelope there is only `out` for --message user",
            );
        }
        if self.start == Start::Resume && (self.input.is_none() || self.output.is_none()) {
            return wrong("--resume needs FILE and --output");
        }
        Ok(())
    }

    /// The options that decide on what is written, always in the same words.
    pub(crate) fn deciding(&self) -> String {
        let mut words =
            vec!["--from".to_owned(), self.from.clone(), "--to".to_owned(), self.to.clone()];
        if self.message == Message::User {
            words.extend(["--message", "user"].map(str::to_owned));
        }
        match self.loss {
            LossPolicy::AllowAll => words.push("--allow-loss".to_owned()),
            LossPolicy::AllowUnsupported => words.push("--allow-unsupported".to_owned()),
            _ => {}
        }
        if self.settings.unknown_members == UnknownMembers::Report {
            words.push("--tolerate-unknown".to_owned());
        }
        if let Some((side, _)) =
            ENVELOPES.iter().find(|(_, envelopes)| *envelopes == self.envelopes)
        {
            words.extend(["--envelope", side].map(str::to_owned));
        }
        if let Some(refused) = &self.refused {
            words.push("--refused".to_owned());
            words.push(absolute(refused).display().to_string());
        }
        words.join(" ")
    }
}

/// The same name from wherever one looks.
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
