//! Invalid updates whose problem is at their end.

use divan::{Bencher, black_box, black_box_drop};
use idiolect::dialect::{DialectExt, Error, LossPolicy};
use idiolect::json::Limits;
use idiolect::model::Code;

use crate::fixtures::{Fixture, context, fixtures, options};
use crate::measured::reading;
use crate::pairs::{Pair, pairs};

/// The last value of each vendor's update is a text, which is replaced by another type.
#[divan::bench(args = fixtures())]
fn wrong_type(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    rejects(bencher, fixture, &with_last_text(fixture.payloads.update, "true"), &Code::TYPE);
}

/// A number that is not a 64-bit integer causes a second parse of the message, value by value.
#[divan::bench(args = fixtures())]
fn long_number(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let body = with_last_text(fixture.payloads.update, "123456789012345678901234567890");
    rejects(bencher, fixture, &body, &Code::TYPE);
}

#[divan::bench(args = fixtures())]
fn unknown_member(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let body = with_end(fixture.payloads.update, ",\"undocumented\":true}");
    rejects(bencher, fixture, &body, &Code::UNKNOWN_MEMBER);
}

#[divan::bench(args = fixtures())]
fn wrong_last_byte(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    rejects(bencher, fixture, &with_end(fixture.payloads.update, "]"), &Code::SYNTAX);
}

/// Measured without its bytes, because none of them is read.
#[divan::bench(args = fixtures())]
fn too_many_bytes(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let body =
        with_end(fixture.payloads.update, &format!("{}}}", " ".repeat(Limits::DEFAULT.bytes)));
    check_rejected(fixture, &body, &Code::TOO_LARGE);
    bencher.bench(|| black_box_drop(reject(fixture, black_box(body.as_bytes()))));
}

/// An update that can be decoded, and not encoded without a loss, which is not allowed.
#[divan::bench(args = pairs().filter(is_lossy))]
fn lossy(bencher: Bencher<'_, '_>, pair: &Pair) {
    let (translator, options) = (pair.translator(), options().with_loss_policy(LossPolicy::Reject));
    let update = pair.from.payloads.update;
    reading(bencher, update, |body| {
        translator.translate_update(body, &options).expect_err("a lossy update")
    });
}

fn is_lossy(pair: &Pair) -> bool {
    let options = options().with_loss_policy(LossPolicy::Reject);
    pair.translator().translate_update(pair.from.payloads.update.as_bytes(), &options).is_err()
}

fn rejects(bencher: Bencher<'_, '_>, fixture: &Fixture, body: &str, code: &Code) {
    check_rejected(fixture, body, code);
    reading(bencher, body, |body| reject(fixture, body));
}

/// Checks that the update is not rejected earlier for another problem.
fn check_rejected(fixture: &Fixture, body: &str, code: &Code) {
    let error = reject(fixture, body.as_bytes());
    assert!(error.problems().iter().all(|problem| problem.code() == code), "{fixture}: {code}");
}

fn reject(fixture: &Fixture, body: &[u8]) -> Error {
    fixture.dialect.decode_update(body, &context()).expect_err("an invalid update")
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
