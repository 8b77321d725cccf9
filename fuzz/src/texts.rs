//! Any text, as whatever has a rule.

use idiolect::dialect::percent;
use idiolect::http::{BaseUrl, Credential};
use idiolect::model::{
    AccountId, Country, Email, Fault, LanguageTag, Phone, Schedule, SettingKey, Text, TimeZone, Timestamp, UserId,
    Username, WebLink, What3Words, check_uuid, parse_date,
};
use idiolect::wire::Pointer;

/// What is taken is kept as it was written, and taken again.
pub fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    keeps(text, Text::parse);
    keeps(text, Username::parse);
    keeps(text, Email::parse);
    keeps(text, Phone::parse);
    keeps(text, WebLink::parse);
    keeps(text, LanguageTag::parse);
    keeps(text, TimeZone::parse);
    keeps(text, Timestamp::parse);
    keeps(text, Schedule::parse);
    keeps(text, Country::parse);
    keeps(text, What3Words::parse);
    keeps(text, UserId::parse);
    keeps(text, AccountId::parse);
    keeps(text, SettingKey::parse);
    let _ = (parse_date(text), check_uuid(text), Country::parse_code(text));
    pointer(text);
    assert_eq!(percent::decode(&percent::encode(text)).as_deref(), Some(text));
    let _ = (BaseUrl::parse(text), Credential::bearer(text), Credential::basic(text, text));
}

fn keeps<T: AsRef<str>>(text: &str, parse: fn(&str) -> Result<T, Fault>) {
    if let Ok(value) = parse(text) {
        assert_eq!(value.as_ref(), text);
    }
}

/// A pointer is its segments, and the other way round.
fn pointer(text: &str) {
    if let Some(pointer) = Pointer::parse(text) {
        assert_eq!(pointer.as_str(), text);
        let again = pointer.segments().fold(Pointer::ROOT, |parent, segment| parent.child(&segment));
        assert_eq!(again, pointer);
    }
    let child = Pointer::ROOT.child(text);
    assert_eq!(Pointer::parse(child.as_str()).as_ref(), Some(&child));
    assert_eq!(child.segments().collect::<Vec<_>>(), [text]);
}
