//! Each vendor's refusal: read, told again, and told in another's words.

use divan::{Bencher, black_box};
use idiolect::dialect::DialectExt;

use crate::fixtures::{Speaker, fixtures};
use crate::measured::by_bytes;
use crate::pairs::{PairCoverage, pairs};

#[divan::bench(args = fixtures())]
fn decode(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let refusal = speaker.refusal();
    by_bytes(bencher, refusal.body.len(), || speaker.dialect.decode_failure(black_box(&refusal)));
}

#[divan::bench(args = fixtures())]
fn encode(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let failure = speaker.failure();
    let encode = || speaker.dialect.encode_failure(black_box(&failure));
    by_bytes(bencher, encode().message.body.len(), encode);
}

#[divan::bench(args = pairs())]
fn translate(bencher: Bencher<'_, '_>, pair: &PairCoverage) {
    let (translator, refusal) = (pair.translator(), pair.from.refusal());
    by_bytes(bencher, refusal.body.len(), || translator.translate_failure(black_box(&refusal)));
}
