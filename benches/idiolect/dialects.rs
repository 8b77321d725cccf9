//! Each dialect alone: its vendor's update and user, decoded and encoded.

use divan::{Bencher, black_box};
use idiolect::dialect::{DialectExt, LossPolicy};

use crate::fixtures::{Fixture, context, fixtures};
use crate::measured::{by_bytes, reading};

#[divan::bench(args = fixtures())]
fn decode_update(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let context = context();
    reading(bencher, fixture.payloads.update, |body| {
        fixture.dialect.decode_update(body, &context).expect("the vendor's update")
    });
}

#[divan::bench(args = fixtures())]
fn encode_update(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let (update, context) = (fixture.update(), context());
    let encode =
        || fixture.dialect.encode_update(black_box(&update), &context, &LossPolicy::Reject);
    let written = encode().expect("the vendor's update, encoded again").body.len();
    by_bytes(bencher, written, || encode().expect("the vendor's update, encoded again"));
}

#[divan::bench(args = fixtures())]
fn decode_user(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    reading(bencher, fixture.payloads.user, |body| {
        fixture.dialect.decode_user(body).expect("the vendor's user")
    });
}

#[divan::bench(args = fixtures())]
fn encode_user(bencher: Bencher<'_, '_>, fixture: &Fixture) {
    let user = fixture.user();
    let encode = || fixture.dialect.encode_user(black_box(&user));
    by_bytes(bencher, encode().body.len(), encode);
}
