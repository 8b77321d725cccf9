//! How values are read and written: JSON to a value of the model, and back.

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

/// How one type of value is read from JSON and written to it.
pub trait Codec: Debug + Send + Sync {
    /// The type of the value.
    type Value;

    /// Reads a value that is neither `null` nor, where values are texts, `""`.
    ///
    /// # Errors
    /// The rule that the JSON breaks.
    fn parse(&self, json: Value<'_>) -> Result<Parsed<Self::Value>, InvalidValue>;

    /// Writes a value.
    ///
    /// # Errors
    /// Why it has no place in this format.
    fn print<'u>(&'u self, value: &'u Self::Value, message: Message) -> Encoding<'u>;

    /// The schema of the values that a message can have.
    fn schema(&self, message: Message) -> Schema;

    /// Whether some values are written converted.
    fn may_convert(&self) -> bool {
        false
    }

    /// Whether values are texts, so that `""` means that there is none.
    fn is_text(&self) -> bool {
        true
    }
}

/// A codec that is chosen at run time.
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

    fn is_text(&self) -> bool {
        (**self).is_text()
    }
}
