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
    let response = trial.dialect.encode_user(&user);
    ensure(response == trial.dialect.encode_user(&user), || differs("a response that is written"))
        .map_err(|finding| finding.showing_body("response", &response.body))?;
    let read = || trial.dialect.decode_user(&response.body);
    ensure(read() == read(), || differs("a response that is read"))
        .map_err(|finding| finding.showing_body("response", &response.body))?;
    let failure = generate::failure(trial.bytes);
    let encoded = trial.dialect.encode_failure(&failure);
    ensure(encoded == trial.dialect.encode_failure(&failure), || {
        differs("a failure that is written")
    })?;
    let read = || trial.dialect.decode_failure(&encoded.message);
    ensure(read() == read(), || differs("a failure that is read"))
}
