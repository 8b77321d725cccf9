//! How many instructions a conversion takes: on every run the same within a hundredth, so that a
//! small change shows.
//!
//! Needs valgrind, and a runner of the same version as the library:
//!
//! ```text
//! cargo install --locked gungraun-runner@0.20.0
//! cargo bench --manifest-path benches/instructions/Cargo.toml
//! ```
//!
//! Each run is compared with the one before it, which must have been on the same machine, with the
//! same toolchain. What is left between two runs of one build is hash maps, seeded anew. What is
//! made ready before is not counted, nor is dropping what comes out.

#![expect(missing_docs, reason = "the macros make public items")]

use std::hint::black_box;

use gungraun::prelude::*;
use idiolect::dialect::{UpdateContext, Decoded, DialectExt, EncodedMessage, Error, LossPolicy};
use idiolect::model::{User, UserUpdate};
use idiolect::translation::{FailureTranslation, TranslationError, Translation, Translator, UpdateOptions};
use idiolect_instructions::{Message, Pair, Read, before_and_after, pair, read_update, read_user, update, user};

#[library_benchmark]
#[benches::of(args = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"], setup = update)]
fn decode_update(message: Message) -> (Message, Result<Decoded<UserUpdate>, Error>) {
    let read = message.dialect.decode_update(black_box(message.body), &UpdateContext::EMPTY);
    (message, read)
}

#[library_benchmark]
#[benches::of(args = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"], setup = read_update)]
fn encode_update(read: Read<UserUpdate>) -> (Read<UserUpdate>, Result<EncodedMessage, Error>) {
    let encoded = read.dialect.encode_update(black_box(&read.value), &UpdateContext::EMPTY, &LossPolicy::Reject);
    (read, encoded)
}

#[library_benchmark]
#[benches::of(args = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"], setup = user)]
fn decode_user(message: Message) -> (Message, Result<Decoded<User>, Error>) {
    let read = message.dialect.decode_user(black_box(message.body));
    (message, read)
}

#[library_benchmark]
#[benches::of(args = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"], setup = read_user)]
fn encode_user(read: Read<User>) -> (Read<User>, EncodedMessage) {
    let encoded = read.dialect.encode_user(black_box(&read.value));
    (read, encoded)
}

#[library_benchmark]
#[bench::json_api_to_legacy(args = ("json-api", "legacy"), setup = pair)]
fn translate_update(pair: Pair) -> (Pair, Result<Translation, Box<TranslationError>>) {
    let options = UpdateOptions::default().loss(LossPolicy::AllowAll);
    let translation = Translator::new(&*pair.from, &*pair.to).update(black_box(pair.update), &options);
    (pair, translation)
}

#[library_benchmark]
#[bench::legacy_to_json_api(args = ("legacy", "json-api"), setup = pair)]
fn translate_failure(pair: Pair) -> (Pair, FailureTranslation) {
    let translation = Translator::new(&*pair.from, &*pair.to).failure(black_box(&pair.refusal));
    (pair, translation)
}

#[library_benchmark]
#[benches::of(args = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"], setup = before_and_after)]
fn diff((before, after): (User, User)) -> (User, User, UserUpdate) {
    let update = UserUpdate::diff(black_box(&before), black_box(&after));
    (before, after, update)
}

library_benchmark_group!(
    name = instructions,
    benchmarks = [decode_update, encode_update, decode_user, encode_user, translate_update, translate_failure, diff]
);

main!(library_benchmark_groups = instructions);
