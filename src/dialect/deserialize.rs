//! `Deserialize` of what an application sets in its configuration.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::loss::LossPolicy;
use super::traits::{CharsetParameter, Settings, UnknownMembers, UpdateMode};
use crate::json::deserialize_members;
use crate::model::{Attribute, InvalidValue};

deserialize_members! {
    Settings, "the settings of a dialect" {
        "unknown_members" => unknown_members,
        "update_mode" => update_mode,
        "charset" => charset,
        "limits" => limits,
    }
}

/// Implements `Deserialize` by `FromStr`.
macro_rules! deserialize_text {
    ($($type:ident, $expected:literal;)*) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(TextVisitor { expected: $expected, value: PhantomData })
            }
        }
    )*};
}

deserialize_text! {
    UnknownMembers, "`reject`, `report` or `pass-on`";
    UpdateMode, "`partial` or `full`";
    CharsetParameter, "`reject` or `ignore`";
}

struct TextVisitor<T> {
    expected: &'static str,
    value: PhantomData<T>,
}

impl<T: FromStr<Err = InvalidValue>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for LossPolicy {
    /// Deserializes the text of [`FromStr`], or a list of attributes.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PolicyVisitor;

        impl<'de> Visitor<'de> for PolicyVisitor {
            type Value = LossPolicy;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(
                    "`reject`, `allow-unsupported`, `allow-all`, or a list of attributes",
                )
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<LossPolicy, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<LossPolicy, A::Error> {
                let mut attributes = BTreeSet::new();
                while let Some(name) = list.next_element::<String>()? {
                    attributes.insert(name.parse::<Attribute>().map_err(A::Error::custom)?);
                }
                Ok(LossPolicy::Allow(attributes))
            }
        }

        deserializer.deserialize_any(PolicyVisitor)
    }
}
