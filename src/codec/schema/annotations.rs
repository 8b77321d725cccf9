//! What a schema states for readers and generators, without restricting the value.

use std::borrow::Cow;

use super::definition::Schema;
use crate::json::Node;

/// The annotations that are set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Annotations {
    pub(super) title: Option<Cow<'static, str>>,
    pub(super) description: Option<Cow<'static, str>>,
    pub(super) is_read_only: bool,
    pub(super) is_write_only: bool,
    pub(super) examples: Vec<Node<'static>>,
    pub(super) rules: Vec<Cow<'static, str>>,
    pub(super) comment: Option<Cow<'static, str>>,
}

impl Annotations {
    pub(super) const NONE: Self = Self {
        title: None,
        description: None,
        is_read_only: false,
        is_write_only: false,
        examples: Vec::new(),
        rules: Vec::new(),
        comment: None,
    };
}

impl Schema {
    /// Sets the title.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<Cow<'static, str>>) -> Self {
        self.annotations.title = Some(title.into());
        self
    }

    /// Sets the description.
    #[must_use]
    pub fn with_description(mut self, description: impl Into<Cow<'static, str>>) -> Self {
        self.annotations.description = Some(description.into());
        self
    }

    /// Adds an example.
    #[must_use]
    pub fn with_example(mut self, example: Node<'static>) -> Self {
        self.annotations.examples.push(example);
        self
    }

    /// Sets the comment, which is for the authors of schemas.
    #[must_use]
    pub fn with_comment(mut self, comment: impl Into<Cow<'static, str>>) -> Self {
        self.annotations.comment = Some(comment.into());
        self
    }

    /// Marks the value as one that only responses contain.
    #[must_use]
    pub const fn read_only(mut self) -> Self {
        self.annotations.is_read_only = true;
        self
    }

    /// Marks the value as one that only requests contain.
    #[must_use]
    pub const fn write_only(mut self) -> Self {
        self.annotations.is_write_only = true;
        self
    }

    /// Adds the name of a rule that the value also has to keep and that no keyword states: a
    /// [`Rule`](super::Rule), or one of a dialect's own.
    #[must_use]
    pub fn with_rule(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        let name = name.into();
        if !self.annotations.rules.contains(&name) {
            self.annotations.rules.push(name);
        }
        self
    }

    /// The names of the rules that the schema itself lists.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.annotations.rules.iter().map(AsRef::as_ref)
    }
}
