//! Decoding and encoding, the same for every dialect: limits, provenance, rejected losses, extras.

use std::fmt;

use super::attribute_paths::AttributePaths;
use super::describe::{self, MessageKind};
use super::error::Error;
use super::failure_response::FailureResponse;
use super::loss::LossPolicy;
use super::operation::{Operation, OperationKind};
use super::provenance_completion::mark_unrecorded_unsupported;
use super::traits::{Dialect, UnknownMembers, UpdateContext};
use super::{failure_decoding, failure_encoding, update_encoding};
use crate::codec::schema::Schema;
use crate::codec::{
    self, Current, Description, Message, Provenance, ReadOutcome, Reader, Strictness, WriteOutcome,
};
use crate::json::{Document, Pointer, Redacted};
use crate::model::{User, UserId, UserUpdate};
use crate::problem::{Failure, Problem, Problems};

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
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EncodedMessage {
    /// The body.
    pub body: Vec<u8>,
    /// The id of the user.
    pub id: Option<UserId>,
    /// The path to which each attribute was written, and what was dropped.
    pub provenance: Provenance<WriteOutcome>,
}

impl fmt::Debug for EncodedMessage {
    /// Writes the length of the body only: it may hold a password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { body, id, provenance } = self;
        formatter
            .debug_struct("EncodedMessage")
            .field("body", &Redacted(body))
            .field("id", id)
            .field("provenance", provenance)
            .finish()
    }
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
    /// Returns the call that updates a user.
    ///
    /// The default is `PATCH /users/{id}` in `application/json`.
    fn update_operation(&self) -> &Operation {
        let is_update = |one: &&Operation| one.kind == OperationKind::UpdateUser;
        self.operations().iter().find(is_update).unwrap_or(&Operation::USUAL)
    }

    /// Returns the members of its update and its user, with the attributes that they hold.
    fn description(&self) -> Description {
        describe::description(self)
    }

    /// Returns the JSON Schema of one of its messages.
    ///
    /// That of an update is what [`decode_update`](Self::decode_update) accepts without a current
    /// user, except for the rules that it lists under `x-rules`; those of a user and of a failure
    /// are what this dialect writes, except for values of a response that were kept as they were.
    fn schema(&self, message: MessageKind) -> Schema {
        describe::schema(self, message, false)
    }

    /// Decodes a caller's update strictly. User ids must have the format of this dialect, unless
    /// the context [has another](UpdateContext::with_id_format).
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
        let id_format = context.id_format.unwrap_or(self.update_operation().ids);
        let path_error = context.id.and_then(|id| id_format.check(id.as_str()).err());
        let path_problem = path_error.map(|invalid| {
            let detail = format!("the id in the path: {}", invalid.detail());
            Problem::new(Pointer::ROOT, invalid.code().clone(), detail)
        });
        let response = context.current.map(|user| {
            codec::write(self.id().as_str(), Some(&user.extras), |out| {
                self.properties().write_user(user, out);
            })
        });
        let strictness = match settings.unknown_members {
            UnknownMembers::Reject => Strictness::Strict,
            UnknownMembers::Report => Strictness::AllowUnknown,
            UnknownMembers::PassOn => Strictness::KeepUnknown,
        };
        let name = self.id();
        let current = match (context.current, &response) {
            (Some(user), Some(response)) => Some(Current { user, response }),
            _ => None,
        };
        let reader = Reader::of_update(name.as_str(), &message, strictness, current);
        let mut value = UserUpdate::default();
        let object = reader.object();
        self.properties().read_update(&object, &mut value, context);
        if reader.has_rest() {
            self.properties().read_rest(&object, Message::Update);
        }
        if value.id.is_none() {
            value.id = context.id.cloned();
        }
        match reader.finish_update(&mut value) {
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
        update_encoding::append(self, update, context, loss, body)
            .inspect_err(|_| body.truncate(before))
    }

    /// Decodes a user as far as possible; the rest goes into the user's extras.
    ///
    /// # Errors
    /// [`Error::Response`] if it is not a JSON object, or the user has no id.
    fn decode_user(&self, body: &[u8]) -> Result<Decoded<User>, Error> {
        let invalid =
            |problems| Error::Response { dialect: self.id(), problems: Problems::new(problems) };
        let message = Document::parse(body, &self.settings().limits)
            .map_err(|problem| invalid(vec![problem.into()]))?;
        let name = self.id();
        let reader = Reader::new(name.as_str(), &message, Strictness::Lenient);
        let object = reader.object();
        let mut value = User::new(UserId::BLANK);
        if message.value().members().is_some() {
            self.properties().read_user(&object, &mut value);
            self.properties().read_rest(&object, Message::User);
        }
        let (provenance, marks) = reader.finish_with_marks().map_err(invalid)?;
        if value.id == UserId::BLANK {
            return Err(invalid(vec![Problem::missing(
                Pointer::ROOT,
                Pointer::ROOT,
                "expected a user with an id",
            )]));
        }
        let encoded =
            codec::write(name.as_str(), None, |out| self.properties().write_user(&value, out));
        let extras = codec::extras_of(name.as_str(), message.value(), &encoded.node);
        let extras = marks.assign(name.as_str(), extras, &provenance, |place| {
            AttributePaths::of(self).below_in_users(place)
        });
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
        mark_unrecorded_unsupported(
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
        failure_decoding::decode(self, message)
    }

    /// Encodes a failure, with the paths of this dialect's messages.
    fn encode_failure(&self, failure: &Failure) -> EncodedFailure {
        failure_encoding::encode(self, failure)
    }
}

impl<D: Dialect + ?Sized> DialectExt for D {}
