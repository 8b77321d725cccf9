//! Rules that no keyword of JSON Schema expresses.

use std::borrow::Cow;

/// A rule of a value type that its schema lists in `x-rules`. The [module](super) has the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Rule {
    name: &'static str,
    description: &'static str,
}

macro_rules! rules {
    ($($constant:ident = $name:literal: $description:literal,)*) => {
        impl Rule {
            $(
                #[doc = concat!("`", $name, "`: ", $description, ".")]
                pub(crate) const $constant: Self = Self { name: $name, description: $description };
            )*

            #[cfg(test)]
            /// Every rule of the model's value types.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$constant,)*];
        }
    };
}

rules! {
    CALENDAR_DATE = "calendar-date":
        "the day exists in its month, and 29 February in that year",
    LEAP_SECOND = "leap-second":
        "a second 60 is the last of its month in UTC",
    EMAIL_LENGTH = "email-length":
        "at most 64 characters before the `@` and 255 after it",
    DOMAIN_NAME = "domain-name":
        "a domain outside ASCII is valid by UTS #46, in labels of 1 to 63 characters",
    WEB_ADDRESS = "web-address":
        "the host is valid by the URL Standard, and the port is at most 65535",
    RRULE_DUPLICATE_PART = "rrule-duplicate-part":
        "no part of the recurrence rule is there twice",
    RRULE_UNTIL_AND_COUNT = "rrule-until-and-count":
        "the recurrence rule does not have both `UNTIL` and `COUNT`",
    RRULE_NUMBER = "rrule-number":
        "`COUNT` and `INTERVAL` are at most 4294967295",
    UNSIGNED_64_BIT = "unsigned-64-bit":
        "the number is below 2^64, without fraction and exponent",
}

#[cfg(test)]
impl Rule {
    /// Returns the stable name, as listed in `x-rules`.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        self.name
    }

    /// Returns what the rule requires.
    #[must_use]
    pub(crate) const fn description(self) -> &'static str {
        self.description
    }
}

impl From<Rule> for Cow<'static, str> {
    fn from(rule: Rule) -> Self {
        rule.name.into()
    }
}
