//! The validator of law 15 and `jsonschema` accept the same messages.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use idiolect::conformance::SchemaValidator;
use idiolect::dialect::{Dialect, DialectExt as _, MessageKind};
use idiolect_schemas::{
    Formats, Random, all_mutations, dialects, examples, generated, some_mutations, validator,
};
use serde_json::Value;

const COUNT: u32 = 300;

/// The number of encoded messages of which every mutation is checked.
const ALL_OF: usize = 4;

/// How many messages both accept, and how many both reject.
#[derive(Debug, Default)]
struct Verdicts {
    accepted: usize,
    rejected: usize,
}

impl Verdicts {
    /// Were all verdicts the same, the comparison would show nothing.
    fn are_mixed(&self) -> bool {
        self.accepted >= 50 && self.rejected >= 50
    }
}

/// Checks each message by both validators.
fn compare(
    dialect: &dyn Dialect,
    message: MessageKind,
    values: impl Iterator<Item = Value>,
    verdicts: &mut Verdicts,
) {
    let theirs = validator(dialect, message, Formats::Annotations).unwrap();
    let ours = SchemaValidator::new(dialect.schema(message));
    for value in values {
        let rejection = ours.rejection(value.to_string().as_bytes()).unwrap();
        let error = theirs.validate(&value).err();
        assert_eq!(
            rejection.is_some(),
            error.is_some(),
            "{} {}: {rejection:?}, {error:?}: {value}",
            dialect.id(),
            message.as_str(),
        );
        if error.is_some() {
            verdicts.rejected += 1;
        } else {
            verdicts.accepted += 1;
        }
    }
}

#[test]
fn validators_agree_on_the_vendors_messages_and_all_mutations_of_them() {
    let mut verdicts = Verdicts::default();
    for dialect in dialects() {
        for message in MessageKind::ALL {
            let examples = examples(&*dialect, *message).unwrap();
            let values = examples.into_iter().flat_map(|example| {
                let mutations = all_mutations(&example.value);
                std::iter::once(example.value).chain(mutations)
            });
            compare(&*dialect, *message, values, &mut verdicts);
        }
    }
    assert!(verdicts.are_mixed(), "{verdicts:?}");
}

#[test]
fn validators_agree_on_encoded_messages_and_mutations_of_them() {
    let mut random = Random::new(15);
    for dialect in dialects() {
        for message in MessageKind::ALL {
            let messages = generated(&*dialect, *message, COUNT).unwrap();
            let values = messages.into_iter().enumerate().flat_map(|(index, value)| {
                let mutations = if index < ALL_OF {
                    all_mutations(&value)
                } else {
                    some_mutations(&value, &mut random)
                };
                std::iter::once(value).chain(mutations)
            });
            let mut verdicts = Verdicts::default();
            compare(&*dialect, *message, values, &mut verdicts);
            let name = format!("{} {}", dialect.id(), message.as_str());
            assert!(verdicts.are_mixed(), "{name}: {verdicts:?}");
        }
    }
}
