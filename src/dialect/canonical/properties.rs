//! The members of a user: one for each attribute, named like the attribute, from the table of all
//! attributes.

use super::elements::{
    AnalyticsReports, Grants, Identities, Memberships, Organisations, Roles, Teams,
};
use super::extras::EXTRAS;
use super::names::THREE_NAMES;
use super::value::CanonicalValue;
use super::version::VERSION;
use crate::codec::ClearedBy::Null;
use crate::codec::unit::{custom_settings, id};
use crate::codec::{Properties, list, property, read_only_list, read_only_members};
use crate::model::{
    AccountId, ConsentMethod, Country, Date, Email, HttpUrl, LanguageTag, Phone, RoleTemplateId,
    Status, Text, TimeZone, Timestamp, UserType, Username, What3Words, attribute_table, slot,
};

pub(super) const USER: Properties = &[
    &VERSION,
    &id("id").written_in_updates(),
    &THREE_NAMES,
    &ATTRIBUTES,
    &custom_settings("custom_settings"),
    &EXTRAS,
];

/// A row for each attribute with a field of its own, by the changes that an update can make to it.
/// The password has no row: what is stored or queued contains no secret.
macro_rules! rows {
    (
        units { $($units:tt)* }
        $(
            $(#[$group_meta:meta])*
            $group:ident: $name:ident, $update:ident {
                $(settable { $(
                    $(#[$m1:meta])*
                    $settable:ident: $settable_type:ty as $settable_slot:ident,
                )* })?
                $(clearable { $(
                    $(#[$m2:meta])*
                    $clearable:ident: $clearable_type:ty as $clearable_slot:ident,
                )* })?
                $(list { $($(#[$m3:meta])* $list:ident: $list_type:ty as $list_slot:ident,)* })?
                $(write_only { $(
                    $(#[$m4:meta])*
                    $secret:ident: $secret_type:ty as $secret_slot:ident,
                )* })?
                $(read_only { $(
                    $(#[$m5:meta])*
                    $fixed:ident: $fixed_type:ty as $fixed_slot:ident,
                )* })?
                $(read_only_list { $(
                    $(#[$m6:meta])*
                    $fixed_list:ident: $fixed_list_type:ty as $fixed_list_slot:ident,
                )* })?
            }
        )*
    ) => {
        &[$(
            $($(&property(stringify!($settable), slot::$settable_slot, <$settable_type>::CODEC),)*)?
            $($(
                &property(stringify!($clearable), slot::$clearable_slot, <$clearable_type>::CODEC)
                    .cleared_by(Null),
            )*)?
            $($(&list(
                stringify!($list),
                slot::$list_slot,
                $list_slot::CHANGES,
                $list_slot::ELEMENTS,
            ),)*)?
            $($(&read_only_members(&[stringify!($secret)]),)*)?
            $($(
                &property(stringify!($fixed), slot::$fixed_slot, <$fixed_type>::CODEC).read_only(),
            )*)?
            $($(&read_only_list(
                stringify!($fixed_list),
                slot::$fixed_list_slot,
                $fixed_list_slot::ELEMENTS,
            ),)*)?
        )*]
    };
}

const ATTRIBUTES: Properties = attribute_table!(rows);
