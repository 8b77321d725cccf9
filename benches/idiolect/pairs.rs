//! From each vendor's dialect into each other's, with the report.

use std::fmt;

use divan::Bencher;
use idiolect::translation::Translator;

use crate::fixtures::{Speaker, fixtures, options};
use crate::measured::reading;

/// One vendor's messages, and the dialect that they are to be said in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PairCoverage {
    pub(crate) from: &'static Speaker,
    pub(crate) to: &'static Speaker,
}

/// The vendors of this build, each with each other.
pub(crate) fn pairs() -> impl Iterator<Item = PairCoverage> {
    let vendors = || fixtures().iter().filter(|speaker| speaker.payloads.dialect != "canonical");
    let each = vendors().flat_map(move |from| vendors().map(move |to| PairCoverage { from, to }));
    each.filter(|pair| pair.from.payloads.dialect != pair.to.payloads.dialect)
}

impl PairCoverage {
    pub(crate) fn translator(&self) -> Translator<'static> {
        Translator::new(&*self.from.dialect, &*self.to.dialect)
    }
}

impl fmt::Display for PairCoverage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} to {}", self.from, self.to)
    }
}

#[divan::bench(args = pairs())]
fn update(bencher: Bencher<'_, '_>, pair: &PairCoverage) {
    let (translator, options) = (pair.translator(), options());
    reading(bencher, pair.from.payloads.update, |body| {
        translator.translate_update(body, &options).expect("the vendor's update")
    });
}

#[divan::bench(args = pairs())]
fn user(bencher: Bencher<'_, '_>, pair: &PairCoverage) {
    let translator = pair.translator();
    reading(bencher, pair.from.payloads.user, |body| {
        translator.translate_user(body).expect("the vendor's user")
    });
}
