//! What the encoders write is valid by the schemas.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use idiolect::dialect::MessageKind;
use idiolect_schemas::{Formats, dialects, generated, validator};

const COUNT: u32 = 400;

#[test]
fn encoded_messages_are_valid() {
    for dialect in dialects() {
        for message in MessageKind::ALL {
            let name = format!("{} {}", dialect.id(), message.as_str());
            let validator = validator(&*dialect, *message, Formats::Asserted).unwrap();
            let messages = generated(&*dialect, *message, COUNT).unwrap();
            // Were nearly all left out, nothing would be tested. Most failures of `legacy` are.
            assert!(messages.len() >= 30, "{name}: {} messages", messages.len());
            for value in messages {
                if let Err(error) = validator.validate(&value) {
                    panic!("{name}: {error} at {:?}: {value}", error.instance_path().as_str());
                }
            }
        }
    }
}
