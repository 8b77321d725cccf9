//! Whether two threads that translate at once stand in each other's way.

use divan::Bencher;

use crate::fixtures::options;
use crate::measured::reading;
use crate::pairs::{PairCoverage, pairs};

#[divan::bench(args = json_api_to_legacy(), threads = [1, 2])]
fn update(bencher: Bencher<'_, '_>, pair: &PairCoverage) {
    let (translator, options) = (pair.translator(), options());
    reading(bencher, pair.from.payloads.update, |body| {
        translator.translate_update(body, &options).expect("the vendor's update")
    });
}

/// That pair alone, if this build has it.
fn json_api_to_legacy() -> impl Iterator<Item = PairCoverage> {
    pairs().filter(|pair| {
        (pair.from.payloads.dialect, pair.to.payloads.dialect) == ("json-api", "legacy")
    })
}
