//! The progress bar at a terminal.

use std::io::{IsTerminal as _, Write as _, stderr, stdout};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::arguments::{Arguments, Verbosity};
use crate::checkpoint::Position;

const OF_A_FILE: &str = "{bar:30} {percent:>3} %  {decimal_bytes} of {decimal_total_bytes}  {decimal_bytes_per_sec}  {eta} left  {msg}";
const OF_A_STREAM: &str = "{spinner} {decimal_bytes}  {decimal_bytes_per_sec}  {elapsed}  {msg}";

/// The interval of the redraw while nothing is read.
const TICK: Duration = Duration::from_millis(200);

pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Shows nothing if standard error is not a terminal, or if translations go to a terminal.
    pub(crate) fn new(arguments: &Arguments, length: Option<u64>, position: Position) -> Self {
        let is_free = arguments.output.is_some() || !stdout().is_terminal();
        if arguments.verbosity == Verbosity::Quiet || !stderr().is_terminal() || !is_free {
            return Self(None);
        }
        let (bar, template) = match length {
            Some(length) => (ProgressBar::new(length), OF_A_FILE),
            None => (ProgressBar::new_spinner(), OF_A_STREAM),
        };
        let bar = bar.with_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        bar.set_position(position.input);
        bar.reset_eta();
        bar.enable_steady_tick(TICK);
        Self(Some(bar))
    }

    pub(crate) fn show(&self, position: &Position) {
        if let Some(bar) = &self.0 {
            bar.set_position(position.input);
            bar.set_message(position.counts.text());
        }
    }

    /// Prints a text above the bar.
    pub(crate) fn print_above(&self, text: &str) {
        match &self.0 {
            _ if text.is_empty() => {}
            Some(bar) => bar.suspend(|| print_error(text)),
            None => print_error(text),
        }
    }

    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// Writes a line to standard error; a closed pipe is not an error.
pub(crate) fn print_error(line: &str) {
    let _ = writeln!(stderr(), "{line}");
}
