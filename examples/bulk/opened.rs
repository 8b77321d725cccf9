//! One file of a run, before it is read or changed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use crate::arguments::absolute;
use crate::sink::Target;
use crate::stop::Stop;

pub(crate) struct Opened {
    pub(crate) path: PathBuf,
    pub(crate) file: File,
    /// The length of a regular file, which can be truncated and continued; `None` for a terminal or
    /// a pipe.
    length: Option<u64>,
}

impl Opened {
    pub(crate) fn input(path: &Path) -> Result<Self, Stop> {
        let opened = Self::open(path, OpenOptions::new().read(true))?;
        // Some systems open a directory as if it could be read.
        if path.is_dir() {
            Err(Stop::Usage(format!("{} is a directory", path.display())))
        } else {
            Ok(opened)
        }
    }

    pub(crate) fn output(path: &Path) -> Result<Self, Stop> {
        Self::open(path, OpenOptions::new().write(true).create(true).truncate(false))
    }

    fn open(path: &Path, options: &OpenOptions) -> Result<Self, Stop> {
        let failed = |error| Stop::file(path.display(), &error);
        let file = options.open(path).map_err(failed)?;
        let found = file.metadata().map_err(failed)?;
        Ok(Self { path: path.to_owned(), file, length: found.is_file().then_some(found.len()) })
    }

    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    pub(crate) const fn length(&self) -> Option<u64> {
        self.length
    }

    pub(crate) fn failed(&self, error: &io::Error) -> Stop {
        Stop::file(self.path.display(), error)
    }

    /// Duplicates the handle of the file.
    pub(crate) fn duplicate(&self) -> Result<File, Stop> {
        self.file.try_clone().map_err(|error| self.failed(&error))
    }

    pub(crate) fn read_from(mut self, position: u64) -> Result<File, Stop> {
        if self.length.is_some() {
            self.file.seek(SeekFrom::Start(position)).map_err(|error| self.failed(&error))?;
        }
        Ok(self.file)
    }

    /// Truncates the file to `position`, and continues there.
    pub(crate) fn write_from(mut self, position: u64) -> Result<Target, Stop> {
        if let Some(length) = self.length {
            if length < position {
                let name = self.name();
                return Err(Stop::Failed(format!(
                    "{name} is shorter than it was when the run was interrupted"
                )));
            }
            let truncated = self
                .file
                .set_len(position)
                .and_then(|()| self.file.seek(SeekFrom::Start(position)));
            truncated.map_err(|error| self.failed(&error))?;
        }
        Ok(Target { name: self.name(), file: Box::new(self.file) })
    }
}

/// Whether both paths refer to the same regular file, which may not exist yet.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one_found), Ok(other_found)) if one_found.is_file() && other_found.is_file() => {
            is_one_file((one, &one_found), (other, &other_found))
        }
        (Ok(_), Ok(_)) => false,
        _ => absolute(one) == absolute(other),
    }
}

#[cfg(unix)]
fn is_one_file((_, one): (&Path, &fs::Metadata), (_, other): (&Path, &fs::Metadata)) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_one_file((one, _): (&Path, &fs::Metadata), (other, _): (&Path, &fs::Metadata)) -> bool {
    one.canonicalize().ok().is_some_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}
