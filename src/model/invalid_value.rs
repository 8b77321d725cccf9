//! Rules for values, and stable codes for them.

use std::borrow::Cow;
use std::fmt;

/// A stable name for a kind of problem, for programs to branch on.
/// The set is open: a third-party dialect may define its own codes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Cow<'static, str>);

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $text:literal,)*) => {
        impl Code {
            $($(#[$meta])* pub const $name: Self = Self::new($text);)*

            /// All codes of this crate.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
        }
    };
}

codes! {
    /// A required member is missing.
    REQUIRED = "required",
    /// The member has the wrong JSON type.
    TYPE = "type",
    /// The format does not define this member.
    UNKNOWN_MEMBER = "unknown-member",
    /// An object has two members with the same name.
    DUPLICATE_MEMBER = "duplicate-member",
    /// An update cannot change this member.
    READ_ONLY = "read-only",
    /// The value cannot be cleared.
    NOT_CLEARABLE = "not-clearable",
    /// Two members with the same meaning have different values.
    CONTRADICTION = "contradiction",
    /// The body identifies another resource than the path.
    CONFLICT = "conflict",
    /// The text contains only white space.
    BLANK = "blank",
    /// The text contains a control character.
    CONTROL_CHARACTER = "control-character",
    /// The text is shorter than the rule allows.
    TOO_SHORT = "too-short",
    /// The text is longer than the rule allows.
    TOO_LONG = "too-long",
    /// The value is not one of the allowed values.
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
    /// Not a time zone name.
    TIME_ZONE = "time-zone",
    /// Not a what3words address.
    WHAT3WORDS = "what3words",
    /// Not an RFC 5545 recurrence rule.
    SCHEDULE = "schedule",
    /// Not an IRI of the expected kind.
    IRI = "iri",
    /// The user name contains a character that is not allowed.
    USERNAME = "username",
    /// The password does not contain a digit.
    PASSWORD_DIGIT = "password-digit",
    /// The password does not contain an upper-case letter.
    PASSWORD_UPPER_CASE = "password-upper-case",
    /// The password does not contain a lower-case letter.
    PASSWORD_LOWER_CASE = "password-lower-case",
    /// The password does not contain a special character.
    PASSWORD_SPECIAL = "password-special",
    /// The password is shorter than the rule allows.
    PASSWORD_TOO_SHORT = "password-too-short",
    /// The password contains the user name.
    PASSWORD_USERNAME = "password-username",
    /// The body is not UTF-8, or a string in it is not Unicode: half a surrogate pair.
    ENCODING = "encoding",
    /// The body is not JSON.
    SYNTAX = "syntax",
    /// The body exceeds the size limit.
    TOO_LARGE = "too-large",
    /// The body exceeds the nesting limit.
    TOO_DEEP = "too-deep",
    /// The body exceeds the limit of members.
    TOO_MANY_MEMBERS = "too-many-members",
    /// The media type or content encoding of the body is not supported.
    MEDIA_TYPE = "media-type",
    /// The response is not available in a media type that the request accepts.
    NOT_ACCEPTABLE = "not-acceptable",
    /// The resource does not support the method.
    METHOD = "method",
    /// The path does not match a resource.
    PATH = "path",
    /// The URL has a query, whose parameters are not documented.
    QUERY = "query",
    /// The version of the message is not supported.
    VERSION = "version",
    /// The target cannot represent the attribute, and the loss is not allowed.
    LOSS = "loss",
    /// The upstream reported success, but its response could not be read.
    UNREADABLE = "unreadable",
    /// The service rejected the value without a known code.
    REFUSED = "refused",
}

impl Code {
    /// Creates a code from its text.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The text of the code: lower case, with hyphens.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code of this crate with this text. Other codes are not accepted: a vendor's code is the
    /// vendor's text, and may contain anything.
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

/// A rule that a value breaks: a code for programs and a message for people.
/// It never contains the value, which may be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct InvalidValue {
    code: Code,
    detail: &'static str,
}

impl InvalidValue {
    /// A value that breaks the rule `code`; `detail` describes what was expected.
    #[must_use]
    pub const fn new(code: Code, detail: &'static str) -> Self {
        Self { code, detail }
    }

    /// The stable name of the rule.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// A description of what was expected.
    #[must_use]
    pub const fn detail(&self) -> &'static str {
        self.detail
    }
}
