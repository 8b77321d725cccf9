//! Each vendor's failure response: decoded, encoded, and translated into each other dialect.

use divan::{Bencher, black_box};
use idiolect::dialect::DialectExt;

use crate::fixtures::{Fixture, fixtures};
use crate::measured::by_bytes;
use crate::pairs::{Pair, pairs};

#[divan::bench(args = fixtures())]
fn decode(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let response = fixture.failure_response();
    by_bytes(bencher, response.body.len(), || fixture.dialect.decode_failure(black_box(&response)));
}

#[divan::bench(args = fixtures())]
fn encode(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let failure = fixture.failure();
    let encode = || fixture.dialect.encode_failure(black_box(&failure));
    by_bytes(bencher, encode().message.body.len(), encode);
}

#[divan::bench(args = pairs())]
fn translate(bencher: Bencher<'_, '_>, pair: &Pair) {
    let (translator, response) = (pair.translator(), pair.from.failure_response());
    by_bytes(bencher, response.body.len(), || translator.translate_failure(black_box(&response)));
}
