//! How far a run has come, kept in a file so that another can go on after any interruption.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use idiolect::codec;
use idiolect::json::{Limits, Node, Number};

use crate::counts::Counts;
use crate::stop::Stop;

/// Of another, this program knows nothing.
const VERSION: u64 = 1;

/// How much of each end of the input tells it from another.
const SEEN: u64 = 4096;

/// How far all files of a run have come, at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Position {
    pub(crate) input: u64,
    pub(crate) output: u64,
    pub(crate) refused: u64,
    pub(crate) counts: Counts,
}

/// What a run can be told by from one that would write something else.
#[derive(Debug, PartialEq)]
pub(crate) struct Identity {
    options: String,
    length: u64,
    checksum: u64,
}

/// The file that holds the position, and those files that must not be behind it.
pub(crate) struct Journal {
    path: PathBuf,
    identity: Identity,
    written: Vec<(PathBuf, File)>,
}

impl Identity {
    pub(crate) fn of(options: String, input: &mut File) -> io::Result<Self> {
        let length = input.metadata()?.len();
        let mut seen = Vec::new();
        for start in [0, length.saturating_sub(SEEN)] {
            input.seek(SeekFrom::Start(start))?;
            io::Read::by_ref(input).take(SEEN).read_to_end(&mut seen)?;
        }
        input.rewind()?;
        Ok(Self { options, length, checksum: fnv(&seen) })
    }
}

/// The 64-bit hash FNV-1a, which is the same in every version of everything.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Journal {
    pub(crate) fn new(path: PathBuf, identity: Identity, written: Vec<(PathBuf, File)>) -> Self {
        Self { path, identity, written }
    }

    /// The name of the journal of a run that writes `output`.
    pub(crate) fn beside(output: &Path) -> PathBuf {
        with_ending(output, ".progress")
    }

    /// Where the run of `identity` was interrupted.
    pub(crate) fn read(path: &Path, identity: &Identity) -> Result<Position, Stop> {
        let name = path.display();
        let text = fs::read(path).map_err(|error| Stop::file(&name, &error))?;
        let Some((found, position)) =
            idiolect::json::parse(&text, &Limits::DEFAULT).ok().and_then(|node| understand(&node))
        else {
            return Err(Stop::Failed(format!("{name} is none that this program has written")));
        };
        if found.options != identity.options {
            let options = found.options;
            return Err(Stop::Usage(format!(
                "{name} is of a run with other options, which are `{options}`"
            )));
        }
        if found != *identity || position.input > identity.length {
            return Err(Stop::Usage(format!(
                "{name} is of a run with another input, or it has changed since"
            )));
        }
        Ok(position)
    }

    /// Has everything up to `position` on the disk, and says so; until then the position before
    /// holds.
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

    /// Ends a run that is complete.
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
        let Position { input, output, refused, counts } = position;
        let written = codec::write("bulk", None, |out| {
            out.literal("version", number(VERSION));
            out.literal_text("options", self.identity.options.as_str());
            out.literal("length", number(self.identity.length));
            out.literal("checksum", number(self.identity.checksum));
            out.literal("input", number(*input));
            out.literal("output", number(*output));
            out.literal("refused", number(*refused));
            out.literal("lines_converted", number(counts.converted));
            out.literal("lines_refused", number(counts.refused));
            out.literal("lines_blank", number(counts.blank));
        });
        written.node.to_json() + "\n"
    }
}

fn understand(node: &Node<'_>) -> Option<(Identity, Position)> {
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
        refused: number("lines_refused")?,
        blank: number("lines_blank")?,
    };
    let position = Position {
        input: number("input")?,
        output: number("output")?,
        refused: number("refused")?,
        counts,
    };
    Some((identity, position))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}
