//! The shapes of failures that several services use; each dialect's `failure.rs` lists those that
//! it reads, in order.

use super::failure_response::{ParsedFailure, ReportedProblem};
use super::traits::DialectId;
use crate::codec::value::any_text;
use crate::codec::{Conversion, EmptyMeaning, Field, Object, ObjectWriter};
use crate::json::{Number, Pointer, Value};
use crate::model::Code;
use crate::problem::{FailureProblem, ProblemLocation, ReportedField, VendorText};

/// Decodes the failures of one dialect.
#[derive(Debug)]
pub struct FailureParser {
    dialect: String,
    parsed: ParsedFailure,
}

impl FailureParser {
    /// A parser that has read nothing yet.
    #[must_use]
    pub(super) fn new(dialect: &DialectId) -> Self {
        Self { dialect: dialect.as_str().to_owned(), parsed: ParsedFailure::default() }
    }

    /// Returns what was read.
    #[must_use]
    pub(super) fn finish(self) -> ParsedFailure {
        self.parsed
    }

    /// What has been read so far.
    pub const fn parsed_mut(&mut self) -> &mut ParsedFailure {
        &mut self.parsed
    }

    /// Whether a text about the request as a whole has been read.
    #[must_use]
    pub(super) const fn has_text(&self) -> bool {
        !self.parsed.texts.is_empty()
    }

    /// Whether an HTTP status has been read.
    #[must_use]
    pub(super) const fn has_status(&self) -> bool {
        self.parsed.status.is_some()
    }

    /// Reads `{"errors": [{status, code, title, detail, source: {pointer}, meta: {type}}]}`
    /// (JSON:API), or one such error without its envelope.
    ///
    /// Returns whether the message was one of these.
    pub(super) fn json_api(&mut self, message: &Object<'_, '_>) -> bool {
        let errors = message.member("errors");
        message.ignore(&["jsonapi", "meta", "links"]);
        let is_bare = !message.member("source").is_absent() || !message.member("meta").is_absent();
        match errors.consume() {
            Some(Value::Array(_)) => {
                errors.all(|error| {
                    self.json_api_error(&error.object(EmptyMeaning::Keep), error.pointer());
                    Some(())
                });
                true
            }
            None if is_bare => {
                self.json_api_error(message, message.pointer());
                true
            }
            _ => false,
        }
    }

    fn json_api_error(&mut self, error: &Object<'_, '_>, at: Pointer) {
        self.status(&error.member("status"));
        let source = error.member("source").object(EmptyMeaning::Keep);
        source.ignore(&["parameter", "header"]);
        error.ignore(&["id", "links", "title", "detail"]);
        let pointer = source.member("pointer").part(&any_text());
        let meta = error.member("meta").object(EmptyMeaning::Keep);
        // These quote what was sent, so they are never read.
        meta.ignore(&["value", "resource"]);
        let rule = meta.member("type").part(&any_text());
        let field = meta.member("field").part(&any_text()).map(|path| property_pointer(&path));
        let code = error.member("code").part(&any_text());
        let text =
            ["detail", "title"].into_iter().find_map(|name| joined_text(&error.member(name)));
        let code = [code, rule].into_iter().flatten().find_map(|code| Code::known(&code));
        // Without a path and a rule it adds nothing to the kind.
        self.problem(pointer.or(field), code, text, at);
    }

    /// Reads `{"errors": [{path, code, message}]}` or
    /// `{"violations": [{propertyPath, code, message}]}`.
    pub fn problem_list(
        &mut self,
        message: &Object<'_, '_>,
        list: &'static str,
        path: &'static str,
        text: &'static str,
    ) {
        message.member(list).all(|element| {
            let problem = element.object(EmptyMeaning::Keep);
            let place = problem.member(path).part(&any_text()).map(|path| property_pointer(&path));
            let code = problem.member("code").part(&any_text()).and_then(|code| Code::known(&code));
            let text = joined_text(&problem.member(text));
            self.problem(place, code, text, element.pointer());
            Some(())
        });
    }

    /// Reads `{property: message}` in the member `name`, if it is an object.
    pub(super) fn property_map_at(&mut self, message: &Object<'_, '_>, name: &'static str) {
        let field = message.member(name);
        if field.is_object() {
            self.property_map(&field.object(EmptyMeaning::Keep), &[]);
        }
    }

    /// Reads `{property: message}`, without the members `except`, which have another meaning. A
    /// message may be a list of messages, or a map of the property's parts.
    pub(super) fn property_map(&mut self, message: &Object<'_, '_>, except: &[&str]) {
        for (name, field) in message.members().filter(|(name, _)| !except.contains(name)) {
            self.property(&Pointer::parse(&property_pointer(name)).unwrap_or_default(), &field);
        }
    }

    fn property(&mut self, place: &Pointer, field: &Field<'_, '_>) {
        if field.is_object() && place.as_str().len() > LONGEST_SPLIT {
            let _ = field.consume();
            self.problem(Some(place.to_string()), None, None, field.pointer());
        } else if field.is_object() {
            for (name, part) in field.object(EmptyMeaning::Keep).members() {
                self.property(&place.clone().child(name), &part);
            }
        } else if let Some(text) = joined_text(field) {
            self.problem(Some(place.to_string()), None, Some(text), field.pointer());
        }
    }

    /// Reads the texts and the status that any shape may contain: `{error, error_description}`,
    /// `{title, status, detail}`, `{message, code}`.
    pub fn message_members(&mut self, message: &Object<'_, '_>) {
        for name in ["status", "statusCode"] {
            self.status(&message.member(name));
        }
        for name in PLAIN_TEXTS {
            self.text(message, name);
        }
        message.ignore(&[
            "code", "type", "instance", "id", "@type", "@context", "jsonapi", "meta", "links",
        ]);
    }

    /// Reads the member `name`, if it is a text about the request as a whole.
    pub fn text(&mut self, message: &Object<'_, '_>, name: &'static str) {
        let field = message.member(name);
        if let Some(text) = joined_text(&field) {
            self.parsed.texts.push((VendorText::new(text), field.pointer()));
        }
    }

    /// Records that the body means this HTTP status, by the value at `pointer`.
    pub(super) fn status_is(&mut self, status: u16, pointer: Pointer) {
        self.parsed.status.get_or_insert((status, pointer));
    }

    pub(super) fn status(&mut self, field: &Field<'_, '_>) {
        let status = match field.consume() {
            Some(Value::Number(Number::Unsigned(status))) => u16::try_from(status).ok(),
            Some(Value::Text(status)) => status.parse().ok(),
            _ => None,
        };
        if let (Some(status @ 100..=599), None) = (status, &self.parsed.status) {
            self.parsed.status = Some((status, field.pointer()));
        }
    }

    fn problem(
        &mut self,
        place: Option<String>,
        code: Option<Code>,
        text: Option<String>,
        at: Pointer,
    ) {
        if place.is_none() && code.is_none() {
            self.parsed.texts.extend(text.map(|text| (VendorText::new(text), at)));
            return;
        }
        let code = code.unwrap_or(Code::REFUSED);
        let mut problem = FailureProblem::new(code.clone(), detail_of(&code).into());
        let place = place.filter(|pointer| Pointer::parse(pointer).is_some());
        problem.place = place.map(|pointer| ProblemLocation::new(self.dialect.clone(), pointer));
        problem.vendor_text = text.map(VendorText::new);
        self.parsed.problems.push((problem, at));
    }
}

/// The members beside a map of properties that are not properties.
pub(super) const PLAIN_MEMBERS: &[&str] = &[
    "error",
    "error_description",
    "title",
    "status",
    "statusCode",
    "detail",
    "message",
    "description",
    "code",
    "type",
    "instance",
    "errors",
    "violations",
    "id",
    "@type",
    "@context",
    "jsonapi",
    "meta",
    "links",
];

pub(super) const PLAIN_TEXTS: [&str; 8] = [
    "error",
    "error_description",
    "title",
    "detail",
    "message",
    "description",
    "hydra:title",
    "hydra:description",
];

/// The longest path whose parts are reported separately. A longer one, repeated for each part,
/// could exceed the size of the message; no documented property is half as long.
const LONGEST_SPLIT: usize = 128;

/// The text of a field, or its list of texts joined into one.
fn joined_text(field: &Field<'_, '_>) -> Option<String> {
    match field.consume()? {
        Value::Text(text) if !text.trim().is_empty() => Some(text.to_owned()),
        Value::Array(texts) => {
            let texts: Vec<&str> = texts.iter().filter_map(|text| text.as_text()).collect();
            (!texts.is_empty()).then(|| texts.join("; "))
        }
        _ => None,
    }
}

/// Records that the object being written represents `problem`.
pub fn record(problem: &ReportedProblem, out: &ObjectWriter<'_, '_>) {
    let conversion = match (&problem.subject, &problem.pointer) {
        (Some(_), None) => Conversion::NoPath,
        _ => Conversion::Rephrased,
    };
    out.record_object(problem.subject.clone().unwrap_or(ReportedField::Message), Some(conversion));
}

/// Returns `address.city` for `/address/city`, if it can be read back; otherwise the pointer
/// itself.
#[must_use]
pub(super) fn property_path(pointer: &str) -> String {
    let segments: Vec<String> =
        Pointer::parse(pointer).iter().flat_map(Pointer::segments).collect();
    let path = segments.join(".");
    if property_pointer(&path) == pointer { path } else { pointer.to_owned() }
}

/// Converts `address.city` and `memberships[1].role` to pointers; a pointer is unchanged.
fn property_pointer(path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let segments = path.split(['.', '[']).map(|segment| segment.trim_end_matches(']'));
    segments.fold(Pointer::ROOT, Pointer::child).to_string()
}

/// This crate's text for a rule that a service names: the service's own may quote what was sent.
fn detail_of(code: &Code) -> &'static str {
    const DETAILS: &[(Code, &str)] = &[
        (Code::REQUIRED, "required"),
        (Code::TYPE, "wrong type"),
        (Code::UNKNOWN_MEMBER, "unknown member"),
        (Code::READ_ONLY, "read-only"),
        (Code::NOT_CLEARABLE, "cannot be cleared"),
        (Code::TOO_LONG, "too long"),
        (Code::TOO_SHORT, "too short"),
        (Code::EMAIL, "not a valid e-mail address"),
        (Code::NOT_ALLOWED, "not an allowed value"),
        (Code::CONFLICT, "conflicts with existing data"),
        (Code::LOSS, "not supported"),
    ];
    let found = DETAILS.iter().find(|(known, _)| known == code);
    found.map_or("not an accepted value", |(_, detail)| detail)
}
