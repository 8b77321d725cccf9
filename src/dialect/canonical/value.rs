//! The words of this dialect for what is no text: the version, the closed sets, days.

use crate::model::{Code, ConsentMethod, Date, Fault, Status, UserType, parse_date};
use crate::wire::{Node, Number, Object, ObjectWriter, Spelling};

const VERSION: u64 = 1;

pub(super) fn check_version(message: &Object<'_, '_>) {
    let field = message.required("version");
    if field.number() != Some(VERSION) && !(message.is_absent() || field.is_absent()) {
        field.reject(&Fault::new(Code::VERSION, "version 1 is expected"));
    }
}

pub(super) fn write_version(out: &mut ObjectWriter<'_, '_>) {
    out.put("version", Node::Number(Number::Unsigned(VERSION)));
}

pub(super) fn day(text: &str) -> Result<Date, Fault> {
    let written = parse_date(text)?;
    if written.time_was_cut {
        Err(Fault::new(Code::DATE, "a day is expected, such as `1985-06-15`"))
    } else {
        Ok(written.date)
    }
}

pub(super) fn as_day(date: &Date) -> Spelling<'_> {
    Ok((Node::text(format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())), None))
}

/// One of a closed set, by its word.
fn one_of<T: Copy>(words: &[(&str, T)], text: &str, expected: &'static str) -> Result<T, Fault> {
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, value)| *value).ok_or(Fault::new(Code::NOT_ALLOWED, expected))
}

fn word_of<'u, T: PartialEq>(words: &[(&'static str, T)], value: &T) -> Spelling<'u> {
    let word = words.iter().find(|(_, one)| one == value).map_or("", |(word, _)| word);
    Ok((Node::text(word), None))
}

const STATUSES: &[(&str, Status)] = &[
    ("active", Status::Active),
    ("disabled", Status::Disabled),
    ("locked", Status::Locked),
    ("deleted", Status::Deleted),
];

pub(super) fn status(text: &str) -> Result<Status, Fault> {
    one_of(STATUSES, text, "`active`, `disabled`, `locked` or `deleted` is expected")
}

pub(super) fn as_status(status: &Status) -> Spelling<'_> {
    word_of(STATUSES, status)
}

const USER_TYPES: &[(&str, UserType)] = &[
    ("invited", UserType::Invited),
    ("member", UserType::Member),
    ("author", UserType::Author),
    ("admin", UserType::Admin),
    ("owner", UserType::Owner),
];

pub(super) fn user_type(text: &str) -> Result<UserType, Fault> {
    one_of(USER_TYPES, text, "`invited`, `member`, `author`, `admin` or `owner` is expected")
}

pub(super) fn as_user_type(user_type: &UserType) -> Spelling<'_> {
    word_of(USER_TYPES, user_type)
}

const CONSENT_METHODS: &[(&str, ConsentMethod)] =
    &[("opt-in", ConsentMethod::OptIn), ("text-ref", ConsentMethod::TextRef)];

pub(super) fn consent_method(text: &str) -> Result<ConsentMethod, Fault> {
    one_of(CONSENT_METHODS, text, "`opt-in` or `text-ref` is expected")
}

pub(super) fn as_consent_method(method: &ConsentMethod) -> Spelling<'_> {
    word_of(CONSENT_METHODS, method)
}
