//! The files of a run, opened at the position where it starts or resumes.

use std::io::{self, Read};
use std::path::Path;

use crate::arguments::{Arguments, Start, Verbosity};
use crate::checkpoint::{Identity, Journal, Position};
use crate::opened::{Opened, is_same};
use crate::sink::{Rejections, Target};
use crate::stop::Stop;

/// How many rejections are shown if they are not written to a file.
const SHOWN: usize = 10;

/// What is read and written, and from which position.
pub(crate) struct Job {
    pub(crate) source: Box<dyn Read + Send>,
    /// The name of the source.
    pub(crate) input: String,
    /// The length of the source in bytes, if it is known.
    pub(crate) length: Option<u64>,
    pub(crate) output: Target,
    pub(crate) rejected: Rejections,
    pub(crate) journal: Option<Journal>,
    pub(crate) position: Position,
}

impl Job {
    /// A job from `source` to standard output, with the rejections shown.
    pub(crate) fn standard(source: Box<dyn Read + Send>, input: &str) -> Self {
        Self {
            source,
            input: input.to_owned(),
            length: None,
            output: Target { name: "standard output".to_owned(), file: Box::new(io::stdout()) },
            rejected: Rejections::Shown(SHOWN),
            journal: None,
            position: Position::default(),
        }
    }
}

pub(crate) fn open(arguments: &Arguments) -> Result<Job, Stop> {
    let journal_path = arguments.output.as_deref().map(Journal::beside);
    check_distinct(&[
        ("FILE", arguments.input.as_deref()),
        ("--output", arguments.output.as_deref()),
        ("--refused", arguments.rejected.as_deref()),
        ("the progress file", journal_path.as_deref()),
    ])?;
    if let Some(path) = journal_path.filter(|path| arguments.start == Start::Anew && path.exists())
    {
        let path = path.display();
        return Err(Stop::Usage(format!(
            "a run was interrupted: continue it with --resume, or remove {path}"
        )));
    }
    let mut input = arguments.input.as_deref().map(Opened::input).transpose()?;
    let output = arguments.output.as_deref().map(Opened::output).transpose()?;
    let rejected = arguments.rejected.as_deref().map(Opened::output).transpose()?;

    let mut job = Job::standard(Box::new(io::stdin()), "standard input");
    if let (Some(input), Some(output)) = (&mut input, &output) {
        begin(&mut job, arguments, input, output, rejected.as_ref())?;
    }
    if let Some(input) = input {
        job.input = input.name();
        job.length = input.length();
        job.source = Box::new(input.read_from(job.position.input)?);
    }
    if let Some(output) = output {
        job.output = output.write_from(job.position.output)?;
    }
    match rejected {
        Some(rejected) => {
            job.rejected = Rejections::Written(rejected.write_from(job.position.rejected)?);
        }
        None if arguments.verbosity == Verbosity::Quiet => job.rejected = Rejections::Discarded,
        None => {}
    }
    Ok(job)
}

/// Determines where to start, and saves that to the disk before any file is truncated.
fn begin(
    job: &mut Job,
    arguments: &Arguments,
    input: &mut Opened,
    output: &Opened,
    rejected: Option<&Opened>,
) -> Result<(), Stop> {
    let resumes = arguments.start == Start::Resume;
    let written: Vec<&Opened> = [output].into_iter().chain(rejected).collect();
    if input.length().is_none() || written.iter().any(|file| file.length().is_none()) {
        let usage = "--resume requires that FILE, --output and --refused are regular files";
        return if resumes { Err(Stop::Usage(usage.to_owned())) } else { Ok(()) };
    }
    let path = Journal::beside(&output.path);
    let identity = Identity::of(arguments.output_options(), &mut input.file)
        .map_err(|error| input.failed(&error))?;
    if path.exists() {
        job.position = Journal::read(&path, &identity)?;
    } else if resumes && output.length() > Some(0) {
        let message =
            format!("nothing to resume: {} exists without {}", output.name(), path.display());
        return Err(Stop::Usage(message));
    }
    let handles = written.iter().map(|file| Ok((file.path.clone(), file.duplicate()?)));
    let journal = Journal::new(path, identity, handles.collect::<Result<_, Stop>>()?);
    if job.position == Position::default() {
        journal.save(&job.position)?;
    }
    job.journal = Some(journal);
    Ok(())
}

/// Checks that no file is given twice.
fn check_distinct(files: &[(&str, Option<&Path>)]) -> Result<(), Stop> {
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
