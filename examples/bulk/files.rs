//! The files of a run, opened where it begins or goes on.

use std::io::{self, Read};
use std::path::Path;

use crate::arguments::{Arguments, Start, Talk};
use crate::checkpoint::{Identity, Journal, Position};
use crate::opened::{Opened, is_same};
use crate::sink::{FailureParser, Target};
use crate::stop::Stop;

/// How many refusals are shown where no file collects them.
const SHOWN: usize = 10;

/// What is read and written, from where on.
pub(crate) struct Job {
    pub(crate) source: Box<dyn Read + Send>,
    /// The name of the source.
    pub(crate) input: String,
    /// The bytes of all of it, where that is known.
    pub(crate) length: Option<u64>,
    pub(crate) output: Target,
    pub(crate) refused: FailureParser,
    pub(crate) journal: Option<Journal>,
    pub(crate) position: Position,
}

impl Job {
    /// From `source` to standard output, with the refusals shown.
    pub(crate) fn standard(source: Box<dyn Read + Send>, input: &str) -> Self {
        Self {
            source,
            input: input.to_owned(),
            length: None,
            output: Target { name: "standard output".to_owned(), file: Box::new(io::stdout()) },
            refused: FailureParser::Shown(SHOWN),
            journal: None,
            position: Position::default(),
        }
    }
}

pub(crate) fn open(arguments: &Arguments) -> Result<Job, Stop> {
    let journal_path = arguments.output.as_deref().map(Journal::beside);
    keep_apart(&[
        ("FILE", arguments.input.as_deref()),
        ("--output", arguments.output.as_deref()),
        ("--refused", arguments.refused.as_deref()),
        ("the record of its progress", journal_path.as_deref()),
    ])?;
    if let Some(path) = journal_path.filter(|path| arguments.start == Start::Anew && path.exists())
    {
        let path = path.display();
        return Err(Stop::Usage(format!(
            "a run was interrupted: --resume goes on with it, or remove {path} first"
        )));
    }
    let mut input = arguments.input.as_deref().map(Opened::input).transpose()?;
    let output = arguments.output.as_deref().map(Opened::output).transpose()?;
    let refused = arguments.refused.as_deref().map(Opened::output).transpose()?;

    let mut job = Job::standard(Box::new(io::stdin()), "standard input");
    if let (Some(input), Some(output)) = (&mut input, &output) {
        begin(&mut job, arguments, input, output, refused.as_ref())?;
    }
    if let Some(input) = input {
        job.input = input.name();
        job.length = input.length();
        job.source = Box::new(input.read_from(job.position.input)?);
    }
    if let Some(output) = output {
        job.output = output.write_from(job.position.output)?;
    }
    match refused {
        Some(refused) => {
            job.refused = FailureParser::Kept(refused.write_from(job.position.refused)?);
        }
        None if arguments.talk == Talk::Quiet => job.refused = FailureParser::Untold,
        None => {}
    }
    Ok(job)
}

/// Finds where to begin, and has it on the disk before any file is cut.
fn begin(
    job: &mut Job,
    arguments: &Arguments,
    input: &mut Opened,
    output: &Opened,
    refused: Option<&Opened>,
) -> Result<(), Stop> {
    let resumes = arguments.start == Start::Resume;
    let written: Vec<&Opened> = [output].into_iter().chain(refused).collect();
    if input.length().is_none() || written.iter().any(|file| file.length().is_none()) {
        let wrong = "--resume needs FILE, --output and --refused to be ordinary files";
        return if resumes { Err(Stop::Usage(wrong.to_owned())) } else { Ok(()) };
    }
    let path = Journal::beside(&output.path);
    let identity = Identity::of(arguments.deciding(), &mut input.file)
        .map_err(|error| input.failed(&error))?;
    if path.exists() {
        job.position = Journal::read(&path, &identity)?;
    } else if resumes && output.length() > Some(0) {
        let message = format!(
            "there is nothing to resume: {} is there without {}",
            output.name(),
            path.display()
        );
        return Err(Stop::Usage(message));
    }
    let handles = written.iter().map(|file| Ok((file.path.clone(), file.again()?)));
    let journal = Journal::new(path, identity, handles.collect::<Result<_, Stop>>()?);
    if job.position == Position::default() {
        journal.save(&job.position)?;
    }
    job.journal = Some(journal);
    Ok(())
}

/// Holds that no file is given twice.
fn keep_apart(files: &[(&str, Option<&Path>)]) -> Result<(), Stop> {
    for (index, (name, path)) in files.iter().enumerate() {
        for (other_name, other) in files.iter().skip(index + 1) {
            if let (Some(path), Some(other)) = (path, other)
                && is_same(path, other)
            {
                return Err(Stop::Usage(format!(
                    "{name} and {other_name} are the same file, {}",
                    path.display()
                )));
            }
        }
    }
    Ok(())
}
