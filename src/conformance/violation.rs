//! The violation of a law.

use std::any::Any;
use std::fmt;

use super::canary::without_password;
use super::law::Law;
use crate::dialect::DialectId;

/// Whether one case of a law is held.
pub(super) type Held = Result<(), Finding>;

/// What is wrong, and with what.
#[derive(Debug)]
pub(super) struct Finding {
    what: String,
    shown: Vec<(&'static str, String)>,
}

impl Finding {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), shown: Vec::new() }
    }

    /// That it panics, and with which text.
    pub(super) fn panicked(panic: &(dyn Any + Send)) -> Self {
        let text = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Self::new(text.map_or_else(|| "it panics".to_owned(), |text| format!("it panics: {text}")))
    }

    pub(super) fn showing(mut self, label: &'static str, text: impl Into<String>) -> Self {
        self.shown.push((label, text.into()));
        self
    }

    pub(super) fn showing_body(self, label: &'static str, body: &[u8]) -> Self {
        self.showing(label, String::from_utf8_lossy(body))
    }
}

/// Finds `what`, unless it is so.
pub(super) fn ensure(is_so: bool, what: impl FnOnce() -> String) -> Held {
    if is_so { Ok(()) } else { Err(Finding::new(what())) }
}

/// A law that a dialect breaks, and the least with which it was seen to.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The dialect.
    pub dialect: DialectId,
    /// The law.
    pub law: Law,
    /// What is wrong, and where.
    pub what: String,
    /// What it was seen with: a label and a text each. Never the password of
    /// [`generate`](super::generate).
    pub shown: Vec<(&'static str, String)>,
    /// The bytes that make this case, for
    /// [`Conformance::check_case`](super::Conformance::check_case).
    pub bytes: Vec<u8>,
}

impl Violation {
    pub(super) fn new(dialect: DialectId, law: Law, finding: Finding, bytes: &[u8]) -> Self {
        Self {
            dialect,
            law,
            what: without_password(&finding.what),
            shown: finding
                .shown
                .into_iter()
                .map(|(label, text)| (label, without_password(&text)))
                .collect(),
            bytes: bytes.to_vec(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} violates the law that {}:", self.dialect, self.law)?;
        writeln!(formatter, "  {}", self.what)?;
        for (label, text) in &self.shown {
            writeln!(formatter, "  {label}: {text}")?;
        }
        write!(
            formatter,
            "  reproduce with: check_case(Law::{:?}, &{})",
            self.law,
            expression(&self.bytes)
        )
    }
}

/// The bytes in Rust, with long runs of zeros as their length.
fn expression(bytes: &[u8]) -> String {
    const LONG: usize = 8;
    let mut parts = Vec::new();
    let mut literal = Vec::new();
    for run in bytes.chunk_by(|one, next| (*one == 0) == (*next == 0)) {
        if run.len() < LONG || !run.starts_with(&[0]) {
            literal.extend_from_slice(run);
            continue;
        }
        if !literal.is_empty() {
            parts.push(format!("{:?}.as_slice()", std::mem::take(&mut literal)));
        }
        parts.push(format!("[0; {}].as_slice()", run.len()));
    }
    if parts.is_empty() {
        return format!("{literal:?}");
    }
    if !literal.is_empty() {
        parts.push(format!("{literal:?}.as_slice()"));
    }
    format!("[{}].concat()", parts.join(", "))
}

impl fmt::Debug for Violation {
    /// As it is displayed, for tests that unwrap.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for Violation {}

/// Every law that a dialect breaks, each with one case.
#[derive(Clone, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    pub(super) fn found(breaches: Vec<Violation>) -> Result<(), Self> {
        if breaches.is_empty() { Ok(()) } else { Err(Self(breaches)) }
    }

    /// Each law that is broken.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, breach) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(formatter, "{separator}{breach}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Violations {
    /// As they are displayed, for tests that unwrap.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\n{self}")
    }
}

impl std::error::Error for Violations {}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn bytes_are_printed_as_rust() {
        assert_eq!(expression(&[]), "[]");
        assert_eq!(expression(&[0, 0, 1]), "[0, 0, 1]");
        let written = expression(&[[3].as_slice(), &[0; 9], &[1, 0, 2]].concat());
        assert_eq!(written, "[[3].as_slice(), [0; 9].as_slice(), [1, 0, 2].as_slice()].concat()");
    }
}
