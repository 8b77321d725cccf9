//! The vendors' own messages are valid by the schemas, except for those of the table.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use idiolect::dialect::MessageKind;
use idiolect_schemas::{Formats, dialects, examples, validator};

/// The messages that are not valid, and why. The schemas of users and failures describe what a
/// dialect writes, and vendors write more than that.
const INVALID: &[(&str, &str)] = &[
    ("flat_roles/user.json", "placeholders: the e-mail address and the times"),
    ("json_api/failure.json", "the second error has no `code`, which the dialect always writes"),
    ("json_api/failure_bare.json", "one error without the list around it"),
    ("json_api/user.json", "placeholders, the types among them, and an empty house number"),
    ("legacy/user.json", "an empty company"),
    ("textus/failure.json", "no `@context` and no codes, which the dialect always writes"),
    ("textus/failure_v2.json", "a failure of another version of the API"),
    ("textus/user_4_own_profile.json", MEMBERSHIPS_IRI),
    ("textus/user_5_create_custom.json", MEMBERSHIPS_IRI),
    ("textus/user_6_update_custom.json", MEMBERSHIPS_IRI),
    ("textus/user_7_remove_custom.json", MEMBERSHIPS_IRI),
    ("textus/user_8_schedule_analytics.json", MEMBERSHIPS_IRI),
    ("upsun/failure.json", "no `error`, which the dialect always writes"),
    ("upsun/failure_oauth.json", "a failure of the vendor's OAuth server"),
    ("upsun/user.json", "placeholders: the country and the links"),
];

/// The IRI of the collection has no members to read, and the dialect never writes it.
const MEMBERSHIPS_IRI: &str = "the IRI of the memberships, which is not representable";

#[test]
fn the_vendors_messages_are_valid() {
    let mut invalid = BTreeMap::new();
    let mut count = 0;
    for dialect in dialects() {
        for message in MessageKind::ALL {
            let validator = validator(&*dialect, *message, Formats::Asserted).unwrap();
            for example in examples(&*dialect, *message).unwrap() {
                count += 1;
                let errors: Vec<String> = validator
                    .iter_errors(&example.value)
                    .map(|error| format!("{error} at {:?}", error.instance_path().as_str()))
                    .collect();
                if !errors.is_empty() {
                    invalid.insert(example.path, errors);
                }
            }
        }
    }
    let unlisted: Vec<_> =
        invalid.iter().filter(|(path, _)| !INVALID.iter().any(|(one, _)| one == path)).collect();
    assert!(unlisted.is_empty(), "not valid: {unlisted:#?}");
    let needless: Vec<_> =
        INVALID.iter().filter(|(path, _)| !invalid.contains_key(*path)).collect();
    assert!(needless.is_empty(), "valid, or not there: {needless:#?}");
    assert!(count > INVALID.len(), "{count} messages");
}
