//! How each type of value is written.

use crate::codec::value::{
    Boolean, ClosedSet, Codec, Day, TextCodec, boolean, closed_set, day, text_value,
};
use crate::model::{
    AccountId, ConsentMethod, Country, Date, Email, HttpUrl, LanguageTag, Phone, RoleTemplateId,
    Status, Text, TimeZone, Timestamp, UserType, Username, What3Words,
};

/// A type of value that an attribute has.
pub(super) trait CanonicalValue: Sized {
    type Codec: Codec<Value = Self>;

    const CODEC: Self::Codec;
}

macro_rules! texts {
    ($($type:ident)*) => {$(
        impl CanonicalValue for $type {
            type Codec = TextCodec<Self>;

            const CODEC: Self::Codec = text_value();
        }
    )*};
}

texts! {
    AccountId Country Email LanguageTag Phone RoleTemplateId Text TimeZone Timestamp Username HttpUrl What3Words
}

impl CanonicalValue for bool {
    type Codec = Boolean;

    const CODEC: Boolean = boolean();
}

impl CanonicalValue for Date {
    type Codec = Day;

    const CODEC: Day = day();
}

impl CanonicalValue for Status {
    type Codec = ClosedSet<&'static str, Self>;

    const CODEC: Self::Codec = closed_set(
        &[
            ("active", Self::Active),
            ("disabled", Self::Disabled),
            ("locked", Self::Locked),
            ("deleted", Self::Deleted),
        ],
        "`active`, `disabled`, `locked` or `deleted` is expected",
    );
}

impl CanonicalValue for UserType {
    type Codec = ClosedSet<&'static str, Self>;

    const CODEC: Self::Codec = closed_set(
        &[
            ("invited", Self::Invited),
            ("member", Self::Member),
            ("author", Self::Author),
            ("admin", Self::Admin),
            ("owner", Self::Owner),
        ],
        "`invited`, `member`, `author`, `admin` or `owner` is expected",
    );
}

impl CanonicalValue for ConsentMethod {
    type Codec = ClosedSet<&'static str, Self>;

    const CODEC: Self::Codec = closed_set(
        &[("opt-in", Self::OptIn), ("text-ref", Self::TextRef)],
        "`opt-in` or `text-ref` is expected",
    );
}
