//! What is told of a line that was refused: places and rules, and nothing that the line holds.

use idiolect::problem::Problem;

pub(crate) struct FailureProblem {
    /// Which line of its batch it is, from 0.
    index: u64,
    /// A list of its problems, in JSON.
    problems: String,
}

impl FailureProblem {
    #[expect(clippy::expect_used, reason = "a list of texts can be written")]
    pub(crate) fn new(index: u64, problems: &[Problem]) -> Self {
        Self { index, problems: serde_json::to_string(problems).expect("a list of texts") }
    }

    /// Appends a line of JSON, where `before` lines stand before the batch.
    pub(crate) fn print(&self, before: u64, text: &mut String) {
        let Self { index, problems } = self;
        let line = before + index + 1;
        text.extend(["{\"line\":", &line.to_string(), ",\"problems\":", problems, "}\n"]);
    }
}
