//! Recurrence rules of RFC 5545: checked, and kept as text.

use super::invalid_value::{Code, InvalidValue};
use super::text::text_type;

text_type! {
    /// An RFC 5545 recurrence rule without its `RRULE:` prefix, such as `FREQ=MONTHLY;BYDAY=1FR`.
    /// It keeps the sender's text: parsing and printing a rule may change its meaning.
    RecurrenceRule, recurrence
}

const FREQUENCIES: [&str; 7] =
    ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

fn recurrence(text: &str) -> Result<(), InvalidValue> {
    let mut names = Vec::new();
    let all_parts_valid = text.split(';').all(|part| {
        part.split_once('=').is_some_and(|(name, value)| {
            let is_new = !names.contains(&name);
            names.push(name);
            is_new && is_part(name, value)
        })
    });
    let has_one_end = !(names.contains(&"UNTIL") && names.contains(&"COUNT"));
    if all_parts_valid && has_one_end && names.contains(&"FREQ") {
        Ok(())
    } else {
        Err(InvalidValue::new(
            Code::SCHEDULE,
            "expected an RFC 5545 recurrence rule, such as `FREQ=MONTHLY;BYDAY=1FR`",
        ))
    }
}

/// Whether a part is valid: RFC 5545, section 3.3.10.
fn is_part(name: &str, value: &str) -> bool {
    let list = |is_item: &dyn Fn(&str) -> bool| value.split(',').all(is_item);
    match name {
        "FREQ" => FREQUENCIES.contains(&value),
        "UNTIL" => is_until(value),
        "COUNT" | "INTERVAL" => is_number(value, 1, u32::MAX),
        "BYSECOND" => list(&|item| is_number(item, 0, 60)),
        "BYMINUTE" => list(&|item| is_number(item, 0, 59)),
        "BYHOUR" => list(&|item| is_number(item, 0, 23)),
        "BYDAY" => list(&is_weekday),
        "BYMONTHDAY" => list(&|item| is_signed(item, 31)),
        "BYYEARDAY" | "BYSETPOS" => list(&|item| is_signed(item, 366)),
        "BYWEEKNO" => list(&|item| is_signed(item, 53)),
        "BYMONTH" => list(&|item| is_number(item, 1, 12)),
        "WKST" => WEEKDAYS.contains(&value),
        _ => false,
    }
}

fn is_number(text: &str, least: u32, most: u32) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse().is_ok_and(|number: u32| (least..=most).contains(&number))
}

fn is_signed(text: &str, most: u32) -> bool {
    is_number(text.strip_prefix(['+', '-']).unwrap_or(text), 1, most)
}

fn is_weekday(text: &str) -> bool {
    WEEKDAYS.iter().any(|day| {
        text.strip_suffix(day).is_some_and(|ordinal| ordinal.is_empty() || is_signed(ordinal, 53))
    })
}

fn is_until(text: &str) -> bool {
    let is_digits =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('T') {
        None => is_digits(text, 8),
        Some((day, time)) => {
            is_digits(day, 8) && is_digits(time.strip_suffix('Z').unwrap_or(time), 6)
        }
    }
}
