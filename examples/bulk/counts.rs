//! The numbers of lines by result, and their text.

use std::time::Duration;

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Counts {
    pub(crate) converted: u64,
    pub(crate) rejected: u64,
    pub(crate) blank: u64,
}

impl Counts {
    pub(crate) const fn lines(&self) -> u64 {
        self.converted + self.rejected + self.blank
    }

    pub(crate) const fn add(&mut self, more: &Self) {
        self.converted += more.converted;
        self.rejected += more.rejected;
        self.blank += more.blank;
    }

    pub(crate) fn text(&self) -> String {
        let blank = if self.blank == 0 {
            String::new()
        } else {
            format!(", {} blank", grouped(self.blank))
        };
        format!("{} converted, {} rejected{blank}", grouped(self.converted), grouped(self.rejected))
    }

    /// The summary of a run that read `bytes` of its input in `time`.
    pub(crate) fn summary(&self, bytes: u64, time: Duration) -> String {
        #[expect(clippy::cast_precision_loss, reason = "only three digits are shown")]
        let megabytes = bytes as f64 / 1e6;
        let seconds = time.as_secs_f64();
        let rate = if seconds > 0.0 { megabytes / seconds } else { 0.0 };
        format!("{}, {seconds:.1} s, {rate:.0} MB/s", self.text())
    }
}

/// A number with thousands separators.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
