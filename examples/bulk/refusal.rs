//! What is told of a line that was refused: places and rules, and nothing that the line holds.

use idiolect::wire::{self, Problem};

pub(crate) struct Refusal {
    /// Which line of its batch it is, from 0.
    index: u64,
    /// The JSON object of it, but for the number of the line.
    told: String,
}

impl Refusal {
    pub(crate) fn new(index: u64, problems: &[Problem]) -> Self {
        let written = wire::write("bulk", None, |out| {
            out.objects(
                "problems",
                Some(problems),
                |_| None,
                |problem, out| {
                    out.put_text("pointer", problem.pointer().as_str());
                    out.put_text("code", problem.code().as_str());
                    out.put_text("detail", problem.detail());
                },
            );
        });
        Self { index, told: written.node.to_json() }
    }

    /// Appends a line of JSON, where `before` lines stand before the batch.
    pub(crate) fn print(&self, before: u64, text: &mut String) {
        text.push_str("{\"line\":");
        text.push_str(&(before + self.index + 1).to_string());
        text.push(',');
        text.push_str(self.told.strip_prefix('{').unwrap_or(&self.told));
        text.push('\n');
    }
}
