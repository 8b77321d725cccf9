//! Decoding and encoding, the same for every dialect: limits, provenance, rejected losses, extras.

use std::borrow::Cow;

use super::attribute_paths::AttributePaths;
use super::coverage_check::{
    complete_provenance, disallowed_losses, mark_unmentioned_fields_unsupported,
    mark_unmentioned_unsupported,
};
use super::describe::{self, MessageKind};
use super::error::Error;
use super::failure_parser::FailureParser;
use super::failure_response::{FailureResponse, ParsedFailure, ReportedProblem};
use super::loss::{LossError, LossPolicy};
use super::traits::{Dialect, UnknownMembers, UpdateContext, UpdateMode};
use crate::codec::Description;
use crate::codec::Message;
use crate::codec::schema::Schema;
use crate::codec::{self, DropReason, Provenance, ReadOutcome, Reader, Strictness, WriteOutcome};
use crate::json::{Document, Pointer};
use crate::model::{Attribute, User, UserId, UserUpdate};
use crate::problem::Problem;
use crate::problem::Problems;
use crate::problem::{Failure, FailureKind, FailureProblem, ReportedField, VendorText};

/// A decoded value, with its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded<T> {
    /// The value.
    pub value: T,
    /// The path from which each attribute was read.
    pub provenance: Provenance<ReadOutcome>,
}

/// An encoded body, with its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncodedMessage {
    /// The body.
    pub body: Vec<u8>,
    /// The id of the user.
    pub id: Option<UserId>,
    /// The path to which each attribute was written, and what was dropped.
    pub provenance: Provenance<WriteOutcome>,
}

/// The id and the provenance of a body that was appended to a caller's buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Appended {
    /// The id of the user.
    pub id: Option<UserId>,
    /// The path to which each attribute was written, and what was dropped.
    pub provenance: Provenance<WriteOutcome>,
}

/// An encoded failure, with its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncodedFailure {
    /// The message to send.
    pub message: FailureResponse,
    /// The path to which each attribute was written, and what was dropped.
    pub provenance: Provenance<WriteOutcome>,
}

/// The operations on any [`Dialect`]. Implemented for every dialect, and sealed by that.
///
#[cfg_attr(all(feature = "upsun", feature = "textus"), doc = "```")]
#[cfg_attr(not(all(feature = "upsun", feature = "textus")), doc = "```ignore")]
/// use idiolect::dialect::{UpdateContext, DialectExt, LossPolicy, textus::TextUs, upsun::Upsun};
///
/// # fn main() -> Result<(), idiolect::dialect::Error> {
/// let body = br#"{"first_name":"Ada","last_name":"Byron"}"#;
/// let update = Upsun::default().decode_update(body, &UpdateContext::EMPTY)?;
/// let encoded = TextUs::default().encode_update(
///     &update.value,
///     &UpdateContext::EMPTY,
///     &LossPolicy::Reject,
/// )?;
/// assert_eq!(encoded.body, br#"{"name":"Ada Byron"}"#);
/// # Ok(())
/// # }
/// ```
pub trait DialectExt: Dialect {
    /// Returns the members of its update and its user, with the attributes that they hold.
    fn description(&self) -> Description {
        describe::description(self)
    }

    /// Returns the JSON Schema of one of its messages.
    ///
    /// That of an update is what [`decode_update`](Self::decode_update) accepts without a current
    /// user, except for the rules that it lists under `x-rules`; those of a user and of a failure
    /// are what this dialect writes.
    fn schema(&self, message: MessageKind) -> Schema {
        describe::schema(self, message)
    }

    /// Decodes a caller's update strictly.
    ///
    /// # Errors
    /// [`Error::Update`] with every problem in it.
    fn decode_update(
        &self,
        body: &[u8],
        context: &UpdateContext<'_>,
    ) -> Result<Decoded<UserUpdate>, Error> {
        let invalid =
            |problems| Error::Update { dialect: self.id(), problems: Problems::new(problems) };
        let settings = self.settings();
        let message = Document::parse(body, &settings.limits)
            .map_err(|problem| invalid(vec![problem.into()]))?;
        let path_error =
            context.id.and_then(|id| self.update_operation().ids.check(id.as_str()).err());
        let path_problem = path_error.map(|invalid| {
            let detail = format!("the id in the path: {}", invalid.detail());
            Problem::new(Pointer::ROOT, invalid.code().clone(), detail)
        });
        let current = context.current.map(|user| {
            codec::write(self.id().as_str(), Some(&user.extras), |out| {
                self.properties().write_user(user, out);
            })
        });
        let strictness = match settings.unknown_members {
            UnknownMembers::Reject => Strictness::Strict,
            UnknownMembers::Report => Strictness::AllowUnknown,
        };
        let name = self.id();
        let reader = Reader::new(
            name.as_str(),
            &message,
            strictness,
            current.as_ref().map(|written| &written.node),
        );
        let mut value = UserUpdate::default();
        let object = reader.object();
        self.properties().read_update(&object, &mut value, context);
        if reader.has_rest() {
            self.properties().read_rest(&object, Message::Update);
        }
        if value.id.is_none() {
            value.id = context.id.cloned();
        }
        match reader.finish() {
            Ok(provenance) if path_problem.is_none() => Ok(Decoded { value, provenance }),
            found => Err(invalid(
                path_problem.into_iter().chain(found.err().into_iter().flatten()).collect(),
            )),
        }
    }

    /// Encodes an update.
    ///
    /// # Errors
    /// [`Error::Loss`] if this dialect cannot represent all of it and `loss` does not allow the
    /// rest to be dropped; [`Error::InvalidId`] if the id in the context is not valid for this
    /// dialect; [`Error::NoId`] if the body must contain the id and no id is known.
    fn encode_update(
        &self,
        update: &UserUpdate,
        context: &UpdateContext<'_>,
        loss: &LossPolicy,
    ) -> Result<EncodedMessage, Error> {
        let mut body = String::new();
        let Appended { id, provenance } =
            self.encode_update_into(update, context, loss, &mut body)?;
        Ok(EncodedMessage { body: body.into_bytes(), id, provenance })
    }

    /// Encodes an update into `body`, so that one buffer can be used for many.
    ///
    /// # Errors
    /// As [`encode_update`](Self::encode_update); `body` is then unchanged.
    fn encode_update_into(
        &self,
        update: &UserUpdate,
        context: &UpdateContext<'_>,
        loss: &LossPolicy,
        body: &mut String,
    ) -> Result<Appended, Error> {
        let before = body.len();
        append_update(self, update, context, loss, body).inspect_err(|_| body.truncate(before))
    }

    /// Decodes a user as far as possible; the rest goes into the user's extras.
    ///
    /// # Errors
    /// [`Error::Answer`] if it is not a JSON object, or the user has no id.
    fn decode_user(&self, body: &[u8]) -> Result<Decoded<User>, Error> {
        let invalid =
            |problems| Error::Answer { dialect: self.id(), problems: Problems::new(problems) };
        let message = Document::parse(body, &self.settings().limits)
            .map_err(|problem| invalid(vec![problem.into()]))?;
        let name = self.id();
        let reader = Reader::new(name.as_str(), &message, Strictness::Lenient, None);
        let object = reader.object();
        let mut value = User::new(UserId::BLANK);
        if message.value().members().is_some() {
            self.properties().read_user(&object, &mut value);
            self.properties().read_rest(&object, Message::User);
        }
        let provenance = reader.finish().map_err(invalid)?;
        if value.id == UserId::BLANK {
            return Err(invalid(vec![Problem::missing(
                Pointer::ROOT,
                Pointer::ROOT,
                "expected a user object",
            )]));
        }
        let encoded =
            codec::write(self.id().as_str(), None, |out| self.properties().write_user(&value, out));
        let extras = codec::remainder_of(self.id().as_str(), message.value(), &encoded.node);
        // The extras of other dialects that the message contained stay.
        value.extras = std::mem::take(&mut value.extras).chain(extras);
        Ok(Decoded { value, provenance })
    }

    /// Encodes a user as far as this dialect can represent it.
    fn encode_user(&self, user: &User) -> EncodedMessage {
        let id = self.id();
        let mut written = codec::write(id.as_str(), Some(&user.extras), |out| {
            self.properties().write_user(user, out);
        });
        mark_unmentioned_unsupported(
            &mut written.provenance,
            user.present_attributes(),
            user.custom_settings.keys(),
        );
        EncodedMessage {
            body: written.node.to_json().into_bytes(),
            id: Some(user.id.clone()),
            provenance: written.provenance,
        }
    }

    /// Decodes a failure. Any body is accepted, even one that is not JSON.
    fn decode_failure(&self, message: &FailureResponse) -> Decoded<Failure> {
        let mut parsed = ParsedFailure::default();
        let mut provenance = Provenance::default();
        match Document::parse(&message.body, &self.settings().limits) {
            Ok(document) if document.value().members().is_some() => {
                let name = self.id();
                let reader = Reader::new(name.as_str(), &document, Strictness::Lenient, None);
                let mut parser = FailureParser::new(&name);
                self.failure().read(&reader.object(), &mut parser);
                parsed = parser.finish();
                provenance = reader.finish().unwrap_or_default();
            }
            _ => {
                let text = String::from_utf8_lossy(&message.body);
                if !text.trim().is_empty() {
                    parsed.texts.push((VendorText::new(text.into_owned()), Pointer::ROOT));
                }
            }
        }
        let paths = if parsed.problems.is_empty() {
            AttributePaths::default()
        } else {
            AttributePaths::of(self)
        };
        let stated = message.status.or(parsed.status.as_ref().map(|(status, _)| *status));
        let mut value = Failure::new(stated.map_or(FailureKind::Invalid, FailureKind::from_status));
        value.retry_after = message.retry_after;
        value.rate_limit = message.rate_limit;
        value.trace_id.clone_from(&message.trace_id);
        if let Some((_, pointer)) = parsed.status {
            provenance.add_at(ReportedField::Kind, pointer.as_str(), ReadOutcome::Read(None));
        }
        for (problem, pointer) in parsed.problems {
            let subjects = problem
                .place
                .as_ref()
                .map(|location| paths.fields_at(&location.pointer))
                .unwrap_or_default();
            if subjects.is_empty() {
                provenance.add_at(
                    ReportedField::Message,
                    pointer.as_str(),
                    ReadOutcome::Read(None),
                );
                value.problems.push(problem);
                continue;
            }
            for subject in subjects {
                provenance.add_at(subject.clone(), pointer.as_str(), ReadOutcome::Read(None));
                value.problems.push(FailureProblem { subject: Some(subject), ..problem.clone() });
            }
        }
        for (text, pointer) in parsed.texts {
            provenance.add_at(ReportedField::Message, pointer.as_str(), ReadOutcome::Read(None));
            value.vendor_texts.push(text);
        }
        Decoded { value, provenance }
    }

    /// Encodes a failure, with the paths of this dialect's messages.
    fn encode_failure(&self, failure: &Failure) -> EncodedFailure {
        let paths = if failure.problems.is_empty() {
            AttributePaths::default()
        } else {
            AttributePaths::of(self)
        };
        let problems: Vec<ReportedProblem> = failure
            .problems
            .iter()
            .flat_map(|problem| reported_problems(self.id().as_str(), &paths, problem))
            .collect();
        let format = self.failure();
        let status = format.status(failure.kind);
        let mut written = codec::write(self.id().as_str(), None, |out| {
            format.write(failure.kind, &problems, out);
        });
        let field_of =
            |problem: &ReportedProblem| problem.subject.clone().unwrap_or(ReportedField::Message);
        mark_unmentioned_fields_unsupported(&mut written.provenance, problems.iter().map(field_of));
        if !written.provenance.mentions(&ReportedField::Kind) {
            written.provenance.add(ReportedField::Kind, WriteOutcome::OutsideBody(None));
        }
        let is_empty = written.node.members().is_none_or(<[_]>::is_empty);
        let message = FailureResponse {
            status: Some(status),
            retry_after: failure.retry_after,
            rate_limit: failure.rate_limit,
            trace_id: failure.trace_id.clone(),
            body: if is_empty { Vec::new() } else { written.node.to_json().into_bytes() },
        };
        EncodedFailure { message, provenance: written.provenance }
    }
}

/// Appends an update to `body`. After an error, `body` may end with a part of one.
fn append_update<D: Dialect + ?Sized>(
    dialect: &D,
    update: &UserUpdate,
    context: &UpdateContext<'_>,
    loss: &LossPolicy,
    body: &mut String,
) -> Result<Appended, Error> {
    /// The usual size of a member with its name, in bytes.
    const USUAL: usize = 24;
    let endpoint = dialect.update_operation();
    let is_valid = |id: &&UserId| endpoint.ids.check(id.as_str()).is_ok();
    if context.id.is_some_and(|id| !is_valid(&id)) {
        return Err(Error::InvalidId { dialect: dialect.id() });
    }
    let wanted = context.id.or(update.id.as_ref());
    let id = wanted.filter(is_valid);
    let context = UpdateContext { id, current: context.current };
    let written = match (dialect.settings().writes, context.current) {
        (UpdateMode::Full, Some(current)) => {
            let everything = UserUpdate::diff(&User::new(current.id.clone()), current);
            Cow::Owned(everything.merge(update.clone()))
        }
        _ => Cow::Borrowed(update),
    };
    let stated = update.changed_attributes();
    body.reserve(stated.len() * USUAL);
    let mut provenance = codec::write_into(dialect.id().as_str(), body, |out| {
        dialect.properties().write_update(&written, &context, out);
        match (wanted, id) {
            (Some(_), None) => out.record_dropped(Attribute::Id, DropReason::InvalidForTarget),
            (Some(_), Some(_)) => out.record_outside_body(Attribute::Id, None),
            _ => {}
        }
    });
    if wanted.is_none() && endpoint.body_holds_id {
        return Err(Error::NoId { dialect: dialect.id() });
    }
    complete_provenance(dialect, &mut provenance, update, stated, &context);
    let disallowed = disallowed_losses(&provenance, loss);
    if !disallowed.is_empty() {
        return Err(Error::Loss(LossError::new(dialect.id(), disallowed, provenance)));
    }
    if id.is_none() && endpoint.body_holds_id {
        return Err(Error::NoId { dialect: dialect.id() });
    }
    Ok(Appended { id: id.cloned(), provenance })
}

/// The problems to report for `problem`: one for each path that the caller's message has for it.
fn reported_problems(
    dialect: &str,
    paths: &AttributePaths,
    problem: &FailureProblem,
) -> Vec<ReportedProblem> {
    let problem_at = |pointer: Option<String>, existing: Option<String>| ReportedProblem {
        subject: problem.subject.clone(),
        pointer,
        existing,
        code: problem.code.clone(),
        detail: problem.detail.clone(),
    };
    let location = problem.place.as_ref().filter(|location| location.dialect == dialect);
    if let Some(location) = location {
        return vec![problem_at(Some(location.pointer.clone()), location.existing.clone())];
    }
    let pointers =
        problem.subject.as_ref().map(|subject| paths.of_field(subject)).unwrap_or_default();
    if pointers.is_empty() {
        return vec![problem_at(None, None)];
    }
    pointers.into_iter().map(|pointer| problem_at(Some(pointer), None)).collect()
}

impl<D: Dialect + ?Sized> DialectExt for D {}
