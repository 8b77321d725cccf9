//! Where the lines go once it is their turn: translations, refusals, and word of both.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::checkpoint::Position;
use crate::convert::Converted;
use crate::progress::Progress;
use crate::stop::Stop;

/// How much work an interruption may cost.
const SAVED_EVERY: Duration = Duration::from_millis(500);

/// A file that is written from its beginning to its end, or what stands for one.
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) file: Box<dyn Write + Send>,
}

/// What becomes of refusals.
pub(crate) enum FailureParser {
    Kept(Target),
    /// Shown to whoever is there, this many more.
    Shown(usize),
    Untold,
}

/// What a turn has led to.
pub(crate) enum Turn {
    EncodedTree,
    /// The position is to be saved, which can be done while others write.
    Due(Position),
    /// Nobody reads what is written any more.
    Cut,
}

pub(crate) struct Sink {
    output: Target,
    refusals: FailureParser,
    position: Position,
    progress: Progress,
    saved: Instant,
    /// The refusals of one batch as text.
    told: String,
}

impl Sink {
    pub(crate) fn new(
        output: Target,
        refusals: FailureParser,
        position: Position,
        progress: Progress,
    ) -> Self {
        Self { output, refusals, position, progress, saved: Instant::now(), told: String::new() }
    }

    pub(crate) fn write(&mut self, converted: &Converted) -> Result<Turn, Stop> {
        match self.output.file.write_all(&converted.output) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(Turn::Cut),
            Err(error) => return Err(Stop::file(&self.output.name, &error)),
        }
        self.refuse(converted)?;
        self.position.input += converted.consumed;
        self.position.output += converted.output.len() as u64;
        self.position.counts.add(&converted.counts);
        self.progress.show(&self.position);
        if self.saved.elapsed() < SAVED_EVERY {
            return Ok(Turn::EncodedTree);
        }
        self.saved = Instant::now();
        Ok(Turn::Due(self.position))
    }

    fn refuse(&mut self, converted: &Converted) -> Result<(), Stop> {
        if converted.refusals.is_empty() {
            return Ok(());
        }
        let before = self.position.counts.lines();
        self.told.clear();
        match &mut self.refusals {
            FailureParser::Kept(target) => {
                converted.refusals.iter().for_each(|refusal| refusal.print(before, &mut self.told));
                target
                    .file
                    .write_all(self.told.as_bytes())
                    .map_err(|error| Stop::file(&target.name, &error))?;
                self.position.refused += self.told.len() as u64;
            }
            FailureParser::Shown(left) => {
                let shown = converted.refusals.iter().take(*left);
                shown.for_each(|refusal| refusal.print(before, &mut self.told));
                if *left > 0 && converted.refusals.len() > *left {
                    self.told
                        .push_str("more lines are refused; --refused FILE collects them all\n");
                }
                *left = left.saturating_sub(converted.refusals.len());
                self.progress.interrupt(self.told.trim_end());
            }
            FailureParser::Untold => {}
        }
        Ok(())
    }

    /// Ends the run, and tells how far it has come.
    pub(crate) fn close(self) -> Result<Position, Stop> {
        self.progress.finish();
        let Target { name, mut file } = self.output;
        file.flush().map_err(|error| Stop::file(name, &error))?;
        Ok(self.position)
    }
}
