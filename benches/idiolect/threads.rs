//! Whether two threads that translate concurrently slow each other down.

use divan::Bencher;

use crate::fixtures::options;
use crate::measured::reading;
use crate::pairs::{Pair, pairs};

#[divan::bench(args = json_api_to_legacy(), threads = [1, 2])]
fn update(bencher: Bencher<'_, '_>, pair: &Pair) {
    let (translator, options) = (pair.translator(), options());
    reading(bencher, pair.from.payloads.update, |body| {
        translator.translate_update(body, &options).expect("the vendor's update")
    });
}

/// Only this pair, if this build has it.
fn json_api_to_legacy() -> impl Iterator<Item = Pair> {
    pairs().filter(|pair| {
        (pair.from.payloads.dialect, pair.to.payloads.dialect) == ("json-api", "legacy")
    })
}
