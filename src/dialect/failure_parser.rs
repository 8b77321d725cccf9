//! The shapes in which services refuse, whoever uses them; each dialect's `failure.rs` says which it reads, in order.

use std::collections::HashMap;

use super::failure_response::{ParsedFailure, ReportedProblem};
use super::traits::DialectId;
use crate::codec::value::any_text;
use crate::codec::{Conversion, EmptyMeaning, Field, Object, ObjectWriter};
use crate::json::{Number, Pointer, Value};
use crate::model::Code;
use crate::problem::{FailureProblem, ProblemLocation, ReportedField, VendorText};

/// Reads refusals of one dialect.
#[derive(Debug)]
pub struct FailureParser {
    dialect: String,
    reading: ParsedFailure,
}

impl FailureParser {
    /// Nothing read yet.
    #[must_use]
    pub fn new(dialect: &DialectId) -> Self {
        Self { dialect: dialect.as_str().to_owned(), reading: ParsedFailure::default() }
    }

    /// What was read.
    #[must_use]
    pub fn finish(self) -> ParsedFailure {
        self.reading
    }

    /// What has been read so far.
    pub const fn reading_mut(&mut self) -> &mut ParsedFailure {
        &mut self.reading
    }

    /// Whether the message has told a text about the whole request so far.
    #[must_use]
    pub const fn has_text(&self) -> bool {
        !self.reading.texts.is_empty()
    }

    /// Whether the message has told an HTTP status so far.
    #[must_use]
    pub const fn has_status(&self) -> bool {
        self.reading.status.is_some()
    }

    /// `{"errors": [{status, code, title, detail, source: {pointer}, meta: {type}}]}` (JSON:API), or one such error
    /// without its envelope.
    ///
    /// Whether it was one of these.
    pub fn json_api(&mut self, message: &Object<'_, '_>) -> bool {
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
        // What was sent, of any type: nobody's to tell.
        meta.ignore(&["value", "resource"]);
        let rule = meta.member("type").part(&any_text());
        let field = meta.member("field").part(&any_text()).map(|path| property_pointer(&path));
        let code = error.member("code").part(&any_text());
        let text = ["detail", "title"].into_iter().find_map(|name| words(&error.member(name)));
        let code = [code, rule].into_iter().flatten().find_map(|code| Code::known(&code));
        // Without a place and a rule it says no more than the kind does.
        self.problem(pointer.or(field), code, text, at);
    }

    /// `{"errors": [{path, code, message}]}` or `{"violations": [{propertyPath, code, message}]}`.
    pub fn problem_list(
        &mut self,
        message: &Object<'_, '_>,
        list: &'static str,
        path: &'static str,
        words_at: &'static str,
    ) {
        message.member(list).all(|element| {
            let problem = element.object(EmptyMeaning::Keep);
            let place = problem.member(path).part(&any_text()).map(|path| property_pointer(&path));
            let code = problem.member("code").part(&any_text()).and_then(|code| Code::known(&code));
            let text = words(&problem.member(words_at));
            self.problem(place, code, text, element.pointer());
            Some(())
        });
    }

    /// `{property: message}` in the member `name`, where that is an object.
    pub fn property_map_at(&mut self, message: &Object<'_, '_>, name: &'static str) {
        let field = message.member(name);
        if field.is_object() {
            self.property_map(&field.object(EmptyMeaning::Keep), &[]);
        }
    }

    /// `{property: message}`, less the members that are known to be something else. A message may be a list of messages,
    /// or a map of the property's own parts.
    pub fn property_map(&mut self, message: &Object<'_, '_>, except: &[&str]) {
        for (name, field) in message.members().filter(|(name, _)| !except.contains(name)) {
            self.property(&Pointer::parse(&property_pointer(name)).unwrap_or_default(), &field);
        }
    }

    fn property(&mut self, place: &Pointer, field: &Field<'_, '_>) {
        if field.is_object() && place.as_str().len() > LONGEST_AROUND {
            let _ = field.consume();
            self.problem(Some(place.to_string()), None, None, field.pointer());
        } else if field.is_object() {
            for (name, part) in field.object(EmptyMeaning::Keep).members() {
                self.property(&place.clone().child(name), &part);
            }
        } else if let Some(text) = words(field) {
            self.problem(Some(place.to_string()), None, Some(text), field.pointer());
        }
    }

    /// The texts and the status that stand beside whatever else: `{error, error_description}`,
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

    /// The member `name`, where that is a text about the whole request.
    pub fn text(&mut self, message: &Object<'_, '_>, name: &'static str) {
        let field = message.member(name);
        if let Some(text) = words(&field) {
            self.reading.texts.push((VendorText::new(text), field.pointer()));
        }
    }

    /// That the body means this HTTP status, by what stands at `pointer`.
    pub fn status_is(&mut self, status: u16, pointer: Pointer) {
        self.reading.status.get_or_insert((status, pointer));
    }

    fn status(&mut self, field: &Field<'_, '_>) {
        let status = match field.consume() {
            Some(Value::Number(Number::Unsigned(status))) => u16::try_from(status).ok(),
            Some(Value::Text(status)) => status.parse().ok(),
            _ => None,
        };
        if let (Some(status @ 100..=599), None) = (status, &self.reading.status) {
            self.reading.status = Some((status, field.pointer()));
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
            self.reading.texts.extend(text.map(|text| (VendorText::new(text), at)));
            return;
        }
        let code = code.unwrap_or(Code::REFUSED);
        let mut refusal = FailureProblem::new(code.clone(), sentence(&code).into());
        let place = place.filter(|pointer| Pointer::parse(pointer).is_some());
        refusal.place = place.map(|pointer| ProblemLocation::new(self.dialect.clone(), pointer));
        refusal.vendor_text = text.map(VendorText::new);
        self.reading.problems.push((refusal, at));
    }
}

/// The members that stand beside a map of properties, and are none themselves.
pub const PLAIN_MEMBERS: &[&str] = &[
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

/// The longest place whose parts are told each by itself. A longer one, repeated for each of them, would come to more than
/// the message does; no property that anybody documents is half as long.
const LONGEST_AROUND: usize = 128;

fn words(field: &Field<'_, '_>) -> Option<String> {
    match field.consume()? {
        Value::Text(text) if !text.trim().is_empty() => Some(text.to_owned()),
        Value::Array(texts) => {
            let texts: Vec<&str> = texts.iter().filter_map(|text| text.as_text()).collect();
            (!texts.is_empty()).then(|| texts.join("; "))
        }
        _ => None,
    }
}

/// What is told of each place, for shapes that have one text a place; what has no place is left out.
#[must_use]
pub fn by_place(told: &[ReportedProblem]) -> Vec<(String, Vec<ReportedField>, String)> {
    let mut places: Vec<(String, Vec<ReportedField>, String)> = Vec::new();
    let mut positions: HashMap<&str, usize> = HashMap::new();
    for told in told {
        let Some(pointer) = told.pointer.as_ref().filter(|pointer| !pointer.is_empty()) else {
            continue;
        };
        let subject = told.subject.clone().unwrap_or(ReportedField::Message);
        let position = *positions.entry(pointer).or_insert(places.len());
        match places.get_mut(position) {
            Some((_, subjects, text)) => {
                subjects.push(subject);
                if !text.split("; ").any(|detail| detail == told.detail) {
                    text.push_str("; ");
                    text.push_str(&told.detail);
                }
            }
            None => places.push((pointer.clone(), vec![subject], told.detail.clone().into_owned())),
        }
    }
    places
}

/// Notes in the account that the object being written tells of `told`.
pub fn account(told: &ReportedProblem, out: &ObjectWriter<'_, '_>) {
    let adaptation = match (&told.subject, &told.pointer) {
        (Some(_), None) => Conversion::NoPath,
        _ => Conversion::Rephrased,
    };
    out.record_object(told.subject.clone().unwrap_or(ReportedField::Message), Some(adaptation));
}

/// `/address/city` as `address.city`, where that can be read back; else the pointer itself.
#[must_use]
pub fn property_path(pointer: &str) -> String {
    let segments: Vec<String> =
        Pointer::parse(pointer).iter().flat_map(Pointer::segments).collect();
    let path = segments.join(".");
    if property_pointer(&path) == pointer { path } else { pointer.to_owned() }
}

/// `address.city` and `memberships[1].role` as pointers; a pointer as it is.
fn property_pointer(path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let segments = path.split(['.', '[']).map(|segment| segment.trim_end_matches(']'));
    segments.fold(Pointer::ROOT, Pointer::child).to_string()
}

/// What to say of a rule that a service names, in our own words: the service's may quote what was sent.
fn sentence(code: &Code) -> &'static str {
    const SENTENCES: &[(Code, &str)] = &[
        (Code::REQUIRED, "the service requires this"),
        (Code::TYPE, "the service expects another type here"),
        (Code::UNKNOWN_MEMBER, "the service has no such member"),
        (Code::READ_ONLY, "the service does not let this be written"),
        (Code::NOT_CLEARABLE, "the service does not let this be cleared"),
        (Code::TOO_LONG, "the service expects a shorter text"),
        (Code::TOO_SHORT, "the service expects a longer text"),
        (Code::EMAIL, "the service expects an e-mail address"),
        (Code::NOT_ALLOWED, "the service does not allow this value"),
        (Code::CONFLICT, "this does not fit what the service has"),
        (Code::LOSS, "this cannot be said to the service"),
    ];
    let found = SENTENCES.iter().find(|(known, _)| known == code);
    found.map_or("the service refuses this value", |(_, sentence)| sentence)
}
