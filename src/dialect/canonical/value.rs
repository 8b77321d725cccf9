//! The codec of each type of value.

use crate::codec::value::{Boolean, ClosedSet, Codec, Day, TextCodec, closed_set};
use crate::model::{
    AccountId, ConsentMethod, Country, Date, Email, HttpUrl, LanguageTag, Phone, RoleTemplateId,
    Status, Text, TimeZone, Timestamp, UserType, Username, What3Words,
};

/// A type of value that an attribute can have.
pub(super) trait CanonicalValue: Sized {
    type Codec: Codec<Value = Self>;

    const CODEC: Self::Codec;
}

macro_rules! texts {
    ($($type:ident)*) => {$(
        impl CanonicalValue for $type {
            type Codec = TextCodec<Self>;

            const CODEC: Self::Codec = TextCodec::new();
        }
    )*};
}

texts! {
    AccountId Country Email LanguageTag Phone RoleTemplateId Text TimeZone Timestamp Username
    HttpUrl What3Words
}

impl CanonicalValue for bool {
    type Codec = Boolean;

    const CODEC: Boolean = Boolean;
}

impl CanonicalValue for Date {
    type Codec = Day;

    const CODEC: Day = Day;
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
        "expected `active`, `disabled`, `locked` or `deleted`",
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
        "expected `invited`, `member`, `author`, `admin` or `owner`",
    );
}

impl CanonicalValue for ConsentMethod {
    type Codec = ClosedSet<&'static str, Self>;

    const CODEC: Self::Codec = closed_set(
        &[("opt-in", Self::OptIn), ("text-ref", Self::TextRef)],
        "expected `opt-in` or `text-ref`",
    );
}
