//! The differences of two messages.

use serde_json::Value;

use super::variations::escaped;

/// `pointer = JSON` as in `after`, or `pointer gone`; for arrays of unlike length, that of the
/// array.
pub fn changes(before: &Value, after: &Value) -> Vec<String> {
    let mut changes = Vec::new();
    compare(Some(before), Some(after), "", &mut changes);
    changes
}

fn compare(before: Option<&Value>, after: Option<&Value>, pointer: &str, into: &mut Vec<String>) {
    match (before, after) {
        (Some(Value::Object(had)), Some(Value::Object(has))) => {
            let added = has.keys().filter(|name| !had.contains_key(*name));
            for name in had.keys().chain(added) {
                compare(
                    had.get(name),
                    has.get(name),
                    &format!("{pointer}/{}", escaped(name)),
                    into,
                );
            }
        }
        (Some(Value::Array(had)), Some(Value::Array(has))) if had.len() == has.len() => {
            for (index, (before, after)) in had.iter().zip(has).enumerate() {
                compare(Some(before), Some(after), &format!("{pointer}/{index}"), into);
            }
        }
        _ if before == after => {}
        (_, Some(after)) => into.push(format!("{pointer} = {after}")),
        (_, None) => into.push(format!("{pointer} gone")),
    }
}
