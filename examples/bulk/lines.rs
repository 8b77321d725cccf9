//! Batches of whole lines, in bounded memory however long a line is.

use std::io::{self, BufRead as _, ErrorKind, Read};

/// How many bytes are read from the source at once: about the size of a batch.
const CHUNK: usize = 256 << 10;

/// The longest line ending: `\r\n`.
const ENDING: usize = 2;

/// Consecutive lines. Their memory is reused for the next batch.
#[derive(Default)]
pub(crate) struct Batch {
    /// As large as the largest batch so far, and never cleared: that would cost as much as the
    /// copying.
    buffer: Vec<u8>,
    /// How many bytes of the buffer are lines.
    filled: usize,
    /// The length of these lines in the input in bytes, including what was skipped.
    consumed: u64,
    /// Whether a line after these lines was skipped.
    skipped: Option<TooLong>,
}

/// A line that exceeds the limit.
#[derive(Clone, Copy)]
pub(crate) struct TooLong;

impl Batch {
    /// The lines, each with its ending.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Result<&[u8], TooLong>> {
        let mut rest = self.buffer.get(..self.filled).unwrap_or_default();
        let whole = std::iter::from_fn(move || {
            let from_here = rest;
            // The fastest search for the end of a line in the standard library.
            let length = rest.skip_until(b'\n').ok()?;
            from_here.get(..length).filter(|line| !line.is_empty())
        });
        whole.map(Ok).chain(self.skipped.map(Err))
    }

    pub(crate) const fn consumed(&self) -> u64 {
        self.consumed
    }

    fn unread(&mut self, from: usize, into: &mut Vec<u8>) {
        into.extend_from_slice(self.buffer.get(from..self.filled).unwrap_or_default());
        self.filled = from;
    }

    /// Appends one read from the source, and returns its length: 0 at the end.
    fn read_more(&mut self, source: &mut impl Read) -> io::Result<usize> {
        if self.buffer.len() < self.filled + CHUNK {
            self.buffer.resize(self.filled + CHUNK, 0);
        }
        let free = self.buffer.get_mut(self.filled..self.filled + CHUNK).unwrap_or_default();
        loop {
            match source.read(free) {
                Ok(count) => {
                    self.filled += count;
                    return Ok(count);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The end of the last line that ends after `from`.
    fn last_end(&self, from: usize) -> Option<usize> {
        let new = self.buffer.get(from..self.filled)?;
        new.iter().rposition(|byte| *byte == b'\n').map(|at| from + at + 1)
    }

    fn first_end(&self) -> Option<usize> {
        self.buffer.get(..self.filled)?.iter().position(|byte| *byte == b'\n').map(|at| at + 1)
    }
}

/// The lines of a source, of at most `limit` bytes each.
pub(crate) struct Lines<R> {
    source: R,
    limit: usize,
    /// What was read and does not belong to a batch yet.
    rest: Vec<u8>,
}

impl<R: Read> Lines<R> {
    pub(crate) const fn new(source: R, limit: usize) -> Self {
        Self { source, limit, rest: Vec::new() }
    }

    /// Fills `batch` with the next lines, and returns whether there are any.
    ///
    /// It reads more only until it has one whole line, so that lines that have already been read
    /// are not delayed.
    pub(crate) fn next(&mut self, batch: &mut Batch) -> io::Result<bool> {
        batch.skipped = None;
        batch.filled = 0;
        if batch.buffer.len() < self.rest.len() {
            batch.buffer.resize(self.rest.len(), 0);
        }
        if let Some(start) = batch.buffer.get_mut(..self.rest.len()) {
            start.copy_from_slice(&self.rest);
            batch.filled = start.len();
        }
        self.rest.clear();
        let mut searched = 0;
        loop {
            if let Some(end) = batch.last_end(searched) {
                batch.unread(end, &mut self.rest);
                break;
            }
            if batch.filled > self.limit + ENDING {
                return self.skip(batch);
            }
            searched = batch.filled;
            if batch.read_more(&mut self.source)? == 0 {
                break;
            }
        }
        batch.consumed = batch.filled as u64;
        Ok(batch.filled > 0)
    }

    /// Skips the rest of a line whose beginning is the whole content of `batch`.
    fn skip(&mut self, batch: &mut Batch) -> io::Result<bool> {
        batch.consumed = batch.filled as u64;
        batch.skipped = Some(TooLong);
        loop {
            batch.filled = 0;
            let count = batch.read_more(&mut self.source)?;
            if let Some(end) = batch.first_end() {
                batch.unread(end, &mut self.rest);
                batch.consumed += end as u64;
                break;
            }
            batch.consumed += count as u64;
            if count == 0 {
                break;
            }
        }
        batch.filled = 0;
        Ok(true)
    }
}
