//! Each dialect alone: its vendor's update and user, read and written.

use divan::{Bencher, black_box};
use idiolect::dialect::{DialectExt, LossPolicy};

use crate::fixtures::{Speaker, context, fixtures};
use crate::measured::{by_bytes, reading};

#[divan::bench(args = fixtures())]
fn decode_update(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let context = context();
    reading(bencher, speaker.payloads.update, |body| {
        speaker.dialect.decode_update(body, &context).expect("the vendor's update")
    });
}

#[divan::bench(args = fixtures())]
fn encode_update(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let (update, context) = (speaker.update(), context());
    let encode =
        || speaker.dialect.encode_update(black_box(&update), &context, &LossPolicy::Reject);
    let written = encode().expect("the vendor's update, said again").body.len();
    by_bytes(bencher, written, || encode().expect("the vendor's update, said again"));
}

#[divan::bench(args = fixtures())]
fn decode_user(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    reading(bencher, speaker.payloads.user, |body| {
        speaker.dialect.decode_user(body).expect("the vendor's user")
    });
}

#[divan::bench(args = fixtures())]
fn encode_user(bencher: Bencher<'_, '_>, speaker: &Speaker) {
    let user = speaker.user();
    let encode = || speaker.dialect.encode_user(black_box(&user));
    by_bytes(bencher, encode().body.len(), encode);
}
