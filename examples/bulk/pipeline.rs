//! Workers that read, convert and write batches in order. Without queues there are never more
//! batches than workers, and a worker waits only for the previous batch.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::checkpoint::{Journal, Position};
use crate::convert::{Converted, Converter};
use crate::lines::{Batch, Lines};
use crate::sink::{Sink, Turn};
use crate::stop::Stop;

/// The input, the conversion and the output of a run.
pub(crate) struct Work<'w> {
    pub(crate) lines: Lines<Box<dyn Read + Send>>,
    /// The name of the source.
    pub(crate) input: String,
    pub(crate) converter: &'w Converter<'w>,
    pub(crate) sink: Sink,
    pub(crate) journal: Option<Journal>,
}

/// The end of a run without an error.
pub(crate) struct Finished {
    pub(crate) position: Position,
    /// Whether the output was closed early.
    pub(crate) is_closed: bool,
}

struct Pipeline<'w> {
    converter: &'w Converter<'w>,
    reader: Mutex<Reader>,
    writer: Mutex<Writer>,
    /// Signals that the next batch may be written, or that the run has ended.
    advanced: Condvar,
    journal: Option<Mutex<Journal>>,
}

struct Reader {
    lines: Lines<Box<dyn Read + Send>>,
    /// The number of batches that have been read.
    count: u64,
    ended: Option<io::Result<()>>,
}

struct Writer {
    sink: Sink,
    /// The number of batches that have been written.
    count: u64,
    ended: Option<End>,
}

/// Why no more batches are written.
enum End {
    Closed,
    Stopped(Stop),
    /// A worker has panicked, so its batch will never be written.
    Panicked,
}

/// Runs the whole work on this many threads, including the calling one.
pub(crate) fn run(threads: NonZeroUsize, work: Work<'_>) -> Result<Finished, Stop> {
    let Work { lines, input, converter, sink, journal } = work;
    let pipeline = Pipeline {
        converter,
        reader: Mutex::new(Reader { lines, count: 0, ended: None }),
        writer: Mutex::new(Writer { sink, count: 0, ended: None }),
        advanced: Condvar::new(),
        journal: journal.map(Mutex::new),
    };
    thread::scope(|scope| {
        for _ in 1..threads.get() {
            // Fewer workers than requested only take longer.
            if thread::Builder::new().spawn_scoped(scope, || pipeline.work()).is_err() {
                break;
            }
        }
        pipeline.work();
    });
    let Writer { sink, ended, .. } =
        pipeline.writer.into_inner().unwrap_or_else(PoisonError::into_inner);
    let reader = pipeline.reader.into_inner().unwrap_or_else(PoisonError::into_inner);
    let position = sink.close();
    let is_closed = match ended {
        Some(End::Stopped(reason)) => return Err(reason),
        Some(End::Panicked) => return Err(Stop::Failed("a worker has panicked".to_owned())),
        Some(End::Closed) => true,
        None => false,
    };
    if let Some(Err(error)) = reader.ended {
        return Err(Stop::file(input, &error));
    }
    if let Some(journal) = pipeline.journal {
        journal.into_inner().unwrap_or_else(PoisonError::into_inner).finish()?;
    }
    Ok(Finished { position: position?, is_closed })
}

impl Pipeline<'_> {
    fn work(&self) {
        let _guard = PanicGuard(self);
        let mut batch = Batch::default();
        let mut converted = Converted::default();
        while let Some(turn) = self.read(&mut batch) {
            self.converter.convert(&batch, &mut converted);
            match self.write(turn, &converted) {
                Some(Turn::Written) => {}
                Some(Turn::Due(position)) => self.save(&position),
                Some(Turn::Closed) | None => return,
            }
        }
    }

    /// Reads the next batch, and returns its number, or `None` at the end.
    fn read(&self, batch: &mut Batch) -> Option<u64> {
        let mut reader = lock(&self.reader);
        if reader.ended.is_some() {
            return None;
        }
        match reader.lines.next(batch) {
            Ok(true) => {
                reader.count += 1;
                Some(reader.count - 1)
            }
            Ok(false) => {
                reader.ended = Some(Ok(()));
                None
            }
            Err(error) => {
                reader.ended = Some(Err(error));
                None
            }
        }
    }

    /// Writes the batch after all previous ones, unless one of them has failed.
    fn write(&self, turn: u64, converted: &Converted) -> Option<Turn> {
        let mut writer = lock(&self.writer);
        while writer.count != turn && writer.ended.is_none() {
            writer = self.advanced.wait(writer).unwrap_or_else(PoisonError::into_inner);
        }
        if writer.ended.is_some() {
            return None;
        }
        let written = writer.sink.write(converted);
        writer.count += 1;
        self.advanced.notify_all();
        match written {
            Ok(Turn::Closed) => writer.ended = Some(End::Closed),
            Ok(turn) => return Some(turn),
            Err(stop) => writer.ended = Some(End::Stopped(stop)),
        }
        None
    }

    /// Saves a position while the other workers continue.
    ///
    /// It may replace a later position, which is harmless: all files are past both of them.
    fn save(&self, position: &Position) {
        let Some(journal) = &self.journal else { return };
        // A save is still in progress, so the disk is slow, and another save would not help.
        let Ok(journal) = journal.try_lock() else { return };
        if let Err(stop) = journal.save(position) {
            self.end(End::Stopped(stop));
        }
    }

    fn end(&self, end: End) {
        let mut writer = lock(&self.writer);
        writer.ended.get_or_insert(end);
        self.advanced.notify_all();
    }
}

/// Ends the run if its worker panics, so that the other workers do not wait forever.
struct PanicGuard<'s, 'w>(&'s Pipeline<'w>);

impl Drop for PanicGuard<'_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.end(End::Panicked);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
