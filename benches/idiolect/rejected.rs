//! Updates that are wrong, and show it only at their end.

use divan::{Bencher, black_box, black_box_drop};
use idiolect::dialect::{DialectExt, Error, LossPolicy};
use idiolect::json::Limits;
use idiolect::model::Code;

use crate::fixtures::{Speaker, context, fixtures, options};
use crate::measured::reading;
use crate::pairs::{PairCoverage, pairs};

/// The last value of each vendor's update is a text, and no member takes this.
#[divan::bench(args = fixtures())]
fn wrong_type(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    refuses(bencher, speaker, &with_last_text(speaker.payloads.update, "true"), &Code::TYPE);
}

/// A number that is no 64-bit integer has the whole message read again, value by value.
#[divan::bench(args = fixtures())]
fn long_number(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let body = with_last_text(speaker.payloads.update, "123456789012345678901234567890");
    refuses(bencher, speaker, &body, &Code::TYPE);
}

#[divan::bench(args = fixtures())]
fn unknown_member(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let body = with_end(speaker.payloads.update, ",\"undocumented\":true}");
    refuses(bencher, speaker, &body, &Code::UNKNOWN_MEMBER);
}

#[divan::bench(args = fixtures())]
fn wrong_last_byte(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    refuses(bencher, speaker, &with_end(speaker.payloads.update, "]"), &Code::SYNTAX);
}

/// Measured without its bytes, of which not one is read.
#[divan::bench(args = fixtures())]
fn too_many_bytes(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let body =
        with_end(speaker.payloads.update, &format!("{}}}", " ".repeat(Limits::DEFAULT.bytes)));
    holds_refused(speaker, &body, &Code::TOO_LARGE);
    bencher.bench(|| black_box_drop(refuse(speaker, black_box(body.as_bytes()))));
}

/// What can be read, and cannot be said without a loss that nobody allowed.
#[divan::bench(args = pairs().filter(loses))]
fn lossy(bencher: Bencher<'_, '_>, pair: &PairCoverage) {
    let (translator, options) = (pair.translator(), options().with_loss_policy(LossPolicy::Reject));
    let update = pair.from.payloads.update;
    reading(bencher, update, |body| {
        translator.translate_update(body, &options).expect_err("an update that loses something")
    });
}

fn loses(pair: &PairCoverage) -> bool {
    let options = options().with_loss_policy(LossPolicy::Reject);
    pair.translator().translate_update(pair.from.payloads.update.as_bytes(), &options).is_err()
}

fn refuses(bencher: Bencher<'_, '_>, speaker: &Speaker, body: &str, code: &Code) {
    holds_refused(speaker, body, code);
    reading(bencher, body, |body| refuse(speaker, body));
}

/// So that it is not refused for something else, earlier on.
fn holds_refused(speaker: &Speaker, body: &str, code: &Code) {
    let error = refuse(speaker, body.as_bytes());
    assert!(error.problems().iter().all(|problem| problem.code() == code), "{speaker}: {code}");
}

fn refuse(speaker: &Speaker, body: &[u8]) -> Error {
    speaker.dialect.decode_update(body, &context()).expect_err("an update that is wrong")
}

/// `update` with the last text in it replaced.
fn with_last_text(update: &str, by: &str) -> String {
    let (before, after) = update.rsplit_once('"').expect("a text");
    let (before, _) = before.rsplit_once('"').expect("where it begins");
    format!("{before}{by}{after}")
}

/// `update` with its last brace replaced.
fn with_end(update: &str, by: &str) -> String {
    format!("{}{by}", update.trim_end().strip_suffix('}').expect("an object"))
}
