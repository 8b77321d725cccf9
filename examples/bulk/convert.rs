//! The conversion of one batch of lines.

use idiolect::dialect::{Dialect, DialectExt as _, Error, LossPolicy};
use idiolect::json::{Limits, Pointer};
use idiolect::model::Code;
use idiolect::problem::Problem;
use idiolect::{Translation, TranslationError, Translator, UpdateOptions};

use crate::arguments::{Arguments, Envelopes, Message};
use crate::counts::Counts;
use crate::envelope::{self, Envelope, IdRules};
use crate::lines::{Batch, TooLong};
use crate::rejection::Rejection;

/// The result of a batch. Its memory is reused for the next one.
#[derive(Default)]
pub(crate) struct Converted {
    pub(crate) output: Vec<u8>,
    pub(crate) rejections: Vec<Rejection>,
    pub(crate) counts: Counts,
    /// The length of the batch in the input, in bytes.
    pub(crate) consumed: u64,
}

pub(crate) struct Converter<'d> {
    translator: Translator<'d>,
    message: Message,
    envelopes: Envelopes,
    loss: LossPolicy,
    limits: Limits,
    rules: IdRules,
}

impl<'d> Converter<'d> {
    pub(crate) fn new(arguments: &Arguments, from: &'d dyn Dialect, to: &'d dyn Dialect) -> Self {
        Self {
            translator: Translator::new(from, to),
            message: arguments.message,
            envelopes: arguments.envelopes,
            loss: arguments.loss.clone(),
            limits: from.settings().limits,
            rules: IdRules {
                own: (from.id() == to.id()).then_some(from.update_operation().ids),
                target: to.update_operation().ids,
            },
        }
    }

    pub(crate) fn convert(&self, batch: &Batch, into: &mut Converted) {
        into.output.clear();
        into.rejections.clear();
        into.counts = Counts::default();
        into.consumed = batch.consumed();
        for line in batch.lines() {
            match line.map(<[u8]>::trim_ascii_end) {
                Ok([]) => into.counts.blank += 1,
                Ok(line) => match self.translate(line) {
                    Ok(translation) => {
                        self.write(&translation, &mut into.output);
                        into.counts.converted += 1;
                    }
                    Err(problems) => into.reject(&problems),
                },
                Err(TooLong) => into.reject(&[envelope::too_large(&self.limits)]),
            }
        }
    }

    fn translate(&self, line: &[u8]) -> Result<Translation, Vec<Problem>> {
        if self.message == Message::User {
            return self.translator.translate_user(line).map_err(|error| problems_of(*error));
        }
        let options = UpdateOptions::default().with_loss_policy(self.loss.clone());
        if !self.envelopes.are_read() {
            return self
                .translator
                .translate_update(line, &options)
                .map_err(|error| problems_of(*error));
        }
        let Envelope { id, target_id, body, mut problems } =
            Envelope::open(line, &self.limits, self.rules)?;
        let options = options.with_source_id(id.as_ref()).with_target_id(target_id.as_ref());
        match self.translator.translate_update(body, &options) {
            Ok(translation) if problems.is_empty() => return Ok(translation),
            Err(error) if !error.problems.is_empty() => {
                problems.extend(error.problems.iter().map(envelope::within));
            }
            Err(error) if problems.is_empty() => {
                problems.push(missing_id(&error, envelope::id_pointer()));
            }
            // Any other error follows from an id that is not valid.
            _ => {}
        }
        Err(problems)
    }

    fn write(&self, translation: &Translation, output: &mut Vec<u8>) {
        if self.envelopes.are_written() {
            envelope::close(translation.id.as_ref(), &translation.body, output);
        } else {
            output.extend_from_slice(&translation.body);
        }
        output.push(b'\n');
    }
}

impl Converted {
    fn reject(&mut self, problems: &[Problem]) {
        self.rejections.push(Rejection::new(self.counts.lines(), problems));
        self.counts.rejected += 1;
    }
}

fn problems_of(error: TranslationError) -> Vec<Problem> {
    if error.problems.is_empty() { vec![missing_id(&error, Pointer::ROOT)] } else { error.problems }
}

/// The problem of a valid message that cannot be encoded because the id of the user in the target
/// is not known.
fn missing_id(failed: &TranslationError, pointer: Pointer) -> Problem {
    match &failed.error {
        Error::Loss(loss) => Problem::new(
            pointer,
            Code::LOSS,
            format!("{loss}; expected the id in the target as `target_id`"),
        ),
        error => Problem::new(pointer, Code::REQUIRED, error.to_string()),
    }
}
