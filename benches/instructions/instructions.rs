//! The number of instructions of each conversion: reproducible within one percent, so that a small
//! change is visible.
//!
//! Needs valgrind, and a runner of the same version as the library:
//!
//! ```text
//! cargo install --locked gungraun-runner@0.20.0
//! cargo bench --manifest-path benches/instructions/Cargo.toml
//! ```
//!
//! Each run is compared with the previous one, which must be from the same machine and the same
//! toolchain. The remaining difference between two runs of one build is the random seed of hash
//! maps. The setup and the drop of the results are not counted.

#![expect(missing_docs, reason = "the macros make public items")]

use std::hint::black_box;

use gungraun::prelude::*;
use idiolect::dialect::{Decoded, DialectExt, EncodedMessage, Error, LossPolicy, UpdateContext};
use idiolect::model::{User, UserUpdate};
use idiolect::{
    FailureTranslation, Translation, TranslationError, Translator, UpdateOptions,
};
use idiolect_instructions::{
    DecodedMessage, Message, Pair, before_and_after, decoded_update, decoded_user, pair, update,
    user,
};

#[library_benchmark]
#[benches::of(args = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"], setup = update)]
fn decode_update(message: Message) -> (Message, Result<Decoded<UserUpdate>, Error>) {
    let decoded = message.dialect.decode_update(black_box(message.body), &UpdateContext::EMPTY);
    (message, decoded)
}

#[library_benchmark]
#[benches::of(args = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"], setup = decoded_update)]
fn encode_update(
    decoded: DecodedMessage<UserUpdate>,
) -> (DecodedMessage<UserUpdate>, Result<EncodedMessage, Error>) {
    let encoded = decoded.dialect.encode_update(
        black_box(&decoded.value),
        &UpdateContext::EMPTY,
        &LossPolicy::Reject,
    );
    (decoded, encoded)
}

#[library_benchmark]
#[benches::of(args = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"], setup = user)]
fn decode_user(message: Message) -> (Message, Result<Decoded<User>, Error>) {
    let decoded = message.dialect.decode_user(black_box(message.body));
    (message, decoded)
}

#[library_benchmark]
#[benches::of(args = ["json-api", "flat-roles", "legacy", "upsun", "textus", "canonical"], setup = decoded_user)]
fn encode_user(decoded: DecodedMessage<User>) -> (DecodedMessage<User>, EncodedMessage) {
    let encoded = decoded.dialect.encode_user(black_box(&decoded.value));
    (decoded, encoded)
}

#[library_benchmark]
#[bench::json_api_to_legacy(args = ("json-api", "legacy"), setup = pair)]
fn translate_update(pair: Pair) -> (Pair, Result<Translation, Box<TranslationError>>) {
    let options = UpdateOptions::default().with_loss_policy(LossPolicy::AllowAll);
    let translation =
        Translator::new(&*pair.from, &*pair.to).translate_update(black_box(pair.update), &options);
    (pair, translation)
}

#[library_benchmark]
#[bench::legacy_to_json_api(args = ("legacy", "json-api"), setup = pair)]
fn translate_failure(pair: Pair) -> (Pair, FailureTranslation) {
    let translation =
        Translator::new(&*pair.from, &*pair.to).translate_failure(black_box(&pair.failure));
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
    benchmarks = [
        decode_update,
        encode_update,
        decode_user,
        encode_user,
        translate_update,
        translate_failure,
        diff
    ]
);

main!(library_benchmark_groups = instructions);
