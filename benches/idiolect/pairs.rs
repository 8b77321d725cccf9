//! The translation from each vendor's dialect into each other's, with the report.

use std::fmt;

use divan::Bencher;
use idiolect::Translator;

use crate::fixtures::{Fixture, fixtures, options};
use crate::measured::reading;

/// One vendor's messages, and the dialect into which they are translated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) from: &'static Fixture,
    pub(crate) to: &'static Fixture,
}

/// The vendors of this build, each with each other.
pub(crate) fn pairs() -> impl Iterator<Item = Pair> {
    let vendors = || fixtures().iter().filter(|fixture| fixture.payloads.dialect != "canonical");
    let each = vendors().flat_map(move |from| vendors().map(move |to| Pair { from, to }));
    each.filter(|pair| pair.from.payloads.dialect != pair.to.payloads.dialect)
}

impl Pair {
    pub(crate) fn translator(&self) -> Translator<'static> {
        Translator::new(&*self.from.dialect, &*self.to.dialect)
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} to {}", self.from, self.to)
    }
}

#[divan::bench(args = pairs())]
fn update(bencher: Bencher<'_, '_>, pair: &Pair) {
    let (translator, options) = (pair.translator(), options());
    reading(bencher, pair.from.payloads.update, |body| {
        translator.translate_update(body, &options).expect("the vendor's update")
    });
}

#[divan::bench(args = pairs())]
fn user(bencher: Bencher<'_, '_>, pair: &Pair) {
    let translator = pair.translator();
    reading(bencher, pair.from.payloads.user, |body| {
        translator.translate_user(body).expect("the vendor's user")
    });
}
