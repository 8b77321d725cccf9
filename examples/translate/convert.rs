//! Translates one message of each kind.

use idiolect::dialect::{Blame, Dialect, DialectExt as _, FailureResponse};
use idiolect::model::{User, UserId};
use idiolect::{Translator, UpdateOptions};

use crate::apply::apply_update;
use crate::arguments::{Arguments, Mode};
use crate::output::Outcome;

pub(crate) fn translate_update(
    arguments: &Arguments,
    from: &dyn Dialect,
    to: &dyn Dialect,
    input: &[u8],
) -> Result<Outcome, String> {
    let id = arguments
        .id
        .as_deref()
        .map(UserId::parse)
        .transpose()
        .map_err(|invalid| format!("--id: {invalid}"))?;
    let current = arguments.current.as_deref().map(|file| read_current(to, file)).transpose()?;
    if let (Mode::Apply, Some(current)) = (arguments.mode, &current) {
        if id.is_some_and(|id| id != current.id) {
            return Err("--id: expected the id of the current user, for --apply".to_owned());
        }
        return Ok(apply_update(from, to, input, current));
    }
    let options = UpdateOptions::default()
        .with_target_id(id.as_ref())
        .with_current(current.as_ref())
        .with_loss_policy(arguments.loss.clone());
    match Translator::new(from, to).translate_update(input, &options) {
        Ok(translation) => {
            let endpoint = to.update_operation();
            let path = translation
                .id
                .as_ref()
                .map_or(endpoint.path.to_owned(), |id| endpoint.path_for(id));
            let call = format!("{} {path}  {}", endpoint.method, endpoint.request_type);
            Ok(Outcome {
                body: Some(translation.body),
                report: translation.report,
                call: Some(call),
                ..Outcome::default()
            })
        }
        Err(failed) if failed.error.blame() == Blame::Application => {
            Err(format!("--id: {}", failed.error))
        }
        Err(failed) => {
            let status = failed.error.status();
            Ok(Outcome::rejected(status, failed.problems, failed.report))
        }
    }
}

fn read_current(to: &dyn Dialect, file: &str) -> Result<User, String> {
    let body = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let decoded = to.decode_user(&body).map_err(|error| format!("{file}: {error}"))?;
    Ok(decoded.value)
}

pub(crate) fn translate_user(from: &dyn Dialect, to: &dyn Dialect, input: &[u8]) -> Outcome {
    match Translator::new(from, to).translate_user(input) {
        Ok(translation) => Outcome::responded(translation.body, translation.report),
        Err(failed) => Outcome::rejected(failed.error.status(), failed.problems, failed.report),
    }
}

pub(crate) fn translate_failure(
    arguments: &Arguments,
    from: &dyn Dialect,
    to: &dyn Dialect,
    input: &[u8],
) -> Outcome {
    let translation =
        Translator::new(from, to).translate_failure(&FailureResponse::new(arguments.status, input));
    let body = Some(translation.message.body).filter(|body| !body.is_empty());
    Outcome {
        body,
        status: translation.message.status,
        report: translation.report,
        ..Outcome::default()
    }
}
