//! Regular expressions that mean the same in ECMA-262, Rust and Python, but for Python's `$`.
//!
//! Each is written so that a backtracking engine needs time linear in the text.

/// White space of Unicode above ASCII, apart from the control U+0085.
macro_rules! wide_space {
    () => {
        r"\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
    };
}

/// White space, a character that is neither white space nor a control character, then no control
/// character.
pub(crate) const LINE: &str = concat!(
    "^[ ",
    wide_space!(),
    r"]*[^\u0000-\u0020\u007F-\u009F",
    wide_space!(),
    r"][^\u0000-\u001F\u007F-\u009F]*$"
);

macro_rules! atom {
    () => {
        "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
    };
}

macro_rules! label {
    () => {
        "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    };
}

/// The address of the HTML standard without misplaced dots. A domain with a character outside ASCII
/// has only its characters checked.
pub(crate) const EMAIL: &str = concat!(
    "^",
    atom!(),
    r"(?:\.",
    atom!(),
    ")*@(?:",
    label!(),
    r"(?:\.",
    label!(),
    r")*|[A-Za-z0-9.-]*[^\u0000-\u009F",
    wide_space!(),
    r"][^\u0000-\u002C\u002F\u003A-\u0040\u005B-\u0060\u007B-\u009F",
    wide_space!(),
    "]*)$"
);

/// `http` or `https`, empty credentials, a host, a port, and the rest in visible ASCII without `\`.
pub(crate) const WEB_LINK: &str = concat!(
    "^[Hh][Tt][Tt][Pp][Ss]?://(?::?@)?",
    r"(?:(?:[A-Za-z0-9!$&'()*+,.;=_`{}~\u0022-]|%[0-9A-Fa-f]{2})+|\[[0-9A-Fa-f:.]+\])",
    r"(?::[0-9]*)?(?:[/?#][\u0021-\u005B\u005D-\u007E]*)?$"
);

pub(crate) const COUNTRY_CODE: &str = "^[A-Za-z]{2}$";

/// RFC 5646, section 2.1, with the irregular tags that match no other rule of it.
pub(crate) const LANGUAGE_TAG: &str = concat!(
    "^(?:(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})",
    "(?:-[A-Za-z]{4})?",
    "(?:-(?:[A-Za-z]{2}|[0-9]{3}))?",
    "(?:-(?:[A-Za-z][A-Za-z0-9]{4,7}|[0-9][A-Za-z0-9]{3,7}))*",
    "(?:-[0-9A-WYZa-wyz](?:-[A-Za-z0-9]{2,8})+)*",
    "(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?",
    "|[Xx](?:-[A-Za-z0-9]{1,8})+",
    "|[Ee][Nn]-[Gg][Bb]-[Oo][Ee][Dd]",
    "|[Ss][Gg][Nn]-(?:[Bb][Ee]-(?:[Ff][Rr]|[Nn][Ll])|[Cc][Hh]-[Dd][Ee])",
    "|[Ii]-(?:[Aa][Mm][Ii]|[Bb][Nn][Nn]|[Dd][Ee][Ff][Aa][Uu][Ll][Tt]",
    "|[Ee][Nn][Oo][Cc][Hh][Ii][Aa][Nn]|[Hh][Aa][Kk]|[Kk][Ll][Ii][Nn][Gg][Oo][Nn]|[Ll][Uu][Xx]",
    "|[Mm][Ii][Nn][Gg][Oo]|[Nn][Aa][Vv][Aa][Jj][Oo]|[Pp][Ww][Nn]|[Tt][Aa][Oo]|[Tt][Aa][Yy]",
    "|[Tt][Ss][Uu]))$"
);

pub(crate) const TIME_ZONE: &str = "^[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z][A-Za-z0-9_+-]*){0,2}$";

macro_rules! label {
    () => {
        concat!(
            r"[^\u0000-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u009F\u00B7\u06D4\u3002\uFF0E\uFF61",
            wide_space!(),
            "]+"
        )
    };
}

macro_rules! dot {
    () => {
        r"[.\u00B7\u06D4\u3002\uFF0E\uFF61]"
    };
}

pub(crate) const WHAT3WORDS: &str =
    concat!("^(?:///)?", label!(), dot!(), label!(), dot!(), label!(), "$");

/// At least one digit.
pub(crate) const PHONE: &str = "^[ +()./,;#*extEXT-]*[0-9][0-9 +()./,;#*extEXT-]*$";

macro_rules! date {
    () => {
        "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    };
}

macro_rules! time {
    () => {
        concat!(
            r"[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]{1,9})?",
            "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
        )
    };
}

pub(crate) const DAY: &str =
    concat!("^", date!(), r"(?:[Tt]00:00:00(?:\.0{1,9})?(?:[Zz]|[+-]00:00))?$");

/// RFC 3339, section 5.6.
pub(crate) const TIMESTAMP: &str = concat!("^", date!(), time!(), "$");

/// A day, with or without a time.
pub(crate) const DATE: &str = concat!("^", date!(), "(?:", time!(), ")?$");

pub(crate) const UUID: &str =
    "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$";

macro_rules! list {
    ($item:expr) => {
        concat!($item, "(?:,", $item, ")*")
    };
}

macro_rules! weekday {
    () => {
        "(?:MO|TU|WE|TH|FR|SA|SU)"
    };
}

/// A part of a recurrence rule other than `FREQ`: RFC 5545, section 3.3.10.
macro_rules! part {
    () => {
        concat!(
            "(?:UNTIL=[0-9]{8}(?:T[0-9]{6}Z?)?|(?:COUNT|INTERVAL)=0*[1-9][0-9]{0,9}",
            "|BYSECOND=",
            list!("0*(?:[0-9]|[1-5][0-9]|60)"),
            "|BYMINUTE=",
            list!("0*(?:[0-9]|[1-5][0-9])"),
            "|BYHOUR=",
            list!("0*(?:[0-9]|1[0-9]|2[0-3])"),
            "|BYDAY=",
            list!(concat!("(?:[+-]?0*(?:[1-9]|[1-4][0-9]|5[0-3]))?", weekday!())),
            "|BYMONTHDAY=",
            list!("[+-]?0*(?:[1-9]|[12][0-9]|3[01])"),
            "|(?:BYYEARDAY|BYSETPOS)=",
            list!("[+-]?0*(?:[1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-6])"),
            "|BYWEEKNO=",
            list!("[+-]?0*(?:[1-9]|[1-4][0-9]|5[0-3])"),
            "|BYMONTH=",
            list!("0*(?:[1-9]|1[0-2])"),
            "|WKST=",
            weekday!(),
            ")"
        )
    };
}

/// Parts in any order, with `FREQ` exactly once.
pub(crate) const SCHEDULE: &str = concat!(
    "^(?:",
    part!(),
    ";)*FREQ=(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;",
    part!(),
    ")*$"
);
