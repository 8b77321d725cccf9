//! Translates messages from one dialect to another and reports the outcome.

mod map_failure;
mod report;
mod row;
mod rows;
mod serialize;

use std::fmt;

use crate::codec::{Provenance, ReadOutcome};
use crate::dialect::{
    Decoded, Dialect, DialectExt, DialectId, EncodedFailure, Error, FailureResponse, IdFormat,
    LossPolicy, UpdateContext, failure_of,
};
use crate::json::Redacted;
use crate::model::{User, UserId, UserUpdate};
use crate::problem::Failure;
use crate::problem::Problem;

pub use report::Report;
pub use row::{Row, Verdict};

/// Translates messages from one dialect to another.
///
#[cfg_attr(all(feature = "upsun", feature = "textus"), doc = "```")]
#[cfg_attr(not(all(feature = "upsun", feature = "textus")), doc = "```ignore")]
/// use idiolect::dialect::{textus::TextUs, upsun::Upsun};
/// use idiolect::{Translator, UpdateOptions};
///
/// # fn main() -> Result<(), Box<idiolect::TranslationError>> {
/// let (upsun, textus) = (Upsun::default(), TextUs::default());
/// let translator = Translator::new(&upsun, &textus);
/// let body = br#"{"first_name":"Ada","last_name":"Byron"}"#;
/// let translation = translator.translate_update(body, &UpdateOptions::default())?;
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

/// The context of an update, and the losses that are allowed.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct UpdateOptions<'c> {
    /// The context on the caller's side.
    pub source: UpdateContext<'c>,
    /// The context on the target's side.
    pub target: UpdateContext<'c>,
    /// The losses that are allowed.
    pub loss: LossPolicy,
}

impl<'c> UpdateOptions<'c> {
    /// Sets the user id from the request path.
    #[must_use]
    pub const fn with_source_id(mut self, id: Option<&'c UserId>) -> Self {
        self.source.id = id;
        self
    }

    /// Sets the user id in the target, if it differs.
    #[must_use]
    pub const fn with_target_id(mut self, id: Option<&'c UserId>) -> Self {
        self.target.id = id;
        self
    }

    /// Sets the current user, for both sides.
    #[must_use]
    pub const fn with_current(mut self, current: Option<&'c User>) -> Self {
        self.source.current = current;
        self.target.current = current;
        self
    }

    /// Sets the losses that are allowed.
    #[must_use]
    pub fn with_loss_policy(mut self, loss: LossPolicy) -> Self {
        self.loss = loss;
        self
    }
}

/// A translated message.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Translation {
    /// The message in the target's dialect.
    pub body: Vec<u8>,
    /// The user id, if known. It belongs in the request path of an update.
    pub id: Option<UserId>,
    /// The outcome for each attribute.
    pub report: Report,
}

impl fmt::Debug for Translation {
    /// Writes the length of the body only: it may hold a password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { body, id, report } = self;
        formatter
            .debug_struct("Translation")
            .field("body", &Redacted(body))
            .field("id", id)
            .field("report", report)
            .finish()
    }
}

/// A translated failure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FailureTranslation {
    /// The response to send.
    pub message: FailureResponse,
    /// The outcome for each part of the failure.
    pub report: Report,
}

/// A failed translation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("translation failed")]
#[non_exhaustive]
pub struct TranslationError {
    /// The cause.
    #[source]
    pub error: Error,
    /// The problems, losses included, each with a pointer into the source message.
    pub problems: Vec<Problem>,
    /// The outcome for each attribute; empty if the message could not be decoded.
    pub report: Report,
}

impl<'d> Translator<'d> {
    /// Creates a translator from the dialect `from` to the dialect `to`.
    #[must_use]
    pub const fn new(from: &'d dyn Dialect, to: &'d dyn Dialect) -> Self {
        Self { from, to }
    }

    /// Translates an update. Its user ids are those of the target, and must have the target's
    /// format, whatever losses are allowed. With a [target id](UpdateOptions::with_target_id) they
    /// may be any, and a [format](UpdateContext::with_id_format) in the source's context overrides
    /// both.
    ///
    /// # Errors
    /// The update is not valid, or a loss is not allowed.
    pub fn translate_update(
        &self,
        update: &[u8],
        options: &UpdateOptions<'_>,
    ) -> Result<Translation, Box<TranslationError>> {
        let mut body = String::new();
        let (id, report) = self.translate_update_into(update, options, &mut body)?;
        Ok(Translation { body: body.into_bytes(), id, report })
    }

    /// Translates an update, appends it to `body`, and returns the user id, if known, and the
    /// report. One buffer can be reused for many updates.
    ///
    /// # Errors
    /// As for [`translate_update`](Self::translate_update); `body` is unchanged then.
    pub fn translate_update_into(
        &self,
        update: &[u8],
        options: &UpdateOptions<'_>,
        body: &mut String,
    ) -> Result<(Option<UserId>, Report), Box<TranslationError>> {
        let mut source = options.source;
        source.id_format = source.id_format.or_else(|| self.id_format(options));
        match self.from.decode_update(update, &source) {
            Ok(Decoded { ref value, provenance }) => self.encode(value, provenance, options, body),
            Err(error) => Err(TranslationError::not_decoded(error)),
        }
    }

    /// The format of the ids in an update, unless it is that of the source.
    fn id_format(&self, options: &UpdateOptions<'_>) -> Option<IdFormat> {
        if self.from.id() == self.to.id() {
            return None;
        }
        let is_mapped = options.target.id.is_some();
        Some(if is_mapped { IdFormat::Opaque } else { self.to.update_operation().ids })
    }

    /// Translates an update that is already decoded.
    ///
    /// # Errors
    /// A loss is not allowed.
    pub fn translate_decoded(
        &self,
        decoded: &Decoded<UserUpdate>,
        options: &UpdateOptions<'_>,
    ) -> Result<Translation, Box<TranslationError>> {
        let mut body = String::new();
        let (id, report) =
            self.encode(&decoded.value, decoded.provenance.clone(), options, &mut body)?;
        Ok(Translation { body: body.into_bytes(), id, report })
    }

    fn encode(
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

    /// Translates a user in a response. Data that the target cannot represent is dropped and
    /// reported.
    ///
    /// # Errors
    /// The response does not contain a valid user.
    pub fn translate_user(&self, body: &[u8]) -> Result<Translation, Box<TranslationError>> {
        let decoded = self.from.decode_user(body).map_err(TranslationError::not_decoded)?;
        let encoded = self.to.encode_user(&decoded.value);
        let report = if self.from.id() == self.to.id() {
            Report::join_within(decoded.provenance, encoded.provenance)
        } else {
            Report::join(decoded.provenance, encoded.provenance)
        };
        Ok(Translation { body: encoded.body, id: encoded.id, report })
    }

    /// Translates a failure. Any body is accepted.
    #[must_use]
    pub fn translate_failure(&self, message: &FailureResponse) -> FailureTranslation {
        let mut decoded = self.from.decode_failure(message);
        decoded.value.kind = decoded.value.kind.as_seen_by_caller();
        let EncodedFailure { message, provenance, .. } = self.to.encode_failure(&decoded.value);
        FailureTranslation { message, report: Report::join(decoded.provenance, provenance) }
    }
}

impl TranslationError {
    /// Returns the failure for a caller whose dialect is `dialect`, with all problems and losses at
    /// the paths of the caller's message.
    #[must_use]
    pub fn to_failure(&self, dialect: &DialectId) -> Failure {
        match &self.error {
            Error::Loss(_) => failure_of(self.error.kind(), &self.problems, dialect),
            error => error.to_failure(dialect),
        }
    }

    fn not_decoded(error: Error) -> Box<Self> {
        let problems = error.problems().to_vec();
        Box::new(Self { error, problems, report: Report::default() })
    }
}
