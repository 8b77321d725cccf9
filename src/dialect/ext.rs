//! Bytes to values and back, for every dialect alike: limits, accounting, the refusal of loss, remainders.

use std::borrow::Cow;

use super::attribute_paths::AttributePaths;
use super::coverage_check::{drop_unmentioned, drop_unmentioned_subjects, refused, settle};
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

/// A value that was read, and what was read from where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded<T> {
    /// The value.
    pub value: T,
    /// What was read from where.
    pub provenance: Provenance<ReadOutcome>,
}

/// A body that was written, and what was written to where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncodedMessage {
    /// The body.
    pub body: Vec<u8>,
    /// Whom it is about.
    pub id: Option<UserId>,
    /// What was written to where, and what was not.
    pub provenance: Provenance<WriteOutcome>,
}

/// What is known of a body that was appended to a caller's buffer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Appended {
    /// Whom it is about.
    pub id: Option<UserId>,
    /// What was written to where, and what was not.
    pub provenance: Provenance<WriteOutcome>,
}

/// A refusal that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncodedFailure {
    /// What to send.
    pub message: FailureResponse,
    /// What was written to where, and what was not.
    pub provenance: Provenance<WriteOutcome>,
}

/// What can be done with any [`Dialect`]. Implemented for all of them, and by nobody else.
///
#[cfg_attr(all(feature = "upsun", feature = "textus"), doc = "```")]
#[cfg_attr(not(all(feature = "upsun", feature = "textus")), doc = "```ignore")]
/// use idiolect::dialect::{UpdateContext, DialectExt, LossPolicy, textus::TextUs, upsun::Upsun};
///
/// # fn main() -> Result<(), idiolect::dialect::Error> {
/// let update = Upsun::default().decode_update(br#"{"first_name":"Ada","last_name":"Byron"}"#, &UpdateContext::EMPTY)?;
/// let encoded = TextUs::default().encode_update(&update.value, &UpdateContext::EMPTY, &LossPolicy::Reject)?;
/// assert_eq!(encoded.body, br#"{"name":"Ada Byron"}"#);
/// # Ok(())
/// # }
/// ```
pub trait DialectExt: Dialect {
    /// The members of its update and its user, with the attributes that they hold.
    fn description(&self) -> Description {
        describe::description(self)
    }

    /// The JSON Schema of one of its messages.
    ///
    /// That of an update is what [`decode_update`](Self::decode_update) accepts without a current user, but for the rules
    /// that it lists under `x-rules`; those of a user and of a failure are what this dialect writes.
    fn schema(&self, message: MessageKind) -> Schema {
        describe::schema(self, message)
    }

    /// Reads a caller's update, strictly.
    ///
    /// # Errors
    /// [`Error::Update`] with everything that is wrong with it.
    fn decode_update(
        &self,
        body: &[u8],
        context: &UpdateContext<'_>,
    ) -> Result<Decoded<UserUpdate>, Error> {
        let refused =
            |problems| Error::Update { dialect: self.id(), problems: Problems::new(problems) };
        let settings = self.settings();
        let message = Document::parse(body, &settings.limits)
            .map_err(|problem| refused(vec![problem.into()]))?;
        let path_fault =
            context.id.and_then(|id| self.update_operation().ids.check(id.as_str()).err());
        let path_problem = path_fault.map(|fault| {
            let detail = format!("of the id in the path, {}", fault.detail());
            Problem::new(Pointer::ROOT, fault.code().clone(), detail)
        });
        let current = context.current.map(|user| {
            codec::write(self.id().as_str(), Some(&user.extras), |out| {
                self.properties().write_user(user, out)
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
            found => Err(refused(
                path_problem.into_iter().chain(found.err().into_iter().flatten()).collect(),
            )),
        }
    }

    /// Writes an update.
    ///
    /// # Errors
    /// [`Error::Loss`] if this dialect cannot say all of it and `loss` does not allow the rest to be lost;
    /// [`Error::InvalidId`] if the context names the user by an id that this dialect does not take; [`Error::NoId`] if the
    /// body must name the user and nothing says which.
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

    /// Appends an update to `body`, so that one buffer does for many.
    ///
    /// # Errors
    /// As [`encode_update`](Self::encode_update); `body` is as it was then.
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

    /// Reads an answer that tells of a user, as far as it can be read; the rest goes into the user's remainder.
    ///
    /// # Errors
    /// [`Error::Answer`] if it is no JSON object, or the user has no id.
    fn decode_user(&self, body: &[u8]) -> Result<Decoded<User>, Error> {
        let refused =
            |problems| Error::Answer { dialect: self.id(), problems: Problems::new(problems) };
        let message = Document::parse(body, &self.settings().limits)
            .map_err(|problem| refused(vec![problem.into()]))?;
        let name = self.id();
        let reader = Reader::new(name.as_str(), &message, Strictness::Lenient, None);
        let object = reader.object();
        let mut value = User::new(UserId::BLANK);
        if message.value().members().is_some() {
            self.properties().read_user(&object, &mut value);
            self.properties().read_rest(&object, Message::User);
        }
        let provenance = reader.finish().map_err(refused)?;
        if value.id == UserId::BLANK {
            return Err(refused(vec![Problem::missing(
                Pointer::ROOT,
                Pointer::ROOT,
                "the answer of a user is expected",
            )]));
        }
        let encoded =
            codec::write(self.id().as_str(), None, |out| self.properties().write_user(&value, out));
        let extras = codec::remainder_of(self.id().as_str(), message.value(), &encoded.node);
        // What the message itself carried along for other dialects stays.
        value.extras = std::mem::take(&mut value.extras).chain(extras);
        Ok(Decoded { value, provenance })
    }

    /// Writes an answer that tells of `user`, as well as this dialect can.
    fn encode_user(&self, user: &User) -> EncodedMessage {
        let id = self.id();
        let mut written = codec::write(id.as_str(), Some(&user.extras), |out| {
            self.properties().write_user(user, out)
        });
        drop_unmentioned(
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

    /// Reads a refusal. Any body will do, even one that is no JSON.
    fn decode_failure(&self, message: &FailureResponse) -> Decoded<Failure> {
        let mut reading = ParsedFailure::default();
        let mut provenance = Provenance::default();
        match Document::parse(&message.body, &self.settings().limits) {
            Ok(document) if document.value().members().is_some() => {
                let name = self.id();
                let reader = Reader::new(name.as_str(), &document, Strictness::Lenient, None);
                let mut parser = FailureParser::new(&name);
                self.failure().read(&reader.object(), &mut parser);
                reading = parser.finish();
                provenance = reader.finish().unwrap_or_default();
            }
            _ => {
                let text = String::from_utf8_lossy(&message.body);
                if !text.trim().is_empty() {
                    reading.texts.push((VendorText::new(text.into_owned()), Pointer::ROOT));
                }
            }
        }
        let paths = if reading.problems.is_empty() {
            AttributePaths::default()
        } else {
            AttributePaths::of(self)
        };
        let stated = message.status.or(reading.status.as_ref().map(|(status, _)| *status));
        let mut value = Failure::new(stated.map_or(FailureKind::Invalid, FailureKind::from_status));
        value.retry_after = message.retry_after;
        value.rate_limit = message.rate_limit;
        value.trace_id.clone_from(&message.trace_id);
        if let Some((_, pointer)) = reading.status {
            provenance.add_at(ReportedField::Kind, pointer.as_str(), ReadOutcome::Read(None));
        }
        for (refusal, pointer) in reading.problems {
            let subjects = refusal
                .place
                .as_ref()
                .map(|place| paths.fields_at(&place.pointer))
                .unwrap_or_default();
            if subjects.is_empty() {
                provenance.add_at(
                    ReportedField::Message,
                    pointer.as_str(),
                    ReadOutcome::Read(None),
                );
                value.problems.push(refusal);
                continue;
            }
            for subject in subjects {
                provenance.add_at(subject.clone(), pointer.as_str(), ReadOutcome::Read(None));
                value.problems.push(FailureProblem { subject: Some(subject), ..refusal.clone() });
            }
        }
        for (text, pointer) in reading.texts {
            provenance.add_at(ReportedField::Message, pointer.as_str(), ReadOutcome::Read(None));
            value.vendor_texts.push(text);
        }
        Decoded { value, provenance }
    }

    /// Writes a refusal, with the places that it names in this dialect's spelling.
    fn encode_failure(&self, failure: &Failure) -> EncodedFailure {
        let paths = if failure.problems.is_empty() {
            AttributePaths::default()
        } else {
            AttributePaths::of(self)
        };
        let told: Vec<ReportedProblem> = failure
            .problems
            .iter()
            .flat_map(|refusal| tell(self.id().as_str(), &paths, refusal))
            .collect();
        let format = self.failure();
        let status = format.status(failure.kind);
        let mut written =
            codec::write(self.id().as_str(), None, |out| format.write(failure.kind, &told, out));
        let about = |told: &ReportedProblem| told.subject.clone().unwrap_or(ReportedField::Message);
        drop_unmentioned_subjects(&mut written.provenance, told.iter().map(about));
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

/// Appends an update to `body`, or a part of one that then is not to be sent.
fn append_update<D: Dialect + ?Sized>(
    dialect: &D,
    update: &UserUpdate,
    context: &UpdateContext<'_>,
    loss: &LossPolicy,
    body: &mut String,
) -> Result<Appended, Error> {
    /// A member with its name, in bytes.
    const USUAL: usize = 24;
    let endpoint = dialect.update_operation();
    let is_taken = |id: &&UserId| endpoint.ids.check(id.as_str()).is_ok();
    if context.id.is_some_and(|id| !is_taken(&id)) {
        return Err(Error::InvalidId { dialect: dialect.id() });
    }
    let wanted = context.id.or(update.id.as_ref());
    let id = wanted.filter(is_taken);
    let context = UpdateContext { id, current: context.current };
    let said = match (dialect.settings().writes, context.current) {
        (UpdateMode::Full, Some(current)) => {
            let everything = UserUpdate::diff(&User::new(current.id.clone()), current);
            Cow::Owned(everything.merge(update.clone()))
        }
        _ => Cow::Borrowed(update),
    };
    let stated = update.changed_attributes();
    body.reserve(stated.len() * USUAL);
    let mut provenance = codec::write_into(dialect.id().as_str(), body, |out| {
        dialect.properties().write_update(&said, &context, out);
        match (wanted, id) {
            (Some(_), None) => out.record_dropped(Attribute::Id, DropReason::InvalidForTarget),
            (Some(_), Some(_)) => out.record_outside_body(Attribute::Id, None),
            _ => {}
        }
    });
    if wanted.is_none() && endpoint.body_holds_id {
        return Err(Error::NoId { dialect: dialect.id() });
    }
    settle(dialect, &mut provenance, update, stated, &context);
    let refused = refused(&provenance, loss);
    if !refused.is_empty() {
        return Err(Error::Loss(LossError::new(dialect.id(), refused, provenance)));
    }
    if id.is_none() && endpoint.body_holds_id {
        return Err(Error::NoId { dialect: dialect.id() });
    }
    Ok(Appended { id: id.cloned(), provenance })
}

/// What to tell of `refusal`: one thing for each place that the caller has for it.
fn tell(dialect: &str, paths: &AttributePaths, refusal: &FailureProblem) -> Vec<ReportedProblem> {
    let told = |pointer: Option<String>, existing: Option<String>| ReportedProblem {
        subject: refusal.subject.clone(),
        pointer,
        existing,
        code: refusal.code.clone(),
        detail: refusal.detail.clone(),
    };
    if let Some(place) = refusal.place.as_ref().filter(|place| place.dialect == dialect) {
        return vec![told(Some(place.pointer.clone()), place.existing.clone())];
    }
    let pointers =
        refusal.subject.as_ref().map(|subject| paths.of_field(subject)).unwrap_or_default();
    if pointers.is_empty() {
        return vec![told(None, None)];
    }
    pointers.into_iter().map(|pointer| told(Some(pointer), None)).collect()
}

impl<D: Dialect + ?Sized> DialectExt for D {}
