//! Workers who read, convert and write in turn: no queues, so that there are never more batches
//! than workers, and none of them waits for anything but the one before.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::checkpoint::{Journal, Position};
use crate::convert::{Converted, Converter};
use crate::lines::{Batch, Lines};
use crate::sink::{Sink, Turn};
use crate::stop::Stop;

/// What there is to do.
pub(crate) struct Work<'w> {
    pub(crate) lines: Lines<Box<dyn Read + Send>>,
    /// The name of where the lines come from.
    pub(crate) input: String,
    pub(crate) converter: &'w Converter<'w>,
    pub(crate) sink: Sink,
    pub(crate) journal: Option<Journal>,
}

/// How it ended.
pub(crate) struct NeedsUser {
    pub(crate) position: Position,
    /// Nobody wanted the rest.
    pub(crate) is_cut: bool,
}

struct Shop<'w> {
    converter: &'w Converter<'w>,
    entrance: Mutex<Entrance>,
    exit: Mutex<Exit>,
    /// It is somebody else's turn to leave.
    turned: Condvar,
    journal: Option<Mutex<Journal>>,
}

struct Entrance {
    lines: Lines<Box<dyn Read + Send>>,
    /// The batches that have been read.
    count: u64,
    ended: Option<io::Result<()>>,
}

struct Exit {
    sink: Sink,
    /// The batches that have been written.
    count: u64,
    ended: Option<End>,
}

/// Why nothing more is written.
enum End {
    Cut,
    Stopped(Stop),
    /// A worker has panicked, and its turn will never come.
    Lost,
}

/// Does all of the work with this many threads, the calling one among them.
pub(crate) fn run(threads: NonZeroUsize, work: Work<'_>) -> Result<NeedsUser, Stop> {
    let Work { lines, input, converter, sink, journal } = work;
    let shop = Shop {
        converter,
        entrance: Mutex::new(Entrance { lines, count: 0, ended: None }),
        exit: Mutex::new(Exit { sink, count: 0, ended: None }),
        turned: Condvar::new(),
        journal: journal.map(Mutex::new),
    };
    thread::scope(|scope| {
        for _ in 1..threads.get() {
            // With fewer workers than wished it takes longer, and is done all the same.
            if thread::Builder::new().spawn_scoped(scope, || shop.work()).is_err() {
                break;
            }
        }
        shop.work();
    });
    let Exit { sink, ended, .. } = shop.exit.into_inner().unwrap_or_else(PoisonError::into_inner);
    let entrance = shop.entrance.into_inner().unwrap_or_else(PoisonError::into_inner);
    let position = sink.close();
    let is_cut = match ended {
        Some(End::Stopped(reason)) => return Err(reason),
        Some(End::Lost) => return Err(Stop::Failed("a worker was lost".to_owned())),
        Some(End::Cut) => true,
        None => false,
    };
    if let Some(Err(error)) = entrance.ended {
        return Err(Stop::file(input, &error));
    }
    if let Some(journal) = shop.journal {
        journal.into_inner().unwrap_or_else(PoisonError::into_inner).finish()?;
    }
    Ok(NeedsUser { position: position?, is_cut })
}

impl Shop<'_> {
    fn work(&self) {
        let _alarm = Alarm(self);
        let mut batch = Batch::default();
        let mut converted = Converted::default();
        while let Some(turn) = self.read(&mut batch) {
            self.converter.convert(&batch, &mut converted);
            match self.write(turn, &converted) {
                Some(Turn::EncodedTree) => {}
                Some(Turn::Due(position)) => self.save(&position),
                Some(Turn::Cut) | None => return,
            }
        }
    }

    /// Reads the next batch; which one it is, if there is one.
    fn read(&self, batch: &mut Batch) -> Option<u64> {
        let mut entrance = lock(&self.entrance);
        if entrance.ended.is_some() {
            return None;
        }
        match entrance.lines.next(batch) {
            Ok(true) => {
                entrance.count += 1;
                Some(entrance.count - 1)
            }
            Ok(false) => {
                entrance.ended = Some(Ok(()));
                None
            }
            Err(error) => {
                entrance.ended = Some(Err(error));
                None
            }
        }
    }

    /// Writes after all batches before have been written, unless one of them could not be.
    fn write(&self, turn: u64, converted: &Converted) -> Option<Turn> {
        let mut exit = lock(&self.exit);
        while exit.count != turn && exit.ended.is_none() {
            exit = self.turned.wait(exit).unwrap_or_else(PoisonError::into_inner);
        }
        if exit.ended.is_some() {
            return None;
        }
        let written = exit.sink.write(converted);
        exit.count += 1;
        self.turned.notify_all();
        match written {
            Ok(Turn::Cut) => exit.ended = Some(End::Cut),
            Ok(turn) => return Some(turn),
            Err(stop) => exit.ended = Some(End::Stopped(stop)),
        }
        None
    }

    /// Saves a position while the others go on.
    ///
    /// It may be overtaken by a later position, and then replaces that: all files are past both of
    /// them.
    fn save(&self, position: &Position) {
        let Some(journal) = &self.journal else { return };
        // Whoever is at it still has a slow disk, which this would make no faster.
        let Ok(journal) = journal.try_lock() else { return };
        if let Err(stop) = journal.save(position) {
            self.end(End::Stopped(stop));
        }
    }

    fn end(&self, end: End) {
        let mut exit = lock(&self.exit);
        exit.ended.get_or_insert(end);
        self.turned.notify_all();
    }
}

/// Sends everybody home if its worker panics, instead of having them wait.
struct Alarm<'s, 'w>(&'s Shop<'w>);

impl Drop for Alarm<'_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.end(End::Lost);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
