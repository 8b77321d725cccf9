//! Codecs between JSON values and values of the model.

mod boolean;
mod closed_set;
mod country;
mod date;
mod number;
mod restricted;
mod role;
mod text;
mod text_by;

use std::fmt::Debug;

use super::property::Message;
use super::schema::Schema;
use crate::codec::{Encoding, Parsed};
use crate::json::Value;
use crate::model::InvalidValue;

pub(crate) use boolean::Boolean;
pub use boolean::boolean;
pub use closed_set::{ClosedSet, closed_set};
pub use country::country_code;
pub(crate) use date::Day;
pub use date::{day, day_or_midnight};
pub use number::whole_number;
#[cfg(feature = "legacy")]
pub(crate) use restricted::Restricted;
pub use restricted::{restricted, uuid};
pub use role::role_by_id;
pub(crate) use text::TextCodec;
pub use text::{
    TextValue, country, email, http_url, language_tag, phone, recurrence_rule, text, text_value,
    time_zone, timestamp, username, what3words,
};
pub use text_by::{TextBy, any_text, text_by};

/// A codec between JSON and one type of value.
pub trait Codec: Debug + Send + Sync {
    /// The type of the value.
    type Value;

    /// Decodes a value that is neither `null` nor, where values are texts, `""`.
    ///
    /// # Errors
    /// Returns the rule that the JSON breaks.
    fn parse(&self, json: Value<'_>) -> Result<Parsed<Self::Value>, InvalidValue>;

    /// Encodes a value.
    ///
    /// # Errors
    /// Returns the reason why this format cannot represent the value.
    fn print<'u>(&'u self, value: &'u Self::Value, message: Message) -> Encoding<'u>;

    /// Returns the schema of the values in a message.
    fn schema(&self, message: Message) -> Schema;

    /// Whether some values are converted when encoded.
    fn may_convert(&self) -> bool {
        false
    }

    /// Whether every value is encoded, and none is converted.
    fn is_exact(&self) -> bool {
        false
    }

    /// Whether values are texts, so that `""` is an empty value.
    fn is_text(&self) -> bool {
        true
    }
}

/// Delegates to a codec that is chosen at run time.
impl<C: Codec + ?Sized> Codec for Box<C> {
    type Value = C::Value;

    fn parse(&self, json: Value<'_>) -> Result<Parsed<Self::Value>, InvalidValue> {
        (**self).parse(json)
    }

    fn print<'u>(&'u self, value: &'u Self::Value, message: Message) -> Encoding<'u> {
        (**self).print(value, message)
    }

    fn schema(&self, message: Message) -> Schema {
        (**self).schema(message)
    }

    fn may_convert(&self) -> bool {
        (**self).may_convert()
    }

    fn is_exact(&self) -> bool {
        (**self).is_exact()
    }

    fn is_text(&self) -> bool {
        (**self).is_text()
    }
}
