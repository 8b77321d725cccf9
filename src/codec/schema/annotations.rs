//! Annotations of a schema, which do not restrict the value.

use std::borrow::Cow;

use super::definition::Schema;
use crate::json::Node;

/// The annotations that are set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Annotations {
    pub(super) title: Option<Cow<'static, str>>,
    pub(super) is_document: bool,
    pub(super) is_read_only: bool,
    pub(super) is_write_only: bool,
    pub(super) examples: Vec<Node<'static>>,
    pub(super) rules: Vec<Cow<'static, str>>,
}

impl Annotations {
    pub(super) const NONE: Self = Self {
        title: None,
        is_document: false,
        is_read_only: false,
        is_write_only: false,
        examples: Vec::new(),
        rules: Vec::new(),
    };
}

impl Schema {
    /// Sets the title.
    #[must_use]
    pub(crate) fn with_title(mut self, title: impl Into<Cow<'static, str>>) -> Self {
        self.annotations.title = Some(title.into());
        self
    }

    /// Marks the schema as a document, which names the version of JSON Schema.
    #[must_use]
    pub(crate) const fn into_document(mut self) -> Self {
        self.annotations.is_document = true;
        self
    }

    /// Adds an example.
    #[must_use]
    pub(crate) fn with_example(mut self, example: Node<'static>) -> Self {
        self.annotations.examples.push(example);
        self
    }

    /// Marks the value as one that only responses contain.
    #[must_use]
    pub(crate) const fn read_only(mut self) -> Self {
        self.annotations.is_read_only = true;
        self
    }

    /// Marks the value as one that only requests contain.
    #[must_use]
    pub(crate) const fn write_only(mut self) -> Self {
        self.annotations.is_write_only = true;
        self
    }

    /// Adds the name of a rule that the value must also match and that no keyword expresses: a rule
    /// of the [module](super), or one of a dialect.
    #[must_use]
    pub fn with_rule(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        let name = name.into();
        if !self.annotations.rules.contains(&name) {
            self.annotations.rules.push(name);
        }
        self
    }

    /// Iterates over the names of the rules that the schema itself lists.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &str> {
        self.annotations.rules.iter().map(AsRef::as_ref)
    }
}
