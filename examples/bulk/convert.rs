//! A batch of lines to what is written for it.

use idiolect::dialect::{Dialect, Error, LossPolicy};
use idiolect::json::{Limits, Pointer};
use idiolect::model::Code;
use idiolect::problem::Problem;
use idiolect::translation::{Translation, TranslationError, Translator, UpdateOptions};

use crate::arguments::{Arguments, Envelopes, Message};
use crate::counts::Counts;
use crate::envelope::{self, Envelope, IdRules};
use crate::lines::{Batch, TooLong};
use crate::refusal::FailureProblem;

/// What becomes of a batch. Its memory is used again for the next one.
#[derive(Default)]
pub(crate) struct Converted {
    pub(crate) output: Vec<u8>,
    pub(crate) refusals: Vec<FailureProblem>,
    pub(crate) counts: Counts,
    /// The bytes of the input that the batch was.
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
                source: from.update_operation().ids,
                target: to.update_operation().ids,
            },
        }
    }

    pub(crate) fn convert(&self, batch: &Batch, into: &mut Converted) {
        into.output.clear();
        into.refusals.clear();
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
                    Err(problems) => into.refuse(&problems),
                },
                Err(TooLong) => into.refuse(&[envelope::too_large(&self.limits)]),
            }
        }
    }

    fn translate(&self, line: &[u8]) -> Result<Translation, Vec<Problem>> {
        if self.message == Message::User {
            return self.translator.translate_user(line).map_err(|refused| problems_of(*refused));
        }
        let options = UpdateOptions::default().with_loss_policy(self.loss.clone());
        if !self.envelopes.are_read() {
            return self
                .translator
                .translate_update(line, &options)
                .map_err(|refused| problems_of(*refused));
        }
        let Envelope { id, target_id, body, mut problems } =
            Envelope::open(line, &self.limits, self.rules)?;
        let options = options.with_source_id(id.as_ref()).with_target_id(target_id.as_ref());
        match self.translator.translate_update(body, &options) {
            Ok(translation) if problems.is_empty() => return Ok(translation),
            Err(refused) if !refused.problems.is_empty() => {
                problems.extend(refused.problems.iter().map(envelope::within));
            }
            Err(refused) if problems.is_empty() => {
                problems.push(nameless(&refused, envelope::id_pointer()));
            }
            // Whatever else, it follows from an id that is wrong.
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
    fn refuse(&mut self, problems: &[Problem]) {
        self.refusals.push(FailureProblem::new(self.counts.lines(), problems));
        self.counts.refused += 1;
    }
}

fn problems_of(refused: TranslationError) -> Vec<Problem> {
    if refused.problems.is_empty() {
        vec![nameless(&refused, Pointer::ROOT)]
    } else {
        refused.problems
    }
}

/// What keeps a message from being said that has nothing wrong in it: nobody has named the user by
/// an id of the target's.
fn nameless(refused: &TranslationError, pointer: Pointer) -> Problem {
    match &refused.error {
        Error::Loss(loss) => {
            Problem::new(pointer, Code::LOSS, format!("{loss}; a target_id can name it"))
        }
        error => Problem::new(pointer, Code::REQUIRED, error.to_string()),
    }
}
