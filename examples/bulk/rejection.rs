//! The report of a rejected line: pointers and rules, without any value of the line.

use idiolect::problem::Problem;

pub(crate) struct Rejection {
    /// The index of the line in its batch, from 0.
    index: u64,
    /// The list of its problems, as JSON.
    problems: String,
}

impl Rejection {
    #[expect(clippy::expect_used, reason = "a list of strings can be serialized")]
    pub(crate) fn new(index: u64, problems: &[Problem]) -> Self {
        Self { index, problems: serde_json::to_string(problems).expect("a list of strings") }
    }

    /// Appends the report as a line of JSON; `before` is the number of lines before the batch.
    pub(crate) fn print(&self, before: u64, text: &mut String) {
        let Self { index, problems } = self;
        let line = before + index + 1;
        text.extend(["{\"line\":", &line.to_string(), ",\"problems\":", problems, "}\n"]);
    }
}
