//! Keywords that restrict a value beyond its type. As in JSON Schema, each restricts values of its
//! own type and no others.

use std::borrow::Cow;

use super::definition::Schema;

/// The restrictions that are set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Keywords {
    pub(super) format: Option<Cow<'static, str>>,
    pub(super) pattern: Option<Cow<'static, str>>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
    pub(super) minimum: Option<i64>,
    pub(super) maximum: Option<i64>,
    pub(super) member_names: Option<Box<Schema>>,
}

impl Keywords {
    pub(super) const NONE: Self = Self {
        format: None,
        pattern: None,
        min_length: None,
        max_length: None,
        minimum: None,
        maximum: None,
        member_names: None,
    };
}

impl Schema {
    /// Sets the regular expression that matches somewhere in a string.
    ///
    /// Use only what ECMA-262, Rust's `regex` and Python's `re` have in common; see the
    /// [module](super).
    #[must_use]
    pub fn with_pattern(mut self, pattern: impl Into<Cow<'static, str>>) -> Self {
        self.keywords.pattern = Some(pattern.into());
        self
    }

    /// Sets the format of a string, which is an annotation unless a validator is configured to
    /// assert it.
    #[must_use]
    pub(crate) fn with_format(mut self, format: impl Into<Cow<'static, str>>) -> Self {
        self.keywords.format = Some(format.into());
        self
    }

    /// Sets the least number of characters of a string.
    #[must_use]
    pub const fn with_min_length(mut self, characters: u64) -> Self {
        self.keywords.min_length = Some(characters);
        self
    }

    /// Sets the greatest number of characters of a string.
    #[must_use]
    pub const fn with_max_length(mut self, characters: u64) -> Self {
        self.keywords.max_length = Some(characters);
        self
    }

    /// Sets the least number.
    #[must_use]
    pub(crate) const fn with_minimum(mut self, minimum: i64) -> Self {
        self.keywords.minimum = Some(minimum);
        self
    }

    /// Sets the greatest number.
    #[must_use]
    pub(crate) const fn with_maximum(mut self, maximum: i64) -> Self {
        self.keywords.maximum = Some(maximum);
        self
    }

    /// Sets the schema of the names of an object's members.
    #[must_use]
    pub(crate) fn with_member_names(mut self, schema: Self) -> Self {
        self.keywords.member_names = Some(Box::new(schema));
        self
    }
}
