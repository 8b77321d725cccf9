//! Values that keep the text of the message unchanged.

use crate::codec::schema::{Schema, ValueSchema};
use std::fmt::Debug;
use std::marker::PhantomData;

use super::Codec;
use crate::codec::Message;
use crate::codec::{Encoding, Parsed, STRING_EXPECTED, as_text};
use crate::json::Value;
use crate::model::{
    AccountId, Country, Email, HttpUrl, InvalidValue, LanguageTag, MembershipId, Password, Phone,
    RecurrenceRule, ResourceId, RoleId, RoleTemplateId, SettingKey, Text, TimeZone, Timestamp,
    UserId, Username, What3Words,
};

/// A value of the model that is a text with its own rule.
pub trait TextValue: ValueSchema + Sized + Send + Sync + 'static {
    /// Parses the text.
    ///
    /// # Errors
    /// Returns the rule that the text breaks.
    fn parse(text: &str) -> Result<Self, InvalidValue>;

    /// Returns the text.
    fn as_str(&self) -> &str;
}

macro_rules! text_values {
    ($($type:ident)*) => {$(
        impl TextValue for $type {
            #[inline]
            fn parse(text: &str) -> Result<Self, InvalidValue> {
                Self::parse(text)
            }

            #[inline]
            fn as_str(&self) -> &str {
                self.as_str()
            }
        }
    )*};
}

text_values! {
    AccountId Country Email LanguageTag MembershipId Phone ResourceId RoleId RoleTemplateId
    RecurrenceRule SettingKey Text TimeZone Timestamp UserId Username HttpUrl What3Words
}

impl TextValue for Password {
    fn parse(text: &str) -> Result<Self, InvalidValue> {
        Self::parse(text)
    }

    fn as_str(&self) -> &str {
        self.expose()
    }
}

/// Values that are texts.
#[derive(Debug)]
pub(crate) struct TextCodec<T>(PhantomData<fn() -> T>);

impl<T> Clone for TextCodec<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for TextCodec<T> {}

/// Returns the codec of any text type of the model, which applies the rule of that type.
#[must_use]
pub const fn text_value<T: TextValue + Debug>() -> impl Codec<Value = T> + Copy {
    TextCodec::new()
}

impl<T> TextCodec<T> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: TextValue + Debug> Codec for TextCodec<T> {
    type Value = T;

    #[inline]
    fn parse(&self, json: Value<'_>) -> Result<Parsed<T>, InvalidValue> {
        match json {
            Value::Text(text) => T::parse(text).map(Into::into),
            _ => Err(STRING_EXPECTED),
        }
    }

    #[inline]
    fn schema(&self, _: Message) -> Schema {
        T::schema()
    }

    fn is_exact(&self) -> bool {
        true
    }

    fn print<'u>(&'u self, value: &'u T, _: Message) -> Encoding<'u> {
        as_text(value.as_str())
    }
}

macro_rules! text_codecs {
    ($($(#[$meta:meta])* $name:ident: $type:ty,)*) => {$(
        $(#[$meta])*
        #[must_use]
        pub const fn $name() -> impl Codec<Value = $type> + Copy {
            text_value()
        }
    )*};
}

text_codecs! {
    /// Returns the codec of lines of text.
    text: Text,
    /// Returns the codec of user names.
    username: Username,
    /// Returns the codec of e-mail addresses.
    email: Email,
    /// Returns the codec of telephone numbers.
    phone: Phone,
    /// Returns the codec of web addresses.
    http_url: HttpUrl,
    /// Returns the codec of language tags.
    language_tag: LanguageTag,
    /// Returns the codec of names of time zones.
    time_zone: TimeZone,
    /// Returns the codec of What3words addresses.
    what3words: What3Words,
    /// Returns the codec of countries, by code or by name.
    country: Country,
    /// Returns the codec of timestamps.
    timestamp: Timestamp,
    /// Returns the codec of recurrence rules.
    recurrence_rule: RecurrenceRule,
}
