//! Messages of two hundred bytes to a megabyte: the cost of a byte should not depend on the size.

use divan::{Bencher, black_box};
use idiolect::Translator;
use idiolect::dialect::{Dialect, DialectExt, FailureResponse};

use crate::fixtures::{context, fixture, options};
use crate::measured::{by_bytes, reading};
use crate::shapes;

/// The maximum sizes: a message is as large as fits, and has at least one element.
const SIZES: [usize; 5] = [200, 1_000, 10_000, 100_000, 1_000_000];

/// The sizes, or nothing in a build without the dialect.
fn sizes_in(dialect: &str) -> impl Iterator<Item = usize> {
    SIZES.into_iter().filter(move |_| fixture(dialect).is_some())
}

fn dialect(name: &str) -> &'static dyn Dialect {
    &*fixture(name).expect("a dialect of this build").dialect
}

fn decodes_update(bencher: Bencher<'_, '_>, body: &str) {
    let (textus, context) = (dialect("textus"), context());
    reading(bencher, body, |body| textus.decode_update(body, &context).expect("an update"));
}

fn translates_update(bencher: Bencher<'_, '_>, body: &str) {
    let (translator, options) =
        (Translator::new(dialect("textus"), dialect("canonical")), options());
    reading(bencher, body, |body| translator.translate_update(body, &options).expect("an update"));
}

fn decodes_user(bencher: Bencher<'_, '_>, name: &str, body: &str) {
    let from = dialect(name);
    reading(bencher, body, |body| from.decode_user(body).expect("a user"));
}

fn translates_user(bencher: Bencher<'_, '_>, [from, to]: [&str; 2], body: &str) {
    let translator = Translator::new(dialect(from), dialect(to));
    reading(bencher, body, |body| translator.translate_user(body).expect("a user"));
}

#[divan::bench(args = sizes_in("textus"))]
fn settings_decoded(bencher: Bencher<'_, '_>, bytes: usize) {
    decodes_update(bencher, &shapes::settings(bytes));
}

#[divan::bench(args = sizes_in("textus"))]
fn settings_translated(bencher: Bencher<'_, '_>, bytes: usize) {
    translates_update(bencher, &shapes::settings(bytes));
}

#[divan::bench(args = sizes_in("textus"))]
fn memberships_decoded(bencher: Bencher<'_, '_>, bytes: usize) {
    decodes_update(bencher, &shapes::memberships(bytes));
}

#[divan::bench(args = sizes_in("textus"))]
fn memberships_translated(bencher: Bencher<'_, '_>, bytes: usize) {
    translates_update(bencher, &shapes::memberships(bytes));
}

#[divan::bench(args = sizes_in("textus"))]
fn text_decoded(bencher: Bencher<'_, '_>, bytes: usize) {
    decodes_update(bencher, &shapes::text(bytes));
}

#[divan::bench(args = sizes_in("textus"))]
fn text_translated(bencher: Bencher<'_, '_>, bytes: usize) {
    translates_update(bencher, &shapes::text(bytes));
}

#[divan::bench(args = sizes_in("json-api"))]
fn organisations_decoded(bencher: Bencher<'_, '_>, bytes: usize) {
    decodes_user(bencher, "json-api", &shapes::organisations(bytes));
}

#[divan::bench(args = sizes_in("json-api"))]
fn organisations_translated(bencher: Bencher<'_, '_>, bytes: usize) {
    translates_user(bencher, ["json-api", "canonical"], &shapes::organisations(bytes));
}

#[divan::bench(args = sizes_in("upsun"))]
fn undocumented_decoded(bencher: Bencher<'_, '_>, bytes: usize) {
    decodes_user(bencher, "upsun", &shapes::undocumented(bytes));
}

/// A translation into the same dialect, in which all members are preserved.
#[divan::bench(args = sizes_in("upsun"))]
fn undocumented_encoded_again(bencher: Bencher<'_, '_>, bytes: usize) {
    translates_user(bencher, ["upsun", "upsun"], &shapes::undocumented(bytes));
}

#[divan::bench(args = sizes_in("textus"))]
fn violations_translated(bencher: Bencher<'_, '_>, bytes: usize) {
    let translator = Translator::new(dialect("textus"), dialect("canonical"));
    let response = FailureResponse::new(Some(422), shapes::violations(bytes));
    by_bytes(bencher, response.body.len(), || translator.translate_failure(black_box(&response)));
}
