//! Updates, read and written.

use idiolect::dialect::{Decoded, Dialect, DialectExt, Error, LossPolicy, UpdateContext};
use idiolect::model::UserUpdate;
use serde_json::Value;

use super::lines::{listed, readings, sorted, writings};

/// The update with this change only.
pub fn update_of(change: impl FnOnce(&mut UserUpdate)) -> UserUpdate {
    let mut update = UserUpdate::default();
    change(&mut update);
    update
}

fn decode(
    dialect: &dyn Dialect,
    body: &[u8],
    context: &UpdateContext<'_>,
) -> Result<Decoded<UserUpdate>, Vec<String>> {
    dialect.decode_update(body, context).map_err(|error| {
        assert!(matches!(error, Error::Update { .. }), "{error:?}");
        listed(&error)
    })
}

/// A decoded update with its provenance, or its problems in order.
pub fn read(
    dialect: &dyn Dialect,
    body: &Value,
    context: &UpdateContext<'_>,
) -> Result<Decoded<UserUpdate>, Vec<String>> {
    decode(dialect, body.to_string().as_bytes(), context)
}

/// A decoded update, or its problems in order.
pub fn read_update(
    dialect: &dyn Dialect,
    body: &Value,
    context: &UpdateContext<'_>,
) -> Result<UserUpdate, Vec<String>> {
    read(dialect, body, context).map(|decoded| decoded.value)
}

/// A decoded update and the records of what was read, or its problems; either sorted.
pub fn read_traced(
    dialect: &dyn Dialect,
    body: &[u8],
    context: &UpdateContext<'_>,
) -> Result<(UserUpdate, Vec<String>), Vec<String>> {
    let decoded = decode(dialect, body, context).map_err(sorted)?;
    Ok((decoded.value, readings(&decoded.provenance)))
}

/// A decoded update, which must be valid.
pub fn value(dialect: &dyn Dialect, body: &Value) -> UserUpdate {
    read_update(dialect, body, &UpdateContext::EMPTY)
        .unwrap_or_else(|problems| panic!("{body}: {problems:?}"))
}

/// The problems of an update with an empty context, in order.
pub fn problems(dialect: &dyn Dialect, body: &Value) -> Vec<String> {
    read(dialect, body, &UpdateContext::EMPTY).err().unwrap_or_default()
}

/// An encoded update, or what would be lost as `attribute: reason`, sorted.
pub fn write_update(
    dialect: &dyn Dialect,
    update: &UserUpdate,
    context: &UpdateContext<'_>,
) -> Result<Value, Vec<String>> {
    write_traced(dialect, update, context).map(|(body, _)| body)
}

/// An encoded update and the records of what was written, or what would be lost; either sorted.
pub fn write_traced(
    dialect: &dyn Dialect,
    update: &UserUpdate,
    context: &UpdateContext<'_>,
) -> Result<(Value, Vec<String>), Vec<String>> {
    match dialect.encode_update(update, context, &LossPolicy::Reject) {
        Ok(encoded) => Ok((super::json(&encoded.body), writings(&encoded.provenance))),
        Err(Error::Loss(loss)) => {
            let lines = loss
                .losses()
                .iter()
                .map(|(subject, reason)| format!("{subject}: {}", reason.as_str()));
            Err(sorted(lines.collect()))
        }
        Err(error) => Err(vec![error.to_string()]),
    }
}
