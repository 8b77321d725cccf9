//! Bytes that decide: each one thing; once none is left, nothing more is generated.

use crate::model::{
    AccountId, AnalyticsReport, ConsentMethod, Country, Date, Email, HttpUrl, InvalidValue,
    LanguageTag, MembershipChange, MembershipId, Password, Patch, Phone, RecurrenceRule,
    ResourceId, RoleId, RoleTemplateId, SettingKey, Status, Text, TimeZone, Timestamp, UserId,
    UserType, Username, What3Words, parse_date,
};

/// A password that no output may hold.
pub const PASSWORD: &str = "C@nary-Passw0rd-7319";

/// The id of whoever is updated.
pub const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

const OTHER_ID: &str = "d81c8ee2-44b3-429f-b944-a33ad7437690";

/// What texts are made of, where they are none of the usual ones.
const PIECES: &[&str] = &[
    "Ada", " ", "  ", "van", "1", "1a", ",", "/", "~1", "\"", "\\", "é", "e\u{301}", "🦀",
    "\u{202e}", "%2F", "<", "null",
];

/// The bytes that decide.
///
/// Whatever may be absent has bytes of its own, as many whether it is absent or not: where they
/// are 0, it is absent, and everything else stays. A value of a type with rules is chosen
/// from texts that keep them, which a test holds; one that did not would be absent.
#[derive(Debug)]
pub(super) struct Source<'b>(&'b [u8]);

/// How many bytes decide on one thing, and on one element of a list.
const ONE: usize = 4;
const ELEMENT: usize = 40;

impl<'b> Source<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    /// The bytes that nothing has been decided by.
    pub(super) const fn rest(&self) -> &'b [u8] {
        self.0
    }

    /// The next `length` bytes, or as many as there are.
    fn slot(&mut self, length: usize) -> Self {
        let (slot, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        Self(slot)
    }

    pub(super) fn byte(&mut self) -> u8 {
        self.slot(1).0.first().copied().unwrap_or_default()
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()).checked_rem(end).unwrap_or(0)
    }

    /// A place among `end`, which may be more than a byte can count.
    pub(super) fn place_below(&mut self, end: usize) -> usize {
        (self.below(256) * 256 + self.below(256)).checked_rem(end).unwrap_or(0)
    }

    pub(super) fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> Option<T> {
        choices.get(self.below(choices.len())).copied()
    }

    pub(super) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut slot = self.slot(ONE);
        if slot.below(3) == 1 { make(&mut slot) } else { None }
    }

    pub(super) fn patch<T>(&mut self, make: impl FnOnce(&mut Self) -> Option<T>) -> Patch<T> {
        let mut slot = self.slot(ONE);
        match slot.below(4) {
            1 => Patch::Clear,
            2 => make(&mut slot).map_or(Patch::Keep, Patch::Set),
            _ => Patch::Keep,
        }
    }

    /// Up to two elements.
    pub(super) fn list<T>(&mut self, make: impl FnMut(&mut Self) -> Option<T>) -> Vec<T> {
        let count = self.below(3);
        let mut slots = [self.slot(ELEMENT), self.slot(ELEMENT)];
        slots.iter_mut().take(count).filter_map(make).collect()
    }

    /// A list, perhaps of no elements, or none.
    pub(super) fn maybe_list<T>(
        &mut self,
        make: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let is_said = self.below(3) == 1;
        let list = self.list(make);
        is_said.then_some(list)
    }

    /// One of `choices`, held to the rule of its type.
    fn parsed<T>(
        &mut self,
        choices: &[&str],
        parse: impl FnOnce(&str) -> Result<T, InvalidValue>,
    ) -> Option<T> {
        self.pick(choices).and_then(|text| parse(text).ok())
    }
}

/// The values of each type.
impl Source<'_> {
    pub(super) fn text(&mut self) -> Option<Text> {
        const USUAL: &[&str] = &[
            "Ada",
            "van Dyke",
            "O\"Neil\\",
            "Zoë 🦀",
            "a/b~c",
            "x",
            "Mary Ann Evans",
            "1",
            "O'Brien & Söhne <gmbh>",
            "two  blanks",
            "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff, whose name is longer than most that anybody has on file",
        ];
        if self.below(4) != 3 {
            return self.parsed(USUAL, Text::parse);
        }
        let pieces = (0..=self.below(4)).filter_map(|_| self.pick(PIECES)).collect::<String>();
        Text::parse(&pieces).or_else(|_| Text::parse("blank")).ok()
    }

    pub(super) fn user_id(&mut self) -> Option<UserId> {
        self.parsed(&[ID, "wqyODPA", "a/b c?"], UserId::parse)
    }

    pub(super) fn account(&mut self) -> Option<AccountId> {
        self.parsed(&["my_account", "my_account_child", "a/b c", "é%2F"], AccountId::parse)
    }

    pub(super) fn date(&mut self) -> Option<Date> {
        let day = |text: &str| parse_date(text).map(|written| written.date);
        self.parsed(&["1985-06-15", "2000-02-29", "0001-01-01", "9999-12-31"], day)
    }

    pub(super) fn timestamp(&mut self) -> Option<Timestamp> {
        const MOMENTS: &[&str] =
            &["2023-11-07T05:31:56Z", "2021-01-27T13:58:38.06968Z", "0001-01-01T00:00:00+02:00"];
        self.parsed(MOMENTS, Timestamp::parse)
    }

    pub(super) fn link(&mut self) -> Option<HttpUrl> {
        self.parsed(
            &["https://example.com/me", "http://a.example?q=1#x", "https://Example.com/Me?Q=A"],
            HttpUrl::parse,
        )
    }

    pub(super) fn phone(&mut self) -> Option<Phone> {
        self.parsed(
            &["020 3728 5000", "+44 7700 900456", "0", "(303) 555-1111 ext 4"],
            Phone::parse,
        )
    }

    pub(super) fn resource(&mut self) -> Option<ResourceId> {
        self.parsed(&[ID, OTHER_ID, "r-1"], ResourceId::parse)
    }

    pub(super) fn membership_id(&mut self) -> Option<MembershipId> {
        self.parsed(&["jVq0Kwz", "AP1yemE"], MembershipId::parse)
    }

    pub(super) fn role(&mut self) -> Option<RoleId> {
        self.parsed(&[ID, OTHER_ID, "not-a-uuid"], RoleId::parse)
    }

    pub(super) fn role_template(&mut self) -> Option<RoleTemplateId> {
        self.parsed(&["5460fbd9e4b0deacf4b59b7f"], RoleTemplateId::parse)
    }

    pub(super) fn key(&mut self) -> Option<SettingKey> {
        self.parsed(
            &["/textus/user_schema/calendar", "plain", "~tilde~", "é", "__proto__", "Upper"],
            SettingKey::parse,
        )
    }

    pub(super) fn setting(&mut self) -> Option<String> {
        self.pick(&["https://calend.ly/x", "", " ", "\u{1}\n\"quoted\""]).map(str::to_owned)
    }

    pub(super) fn status(&mut self) -> Option<Status> {
        self.pick(&[Status::Active, Status::Disabled, Status::Locked, Status::Deleted])
    }

    pub(super) fn user_type(&mut self) -> Option<UserType> {
        self.pick(&[
            UserType::Invited,
            UserType::Member,
            UserType::Author,
            UserType::Admin,
            UserType::Owner,
        ])
    }

    pub(super) fn consent_method(&mut self) -> Option<ConsentMethod> {
        self.pick(&[ConsentMethod::OptIn, ConsentMethod::TextRef])
    }

    pub(super) fn country(&mut self) -> Option<Country> {
        self.parsed(&["GB", "eu", "United States", "Atlantis", "united kingdom"], Country::parse)
    }

    pub(super) fn language(&mut self) -> Option<LanguageTag> {
        self.parsed(&["en-GB", "en", "zh-Hant-TW"], LanguageTag::parse)
    }

    pub(super) fn time_zone(&mut self) -> Option<TimeZone> {
        self.parsed(&["Europe/London", "UTC"], TimeZone::parse)
    }

    pub(super) fn three_words(&mut self) -> Option<What3Words> {
        self.parsed(&["spark.dizzy.ramp"], What3Words::parse)
    }

    pub(super) fn grant(&mut self) -> Option<MembershipChange> {
        Some(MembershipChange::new(self.text()?, self.account()?))
    }

    pub(super) fn report(&mut self) -> Option<AnalyticsReport> {
        const SCHEDULES: &[&str] =
            &["FREQ=MONTHLY;BYDAY=1FR", "FREQ=DAILY", "FREQ=YEARLY;BYMONTH=1,2;COUNT=3"];
        let schedule = self.parsed(SCHEDULES, RecurrenceRule::parse)?;
        Some(AnalyticsReport::new(self.account()?, schedule, self.text()?, self.list(Self::text)))
    }

    pub(super) fn username(&mut self) -> Option<Username> {
        self.parsed(
            &["ada", "ada.byron@example.com", "ada byron", "é", "Ada.Byron"],
            Username::parse,
        )
    }

    pub(super) fn email(&mut self) -> Option<Email> {
        self.parsed(
            &["ada@example.com", "not+chuck@textus.example", "Ada.Byron@Example.com"],
            Email::parse,
        )
    }

    pub(super) fn password(&mut self) -> Option<Password> {
        self.parsed(&[PASSWORD, "weak-C@nary-Passw0rd-7319 x"], Password::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_keeps_the_rule_of_its_type() {
        for choice in 0..=u8::MAX {
            let bytes = [choice; 16];
            let source = || Source::new(&bytes);
            let made = [
                source().text().is_some(),
                source().user_id().is_some(),
                source().account().is_some(),
                source().date().is_some(),
                source().timestamp().is_some(),
                source().link().is_some(),
                source().phone().is_some(),
                source().resource().is_some(),
                source().membership_id().is_some(),
                source().role().is_some(),
                source().role_template().is_some(),
                source().key().is_some(),
                source().country().is_some(),
                source().language().is_some(),
                source().time_zone().is_some(),
                source().three_words().is_some(),
                source().grant().is_some(),
                source().report().is_some(),
                source().username().is_some(),
                source().email().is_some(),
                source().password().is_some(),
            ];
            assert_eq!(made.iter().position(|is_made| !is_made), None, "choice {choice}");
        }
    }
}
