//! From one dialect into another, with the account of it.

mod map_failure;
mod report;
mod row;
mod rows;
mod serialize;

use crate::codec::{Provenance, ReadOutcome};
use crate::dialect::{
    Decoded, Dialect, DialectExt, DialectId, EncodedFailure, Error, FailureResponse, LossPolicy,
    UpdateContext, failure_of,
};
use crate::model::{User, UserId, UserUpdate};
use crate::problem::Failure;
use crate::problem::Problem;

pub use report::Report;
pub use row::{Row, Verdict};

/// Takes messages in one dialect and says them in another.
///
#[cfg_attr(all(feature = "upsun", feature = "textus"), doc = "```")]
#[cfg_attr(not(all(feature = "upsun", feature = "textus")), doc = "```ignore")]
/// use idiolect::dialect::{textus::TextUs, upsun::Upsun};
/// use idiolect::translation::{Translator, UpdateOptions};
///
/// # fn main() -> Result<(), Box<idiolect::translation::TranslationError>> {
/// let (upsun, textus) = (Upsun::default(), TextUs::default());
/// let translator = Translator::new(&upsun, &textus);
/// let translation = translator.translate_update(br#"{"first_name":"Ada","last_name":"Byron"}"#, &UpdateOptions::default())?;
/// assert_eq!(translation.body, br#"{"name":"Ada Byron"}"#);
/// print!("{}", translation.report);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Translator<'d> {
    from: &'d dyn Dialect,
    to: &'d dyn Dialect,
}

/// What is known, and what is allowed, when an update is translated.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct UpdateOptions<'c> {
    /// What is known of the update besides its body, on the caller's side.
    pub source: UpdateContext<'c>,
    /// What is known on the target's side.
    pub target: UpdateContext<'c>,
    /// What may be lost.
    pub loss: LossPolicy,
}

impl<'c> UpdateOptions<'c> {
    /// The id in the path that the update came by.
    #[must_use]
    pub const fn with_source_id(mut self, id: Option<&'c UserId>) -> Self {
        self.source.id = id;
        self
    }

    /// The user's id with the target, if that is another.
    #[must_use]
    pub const fn with_target_id(mut self, id: Option<&'c UserId>) -> Self {
        self.target.id = id;
        self
    }

    /// The user as of now, for both sides.
    #[must_use]
    pub const fn with_current(mut self, current: Option<&'c User>) -> Self {
        self.source.current = current;
        self.target.current = current;
        self
    }

    /// What may be lost.
    #[must_use]
    pub fn with_loss_policy(mut self, loss: LossPolicy) -> Self {
        self.loss = loss;
        self
    }
}

/// A message that was translated.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Translation {
    /// The message in the target's dialect.
    pub body: Vec<u8>,
    /// Whom it is about, where that is known: what belongs into the path of an update.
    pub id: Option<UserId>,
    /// What became of each attribute.
    pub report: Report,
}

/// A refusal that was translated.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureTranslation {
    /// What to send.
    pub message: FailureResponse,
    /// What became of each part of it.
    pub report: Report,
}

/// A message that was not translated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the message was not translated")]
#[non_exhaustive]
pub struct TranslationError {
    /// What went wrong.
    #[source]
    pub error: Error,
    /// What is wrong, each with a pointer into the source message; a loss too.
    pub problems: Vec<Problem>,
    /// What would have become of each attribute, if it came to that.
    pub report: Report,
}

impl<'d> Translator<'d> {
    /// From the dialect `from` into the dialect `to`.
    #[must_use]
    pub const fn new(from: &'d dyn Dialect, to: &'d dyn Dialect) -> Self {
        Self { from, to }
    }

    /// Translates an update.
    ///
    /// # Errors
    /// The update is wrong, or something of it would be lost that may not be.
    pub fn translate_update(
        &self,
        update: &[u8],
        options: &UpdateOptions<'_>,
    ) -> Result<Translation, Box<TranslationError>> {
        let mut body = String::new();
        let (id, report) = self.translate_update_into(update, options, &mut body)?;
        Ok(Translation { body: body.into_bytes(), id, report })
    }

    /// Translates an update and appends it to `body`, so that one buffer does for many: whom it is about, where that is
    /// known, and what became of each attribute.
    ///
    /// # Errors
    /// As [`update`](Self::update); `body` is as it was then.
    pub fn translate_update_into(
        &self,
        update: &[u8],
        options: &UpdateOptions<'_>,
        body: &mut String,
    ) -> Result<(Option<UserId>, Report), Box<TranslationError>> {
        match self.from.decode_update(update, &options.source) {
            Ok(Decoded { ref value, provenance }) => self.write(value, provenance, options, body),
            Err(error) => Err(TranslationError::unread(error)),
        }
    }

    /// Says an update that has been read already.
    ///
    /// # Errors
    /// Something of it would be lost that may not be.
    pub fn translate_decoded(
        &self,
        decoded: &Decoded<UserUpdate>,
        options: &UpdateOptions<'_>,
    ) -> Result<Translation, Box<TranslationError>> {
        let mut body = String::new();
        let (id, report) =
            self.write(&decoded.value, decoded.provenance.clone(), options, &mut body)?;
        Ok(Translation { body: body.into_bytes(), id, report })
    }

    fn write(
        &self,
        update: &UserUpdate,
        provenance: Provenance<ReadOutcome>,
        options: &UpdateOptions<'_>,
        body: &mut String,
    ) -> Result<(Option<UserId>, Report), Box<TranslationError>> {
        match self.to.encode_update_into(update, &options.target, &options.loss, body) {
            Ok(appended) => Ok((appended.id, Report::join(provenance, appended.provenance))),
            Err(Error::Loss(loss)) => {
                let report = Report::join(provenance, loss.provenance().clone());
                let problems = report.disallowed_losses(&options.loss, loss.dialect());
                Err(Box::new(TranslationError { error: Error::Loss(loss), problems, report }))
            }
            Err(error) => {
                let report = Report::join(provenance, Provenance::default());
                Err(Box::new(TranslationError { error, problems: Vec::new(), report }))
            }
        }
    }

    /// Translates an answer that tells of a user. Whatever the target cannot say is told in the report.
    ///
    /// # Errors
    /// The answer tells of no user at all.
    pub fn translate_user(&self, body: &[u8]) -> Result<Translation, Box<TranslationError>> {
        let decoded = self.from.decode_user(body).map_err(TranslationError::unread)?;
        let encoded = self.to.encode_user(&decoded.value);
        let report = if self.from.id() == self.to.id() {
            Report::join_within(decoded.provenance, encoded.provenance)
        } else {
            Report::join(decoded.provenance, encoded.provenance)
        };
        Ok(Translation { body: encoded.body, id: encoded.id, report })
    }

    /// Translates a refusal. Any body will do.
    #[must_use]
    pub fn translate_failure(&self, message: &FailureResponse) -> FailureTranslation {
        let mut decoded = self.from.decode_failure(message);
        decoded.value.kind = decoded.value.kind.as_seen_by_caller();
        let EncodedFailure { message, provenance, .. } = self.to.encode_failure(&decoded.value);
        FailureTranslation { message, report: Report::join(decoded.provenance, provenance) }
    }
}

impl TranslationError {
    /// What to tell the caller, whose dialect is `front`: all that is wrong or would be lost, where the caller said it.
    #[must_use]
    pub fn to_failure(&self, front: &DialectId) -> Failure {
        match &self.error {
            Error::Loss(_) => failure_of(self.error.kind(), &self.problems, front),
            error => error.to_failure(front),
        }
    }

    fn unread(error: Error) -> Box<Self> {
        let problems = error.problems().to_vec();
        Box::new(Self { error, problems, report: Report::default() })
    }
}
