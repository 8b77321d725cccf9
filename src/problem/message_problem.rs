//! A rule that a message breaks, with its path.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::json::{ParseError, ParseErrorKind, Pointer};
use crate::model::{Code, InvalidValue};

/// One problem of a message. It never contains the rejected value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pointer: Pointer,
    existing: Option<Pointer>,
    code: Code,
    detail: Cow<'static, str>,
}

impl Problem {
    /// The problem `code` at `pointer`; `detail` describes what was expected.
    #[must_use]
    pub fn new(pointer: Pointer, code: Code, detail: impl Into<Cow<'static, str>>) -> Self {
        Self { pointer, existing: None, code, detail: detail.into() }
    }

    /// The problem of an invalid value at `pointer`.
    #[must_use]
    pub fn from_fault(pointer: Pointer, invalid: &InvalidValue) -> Self {
        Self::new(pointer, invalid.code().clone(), invalid.detail())
    }

    /// The problem of a missing member at `pointer`, whose nearest existing parent is `existing`.
    #[must_use]
    pub fn missing(pointer: Pointer, existing: Pointer, detail: &'static str) -> Self {
        Self { existing: Some(existing), ..Self::new(pointer, Code::REQUIRED, detail) }
    }

    /// The path in the sender's message. A missing member is reported at the path where it is
    /// expected.
    #[must_use]
    pub const fn pointer(&self) -> &Pointer {
        &self.pointer
    }

    /// The nearest path that exists in the message, at or above [`pointer`](Self::pointer).
    #[must_use]
    pub fn existing(&self) -> &Pointer {
        self.existing.as_ref().unwrap_or(&self.pointer)
    }

    /// The stable name of the broken rule.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// A description of what was expected.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl Serialize for Problem {
    /// Serializes `pointer`, `code` and `detail`, for a log or the application's own responses.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut problem = serializer.serialize_struct("Problem", 3)?;
        problem.serialize_field("pointer", &self.pointer)?;
        problem.serialize_field("code", self.code.as_str())?;
        problem.serialize_field("detail", self.detail())?;
        problem.end()
    }
}

impl From<ParseError> for Problem {
    /// Returns a problem of the whole message.
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
        let path =
            if self.pointer == Pointer::ROOT { "the message" } else { self.pointer.as_str() };
        write!(formatter, "{path}: {} ({})", self.detail, self.code)
    }
}
