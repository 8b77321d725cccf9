//! The words of this dialect for what is no text: the version, the closed sets, days.

use crate::dialect::words::Words;
use crate::model::{Code, ConsentMethod, Date, Fault, Status, UserType, parse_date};
use crate::wire::{Node, Number, Object, ObjectWriter, Spelling};

const VERSION: u64 = 1;

pub(super) fn check_version(message: &Object<'_, '_>) {
    let field = message.member("version");
    if field.is_absent() && !message.is_absent() {
        field.reject_missing("this member is required");
    } else if field.number() != Some(VERSION) && !field.is_absent() {
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

pub(super) const STATUSES: Words<Status> = Words::new(
    &[
        ("active", Status::Active),
        ("disabled", Status::Disabled),
        ("locked", Status::Locked),
        ("deleted", Status::Deleted),
    ],
    "`active`, `disabled`, `locked` or `deleted` is expected",
);

pub(super) const USER_TYPES: Words<UserType> = Words::new(
    &[
        ("invited", UserType::Invited),
        ("member", UserType::Member),
        ("author", UserType::Author),
        ("admin", UserType::Admin),
        ("owner", UserType::Owner),
    ],
    "`invited`, `member`, `author`, `admin` or `owner` is expected",
);

pub(super) const CONSENT_METHODS: Words<ConsentMethod> = Words::new(
    &[("opt-in", ConsentMethod::OptIn), ("text-ref", ConsentMethod::TextRef)],
    "`opt-in` or `text-ref` is expected",
);
