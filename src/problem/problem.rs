//! What is wrong with a message, and where.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::json::{ParseError, ParseErrorKind, Pointer};
use crate::model::{Code, InvalidValue};

/// One thing that is wrong with a message. It never holds the value that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pointer: Pointer,
    existing: Option<Pointer>,
    code: Code,
    detail: Cow<'static, str>,
}

impl Problem {
    /// The problem `code` at `pointer`; `detail` says what would be right.
    #[must_use]
    pub fn new(pointer: Pointer, code: Code, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { pointer, existing: None, code, detail: detail.into() }
    }

    /// The breach of a rule at `pointer`.
    #[must_use]
    pub fn from_fault(pointer: Pointer, fault: &InvalidValue) -> Self {
        Self::new(pointer, fault.code().clone(), fault.detail())
    }

    /// A problem with a place that the message lacks, and the nearest one above it that the message has.
    #[must_use]
    pub fn missing(pointer: Pointer, existing: Pointer, detail: &'static str) -> Self {
        Self { existing: Some(existing), ..Self::new(pointer, Code::REQUIRED, detail) }
    }

    /// Where, in the sender's own spelling. A member that is missing is reported where it would stand.
    #[must_use]
    pub const fn pointer(&self) -> &Pointer {
        &self.pointer
    }

    /// The nearest place that the message has, at or above [`pointer`](Self::pointer).
    #[must_use]
    pub fn existing(&self) -> &Pointer {
        self.existing.as_ref().unwrap_or(&self.pointer)
    }

    /// The stable name of what is wrong.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// A sentence for people, saying what would be right.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl Serialize for Problem {
    /// For a log, or an answer of the application's own: `pointer`, `code` and `detail`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut problem = serializer.serialize_struct("Problem", 3)?;
        problem.serialize_field("pointer", &self.pointer)?;
        problem.serialize_field("code", self.code.as_str())?;
        problem.serialize_field("detail", self.detail())?;
        problem.end()
    }
}

impl From<ParseError> for Problem {
    /// A problem with the whole message.
    fn from(error: ParseError) -> Self {
        let code = match error.kind() {
            ParseErrorKind::Encoding { .. } => Code::ENCODING,
            ParseErrorKind::Syntax { .. } => Code::SYNTAX,
            ParseErrorKind::TooLarge { .. } => Code::TOO_LARGE,
            ParseErrorKind::TooDeep { .. } => Code::TOO_DEEP,
            ParseErrorKind::TooManyMembers { .. } => Code::TOO_MANY_MEMBERS,
            ParseErrorKind::TooLongText { .. } => Code::TOO_LONG,
        };
        Self::new(Pointer::ROOT, code, error.to_string())
    }
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place =
            if self.pointer == Pointer::ROOT { "the message" } else { self.pointer.as_str() };
        write!(formatter, "{place}: {} ({})", self.detail, self.code)
    }
}
