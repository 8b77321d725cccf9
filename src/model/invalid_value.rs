//! Why a text is not the value it should be.

use std::borrow::Cow;
use std::fmt;

/// A stable name for a kind of problem, for programs to branch on.
///
/// The set is open: a dialect from outside may have codes of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Cow<'static, str>);

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $text:literal,)*) => {
        impl Code {
            $($(#[$meta])* pub const $name: Self = Self::new($text);)*

            /// Every code that this crate itself gives.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

codes! {
    /// A member that must be there is not.
    REQUIRED = "required",
    /// The member has another JSON type than it should.
    TYPE = "type",
    /// The format has no such member.
    UNKNOWN_MEMBER = "unknown-member",
    /// An object has two members of one name.
    DUPLICATE_MEMBER = "duplicate-member",
    /// The member exists, but an update cannot write it.
    READ_ONLY = "read-only",
    /// The value cannot be cleared.
    NOT_CLEARABLE = "not-clearable",
    /// Two places that mean the same say different things.
    CONTRADICTION = "contradiction",
    /// The body names another resource than its address does.
    CONFLICT = "conflict",
    /// There is nothing but white space.
    BLANK = "blank",
    /// The text holds a control character.
    CONTROL_CHARACTER = "control-character",
    /// The text is shorter than the rule allows.
    TOO_SHORT = "too-short",
    /// The text is longer than the rule allows.
    TOO_LONG = "too-long",
    /// The value is none of those allowed.
    NOT_ALLOWED = "not-allowed",
    /// Not a UUID of 36 characters.
    UUID = "uuid",
    /// Not an e-mail address.
    EMAIL = "email",
    /// Not a web address.
    LINK = "link",
    /// Not a telephone number.
    PHONE = "phone",
    /// Not a date, nor a date with a time.
    DATE = "date",
    /// Not an RFC 3339 date with a time.
    TIMESTAMP = "timestamp",
    /// Not a two-letter country code.
    COUNTRY = "country",
    /// Not an RFC 5646 language tag.
    LANGUAGE_TAG = "language-tag",
    /// Not the name of a time zone.
    TIME_ZONE = "time-zone",
    /// Not a what3words address.
    WHAT3WORDS = "what3words",
    /// Not an RFC 5545 recurrence rule.
    SCHEDULE = "schedule",
    /// Not a reference of the kind that belongs here.
    IRI = "iri",
    /// The user name holds a character that it may not.
    USERNAME = "username",
    /// The password holds no digit.
    PASSWORD_DIGIT = "password-digit",
    /// The password holds no upper-case letter.
    PASSWORD_UPPER_CASE = "password-upper-case",
    /// The password holds no lower-case letter.
    PASSWORD_LOWER_CASE = "password-lower-case",
    /// The password holds none of the special characters.
    PASSWORD_SPECIAL = "password-special",
    /// The password is shorter than the rule allows.
    PASSWORD_TOO_SHORT = "password-too-short",
    /// The password holds the user name.
    PASSWORD_USERNAME = "password-username",
    /// The body is not UTF-8.
    ENCODING = "encoding",
    /// The body is not JSON.
    SYNTAX = "syntax",
    /// The body is larger than the limit.
    TOO_LARGE = "too-large",
    /// The body is nested deeper than the limit.
    TOO_DEEP = "too-deep",
    /// The body has more members than the limit.
    TOO_MANY_MEMBERS = "too-many-members",
    /// The body is of a media type, or in an encoding, that is not read.
    MEDIA_TYPE = "media-type",
    /// No answer is of a media type that the request takes.
    NOT_ACCEPTABLE = "not-acceptable",
    /// The request has a method that the address does not take.
    METHOD = "method",
    /// Nothing stands at the address.
    PATH = "path",
    /// The address has a query, and no such parameter is documented.
    QUERY = "query",
    /// The message was written by a version that this one does not know.
    VERSION = "version",
    /// The target cannot say the attribute, and nobody allowed it to be lost.
    LOSS = "loss",
    /// A service reports success, and its answer cannot be read.
    UNREADABLE = "unreadable",
    /// A service refused the value and gave no code that is known here.
    REFUSED = "refused",
}

impl Code {
    /// A code of this text.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The code as it is written: lower-case words joined by hyphens.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code of this crate that is written so.
    ///
    /// A vendor's own code is not taken over: it is that vendor's text, and may hold anything.
    #[must_use]
    pub fn known(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|code| code.as_str() == text).cloned()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// A rule that a text breaks: a code for programs and a sentence for people.
///
/// It never holds the text itself, which may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct InvalidValue {
    code: Code,
    detail: &'static str,
}

impl InvalidValue {
    /// A breach of the rule that `code` names; `detail` says what would be right.
    #[must_use]
    pub const fn new(code: Code, detail: &'static str) -> Self {
        Self { code, detail }
    }

    /// The stable name of the rule.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// What would be right.
    #[must_use]
    pub const fn detail(&self) -> &'static str {
        self.detail
    }
}
