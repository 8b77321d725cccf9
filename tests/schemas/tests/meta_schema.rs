//! Each schema is a JSON Schema of version 2020-12, and each of its own examples is valid.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use idiolect::dialect::MessageKind;
use idiolect_schemas::{dialects, schema};
use serde_json::Value;

/// The keywords with one schema as their value.
const OF_ONE: [&str; 3] = ["items", "additionalProperties", "propertyNames"];

/// The other keywords that are used. The meta-schema accepts unknown ones.
const OTHERS: [&str; 16] = [
    "$schema",
    "title",
    "type",
    "const",
    "enum",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "required",
    "readOnly",
    "writeOnly",
    "examples",
    "x-rules",
];

#[test]
fn every_schema_is_valid_by_the_meta_schema() {
    for dialect in dialects() {
        for message in MessageKind::ALL {
            let schema = schema(&*dialect, *message).unwrap();
            let name = format!("{} {}", dialect.id(), message.as_str());
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
            let errors: Vec<String> = jsonschema::draft202012::meta::validator()
                .iter_errors(&schema)
                .map(|error| format!("{error} at {}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{name}: {errors:#?}");
        }
    }
}

#[test]
fn every_keyword_is_known_and_every_example_is_valid() {
    for dialect in dialects() {
        for message in MessageKind::ALL {
            let schema = schema(&*dialect, *message).unwrap();
            check(&schema, &format!("{} {}", dialect.id(), message.as_str()));
        }
    }
}

/// Checks one schema and those within it.
fn check(schema: &Value, place: &str) {
    let Some(members) = schema.as_object() else {
        assert!(schema.is_boolean(), "{place}");
        return;
    };
    for (keyword, value) in members {
        let place = format!("{place}/{keyword}");
        match keyword.as_str() {
            "properties" => {
                for (name, schema) in value.as_object().unwrap() {
                    check(schema, &format!("{place}/{name}"));
                }
            }
            "anyOf" => {
                for (index, schema) in value.as_array().unwrap().iter().enumerate() {
                    check(schema, &format!("{place}/{index}"));
                }
            }
            one if OF_ONE.contains(&one) => check(value, &place),
            other => assert!(OTHERS.contains(&other), "{place}"),
        }
    }
    let examples = members.get("examples").and_then(Value::as_array);
    if let Some(examples) = examples {
        let options = jsonschema::draft202012::options().should_validate_formats(true);
        let validator = options.build(schema).unwrap();
        for example in examples {
            if let Err(error) = validator.validate(example) {
                panic!("{place}: {error}");
            }
        }
    }
}
