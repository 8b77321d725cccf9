//! The output of the batches in their order: translations, rejections, and the progress.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::checkpoint::Position;
use crate::convert::Converted;
use crate::progress::Progress;
use crate::stop::Stop;

/// The interval of the checkpoints: how much work an interruption may cost.
const SAVED_EVERY: Duration = Duration::from_millis(500);

/// A file that is written sequentially, or standard output.
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) file: Box<dyn Write + Send>,
}

/// The destination of the rejections.
pub(crate) enum Rejections {
    Written(Target),
    /// Shown on standard error, at most this many more.
    Shown(usize),
    Discarded,
}

/// The result of the output of a batch.
pub(crate) enum Turn {
    Written,
    /// The position has to be saved, which is possible while other batches are written.
    Due(Position),
    /// The output is a closed pipe.
    Closed,
}

pub(crate) struct Sink {
    output: Target,
    rejections: Rejections,
    position: Position,
    progress: Progress,
    saved: Instant,
    /// The rejections of one batch as text.
    report: String,
}

impl Sink {
    pub(crate) fn new(
        output: Target,
        rejections: Rejections,
        position: Position,
        progress: Progress,
    ) -> Self {
        Self {
            output,
            rejections,
            position,
            progress,
            saved: Instant::now(),
            report: String::new(),
        }
    }

    pub(crate) fn write(&mut self, converted: &Converted) -> Result<Turn, Stop> {
        match self.output.file.write_all(&converted.output) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(Turn::Closed),
            Err(error) => return Err(Stop::file(&self.output.name, &error)),
        }
        self.write_rejections(converted)?;
        self.position.input += converted.consumed;
        self.position.output += converted.output.len() as u64;
        self.position.counts.add(&converted.counts);
        self.progress.show(&self.position);
        if self.saved.elapsed() < SAVED_EVERY {
            return Ok(Turn::Written);
        }
        self.saved = Instant::now();
        Ok(Turn::Due(self.position))
    }

    fn write_rejections(&mut self, converted: &Converted) -> Result<(), Stop> {
        if converted.rejections.is_empty() {
            return Ok(());
        }
        let before = self.position.counts.lines();
        self.report.clear();
        match &mut self.rejections {
            Rejections::Written(target) => {
                converted
                    .rejections
                    .iter()
                    .for_each(|rejection| rejection.print(before, &mut self.report));
                target
                    .file
                    .write_all(self.report.as_bytes())
                    .map_err(|error| Stop::file(&target.name, &error))?;
                self.position.rejected += self.report.len() as u64;
            }
            Rejections::Shown(left) => {
                let shown = converted.rejections.iter().take(*left);
                shown.for_each(|rejection| rejection.print(before, &mut self.report));
                if *left > 0 && converted.rejections.len() > *left {
                    self.report.push_str(
                        "more lines were rejected; --refused FILE writes them all to a file\n",
                    );
                }
                *left = left.saturating_sub(converted.rejections.len());
                self.progress.print_above(self.report.trim_end());
            }
            Rejections::Discarded => {}
        }
        Ok(())
    }

    /// Ends the run, and returns its position.
    pub(crate) fn close(self) -> Result<Position, Stop> {
        self.progress.finish();
        let Target { name, mut file } = self.output;
        file.flush().map_err(|error| Stop::file(name, &error))?;
        Ok(self.position)
    }
}
