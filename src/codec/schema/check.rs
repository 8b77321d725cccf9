//! A validator for [`Schema`], used by the conformance suite.

use std::collections::{BTreeSet, HashMap};

use regex::Regex;

use super::definition::{Kind, Schema};
use super::members::{AdditionalMembers, MemberSchema};
use super::whole_number::whole_number;
use crate::json::{Member, Node, Pointer};

/// One keyword of a schema that rejects a value. It never contains the value itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SchemaViolation {
    /// The path of the value, also of a missing member.
    pub(crate) pointer: Pointer,
    /// The keyword, such as `pattern`.
    pub(crate) keyword: &'static str,
}

/// A schema with its patterns compiled, to check several values.
#[derive(Debug)]
pub(crate) struct SchemaChecker {
    schema: Schema,
    /// The value is `None` for an invalid expression.
    patterns: HashMap<String, Option<Regex>>,
}

impl Schema {
    /// Checks one value. A [`Value`](crate::json::Value) is converted by its `to_node`.
    ///
    /// See [`SchemaChecker::check`].
    #[must_use]
    #[cfg(test)]
    pub(crate) fn check(&self, value: &Node<'_>) -> Vec<SchemaViolation> {
        SchemaChecker::new(self.clone()).check(value)
    }

    /// Returns the names of the rules that apply to the value at `pointer`, including those of each
    /// alternative.
    #[must_use]
    pub(crate) fn rules_at(&self, pointer: &Pointer) -> BTreeSet<&str> {
        let segments: Vec<String> = pointer.segments().collect();
        let mut rules = BTreeSet::new();
        self.collect_rules(&segments, &mut rules);
        rules
    }

    fn collect_rules<'s>(&'s self, segments: &[String], into: &mut BTreeSet<&'s str>) {
        if let Kind::AnyOf(schemas) = &self.kind {
            for schema in schemas {
                schema.collect_rules(segments, into);
            }
        }
        let Some((name, rest)) = segments.split_first() else {
            into.extend(self.rules());
            return;
        };
        match &self.kind {
            Kind::Array(items) if name.parse::<usize>().is_ok() => items.collect_rules(rest, into),
            Kind::Object(named, additional) => {
                if let Some(schema) = schema_of_member(named, additional, name) {
                    schema.collect_rules(rest, into);
                }
            }
            _ => {}
        }
    }
}

impl SchemaChecker {
    /// Compiles the patterns of `schema`.
    #[must_use]
    pub(crate) fn new(schema: Schema) -> Self {
        let mut patterns = HashMap::new();
        compile(&schema, &mut patterns);
        Self { schema, patterns }
    }

    /// Checks a value, and reports each keyword that rejects it or a value within it. Of
    /// alternatives only `anyOf` is reported.
    ///
    /// A `format` is an annotation here, as it is by default in JSON Schema 2020-12. A pattern that
    /// is not a valid expression rejects every text.
    #[must_use]
    pub(crate) fn check(&self, value: &Node<'_>) -> Vec<SchemaViolation> {
        let mut check = Check { patterns: &self.patterns, violations: Vec::new() };
        check.value(&self.schema, value, &Pointer::ROOT);
        check.violations
    }

    /// The schema.
    #[must_use]
    pub(crate) const fn schema(&self) -> &Schema {
        &self.schema
    }
}

fn compile(schema: &Schema, patterns: &mut HashMap<String, Option<Regex>>) {
    if let Some(pattern) = &schema.keywords.pattern {
        patterns.entry(pattern.clone().into_owned()).or_insert_with(|| Regex::new(pattern).ok());
    }
    if let Some(names) = &schema.keywords.member_names {
        compile(names, patterns);
    }
    match &schema.kind {
        Kind::Array(items) => compile(items, patterns),
        Kind::Object(named, additional) => {
            for member in named {
                compile(member.schema(), patterns);
            }
            if let AdditionalMembers::Of(schema) = additional {
                compile(schema, patterns);
            }
        }
        Kind::AnyOf(schemas) => schemas.iter().for_each(|schema| compile(schema, patterns)),
        _ => {}
    }
}

/// One check of one value.
struct Check<'c> {
    patterns: &'c HashMap<String, Option<Regex>>,
    violations: Vec<SchemaViolation>,
}

impl Check<'_> {
    fn value(&mut self, schema: &Schema, value: &Node<'_>, at: &Pointer) {
        let enumeration = |count| if count == 1 { "const" } else { "enum" };
        match (&schema.kind, value) {
            // An update with such a text is rejected, wherever it stands.
            (_, Node::Unrepresentable(_)) => self.require(false, "type", at),
            (Kind::Any, _)
            | (Kind::Null, Node::Null)
            | (Kind::Boolean, Node::Bool(_))
            | (Kind::Text, Node::Text(_)) => {}
            (Kind::WholeNumber, Node::Number(number)) => {
                self.require(whole_number(number).is_some(), "type", at);
            }
            (Kind::BooleanEnum(values), Node::Bool(value)) => {
                self.require(values.contains(value), enumeration(values.len()), at);
            }
            (Kind::TextEnum(values), Node::Text(text)) => {
                self.require(values.contains(text), enumeration(values.len()), at);
            }
            (Kind::AnyOf(schemas), _) => {
                let is_one = schemas.iter().any(|schema| self.accepts(schema, value));
                self.require(is_one, "anyOf", at);
            }
            (Kind::Array(items), Node::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.value(items, element, &at.clone().child(&index.to_string()));
                }
            }
            (Kind::Object(named, additional), Node::Object(members)) => {
                self.members(named, additional, members, at);
            }
            _ => self.require(false, "type", at),
        }
        self.keywords(schema, value, at);
    }

    fn members(
        &mut self,
        named: &[MemberSchema],
        additional: &AdditionalMembers,
        members: &[Member<'_>],
        at: &Pointer,
    ) {
        for required in named.iter().filter(|member| member.is_required()) {
            let is_there = members.iter().any(|member| member.name() == required.name());
            self.require(is_there, "required", &at.clone().child(required.name()));
        }
        for member in members {
            if member.is_verbatim {
                self.require(false, "propertyNames", at);
                continue;
            }
            let at = at.clone().child(member.name());
            match schema_of_member(named, additional, member.name()) {
                Some(schema) => self.value(schema, member.value(), &at),
                None => self.require(
                    matches!(additional, AdditionalMembers::Allowed),
                    "additionalProperties",
                    &at,
                ),
            }
        }
    }

    fn keywords(&mut self, schema: &Schema, value: &Node<'_>, at: &Pointer) {
        let keywords = &schema.keywords;
        match value {
            Node::Text(text) => {
                let pattern = keywords.pattern.as_deref();
                self.require(
                    pattern.is_none_or(|pattern| self.matches(pattern, text)),
                    "pattern",
                    at,
                );
                let length = text.chars().count() as u64;
                self.require(
                    keywords.min_length.is_none_or(|least| length >= least),
                    "minLength",
                    at,
                );
                self.require(
                    keywords.max_length.is_none_or(|most| length <= most),
                    "maxLength",
                    at,
                );
            }
            Node::Number(number) => {
                let minimum = keywords.minimum.map(i128::from);
                let is_less = whole_number(number).is_some_and(|number| Some(number) < minimum);
                self.require(!is_less, "minimum", at);
                let maximum = keywords.maximum.map(i128::from);
                let is_more =
                    maximum.zip(whole_number(number)).is_some_and(|(most, one)| one > most);
                self.require(!is_more, "maximum", at);
            }
            Node::Object(members) => {
                for member in members.iter().filter(|member| !member.is_verbatim) {
                    let name = Node::text(member.name());
                    let names = keywords.member_names.as_deref();
                    let is_name = names.is_none_or(|names| self.accepts(names, &name));
                    self.require(is_name, "propertyNames", &at.clone().child(member.name()));
                }
            }
            Node::Null | Node::Bool(_) | Node::Unrepresentable(_) | Node::Array(_) => {}
        }
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        let expression = self.patterns.get(pattern).and_then(Option::as_ref);
        expression.is_some_and(|expression| expression.is_match(text))
    }

    fn accepts(&self, schema: &Schema, value: &Node<'_>) -> bool {
        let mut check = Check { patterns: self.patterns, violations: Vec::new() };
        check.value(schema, value, &Pointer::ROOT);
        check.violations.is_empty()
    }

    fn require(&mut self, holds: bool, keyword: &'static str, at: &Pointer) {
        if !holds {
            self.violations.push(SchemaViolation { pointer: at.clone(), keyword });
        }
    }
}

/// Returns the schema of the member `name`, unless any value is allowed or the member is forbidden.
fn schema_of_member<'s>(
    named: &'s [MemberSchema],
    additional: &'s AdditionalMembers,
    name: &str,
) -> Option<&'s Schema> {
    match (named.iter().find(|member| member.name() == name), additional) {
        (Some(member), _) => Some(member.schema()),
        (None, AdditionalMembers::Of(schema)) => Some(schema),
        (None, AdditionalMembers::Forbidden | AdditionalMembers::Allowed) => None,
    }
}
