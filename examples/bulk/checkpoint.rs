//! The position of a run, stored in a file so that it can be resumed after any interruption.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use idiolect::codec;
use idiolect::json::{Limits, Node, Number};

use crate::counts::Counts;
use crate::stop::Stop;

/// The version of the format; no other is supported.
const VERSION: u64 = 1;

/// How many bytes at each end of the input distinguish it from another input.
const SAMPLED: u64 = 4096;

/// The position in all files of a run, at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Position {
    pub(crate) input: u64,
    pub(crate) output: u64,
    pub(crate) rejected: u64,
    pub(crate) counts: Counts,
}

/// What distinguishes a run from one with another output.
#[derive(Debug, PartialEq)]
pub(crate) struct Identity {
    options: String,
    length: u64,
    checksum: u64,
}

/// The file with the position, and the files that must be synced before it is saved.
pub(crate) struct Journal {
    path: PathBuf,
    identity: Identity,
    written: Vec<(PathBuf, File)>,
}

impl Identity {
    pub(crate) fn of(options: String, input: &mut File) -> io::Result<Self> {
        let length = input.metadata()?.len();
        let mut sampled = Vec::new();
        for start in [0, length.saturating_sub(SAMPLED)] {
            input.seek(SeekFrom::Start(start))?;
            io::Read::by_ref(input).take(SAMPLED).read_to_end(&mut sampled)?;
        }
        input.rewind()?;
        Ok(Self { options, length, checksum: fnv(&sampled) })
    }
}

/// The 64-bit hash FNV-1a, which does not depend on the version of a library.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Journal {
    pub(crate) fn new(path: PathBuf, identity: Identity, written: Vec<(PathBuf, File)>) -> Self {
        Self { path, identity, written }
    }

    /// The path of the journal of a run that writes `output`.
    pub(crate) fn beside(output: &Path) -> PathBuf {
        with_ending(output, ".progress")
    }

    /// Returns where the run of `identity` was interrupted.
    pub(crate) fn read(path: &Path, identity: &Identity) -> Result<Position, Stop> {
        let name = path.display();
        let text = fs::read(path).map_err(|error| Stop::file(&name, &error))?;
        let Some((found, position)) =
            idiolect::json::parse(&text, &Limits::DEFAULT).ok().and_then(|node| decode(&node))
        else {
            return Err(Stop::Failed(format!(
                "{name} is not a valid progress file of this program"
            )));
        };
        if found.options != identity.options {
            let options = found.options;
            return Err(Stop::Usage(format!(
                "{name} belongs to a run with other options: `{options}`"
            )));
        }
        if found != *identity || position.input > identity.length {
            return Err(Stop::Usage(format!(
                "{name} belongs to a run with another input, or the input has changed"
            )));
        }
        Ok(position)
    }

    /// Syncs everything up to `position` to the disk, then saves it; until then the previous
    /// position is valid.
    pub(crate) fn save(&self, position: &Position) -> Result<(), Stop> {
        self.flush()?;
        let new = with_ending(&self.path, ".new");
        let replace = || {
            let mut file = File::create(&new)?;
            file.write_all(self.text(position).as_bytes())?;
            file.sync_data()?;
            fs::rename(&new, &self.path)
        };
        replace().map_err(|error| Stop::file(self.path.display(), &error))
    }

    /// Removes the file of a complete run.
    pub(crate) fn finish(&self) -> Result<(), Stop> {
        self.flush()?;
        fs::remove_file(&self.path).map_err(|error| Stop::file(self.path.display(), &error))
    }

    fn flush(&self) -> Result<(), Stop> {
        self.written.iter().try_for_each(|(path, file)| {
            file.sync_data().map_err(|error| Stop::file(path.display(), &error))
        })
    }

    fn text(&self, position: &Position) -> String {
        let number = |number| Node::Number(Number::Unsigned(number));
        let Position { input, output, rejected, counts } = position;
        let written = codec::write("bulk", None, |out| {
            out.literal("version", number(VERSION));
            out.literal_text("options", self.identity.options.as_str());
            out.literal("length", number(self.identity.length));
            out.literal("checksum", number(self.identity.checksum));
            out.literal("input", number(*input));
            out.literal("output", number(*output));
            out.literal("refused", number(*rejected));
            out.literal("lines_converted", number(counts.converted));
            out.literal("lines_refused", number(counts.rejected));
            out.literal("lines_blank", number(counts.blank));
        });
        written.node.to_json() + "\n"
    }
}

fn decode(node: &Node<'_>) -> Option<(Identity, Position)> {
    let number = |name| match node.member(name)? {
        Node::Number(Number::Unsigned(number)) => Some(*number),
        _ => None,
    };
    if number("version")? != VERSION {
        return None;
    }
    let options = node.member("options")?.as_text()?.to_owned();
    let identity = Identity { options, length: number("length")?, checksum: number("checksum")? };
    let counts = Counts {
        converted: number("lines_converted")?,
        rejected: number("lines_refused")?,
        blank: number("lines_blank")?,
    };
    let position = Position {
        input: number("input")?,
        output: number("output")?,
        rejected: number("refused")?,
        counts,
    };
    Some((identity, position))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}
