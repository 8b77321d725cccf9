//! The id of the user in the body of an update, where the path names the user too.

use super::contract::Context;
use crate::model::{Attribute, Code, Fault, UserId, check_uuid};
use crate::wire::{Blank, Blanks, Field, Number, Value};

/// Reads the id in `field`, which may be absent or null; one that is not the path's is a conflict.
pub fn read_id(
    field: &Field<'_, '_>,
    context: &Context<'_>,
    parse: impl FnOnce(&str) -> Result<UserId, Fault>,
) -> Option<UserId> {
    let id = field.set(Attribute::Id, Blanks::new(Blank::Keep, Blank::Refuse), parse)?;
    // A UUID is the same in either case; other ids are what they are.
    let is_same = |of_path: &UserId| match check_uuid(id.as_str()) {
        Ok(()) => of_path.as_str().eq_ignore_ascii_case(id.as_str()),
        Err(_) => *of_path == id,
    };
    if context.id.is_some_and(|of_path| !is_same(of_path)) {
        field.refuse(&Fault::new(Code::CONFLICT, "the id of the path is expected"));
    }
    Some(id)
}

/// Takes an id that is a UUID.
///
/// # Errors
/// [`Code::UUID`] for anything else.
pub fn parse_uuid(text: &str) -> Result<UserId, Fault> {
    check_uuid(text)?;
    UserId::parse(text)
}

/// The id of the user in an answer, which is none without it: a text, or a whole number as its digits.
pub fn answered_id(field: &Field<'_, '_>, parse: impl FnOnce(&str) -> Result<UserId, Fault>) -> Option<UserId> {
    let id = match field.take() {
        Some(Value::Number(Number::Unsigned(number))) => {
            parse(&number.to_string()).ok().inspect(|_| field.account(Attribute::Id))
        }
        _ => field.value(Attribute::Id, parse),
    };
    if id.is_none() {
        field.reject_missing("an answer names the user by an id");
    }
    id
}
