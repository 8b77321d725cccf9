//! The same input twice.

use crate::conformance::case::{Trial, with_written};
use crate::conformance::generate;
use crate::conformance::violation::{Held, ensure};
use crate::dialect::DialectExt as _;

/// Whatever is read or written comes out the second time as it did the first.
pub(super) fn holds(trial: &Trial<'_>) -> Held {
    let differs = |what: &str| format!("{what} comes out otherwise the second time");
    let update = trial.update();
    with_written(trial, &update, |encoded| {
        let again = trial.encode(&update)?;
        ensure(again == *encoded, || differs("an update that is written"))
            .map_err(|finding| finding.showing_body("then as", &again.body))?;
        ensure(trial.decode(&encoded.body) == trial.decode(&encoded.body), || {
            differs("an update that is read")
        })
    })?;
    let user = trial.user();
    let answer = trial.dialect.encode_user(&user);
    ensure(answer == trial.dialect.encode_user(&user), || differs("an answer that is written"))
        .map_err(|finding| finding.showing_body("answer", &answer.body))?;
    let read = || trial.dialect.decode_user(&answer.body);
    ensure(read() == read(), || differs("an answer that is read"))
        .map_err(|finding| finding.showing_body("answer", &answer.body))?;
    let failure = generate::failure(trial.bytes);
    let refusal = trial.dialect.encode_failure(&failure);
    ensure(refusal == trial.dialect.encode_failure(&failure), || {
        differs("a refusal that is written")
    })?;
    let read = || trial.dialect.decode_failure(&refusal.message);
    ensure(read() == read(), || differs("a refusal that is read"))
}
